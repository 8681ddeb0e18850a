import {
  type AnyWorkload,
  type Distribution,
  isRef,
  type Series,
  type VaryingUncertainNumber,
} from '../../ir/index.js';

type Places = NonNullable<AnyWorkload['on']>;

/** A workload of which some places have a share, as one that has these places alone. */
export function scaledWork(workload: AnyWorkload, share: number, on: Places): AnyWorkload {
  const { shares: _shares, ...rest } = workload;
  const alone = { ...rest, on };
  if (share > 1 - 1e-9) return alone;
  if (alone.kind === 'training') return { ...alone, accelerators: scaled(alone.accelerators, share) };
  return 'demand' in alone ? { ...alone, demand: scaled(alone.demand, share) } : alone;
}

/** Path of a place that a property names or holds. */
export function usesOf(use: Places[number]): string {
  return isRef(use) ? use.ref : (use.path ?? '');
}

function scaled(value: VaryingUncertainNumber, by: number): VaryingUncertainNumber {
  if (typeof value === 'number') return value * by;
  if ('series' in value) return scaledSeries(value, by);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]): [string, unknown] => [key, typeof each === 'number' ? each * by : each]),
  ) as unknown as Distribution;
}

function scaledSeries(series: Series, by: number): Series {
  if (series.series !== 'growing')
    return { ...series, points: series.points.map(({ at, value }) => ({ at, value: value * by })) };
  const { base } = series;
  return { ...series, base: typeof base === 'number' ? base * by : scaledSeries(base, by) };
}
