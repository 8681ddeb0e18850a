import type { CheckReply, CheckRequest } from './simulator.js';

/** Something that was asked for and may be called off. */
export interface Pending {
  cancel(): void;
}

/** Findings with simulation, from a worker or from the same thread. The newest request for a file wins. */
export interface Simulator {
  /** Resolves with `undefined` where a newer request, or `cancel`, has overtaken it. */
  check(request: CheckRequest): Promise<CheckReply | undefined>;
  /** Ends the worker. */
  dispose(): void;
}

/**
 * The machine as the server sees it: the one thing that differs between Node, a browser worker and a test. Files are named by
 * `fileOf` of their URI: an absolute path with `/`, or the URI itself where it is of no disk.
 */
export interface ServerHost {
  /** The standard library's modules by name. */
  readonly stdlib: Readonly<Record<string, string>>;
  /** A file's text; undefined where it is not there, or only the client has it. */
  read(file: string): string | undefined;
  /** Asks for a file that `read` does not have at once: in a browser only the client reaches files. */
  fetch?(file: string): Promise<string | undefined>;
  /** Every plan below a folder, in order. Empty where folders cannot be read. */
  list(folder: string): readonly string[];
  /** The file of an installed package, `@acme/catalogue/racks.dcplan`, as a file in `folder` sees it. */
  packageFile(folder: string, spec: string): string;
  /** ISO day by which suppressions are judged. */
  today(): string;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
  /** Runs something later; with no delay, after messages that have arrived already. */
  later(run: () => void, milliseconds: number): Pending;
  /** Writes a library module where an editor can open it, and says its URI; absent, or undefined, where that cannot be done. */
  materialise?(module: string, text: string): string | undefined;
  /** What simulates; made when it is first needed. */
  simulator(): Simulator;
}
