import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { Inputs } from './support/inputs.js';

/** One published number, or several that are compared element by element. */
export interface Expected {
  readonly item: string;
  readonly value?: number | boolean | readonly number[];
  readonly min?: number;
  readonly max?: number;
  readonly unit: string;
  readonly absolute?: number;
  readonly relative?: number;
}

export interface Case {
  readonly id: string;
  readonly title: string;
  /** `identity`, `textbook`, `measured` …: each kind is scored by its own rule. */
  readonly kind: string;
  readonly inputs: Inputs;
  readonly expected: readonly Expected[];
}

/** The published cases of this repository, from its root. */
export const CASES = 'test/validation/cases.yaml';

/** The cases of a file (absolute, or from the repository's root); `undefined` where there is no such file. */
export function readCases(file: string = CASES): readonly Case[] | undefined {
  const path = fileURLToPath(new URL(file, new URL('../../', import.meta.url)));
  if (!existsSync(path)) return undefined;
  const whole = new Inputs(parse(readFileSync(path, 'utf8')), file);
  return whole.list('cases').map((each) => ({
    id: each.text('id'),
    title: each.text('title'),
    kind: each.text('kind'),
    inputs: each.at('inputs'),
    expected: each.entries('expected').map(([item, entry]) => expectedOf(item, entry)),
  }));
}

function expectedOf(item: string, entry: Inputs): Expected {
  const value = entry.has('value') ? entry.raw('value') : undefined;
  const known = typeof value === 'number' || typeof value === 'boolean' || isNumbers(value) ? value : undefined;
  if (known === undefined && !entry.has('min') && !entry.has('max')) throw new Error(`${entry.path} expects nothing`);
  return {
    item,
    unit: entry.has('unit') ? entry.text('unit') : '',
    ...(known === undefined ? {} : { value: known }),
    ...(entry.has('min') ? { min: entry.number('min') } : {}),
    ...(entry.has('max') ? { max: entry.number('max') } : {}),
    ...(entry.has('tol_abs') ? { absolute: entry.number('tol_abs') } : {}),
    ...(entry.has('tol_rel') ? { relative: entry.number('tol_rel') } : {}),
  };
}

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}
