import type { Inputs } from './inputs.js';

/** Why the program gives no number: that is not a pass. */
export interface NotModelled {
  readonly notModelled: string;
}

export type Answer = number | boolean | readonly number[] | NotModelled;

/** What the program says to each item of a case; `*` answers for all items that are not named. */
export type Answers = Readonly<Record<string, Answer>>;

/** Puts a case's inputs into the program's own models. `items` are the names of what the case expects. */
export type Driver = (inputs: Inputs, items: readonly string[]) => Answers;

export function notModelled(reason: string): NotModelled {
  return { notModelled: reason };
}

/** Drivers of one family: by the id of a case, or by how an id begins (`B-chiller-*`). */
export type Family = Readonly<Record<string, Driver>>;

/** A driver for a case that no model covers. */
export function none(reason: string): Driver {
  return () => ({ '*': notModelled(reason) });
}
