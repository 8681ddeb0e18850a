import type { FromWorker, ToWorker } from '../core/worker.js';

/** What a worker of a browser has, as far as the server uses it. */
export interface WorkerScope {
  readonly name: string;
  readonly location: { readonly href: string };
  /** True where memory may be shared with workers. */
  readonly crossOriginIsolated?: boolean;
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', take: (event: { readonly data: ToWorker | Begin }) => void): void;
  setTimeout(run: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
}

/** First message to the worker that simulates: memory in which it sees that it is overtaken, where memory can be shared. */
export interface Begin {
  readonly latest: Int32Array | undefined;
}

/** Another worker, as the one that starts it sees it. */
export interface StartedWorker {
  postMessage(message: ToWorker | Begin): void;
  addEventListener(type: 'message', take: (event: { readonly data: FromWorker }) => void): void;
  terminate(): void;
}

/** Name of the worker that simulates: the same script as the server's. */
export const SIMULATOR = 'dcplan simulator';
