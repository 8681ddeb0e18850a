import type { Dimension } from './dimension.js';
import { counts, quantities } from './quantities.js';

/** One unit as the table lists it, before its prefixes are spelt out. */
interface UnitEntry {
  /** How it may be written, the preferred spelling first. Prefixes go before the first one only. */
  readonly names: readonly string[];
  readonly dimension: Dimension;
  /** In SI, of the unit without prefix. */
  readonly factor: number;
  readonly prefixes?: string;
  readonly offset?: number;
  readonly currency?: string;
}

/** One spelling of a unit, prefix included. */
export interface UnitSymbol {
  readonly symbol: string;
  readonly dimension: Dimension;
  /** The unit in SI is `numerator / denominator`. */
  readonly numerator: number;
  readonly denominator: number;
  readonly offset: number;
  readonly currency?: string;
}

const prefixFactors: Readonly<Record<string, number>> = {
  p: 1e-12,
  n: 1e-9,
  µ: 1e-6,
  u: 1e-6,
  m: 1e-3,
  c: 1e-2,
  k: 1e3,
  M: 1e6,
  B: 1e9,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Z: 1e21,
};

const { Power, ApparentPower, Energy, Money, Time, Temperature, TemperatureDifference, Mass, Volume, Area, Length } =
  quantities;
const { Data, Flop, Token, Request, Number: Plain } = quantities;

const hour = 3600;
const day = 24 * hour;
/** The simulation's calendar: every year has 365 days, a month is a twelfth of it. */
const year = 365 * day;
const foot = 0.3048;
const gallon = 3.785411784e-3;

/** Currencies other than USD: they need a rate from the plan's `exchange`. */
export const currencies = [
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'CNY',
  'INR',
  'SGD',
  'KRW',
  'BRL',
  'AUD',
  'CAD',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
] as const;

