import { type Dimension, baseDimensions, dimensionless, divide, multiply } from './dimension.js';
import { counts, quantities, type Quantity, singular } from './quantities.js';

interface Named {
  readonly word: string;
  readonly unit: string;
}

/** Quantities that others are spoken of in, the ones that planners reach for first. */
const parts: readonly Quantity[] = [
  quantities.Money,
  quantities.Power,
  quantities.Energy,
  quantities.DataRate,
  quantities.Data,
  quantities.Flop,
  quantities.Token,
  quantities.Request,
  quantities.Mass,
  quantities.Volume,
  quantities.Area,
  quantities.Length,
  quantities.TemperatureDifference,
  quantities.ApparentPower,
  counts.rack,
  counts.accelerator,
  counts.port,
  counts.hall,
  counts.server,
  quantities.Time,
];

/** Compounds whose usual unit is not the quotient of their parts' usual units. */
const usual: readonly Quantity[] = [
  { dimension: quotient(quantities.Money, quantities.Energy), word: 'money per energy', unit: 'USD/MWh' },
  {
    dimension: quotient(quantities.Money, quantities.Power, quantities.Time),
    word: 'money per power and time',
    unit: 'USD/kW/month',
  },
  { dimension: quotient(quantities.Money, quantities.Token), word: 'money per token', unit: 'USD/Mtok' },
  { dimension: quotient(quantities.Power, quantities.Time), word: 'power per time', unit: 'MW/min' },
  { dimension: quotient(quantities.Flop, quantities.Time), word: 'FLOP per time', unit: 'TFLOP/s' },
  { dimension: quotient(quantities.Token, quantities.Time), word: 'tokens per time', unit: 'tok/s' },
  { dimension: quotient(quantities.Request, quantities.Time), word: 'requests per time', unit: 'req/s' },
  { dimension: quotient(quantities.Volume, quantities.Energy), word: 'volume per energy', unit: 'L/kWh' },
  { dimension: quotient(quantities.Data, quantities.Token), word: 'data per token', unit: 'kB/token' },
  { dimension: quotient(quantities.Energy, quantities.Token), word: 'energy per token', unit: 'J/token' },
  { dimension: divide(dimensionless, quantities.Time.dimension), word: 'share per time', unit: '%/year' },
];

/** Names of dimensions that are a quantity of their own; the first of two with one dimension wins. */
const simple: readonly Quantity[] = [
  ...Object.values(quantities).filter(({ dimension }) => dimension !== dimensionless),
  ...Object.values(counts),
  ...usual,
];

/**
 * A dimension in a planner's words with its usual unit: `power (kW)`, `power per rack (kW/rack)`, `a plain number`.
 * @param unit the unit that the property shows, where there is one: it tells `USD/kW/month` from `USD/MWh`, which are one
 * dimension
 */
export function showDimension(dimension: Dimension, unit?: string): string {
  if (dimension === dimensionless) return unit === '%' ? 'share (%)' : 'a plain number';
  if (unit === undefined) {
    const named = describe(dimension);
    return `${named.word} (${named.unit})`;
  }
  const same = usual.find((quantity) => quantity.dimension === dimension && sameForm(quantity.unit, unit));
  return `${(same ?? describe(dimension)).word} (${unit})`;
}

/** Two units with as many divisions are of one form: `USD/kW/year` is to be spoken of like `USD/kW/month`. */
function sameForm(left: string, right: string): boolean {
  return left.split('/').length === right.split('/').length;
}

/** The unit in which a quantity of this dimension is usually written, `kW/rack`; empty for a plain number. */
export function unitFor(dimension: Dimension): string {
  return dimension === dimensionless ? '' : describe(dimension).unit;
}

function describe(dimension: Dimension): Named {
  return lookup(dimension) ?? quotientOfTwo(dimension) ?? quotientOfThree(dimension) ?? inBaseUnits(dimension);
}

function lookup(dimension: Dimension): Named | undefined {
  return simple.find((quantity) => quantity.dimension === dimension);
}

function quotientOfTwo(dimension: Dimension): Named | undefined {
  for (const over of parts) {
    const top = lookup(multiply(dimension, over.dimension));
    if (top !== undefined) return { word: `${top.word} per ${one(over)}`, unit: `${top.unit}/${oneUnit(over)}` };
  }
  return undefined;
}

function quotientOfThree(dimension: Dimension): Named | undefined {
  for (const over of parts) {
    const top = quotientOfTwo(multiply(dimension, over.dimension));
    if (top !== undefined) return { word: `${top.word} and ${one(over)}`, unit: `${top.unit}/${oneUnit(over)}` };
  }
  return undefined;
}

function inBaseUnits(dimension: Dimension): Named {
  const symbols = [
    'm',
    'kg',
    's',
    'K',
    'USD',
    'B',
    'FLOP',
    'tok',
    'req',
    'rack',
    'accelerator',
    'port',
    'hall',
    'server',
    '',
  ];
  const unit = baseDimensions
    .flatMap((_, index) => {
      const exponent = dimension.exponents[index]!;
      const symbol = symbols[index]!;
      return exponent === 0 || symbol === '' ? [] : [exponent === 1 ? symbol : `${symbol}^${exponent}`];
    })
    .join('·');
  return { word: 'a product of units', unit };
}

function one(of: Quantity): string {
  return singular[of.dimension.key] ?? of.word;
}

function oneUnit(of: Quantity): string {
  return singular[of.dimension.key] ?? of.unit;
}

function quotient(top: Quantity, ...over: readonly Quantity[]): Dimension {
  return over.reduce((dimension, by) => divide(dimension, by.dimension), top.dimension);
}
