import { expect } from 'vitest';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import type { FindOptions, Found } from './fixture.js';

/** A text in which a code fires, where and how, and one like it in which it does not. */
export interface Case {
  readonly fires: string;
  readonly quiet: string;
  /** What the finding names and points at. */
  readonly path: string;
  readonly at: string;
  /** Parts of the message, each to be found. */
  readonly words: readonly string[];
  readonly options?: FindOptions;
  readonly quietOptions?: FindOptions;
  /** What else holds: its numbers, worked out apart. */
  readonly also?: (finding: Diagnostic, found: Found) => void;
}

export type Cases<Slug extends string> = Readonly<Record<Slug, Case>>;

/** That a finding says what a case wants. */
export function expectCase(finding: Diagnostic, found: Found, wanted: Case): void {
  expect(finding.path).toBe(wanted.path);
  expect(found.at(finding)).toBe(wanted.at);
  for (const words of wanted.words) expect(finding.message).toContain(words);
  wanted.also?.(finding, found);
}

/** A hall `A` with its racks, its cooling and what more there is. */
export function hall(
  racks: string,
  cooling: string,
  more = '',
  network = 'LeafSpine { oversubscription: 8:1 }',
): string {
  const members = [
    `racks: ${racks}`,
    `cooling: ${cooling}`,
    `network: ${network}`,
    'power: Grid',
    ...(more === '' ? [] : [more]),
  ];
  return `  hall A {\n${members.map((member) => `    ${member}`).join('\n')}\n  }`;
}

/** A workload that serves chat, with what changes of it. */
export function chat(more: string, name = 'W', on = '[A]', model = 'Llama_70B'): string {
  return `  workload ${name}: Chat {\n    on: ${on}\n    model: ${model}\n    ${more}\n  }`;
}
