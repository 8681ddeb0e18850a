import type { BoundPlant } from './bind.js';
import { machinesRunning } from './chiller-load.js';
import { LIFTED, partHour, partState } from './part-hour.js';

/** Starts of compressors. Hours count as often as their weight says. */
export interface MachineStarts {
  /** Starts because the load or the weather asks for one more machine than the hour before. */
  readonly staging: number;
  /** Starts of machines that cycle below their turndown. */
  readonly cycling: number;
  /** All of them over the days simulated, and over the machines installed. */
  readonly perDay: number;
  readonly perMachineDay: number;
  /** Most starts of one machine within an hour. */
  readonly mostPerHour: number;
}

/** Shortest run and stop of a compressor, s. */
export interface CycleLimits {
  readonly minimumOn: number;
  readonly minimumOff: number;
}

/**
 * Starts per hour of a machine that cycles at the share `ratio` of its least stable load, as many as its timers allow:
 *
 *   n = 3600/max(t_on/CR, t_off/(1 − CR))
 */
export function startsPerHour(ratio: number, { minimumOn, minimumOff }: CycleLimits): number {
  if (!(ratio > 0) || ratio >= 1) return 0;
  return 3600 / Math.max(minimumOn / ratio, minimumOff / (1 - ratio), 1e-9);
}

/** Counts the starts of a plant's compressors over its hours; see `runPlant` for the arguments. */
export function machineStarts(
  { plant, hours }: BoundPlant,
  limits: CycleLimits,
  it: Float64Array,
  from = 0,
  until = it.length,
  weight?: Float64Array,
): MachineStarts {
  const state = partState();
  let staging = 0;
  let cycling = 0;
  let mostPerHour = 0;
  let machines = 0;
  let days = 0;
  for (let hour = from; hour < until; hour++) days += (weight === undefined ? 1 : weight[hour]!) / 24;
  plant.parts.forEach((part, index) => {
    const { chillers, share, turndown } = part;
    const own = hours[index]!;
    if (chillers === undefined || share <= 0) return;
    machines += chillers.installed;
    let before = -1;
    for (let hour = from; hour < until; hour++) {
      const times = weight === undefined ? 1 : weight[hour]!;
      partHour(part, own, hour, share * it[hour]!, state);
      const load = state[LIFTED]! / (own.capacity === undefined ? 1 : own.capacity[hour]!);
      const running = it[hour]! > 0 ? machinesRunning(chillers, load) : 0;
      if (before >= 0 && running > before) staging += times * (running - before);
      before = running;
      if (running === 0 || chillers.falseLoads) continue;
      // Where all but one run full, that one may cycle.
      const last = chillers.oneByOne ? load - (running - 1) * chillers.unit : load;
      const starts = startsPerHour(last / (turndown * chillers.unit), limits);
      cycling += times * starts;
      if (starts > mostPerHour) mostPerHour = starts;
    }
  });
  const all = staging + cycling;
  return {
    staging,
    cycling,
    perDay: days > 0 ? all / days : 0,
    perMachineDay: days > 0 && machines > 0 ? all / days / machines : 0,
    mostPerHour,
  };
}
