import type { SimulationNote } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';

const CODES = {
  range: { code: 'DCP4901', slug: 'model-range', severity: 'info' },
  unsupported: { code: 'DCP4902', slug: 'not-supported', severity: 'info' },
  unknown: { code: 'DCP6003', slug: 'figure-unknown', severity: 'warning' },
  assumption: { code: 'DCP6005', slug: 'assumption-decides', severity: 'info' },
} as const satisfies Record<SimulationNote['type'], Pick<Finding, 'code' | 'slug' | 'severity'>>;

/** DCP4901, DCP4902, DCP6003, DCP6005: what the models had to say about their own numbers. */
export function simulationNotes(context: FitContext): Finding[] {
  return context.result.notes.map((note) => ({ ...CODES[note.type], path: note.path, message: note.message }));
}
