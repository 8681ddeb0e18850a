import type { SimulationResult } from '../../../compiler/src/simulation/index.js';
import { metric, simulated, type Small, textOf } from './campuses.js';

const HOUR = 3600;

/** What invariants ask of one simulated campus, without the campus: a thousand of them are kept. */
export interface Observed {
  /** Of the campus and of each hall. */
  readonly pues: readonly (number | null)[];
  /** Energy of each hall's parts, as it is told by year and as its hours add up, J. */
  readonly halls: readonly { readonly told: number; readonly hourly: number }[];
  readonly energy: number | null;
  readonly contractEnergy: number | null;
  /** What all energy costs, USD. */
  readonly energyCost: number;
  readonly loadFactors: readonly (number | null)[];
  /** By month, W. */
  readonly peak: Float64Array;
  readonly mean: Float64Array;
  /** First hour in which the halls together draw more than the contract, or -1. */
  readonly firstOver: number;
  readonly overEnergy: number;
  readonly firstPeakBreach: number;
  /** Monthly peaks of two halls on contracts of their own, W. */
  readonly apart: readonly [Float64Array, Float64Array] | undefined;
}

const known = new Map<string, Observed>();

/** Simulates a campus once, however many invariants look at it. */
export function observe(small: Small): Observed {
  const text = textOf(small);
  let seen = known.get(text);
  if (seen === undefined) {
    seen = look(small, simulated(text));
    known.set(text, seen);
  }
  return seen;
}

function look(small: Small, result: SimulationResult): Observed {
  const paths = [...result.halls.keys()];
  const meters = paths.map((path) => meter(result, path));
  const limit = small.capacity * 1e6 * (1 + 1e-9);
  const contract = result.contracts.get('C.Grid')!;
  return {
    pues: ['C', ...paths].map((path) => metric(result, path, 'pue')),
    halls: [...result.halls.values()].map(({ count, itEnergy, plantEnergy, electricalEnergy }, i) => ({
      told: count * (itEnergy[0]! + plantEnergy[0]! + electricalEnergy[0]!),
      hourly: HOUR * meters[i]!.reduce((sum, watts) => sum + watts, 0),
    })),
    energy: result.energy,
    contractEnergy: metric(result, 'C.Grid', 'energy'),
    energyCost: result.costs
      .filter(({ item }) => item.startsWith('energy of '))
      .reduce((sum, { byYear }) => sum + byYear[0]!, 0),
    loadFactors: ['C', 'C.Grid'].map((path) => metric(result, path, 'loadFactor')),
    peak: contract.peak,
    mean: contract.mean,
    firstOver: meters[0]!.findIndex((_, hour) => meters.reduce((sum, each) => sum + each[hour]!, 0) > limit),
    overEnergy: contract.overEnergy[0]!,
    firstPeakBreach: contract.firstPeakBreach,
    apart: small.rooms.length === 2 ? peaksApart(small) : undefined,
  };
}

/** Power at the meter by hour, all elements of a hall, W. */
export function meter(result: SimulationResult, path: string, year = 0): Float64Array {
  const hours = result.hours(path, year);
  const count = result.halls.get(path)?.count;
  if (hours === undefined || count === undefined) throw new Error(`no hall ${path}`);
  return hours.it.map((watts, hour) => count * (watts + hours.plant[hour]! + hours.electrical[hour]!));
}

function peaksApart(small: Small): readonly [Float64Array, Float64Array] {
  const { contracts } = simulated(textOf(small, ['East', 'West']));
  return [contracts.get('C.East')!.peak, contracts.get('C.West')!.peak];
}