const entries: readonly UnitEntry[] = [
  // Power and energy. No `mW`: beside `MW` it is always a slip.
  { names: ['W'], dimension: Power.dimension, factor: 1, prefixes: 'kMGT' },
  { names: ['TR'], dimension: Power.dimension, factor: 3516.8528420667 },
  { names: ['VA'], dimension: ApparentPower.dimension, factor: 1, prefixes: 'kMG' },
  { names: ['J'], dimension: Energy.dimension, factor: 1, prefixes: 'pnµumkMGTP' },
  { names: ['Wh'], dimension: Energy.dimension, factor: hour, prefixes: 'kMGT' },
  { names: ['MMBtu'], dimension: Energy.dimension, factor: 1.05505585262e9 },
  // Money. `B` is a billion.
  ...currencies.map((currency) => ({
    names: [currency],
    dimension: Money.dimension,
    factor: 1,
    prefixes: 'kMB',
    currency,
  })),
  { names: ['cent', 'cents'], dimension: Money.dimension, factor: 0.01, currency: 'USD' },
  // Time.
  { names: ['s'], dimension: Time.dimension, factor: 1, prefixes: 'nµum' },
  { names: ['min'], dimension: Time.dimension, factor: 60 },
  { names: ['h', 'hour', 'hours'], dimension: Time.dimension, factor: hour },
  { names: ['d', 'day', 'days'], dimension: Time.dimension, factor: day },
  { names: ['week', 'weeks'], dimension: Time.dimension, factor: 7 * day },
  { names: ['month', 'months'], dimension: Time.dimension, factor: year / 12 },
  { names: ['year', 'years'], dimension: Time.dimension, factor: year },
  // Temperature.
  { names: ['degC', '°C'], dimension: Temperature.dimension, factor: 1, offset: 273.15 },
  { names: ['degF', '°F'], dimension: Temperature.dimension, factor: 5 / 9, offset: 459.67 * (5 / 9) },
  { names: ['K'], dimension: TemperatureDifference.dimension, factor: 1 },
  // Mass.
  { names: ['g'], dimension: Mass.dimension, factor: 1e-3, prefixes: 'mk' },
  { names: ['t'], dimension: Mass.dimension, factor: 1e3, prefixes: 'kMG' },
  { names: ['lb', 'lbs'], dimension: Mass.dimension, factor: 0.45359237 },
  // Length, area, volume, flow.
  { names: ['m'], dimension: Length.dimension, factor: 1, prefixes: 'nµumck' },
  { names: ['ft'], dimension: Length.dimension, factor: foot },
  { names: ['inch', 'inches'], dimension: Length.dimension, factor: 0.0254 },
  { names: ['mile', 'miles'], dimension: Length.dimension, factor: 1609.344 },
  { names: ['m2', 'm²'], dimension: Area.dimension, factor: 1 },
  { names: ['km2', 'km²'], dimension: Area.dimension, factor: 1e6 },
  { names: ['ha'], dimension: Area.dimension, factor: 1e4 },
  { names: ['ft2', 'ft²', 'sqft'], dimension: Area.dimension, factor: foot ** 2 },
  { names: ['acre', 'acres'], dimension: Area.dimension, factor: 4046.8564224 },
  { names: ['m3', 'm³'], dimension: Volume.dimension, factor: 1 },
  { names: ['L'], dimension: Volume.dimension, factor: 1e-3, prefixes: 'mkM' },
  { names: ['gal'], dimension: Volume.dimension, factor: gallon, prefixes: 'kM' },
  { names: ['ft3', 'ft³'], dimension: Volume.dimension, factor: foot ** 3 },
  { names: ['gpm'], dimension: quantities.Flow.dimension, factor: gallon / 60 },
  { names: ['cfm'], dimension: quantities.Flow.dimension, factor: foot ** 3 / 60 },
  // Data, computation, work.
  { names: ['B'], dimension: Data.dimension, factor: 1, prefixes: 'kMGTPE' },
  { names: ['b', 'bit', 'bits'], dimension: Data.dimension, factor: 1 / 8, prefixes: 'kMGTP' },
  { names: ['KiB'], dimension: Data.dimension, factor: 2 ** 10 },
  { names: ['MiB'], dimension: Data.dimension, factor: 2 ** 20 },
  { names: ['GiB'], dimension: Data.dimension, factor: 2 ** 30 },
  { names: ['TiB'], dimension: Data.dimension, factor: 2 ** 40 },
  { names: ['FLOP'], dimension: Flop.dimension, factor: 1, prefixes: 'kMGTPEZ' },
  { names: ['tok', 'token', 'tokens'], dimension: Token.dimension, factor: 1, prefixes: 'kMBGT' },
  { names: ['req', 'request', 'requests'], dimension: Request.dimension, factor: 1, prefixes: 'kMG' },
  // What is counted.
  { names: ['rack', 'racks'], dimension: counts.rack.dimension, factor: 1 },
  {
    names: ['accelerator', 'accelerators', 'gpu', 'gpus', 'GPU', 'GPUs'],
    dimension: counts.accelerator.dimension,
    factor: 1,
  },
  { names: ['port', 'ports'], dimension: counts.port.dimension, factor: 1 },
  { names: ['hall', 'halls'], dimension: counts.hall.dimension, factor: 1 },
  { names: ['server', 'servers'], dimension: counts.server.dimension, factor: 1 },
  // Plain numbers.
  { names: ['%'], dimension: Plain.dimension, factor: 0.01 },
  { names: ['pp'], dimension: Plain.dimension, factor: 0.01 },
];

function spellings(entry: UnitEntry): UnitSymbol[] {
  const base = {
    dimension: entry.dimension,
    offset: entry.offset ?? 0,
    ...(entry.currency === undefined ? {} : { currency: entry.currency }),
  };
  const plain = entry.names.map((symbol) => ({ ...base, ...ratio(entry.factor), symbol }));
  const prefixed = Array.from(entry.prefixes ?? '').map((prefix) => ({
    ...base,
    ...ratio(entry.factor * prefixFactors[prefix]!),
    symbol: `${prefix}${entry.names[0]!}`,
  }));
  return [...plain, ...prefixed];
}

/** A factor below one as one over a whole number, where it is that: dividing by 100 is exact, multiplying by 0.01 is not. */
function ratio(factor: number): { readonly numerator: number; readonly denominator: number } {
  const inverse = Math.round(1 / factor);
  const isInverse = factor < 1 && Math.abs(inverse * factor - 1) < 1e-12;
  return isInverse ? { numerator: 1, denominator: inverse } : { numerator: factor, denominator: 1 };
}

/** Every spelling that the language knows, by the spelling. Iterates in the order that suggestions prefer. */
export const unitSymbols: ReadonlyMap<string, UnitSymbol> = new Map(
  entries.flatMap(spellings).map((unit) => [unit.symbol, unit] as const),
);
