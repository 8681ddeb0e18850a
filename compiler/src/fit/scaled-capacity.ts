import { central, type Series, type VaryingUncertainNumber } from '../ir/index.js';

/** A value as text of the language and in the IR. */
export interface ScaledValue<T> {
  readonly text: string;
  readonly value: T;
}

/** A capacity times `factor`, in the form in which it is stated, each figure rounded up to three digits, W. */
export function scaledCapacity(value: VaryingUncertainNumber, factor: number): ScaledValue<number | Series> {
  if (typeof value === 'number') return megawatts(value * factor);
  if ('distribution' in value) return megawatts(central(value) * factor);
  return scaledSeries(value, factor * (value.factor ? value.factor.central : 1));
}

function scaledSeries(series: Series, factor: number): ScaledValue<Series> {
  if (series.series === 'growing') {
    const base = scaledCapacity(series.base, factor);
    const until = series.until === undefined ? '' : ` until ${series.until}`;
    return {
      text: `${base.text} growing ${String(series.rate * 100)} %/year from ${series.from}${until}`,
      value: {
        series: 'growing',
        base: base.value,
        rate: series.rate,
        from: series.from,
        ...(series.until === undefined ? {} : { until: series.until }),
      },
    };
  }
  const points = series.points.map(({ at, value }) => ({ at, ...megawatts(value * factor) }));
  return {
    text: `${series.series === 'step' ? 'step ' : ''}{ ${points.map(({ at, text }) => `${at}: ${text}`).join(', ')} }`,
    value: { series: series.series, points: points.map(({ at, value }) => ({ at, value })) },
  };
}

/** Rounded up to three digits: as a planner would contract it. */
function megawatts(watts: number): ScaledValue<number> {
  if (watts <= 0) return { text: '0 MW', value: 0 };
  const step = 10 ** (Math.floor(Math.log10(watts)) - 2);
  const shown = Number((Math.ceil(watts / step - 1e-9) * step * 1e-6).toPrecision(3));
  return { text: `${String(shown)} MW`, value: shown * 1e6 };
}
