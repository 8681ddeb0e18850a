import { type AnyTariff, valueAt } from '../../ir/index.js';
import { hourOf, HOURS, type Hours, monthFrom, WHOLE_YEAR } from '../calendar/calendar.js';
import { contentName } from '../content.js';
import type { NoteSink } from '../notes.js';
import { DAY_SEED } from '../random.js';
import { marketYear, type MarketYear, meanOf } from './market.js';

/**
 * Energy price of every hour of a calendar year, USD/J: energy (one number, month by month where it moves in time, or a
 * market's shape) plus the adder. A market shape beside an energy price is scaled to it. Without either the price is
 * unknown: the array holds NaN, never a zero, and a note says so. The array is kept: not to be written to. `hours` asks for `length` of the year's hours only.
 */
export function hourlyPrice(
  tariff: AnyTariff,
  year: number,
  notes: NoteSink,
  seed: number = DAY_SEED,
  hours: Hours = WHOLE_YEAR,
  length: number = HOURS,
): Float64Array {
  const path = tariff.path ?? tariff.base ?? tariff.name ?? tariff.kind;
  const market = tariff.priceShape === undefined ? undefined : cachedMarket(tariff, path, notes, seed);
  if (market === undefined && tariff.energy === undefined) {
    notes.add({ type: 'unknown', path, message: 'the tariff has no energy price' });
    return new Float64Array(length).fill(NaN);
  }
  const shape = market === undefined ? undefined : pricesOf(market, hours, length);
  const terms = termsOf(tariff, year, market?.mean);
  const before = levels.get(tariff);
  const stays = before?.shape === shape && before?.hours === hours && before.prices.length === length;
  if (stays && (before.terms === terms || same(before.terms, terms))) return before.prices;
  const prices = new Float64Array(length);
  for (let month = 0; month < 12; month++) {
    const end = monthFrom(hours, month + 1, length);
    const first = monthFrom(hours, month, length);
    const scale = terms[2 * month]!;
    const level = terms[2 * month + 1]!;
    if (shape === undefined) prices.fill(level, first, end);
    else for (let i = first; i < end; i++) prices[i] = scale * shape[i]! + level;
  }
  levels.set(tariff, { shape, hours, terms, prices });
  return prices;
}

/** By tariff, then by calendar year: entities of the IR never change, and nor do their markets. */
const knownTerms = new WeakMap<AnyTariff, Map<number, Float64Array>>();

/** What makes a month's prices of a market's shape: a factor and what is added, USD/J; twelve pairs. */
function termsOf(tariff: AnyTariff, year: number, mean: number | undefined): Float64Array {
  const years = knownTerms.get(tariff) ?? new Map<number, Float64Array>();
  knownTerms.set(tariff, years);
  let terms = years.get(year);
  if (terms !== undefined) return terms;
  terms = new Float64Array(24);
  for (let month = 0; month < 12; month++) {
    const middle = year + (month + 0.5) / 12;
    const adder = valueAt(tariff.adder, middle);
    const energy = tariff.energy === undefined ? undefined : valueAt(tariff.energy, middle);
    const scale = mean === undefined || energy === undefined ? 1 : energy / mean;
    terms[2 * month] = mean === undefined ? 0 : scale;
    terms[2 * month + 1] = mean === undefined ? energy! + adder : adder;
  }
  years.set(year, terms);
  return terms;
}

/** The last year's prices of each tariff, with the months' levels that made them: most tariffs are the same every year. */
const levels = new WeakMap<
  AnyTariff,
  {
    readonly shape: Float64Array | undefined;
    readonly hours: Hours;
    readonly terms: Float64Array;
    readonly prices: Float64Array;
  }
>();

function same(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => value === b[i]);
}

/** A market's prices in the entries of hourly arrays, kept by market and hours. */
const shapes = new WeakMap<MarketYear, WeakMap<Hours, Float64Array>>();

function pricesOf(market: MarketYear, hours: Hours, length: number): Float64Array {
  const bySet = shapes.get(market) ?? new WeakMap<Hours, Float64Array>();
  shapes.set(market, bySet);
  let prices = bySet.get(hours);
  if (prices === undefined || prices.length !== length) {
    prices = hours.means?.(market.prices) ?? market.prices.slice(0, length);
    if (hours.means === undefined && hours.hour !== undefined)
      prices = Float64Array.from({ length }, (_, i) => market.prices[hourOf(hours, i)]!);
    bySet.set(hours, prices);
  }
  return prices;
}

/** Market years by tariff and seed: the shape is the same in every calendar year, and entities of the IR never change. */
const markets = new WeakMap<AnyTariff, Map<number, MarketYear>>();
/** The same by content: tariffs that refine one share its market, and so do those of another compilation. */
const known = new Map<string, MarketYear>();
const KEPT_MARKETS = 32;

function cachedMarket(tariff: AnyTariff, path: string, notes: NoteSink, seed: number): MarketYear | undefined {
  const bySeed = markets.get(tariff) ?? new Map<number, MarketYear>();
  markets.set(tariff, bySeed);
  let market = bySeed.get(seed);
  if (market === undefined) {
    const { priceShape = [], dearest100Share: share, dearest100Price: hundredth, maximumPrice: highest } = tariff;
    const key = `${String(contentName([priceShape, share, hundredth, highest]))} ${String(seed)}`;
    market = known.get(key) ?? marketOf(priceShape, { share, hundredth, highest }, seed);
    if (market === undefined) {
      notes.add({ type: 'range', path, message: 'the price shape is not 12 months by 24 hours; it is not used' });
      return undefined;
    }
    known.delete(key);
    known.set(key, market);
    const oldest = known.size > KEPT_MARKETS ? known.keys().next() : undefined;
    if (oldest !== undefined && !oldest.done) known.delete(oldest.value);
    bySeed.set(seed, market);
  }
  if (market.missed !== undefined) notes.add({ type: 'assumption', path, message: market.missed });
  return market;
}

function marketOf(
  priceShape: readonly (readonly number[])[],
  dear: Partial<Record<'share' | 'hundredth' | 'highest', number | undefined>>,
  seed: number,
): MarketYear | undefined {
  const means = flatten(priceShape);
  return means && marketYear({ means, ...dear }, seed);
}

function flatten(shape: readonly (readonly number[])[]): Float64Array | undefined {
  if (shape.length !== 12 || shape.some((row) => row.length !== 24)) return undefined;
  const means = Float64Array.from(shape.flat());
  return meanOf(means) > 0 ? means : undefined;
}
