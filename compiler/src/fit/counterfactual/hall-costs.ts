import type { Campus } from '../../ir/index.js';
import type { SimulationResult, Subsystem } from '../../simulation/results.js';

/** USD of one year by subsystem. */
export type SubsystemCosts = Readonly<Record<Subsystem, number>>;

/**
 * What a workload's part in one hall costs in a year (MODELS A4): the hall's own lines by the accelerators that it holds
 * there, the campus's bills by the workload's metered energy, of which each hall bears its part by accelerators held. `bills`
 * go to subsystems as they do in the campus as a whole.
 */
export function hallCosts(
  result: SimulationResult,
  campus: Campus,
  workload: string,
  hall: string,
  year: number,
): SubsystemCosts {
  const costs = noCosts();
  const places = new Set([...campus.hall, ...campus.cloud].map(({ path }) => path ?? ''));
  const held = heldIn(result, year);
  let ownPlaces = 0;
  let mine = 0;
  let everywhere = 0;
  for (const { workload: each, hall: place, accelerators } of result.assignments) {
    if (each !== workload) continue;
    const count = accelerators[year] ?? 0;
    everywhere += count;
    const all = held.get(place) ?? 0;
    if (all <= 0 || !places.has(place)) continue;
    for (const line of result.costs) {
      if (line.path !== place || line.campus !== campus.path) continue;
      const part = ((line.byYear[year] ?? 0) * count) / all;
      ownPlaces += part;
      if (place === hall) costs[line.subsystem] += part;
    }
    if (place === hall) mine = count;
  }
  const bill = (result.workloadCosts.get(workload)?.[year] ?? 0) - ownPlaces;
  const bills = noCosts();
  let allBills = 0;
  for (const line of result.costs) {
    if (line.campus !== campus.path || places.has(line.path)) continue;
    bills[line.subsystem] += line.byYear[year] ?? 0;
    allBills += line.byYear[year] ?? 0;
  }
  if (allBills === 0 || everywhere <= 0) return costs;
  for (const subsystem of Object.keys(costs) as Subsystem[])
    costs[subsystem] += ((bill * mine) / everywhere) * (bills[subsystem] / allBills);
  return costs;
}

/** Accelerators held in each hall, by all workloads. */
function heldIn({ assignments }: SimulationResult, year: number): Map<string, number> {
  const held = new Map<string, number>();
  for (const { hall, accelerators } of assignments) held.set(hall, (held.get(hall) ?? 0) + (accelerators[year] ?? 0));
  return held;
}

/** Accelerators that a workload holds in a hall in a year, and everywhere. */
export function holding(
  { assignments }: SimulationResult,
  workload: string,
  hall: string,
  year: number,
): { readonly here: number; readonly everywhere: number } {
  let here = 0;
  let everywhere = 0;
  for (const each of assignments) {
    if (each.workload !== workload) continue;
    everywhere += each.accelerators[year] ?? 0;
    if (each.hall === hall) here += each.accelerators[year] ?? 0;
  }
  return { here, everywhere };
}

function noCosts(): Record<Subsystem, number> {
  return { cooling: 0, network: 0, rack: 0, electrical: 0, contract: 0, sizing: 0, operation: 0 };
}
