import { type Hours, weightedSum, WHOLE_YEAR } from '../calendar/calendar.js';

/** What work becomes of power that is taken away: later, paused for so long, or lost. */
export type SheddingClass = 'deferrable' | 'training' | 'interactive';

/** Work that draws on the contract, as much as may be taken from it. W at the meter, by hour. */
export interface SheddableLoad {
  readonly name: string;
  readonly class: SheddingClass;
  readonly power: Float64Array;
}

export interface ShedLoad {
  readonly name: string;
  readonly class: SheddingClass;
  /** Taken from it, W by hour, J in all. */
  readonly cut: Float64Array;
  readonly energy: number;
  /** Hours in which any is taken, and how often such hours begin. */
  readonly hours: number;
  readonly events: number;
}

export interface Shedding {
  /** Taken over by generation and batteries, W by hour, and J. */
  readonly covered: Float64Array;
  readonly coveredEnergy: number;
  readonly loads: readonly ShedLoad[];
  /** What nobody takes: drawn though the contract does not allow it. W by hour, and J. */
  readonly uncovered: Float64Array;
  readonly uncoveredEnergy: number;
}

const ORDER: readonly SheddingClass[] = ['deferrable', 'training', 'interactive'];

/**
 * Shares what must be cut out, hour by hour: first to `cover` (what generators and batteries can give, W), then to work that
 * can wait, then to training (paused), last to interactive work (unserved); within a class in the order of `loads`.
 *
 *   cut = covered + Σ shed + uncovered      in every entry
 */
export function shedding(
  cut: Float64Array,
  loads: readonly SheddableLoad[],
  cover: Float64Array | undefined,
  hours: Hours = WHOLE_YEAR,
): Shedding {
  const left = Float64Array.from(cut, (watts) => (watts > 0 ? watts : 0));
  const take = (available: Float64Array): Float64Array =>
    left.map((watts, i) => {
      const taken = Math.min(watts, Math.max(0, available[i] ?? 0));
      left[i] = watts - taken;
      return taken;
    });
  const covered = take(cover ?? new Float64Array(cut.length));
  const shed = new Map<SheddableLoad, Float64Array>();
  for (const one of ORDER) for (const load of loads) if (load.class === one) shed.set(load, take(load.power));
  return {
    covered,
    coveredEnergy: weightedSum(covered, hours) * 3600,
    loads: loads.map((load) => shedLoad(load, shed.get(load)!, hours)),
    uncovered: left,
    uncoveredEnergy: weightedSum(left, hours) * 3600,
  };
}

function shedLoad({ name, class: of }: SheddableLoad, cut: Float64Array, hours: Hours): ShedLoad {
  const cutHours = cut.map((watts) => (watts > 0 ? 1 : 0));
  const begins = cutHours.map((now, i) => (now === 1 && (i === 0 || cutHours[i - 1] === 0) ? 1 : 0));
  return {
    name,
    class: of,
    cut,
    energy: weightedSum(cut, hours) * 3600,
    hours: weightedSum(cutHours, hours),
    events: weightedSum(begins, hours),
  };
}
