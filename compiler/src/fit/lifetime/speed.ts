import { decimalYear, type Plan, type Series, type VaryingUncertainNumber } from '../../ir/index.js';
import { isoDay } from '../../simulation/lifetime/iso-day.js';

/**
 * The plan with its work moving `speed` times as fast from each campus's opening on: what was to happen over ten years
 * happens over five at a speed of two. Levels are reached earlier or later, and none is missed. `speed` > 0.
 */
export function movedFaster(plan: Plan, speed: number): Plan {
  const first = plan.campus.reduce((least, { opens }) => (opens < least ? opens : least), '9999-12-31');
  return {
    ...plan,
    workload: plan.workload.map((each) => moved(each, decimalYear(first), speed)),
    campus: plan.campus.map((campus) => ({
      ...campus,
      workload: campus.workload.map((each) => moved(each, decimalYear(campus.opens), speed)),
    })),
  };
}

/** Properties of work that say how much of it there is. */
const AMOUNTS = ['demand', 'accelerators'] as const;

function moved<T extends object>(workload: T, from: number, speed: number): T {
  const changed = new Map<string, unknown>(Object.entries(workload));
  for (const name of AMOUNTS) {
    const value = changed.get(name) as VaryingUncertainNumber | undefined;
    if (typeof value === 'object' && 'series' in value) changed.set(name, faster(value, from, speed));
  }
  return Object.fromEntries(changed) as T;
}

function faster(series: Series, from: number, speed: number): Series {
  const at = (date: string): string => {
    const year = decimalYear(date);
    return year <= from ? date : isoDay(from + (year - from) / speed);
  };
  if (series.series !== 'growing')
    return { ...series, points: series.points.map((point) => ({ ...point, at: at(point.at) })) };
  const { base } = series;
  return {
    ...series,
    base: typeof base === 'number' ? base : faster(base, from, speed),
    rate: (1 + series.rate) ** speed - 1,
    from: at(series.from),
    ...(series.until === undefined ? {} : { until: at(series.until) }),
  };
}
