import type { SimulationNote } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, listed } from '../words.js';

const CODES = {
  range: { code: 'DCP4901', slug: 'model-range', severity: 'info' },
  unsupported: { code: 'DCP4902', slug: 'not-supported', severity: 'info' },
  unknown: { code: 'DCP6003', slug: 'figure-unknown', severity: 'warning' },
  assumption: { code: 'DCP6005', slug: 'assumption-decides', severity: 'info' },
} as const satisfies Record<SimulationNote['type'], Pick<Finding, 'code' | 'slug' | 'severity'>>;

/** Blocks that a message names one by one. */
const NAMED = 3;

/**
 * DCP4901, DCP4902, DCP6003, DCP6005: what the models had to say about their own numbers; once where they say the same of several
 * blocks.
 */
export function simulationNotes({ result, index }: FitContext): Finding[] {
  const same = new Map<string, SimulationNote[]>();
  for (const note of result.notes) {
    // What is allowed of one block is still said of the others.
    const key = JSON.stringify([note.type, note.message, index.get(note.path)?.allows ?? []]);
    same.set(key, [...(same.get(key) ?? []), note]);
  }
  return [...same.values()].flatMap(([note, ...others]) => (note === undefined ? [] : [ofAll(note, others)]));
}

function ofAll({ type, path, message }: SimulationNote, others: readonly SimulationNote[]): Finding {
  const finding = { ...CODES[type], path };
  if (others.length === 0) return { ...finding, message };
  const names = others.map((other) => blockName(other.path));
  const said = others.length <= NAMED ? listed(names) : `${String(others.length)} others`;
  return {
    ...finding,
    message: `${message}; so it is with ${said}`,
    related: others.map((other, i) => ({ path: other.path, message: `the same of ${names[i] ?? ''}` })),
  };
}
