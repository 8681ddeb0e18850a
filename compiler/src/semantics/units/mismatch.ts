import { type Dimension, dimensionless, divide, exponentOf, multiply } from './dimension.js';
import { counts, quantities, singular, type Quantity } from './quantities.js';
import { showDimension, unitFor } from './show.js';

const { Power, ApparentPower, Energy, Temperature, TemperatureDifference, Time, Data, Flop } = quantities;

/** Factors that stand between two dimensions when one was forgotten, the likeliest first. */
const factors: readonly Quantity[] = [
  ...Object.values(counts),
  Time,
  quantities.Token,
  quantities.Request,
  Power,
  Energy,
  quantities.Area,
  quantities.Mass,
  quantities.Volume,
  quantities.Money,
  quantities.Length,
  Data,
];

/**
 * What probably went wrong where `found` stands and `expected` is due, as one clause without a full stop: the factor that
 * is missing, or the property that converts. Undefined when the two have nothing in common.
 */
export function explainMismatch(found: Dimension, expected: Dimension): string | undefined {
  if (found === expected) return undefined;
  return (
    temperature(found, expected) ?? special(found, expected) ?? plain(found, expected) ?? missingFactor(found, expected)
  );
}

function temperature(found: Dimension, expected: Dimension): string | undefined {
  if (found === Temperature.dimension && expected === TemperatureDifference.dimension) {
    return 'a difference of temperatures is written in K, as in `5 K`';
  }
  if (found === TemperatureDifference.dimension && expected === Temperature.dimension) {
    return 'a temperature is written in degC, as in `32 degC`; K is for differences';
  }
  return undefined;
}

function special(found: Dimension, expected: Dimension): string | undefined {
  const apparent = exponentOf(expected, 'apparent') - exponentOf(found, 'apparent');
  if (apparent !== 0 && divide(expected, found) === divide(ApparentPower.dimension, Power.dimension)) {
    return 'divide by a power factor to get VA from W';
  }
  if (apparent !== 0 && divide(found, expected) === divide(ApparentPower.dimension, Power.dimension)) {
    return 'multiply by a power factor (`powerFactor`) to get W from VA';
  }
  if (found === Energy.dimension && expected === Power.dimension) {
    return 'energy is power times time: `kW` for power, `kWh` for energy; divide by a time such as `1 h`';
  }
  if (found === Power.dimension && expected === Energy.dimension) {
    return 'energy is power times time: `kWh` for energy, `kW` for power; multiply by a time such as `1 h`';
  }
  for (const amount of [Data, Flop, quantities.Token, quantities.Request, quantities.Volume]) {
    const rate = divide(amount.dimension, Time.dimension);
    if (found === amount.dimension && expected === rate) return `a rate has a time in it, as in \`${unitFor(rate)}\``;
    if (found === rate && expected === amount.dimension) return `leave out the time, as in \`${amount.unit}\``;
  }
  return undefined;
}

function plain(found: Dimension, expected: Dimension): string | undefined {
  if (found === dimensionless) return `a unit is missing, such as \`${unitFor(expected)}\``;
  if (expected === dimensionless && !isCount(found)) return 'a number without a unit is due here';
  return undefined;
}

function missingFactor(found: Dimension, expected: Dimension): string | undefined {
  for (const factor of factors) {
    const name = singular[factor.dimension.key];
    if (divide(found, factor.dimension) === expected) {
      return name === undefined
        ? `divide by ${article(factor)}`
        : `divide by the number of ${factor.word}, or write it per ${name}, as in \`${exampleUnit(expected)}\``;
    }
    if (multiply(found, factor.dimension) === expected) {
      return name === undefined ? `multiply by ${article(factor)}` : `multiply by the number of ${factor.word}`;
    }
  }
  return undefined;
}

function exampleUnit(expected: Dimension): string {
  return unitFor(expected) || '1';
}

function isCount(dimension: Dimension): boolean {
  return Object.values(counts).some((count) => count.dimension === dimension);
}

function article(factor: Quantity): string {
  return showDimension(factor.dimension);
}
