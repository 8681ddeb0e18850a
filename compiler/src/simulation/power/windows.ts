/** Windows in which changes of load are stated, s. */
export const WINDOWS = { seconds: 2, minute: 60, quarterHour: 900, hour: 3600 } as const;

export type Window = keyof typeof WINDOWS;

/** One value per window; W, or W² where independent loads are summed. */
export type ByWindow = Readonly<Record<Window, number>>;

/** Largest |P(t + window) − P(t)| of a series with `step` s between values, W; 0 for a series shorter than the window. */
export function largestChange(series: ArrayLike<number>, window: number, step = 1): number {
  const apart = Math.max(1, Math.round(window / step));
  let largest = 0;
  for (let i = apart; i < series.length; i++) {
    const change = Math.abs(series[i]! - series[i - apart]!);
    if (change > largest) largest = change;
  }
  return largest;
}

/** Largest change between the means of two successive windows, W: what a meter with that interval sees. */
export function largestRamp(series: ArrayLike<number>, window: number, step = 1): number {
  const width = Math.max(1, Math.round(window / step));
  const sums = new Float64Array(series.length + 1);
  for (let i = 0; i < series.length; i++) sums[i + 1] = sums[i]! + series[i]!;
  let largest = 0;
  for (let i = width; i + width < sums.length; i++) {
    const change = Math.abs(sums[i + width]! - 2 * sums[i]! + sums[i - width]!) / width;
    if (change > largest) largest = change;
  }
  return largest;
}

/** A gang-scheduled workload's part of a hall: it moves as one with its parts in other halls. */
export interface Gang {
  /** Path of the workload. */
  readonly workload: string;
  /** Jobs that the workload runs side by side; each is one gang. */
  readonly jobs: number;
  /** Swing within 2 s of all of it in one element of the hall, W. */
  readonly swing: number;
  /** Change when all of it in one element starts or stops, W. */
  readonly step: number;
}

/** Fast changes of a hall: what moves on its own, W² per element, and its gangs. */
export interface HallSwings {
  readonly independent: ByWindow;
  readonly gangs: readonly Gang[];
  /** Identical elements that the hall stands for. */
  readonly elements: number;
}

/**
 * Largest coincident change of several halls by window, W. Independent loads add by squares; the parts of one job add
 * up, wherever they lie; jobs of one workload swing independently, and start or stop one at a time. A start or stop is
 * over within a minute and lasts, so that it counts in every window from a minute up.
 */
export function coincidentSwings(halls: readonly HallSwings[]): ByWindow {
  const sums = { seconds: 0, minute: 0, quarterHour: 0, hour: 0 };
  const gangs = new Map<string, { jobs: number; swing: number; step: number }>();
  for (const hall of halls) {
    for (const window of ['seconds', 'minute', 'quarterHour', 'hour'] as const)
      sums[window] += hall.elements * hall.independent[window];
    for (const { workload, jobs, swing, step } of hall.gangs) {
      const whole = gangs.get(workload) ?? { jobs: 1, swing: 0, step: 0 };
      whole.jobs = Math.max(whole.jobs, jobs);
      whole.swing += hall.elements * swing;
      whole.step += hall.elements * step;
      gangs.set(workload, whole);
    }
  }
  for (const { jobs, swing, step } of gangs.values()) {
    const start = (step / jobs) ** 2;
    sums.seconds += swing ** 2 / jobs;
    sums.minute += start;
    sums.quarterHour += start;
    sums.hour += start;
  }
  return {
    seconds: Math.sqrt(sums.seconds),
    minute: Math.sqrt(sums.minute),
    quarterHour: Math.sqrt(sums.quarterHour),
    hour: Math.sqrt(sums.hour),
  };
}

/** The ramp that a utility sees of several halls, W/s: the coincident change within a minute over a minute. */
export function coincidentRamp(halls: readonly HallSwings[]): number {
  return coincidentSwings(halls).minute / WINDOWS.minute;
}
