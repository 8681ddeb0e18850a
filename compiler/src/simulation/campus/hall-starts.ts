import { type AnyCooling, central, type PlanIndex, resolve } from '../../ir/index.js';
import type { HourSet } from '../calendar/hour-set.js';
import type { MachineStarts } from '../results.js';
import { machineStarts } from '../thermal/plant.js';
import type { CampusRun } from './simulate-campus.js';

/** Starts of a hall's compressors in a year, per element; `undefined` where the hall's draw is unknown. */
export function hallStarts(
  run: CampusRun,
  set: HourSet,
  index: PlanIndex,
  hallPath: string,
  year: number,
): MachineStarts | undefined {
  const machinery = run.machinery.get(hallPath);
  const hours = machinery === undefined ? undefined : run.hours(hallPath, year);
  if (machinery === undefined || hours === undefined) return undefined;
  const cooling = resolve<AnyCooling>(index, machinery.frame.hall.cooling);
  const limits = { minimumOn: central(cooling.minimumOn), minimumOff: central(cooling.minimumOff) };
  return machineStarts(machinery.plant.bound, limits, hours.it, 0, hours.it.length, set.weight);
}
