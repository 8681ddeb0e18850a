import type { Campus, PlanIndex } from '../../ir/index.js';
import { contractKey } from '../campus/contract-loads.js';
import type { HallFrame } from '../campus/hall-frame.js';
import type { HallMachinery } from '../campus/hall-run.js';
import { runPath } from '../electrical/path.js';
import { type Supply, type SupplyHall, supplyOf } from './supply.js';

/** What placement needs to know of a campus's power and prices; `years` are the calendar years of its horizon. */
export function campusSupply(
  campus: Campus,
  index: PlanIndex,
  frames: readonly HallFrame[],
  machinery: ReadonlyMap<string, HallMachinery>,
  years: readonly number[],
  shared: ReadonlySet<string>,
): Supply {
  const halls = frames.map((frame) => supplyHall(frame, machinery.get(frame.path)));
  return supplyOf(campus, index, halls, years, shared, contractKey);
}

/** A hall on its design day, all of its IT at work; one whose draw is unknown limits nothing. */
function supplyHall(frame: HallFrame, built: HallMachinery | undefined): SupplyHall {
  const { path, count, opens, contracts } = frame;
  if (built === undefined) return { path, count, opens, contracts, rating: 0, base: 0, meter: NaN };
  const it = Float64Array.of(built.itRating);
  const plant = Float64Array.of(built.designPower);
  const losses = new Float64Array(1);
  runPath(built.path, it, plant, losses);
  const meter = built.itRating + plant[0]! + losses[0]!;
  return { path, count, opens, contracts, rating: built.itRating, base: built.networkPower, meter };
}
