import type { Compiling } from '../compile.js';

/** How plans reach files. A plain object, so that the same core runs in Node, in a browser and in tests. */
export interface ModuleHost {
  /** The file's text; undefined when there is no such file. */
  read(file: string): string | undefined;
  /** The file that an import means: `./halls.dcplan` beside `from`, or `@scope/package/racks.dcplan` among the packages. */
  resolve(from: string, spec: string): string;
  /** Text of each file of the standard library by the name that a plan imports, `std/racks`. */
  readonly stdlib: Readonly<Record<string, string>>;
  /** Plans as they were compiled last, by entry file: where it is there, an edit of values redoes only what rests on them. */
  readonly kept?: Map<string, Revisable>;
}

/** A plan that is compiled, and takes edits. */
export interface Revisable {
  /** The plan as the host's files are now; undefined where that takes a new compilation. */
  revise(host: ModuleHost): Compiling | undefined;
}
