import { decimalYear, valueAt, type Series } from '../../ir/index.js';
import { type Amount, type Drawn, isDistribution, isSeries } from '../values.js';

/** Arithmetic on amounts. Undefined where the result is none of the language's values (see DCP2404). */

/** The amount times a certain number. */
export function scale(amount: Amount, factor: number): Amount | undefined {
  if (typeof amount === 'number') return amount * factor;
  if (isDistribution(amount)) return scaleDistribution(amount, factor);
  if (amount.series === 'growing') {
    const base = scale(amount.base, factor);
    return base === undefined || isDistribution(base) ? undefined : { ...amount, base };
  }
  return { ...amount, points: amount.points.map((point) => ({ at: point.at, value: point.value * factor })) };
}

function scaleDistribution(amount: Drawn, factor: number): Amount | undefined {
  if (factor === 0) return 0;
  const central = amount.central * factor;
  const swap = factor < 0;
  switch (amount.distribution) {
    case 'uniform': {
      const [low, high] = [amount.low * factor, amount.high * factor];
      return { ...amount, low: swap ? high : low, high: swap ? low : high, central };
    }
    case 'triangular': {
      const [low, high] = [amount.low * factor, amount.high * factor];
      return { ...amount, low: swap ? high : low, mode: amount.mode * factor, high: swap ? low : high, central };
    }
    case 'normal':
      return { ...amount, mean: amount.mean * factor, deviation: Math.abs(amount.deviation * factor), central };
    case 'lognormal':
      return swap
        ? undefined
        : { ...amount, mean: amount.mean * factor, deviation: amount.deviation * factor, central };
  }
}

/** Sum. Two certain series of the same sort have one; an uncertain amount and a certain number have one. */
export function add(left: Amount, right: Amount): Amount | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (typeof right === 'number') return shift(left, right);
  if (typeof left === 'number') return shift(right, left);
  if (isSeries(left) && isSeries(right)) return addSeries(left, right);
  return undefined;
}

function shift(amount: Amount, by: number): Amount | undefined {
  if (typeof amount === 'number') return amount + by;
  if (by === 0) return amount;
  if (isSeries(amount)) {
    if (amount.series === 'growing' || amount.factor !== undefined) return undefined;
    return { ...amount, points: amount.points.map((point) => ({ at: point.at, value: point.value + by })) };
  }
  const central = amount.central + by;
  switch (amount.distribution) {
    case 'uniform':
      return { ...amount, low: amount.low + by, high: amount.high + by, central };
    case 'triangular':
      return { ...amount, low: amount.low + by, mode: amount.mode + by, high: amount.high + by, central };
    case 'normal':
      return { ...amount, mean: amount.mean + by, central };
    case 'lognormal':
      return undefined;
  }
}

function addSeries(left: Series, right: Series): Series | undefined {
  if (left.series === 'growing' || right.series === 'growing' || left.series !== right.series) return undefined;
  if (left.factor !== undefined || right.factor !== undefined) return undefined;
  const dates = [...new Set([...left.points, ...right.points].map((point) => point.at))].sort();
  return {
    series: left.series,
    points: dates.map((at) => ({ at, value: valueAt(left, decimalYear(at)) + valueAt(right, decimalYear(at)) })),
  };
}

export function negate(amount: Amount): Amount | undefined {
  return scale(amount, -1);
}

/** Product; one of the two must be a certain number, or one a series and the other one draw for all its dates. */
export function times(left: Amount, right: Amount): Amount | undefined {
  if (typeof right === 'number') return scale(left, right);
  if (typeof left === 'number') return scale(right, left);
  if (isSeries(left) && isDistribution(right)) return spread(left, right);
  if (isDistribution(left) && isSeries(right)) return spread(right, left);
  return undefined;
}

/** A series with one draw for all dates; undefined where it has one already. */
export function spread(series: Series, by: Drawn): Series | undefined {
  if (series.factor !== undefined || by.central === 0) return undefined;
  const central = scale(series, by.central);
  const factor = scale(by, 1 / by.central);
  if (central === undefined || !isSeries(central) || factor === undefined || !isDistribution(factor)) return undefined;
  return { ...central, factor };
}

/** Quotient by a certain number. */
export function over(left: Amount, right: Amount): Amount | undefined {
  return typeof right === 'number' ? scale(left, 1 / right) : undefined;
}

/** Every number in an amount: what bounds and overflow are checked on. */
export function numbersOf(amount: Amount): readonly number[] {
  if (typeof amount === 'number') return [amount];
  if (isSeries(amount)) {
    const own = amount.series === 'growing' ? [...numbersOf(amount.base)] : amount.points.map((point) => point.value);
    return own;
  }
  switch (amount.distribution) {
    case 'uniform':
      return [amount.low, amount.high];
    case 'triangular':
      return [amount.low, amount.mode, amount.high];
    case 'normal':
    case 'lognormal':
      return [amount.mean];
  }
}
