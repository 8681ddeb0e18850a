import { type AnyCooling, central, type PlanIndex, resolve, valueAt } from '../../ir/index.js';
import type { HallCapability } from '../results.js';
import type { HallFrame } from './hall-frame.js';
import { bandwidthNeeds } from './network-metrics.js';
import type { CampusRun } from './simulate-campus.js';

/**
 * What a hall has and what its work of a year asks of it, per element, as `usablePower` compares them. A contract that feeds
 * several halls counts by their IT ratings; floors count where they are declared. `undefined` where the draw is unknown.
 */
export function hallCapability(
  run: CampusRun,
  index: PlanIndex,
  hallPath: string,
  year: number,
): HallCapability | undefined {
  const machinery = run.machinery.get(hallPath);
  const totals = run.totals.get(hallPath);
  const it = totals?.itEnergy[year] ?? 0;
  if (machinery === undefined || totals === undefined || run.unknownHalls.has(hallPath) || !(it > 0)) return undefined;
  const { frame, itRating } = machinery;
  const cooling = resolve<AnyCooling>(index, frame.hall.cooling);
  const { parts } = machinery.plant.bound.plant;
  // The slack keeps a plant that is sized for its hall from binding by rounding.
  const built = (medium: 'liquid' | 'air'): number =>
    parts.reduce((sum, part) => (part.medium === medium ? sum + part.rating : sum), 0) * (1 + 1e-9);
  const given = (medium: 'liquid' | 'air'): number =>
    parts.reduce((sum, part) => (part.medium === medium ? sum + part.share : sum), 0);
  const overhead = (totals.plantEnergy[year] ?? 0) + (totals.electricalEnergy[year] ?? 0);
  return {
    count: frame.count,
    has: {
      rating: itRating,
      contract: contractPart(run, frame, itRating, year),
      'electrical path': itRating,
      'air cooling': built('air'),
      'liquid cooling': built('liquid'),
      density: cooling.maxDensity === undefined ? Infinity : central(cooling.maxDensity),
      floor: frame.hall.area ?? Infinity,
      'floor load': frame.hall.floorLoad ?? Infinity,
      bisection: run.fabrics.get(frame.networkPath)?.design.bisectionPerEndpoint ?? 0,
      roundTrip: 0,
    },
    needs: {
      contract: 1 + overhead / it,
      'electrical path': 1,
      'air cooling': given('air'),
      'liquid cooling': given('liquid'),
      density: frame.hall.density ?? 0,
      // Floor of racks and their footprints are not in the library.
      floor: 0,
      'floor load': 0,
      bisection: bandwidthNeeds(run).get(hallPath)?.[year] ?? 0,
      roundTrip: Infinity,
    },
  };
}

/** W of its contracts that fall to one element of a hall, by IT rating beside the other halls on them. */
function contractPart(run: CampusRun, frame: HallFrame, rating: number, year: number): number {
  let part = 0;
  for (const contract of frame.contracts) {
    let all = 0;
    for (const other of run.frames)
      if (other.contracts.includes(contract)) all += (run.machinery.get(other.path)?.itRating ?? 0) * other.count;
    part += all > 0 ? (valueAt(contract.capacity, (run.clock.years[year] ?? 0) + 0.5) * rating) / all : 0;
  }
  return part;
}
