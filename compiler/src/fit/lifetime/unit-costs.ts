import type { AnyWorkload, Campus, Hall } from '../../ir/index.js';
import type { CostLine, SimulationResult } from '../../simulation/results.js';
import { hallCosts, holding } from '../counterfactual/hall-costs.js';
import { delivered } from '../counterfactual/held-equal.js';

/** USD per useful unit of a workload's part in a hall, by calendar year; NaN where it does nothing there. */
export interface UnitCosts {
  /** All of it, capital as its annuity. */
  readonly full: Float64Array;
  /** Without the annuities of what the hall was built with and has not lived its life. */
  readonly avoidable: Float64Array;
  /** What no other building of the same accelerators spares: racks, floor and staff, and most of the bills. */
  readonly floor: Float64Array;
  /** Accelerators held in the busiest year over all that stand. */
  readonly size: number;
}

/** Part of the bills that another building does not spare: the IT's own energy, and its share of the contract. */
const BILLS_LEFT = 0.7;

/**
 * What a workload's useful unit costs in a hall (MODELS A4, A6): the hall's lines by the accelerators that the workload holds
 * there, bills by its metered share. What not even the busiest year holds is left out, so that two halls compare as if each
 * had the size that its work needs. `built`: lives of the capital, and the decimal year in which it was bought; without it
 * all can be avoided.
 */
export function unitCosts(
  result: SimulationResult,
  campus: Campus,
  hall: Hall,
  workload: AnyWorkload,
  built?: { readonly lives: ReadonlyMap<string, number>; readonly opens: number },
): UnitCosts {
  const path = hall.path ?? '';
  const work = workload.path ?? '';
  const lines = result.costs.filter((line) => line.path === path && line.campus === campus.path);
  const held = result.years.map((_, year) => heldIn(result, path, year));
  const all = (result.halls.get(path)?.accelerators ?? 0) * (hall.count ?? 1);
  const size = all > 0 ? Math.min(1, Math.max(...held) / all) : 1;
  const nan = (): Float64Array => new Float64Array(result.years.length).fill(Number.NaN);
  const costs = { full: nan(), avoidable: nan(), floor: nan(), size };
  result.years.forEach((year, y) => {
    const { here, everywhere } = holding(result, work, path, y);
    const units = everywhere > 0 ? (delivered(result, work, y) * here) / everywhere : 0;
    const share = (held[y] ?? 0) > 0 ? here / (held[y] ?? 1) : 0;
    if (!(units > 0) || share <= 0) return;
    const own = (pick: (line: CostLine) => boolean): number =>
      lines.reduce((sum, line) => sum + (pick(line) ? (line.byYear[y] ?? 0) : 0), 0) * share;
    const whole = Object.values(hallCosts(result, campus, work, path, y)).reduce((sum, usd) => sum + usd, 0);
    const bills = Math.max(0, whole - own(() => true));
    const sunk = (line: CostLine): boolean =>
      built !== undefined && year + 1e-6 < built.opens + (built.lives.get(line.item) ?? 0);
    costs.full[y] = (bills + size * own(() => true)) / units;
    costs.avoidable[y] = (bills + size * own((line) => !sunk(line))) / units;
    const stays = own(({ subsystem }) => subsystem === 'rack' || subsystem === 'sizing');
    costs.floor[y] = (BILLS_LEFT * bills + size * stays) / units;
  });
  return costs;
}

function heldIn({ assignments }: SimulationResult, hall: string, year: number): number {
  return assignments.reduce((sum, each) => sum + (each.hall === hall ? (each.accelerators[year] ?? 0) : 0), 0);
}
