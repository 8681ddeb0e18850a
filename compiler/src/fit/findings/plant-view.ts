import type { AnyCooling } from '../../ir/index.js';
import type { HallResult } from '../../simulation/results.js';
import type { HallView } from '../consistency/halls.js';
import { type FitContext, metricOf } from '../context.js';

/** A hall with its plant, what it simulates to, and from when a mismatch of it is worth a finding, USD. */
export interface PlantView extends HallView {
  readonly result: HallResult;
  readonly least: number;
}

/** The mean of known yearly values from a year on; 0 without any. */
export function meanFrom(values: readonly (number | null)[], from = 0): number {
  const known = values.slice(from).filter((value): value is number => value !== null);
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** First year in which the hall works; -1 where it never does. */
export function firstLoaded(context: FitContext, path: string): number {
  return metricOf(context.result, path, 'plantLoad')?.byYear.findIndex((share) => share !== null && share > 0) ?? -1;
}

/** Whether a figure of a cooling is the library's own assumption: what rests on it says so. */
export function isAssumed(cooling: AnyCooling, figure: string): boolean {
  return cooling.sources?.[figure]?.standing === 'assumed';
}

/** Compressors by class, as a message calls them. */
export const COMPRESSORS: Readonly<Record<AnyCooling['chiller'], string>> = {
  variableSpeed: 'variable-speed compressors',
  vanes: 'inlet-vane compressors',
  screw: 'screw compressors',
  scroll: 'scroll compressors',
  none: 'no compressors',
};
