import type { Resolving } from './resolve.js';
import { directSimulator } from './direct-simulator.js';
import type { Simulator } from './host.js';
import type { CheckReply, CheckRequest } from './simulator.js';

/** What the server sends to its worker: a request, with only the texts that the worker does not have yet. */
export interface ToWorker extends Omit<CheckRequest, 'texts'> {
  readonly id: number;
  readonly files: readonly string[];
  readonly texts: ReadonlyMap<string, string>;
}

export interface FromWorker {
  readonly id: number;
  readonly reply: CheckReply | undefined;
  /** What went wrong: a bug. */
  readonly error?: string;
}

/** A worker as Node and browsers both have one. */
export interface Channel {
  post(message: ToWorker): void;
  receive(take: (message: FromWorker) => void): void;
  /** Told once when the worker has died, of a lack of memory perhaps. */
  broken(take: (reason: string) => void): void;
  end(): void;
}

interface Asked {
  readonly request: CheckRequest;
  readonly settle: (reply: CheckReply | undefined) => void;
  readonly fail: (error: Error) => void;
}

/**
 * A simulator in a worker, which is opened when it is first needed, and anew after it has died. One request is under way at a
 * time; while it is, the newest request of a file waits, and those before it are dropped. `latest` is shared memory in which
 * the worker sees that it is overtaken.
 */
export function workerSimulator(open: () => Channel, latest: Int32Array): Simulator {
  const sent = new Map<string, string>();
  const waiting = new Map<string, Asked>();
  let channel: Channel | undefined;
  let running: (Asked & { readonly id: number }) | undefined;
  let ids = 0;

  const done = (finish: (asked: Asked) => void): void => {
    const asked = running;
    running = undefined;
    if (asked !== undefined) finish(asked);
    next();
  };

  const opened = (): Channel => {
    const fresh = open();
    fresh.receive(({ id, reply, error }) => {
      if (running?.id !== id) return;
      done(({ settle, fail }) => (error === undefined ? settle(reply) : fail(new Error(error))));
    });
    fresh.broken((reason) => {
      if (channel !== fresh) return;
      channel = undefined;
      sent.clear();
      // What killed it is not tried again.
      done(({ fail }) => fail(new Error(reason)));
    });
    return fresh;
  };

  const next = (): void => {
    const [first] = waiting;
    if (running !== undefined || first === undefined) return;
    const [key, asked] = first;
    const { request } = asked;
    waiting.delete(key);
    running = { ...asked, id: ++ids };
    Atomics.store(latest, 0, ids);
    channel ??= opened();
    const fresh = new Map([...request.texts].filter(([name, text]) => sent.get(name) !== text));
    for (const [name, text] of fresh) sent.set(name, text);
    channel.post({ ...request, id: ids, files: [...request.texts.keys()], texts: fresh });
  };

  return {
    check: (request) =>
      new Promise((settle, fail) => {
        const key = keyOf(request);
        waiting.get(key)?.settle(undefined);
        waiting.set(key, { request, settle, fail });
        // What is under way for the same plan is of no use any more: the worker ends it before its next simulation.
        // Findings go before whatever else is made of it.
        const isSame = running !== undefined && keyOf(running.request) === key;
        const isFirst = request.wanted === undefined && running?.request.file === request.file;
        if (isSame || isFirst) Atomics.store(latest, 0, -1);
        next();
      }),
    dispose: () => {
      const last = channel;
      channel = undefined;
      last?.end();
    },
  };
}

/** Requests of one key overtake each other: findings of a plan, or one thing that is wanted of it, as it is or with another text. */
function keyOf({ file, wanted }: CheckRequest): string {
  return `${file}\n${wanted?.what ?? ''}${wanted?.text === undefined ? '' : ' of another text'}`;
}

/** The worker's side: answers each request, unless a newer one is there. */
export function serveWorker(
  host: Resolving,
  latest: Int32Array,
  post: (message: FromWorker) => void,
): (message: ToWorker) => Promise<void> {
  let current = 0;
  const texts = new Map<string, string>();
  const simulator = directSimulator(host, () => Atomics.load(latest, 0) !== current);
  return async (message) => {
    current = message.id;
    for (const [file, text] of message.texts) texts.set(file, text);
    const request: CheckRequest = {
      ...message,
      texts: new Map(message.files.map((file) => [file, texts.get(file) ?? ''])),
    };
    try {
      post({ id: message.id, reply: await simulator.check(request) });
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      post({ id: message.id, reply: undefined, error: text });
    }
  };
}
