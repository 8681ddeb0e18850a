import { type AnyContract, type Campus, type Climate, type PlanIndex, resolve } from '../../ir/index.js';
import { EVERY_HOUR, type HourSet } from '../calendar/hour-set.js';
import { HOURS, MONTH_STARTS } from '../calendar/calendar.js';
import { contentName } from '../content.js';
import type { NoteSink } from '../notes.js';
import { hourlyPrice } from '../price/price.js';
import type { Weather } from '../weather/weather.js';
import type { SimulationCache } from './cache.js';
import { contractKey } from './contract-loads.js';

/** `F1`: 8,760 hours in every year. `F0`: representative days, with dear hours and peaks apart (MODELS A2). */
export type Fidelity = 'F0' | 'F1';

/** Dear hours that are carried for themselves, by contract: half of a market's yearly cost may fall in them. */
const DEAR_HOURS = 100;

const SILENT: NoteSink = { add: () => undefined };

/**
 * The hours of each campus's years. Campuses that draw on one contract have the same hours, so that what they draw adds
 * up: those of the first one's weather.
 */
export function hoursOf(
  fidelity: Fidelity,
  campuses: readonly Campus[],
  years: readonly number[],
  index: PlanIndex,
  cache: SimulationCache,
  together: boolean,
  seed: number,
): readonly HourSet[] {
  const [year] = years;
  if (fidelity === 'F1' || year === undefined) return campuses.map(() => EVERY_HOUR);
  const weatherOf = (campus: Campus): Weather =>
    cache.weatherOf(resolve<Climate>(index, campus.climate), campus.path ?? '', SILENT, seed);
  const [first] = campuses;
  if (together && first !== undefined) {
    const single = new Set(campuses.flatMap((campus) => [...singleHours(campus, index, year, seed)]));
    const set = cache.setOf(weatherOf(first), single);
    return campuses.map(() => set);
  }
  return campuses.map((campus) => cache.setOf(weatherOf(campus), singleHours(campus, index, year, seed)));
}

/** The dearest hours of the year and of each month on any contract of the campus. */
function singleHours(campus: Campus, index: PlanIndex, year: number, seed: number): Set<number> {
  const contracts = new Map<string, AnyContract>();
  for (const hall of campus.hall)
    for (const use of hall.power) {
      const contract = resolve<AnyContract>(index, use);
      contracts.set(contractKey(contract), contract);
    }
  const markets = new Map<number, AnyContract>();
  for (const contract of contracts.values())
    if (contract.priceShape !== undefined) markets.set(contentName(contract.priceShape), contract);
  const hours = new Set<number>();
  for (const contract of markets.values()) for (const hour of dearest(contract, year, seed)) hours.add(hour);
  return hours;
}

/** By contract, year and seed: entities of the IR never change. */
const known = new WeakMap<AnyContract, Map<string, readonly number[]>>();

/** The dearest hours of a contract's year and of each of its months; the first where hours cost the same. */
function dearest(contract: AnyContract, year: number, seed: number): readonly number[] {
  const ofContract = known.get(contract) ?? new Map<string, readonly number[]>();
  known.set(contract, ofContract);
  const key = `${String(year)} ${String(seed)}`;
  let hours = ofContract.get(key);
  if (hours === undefined) {
    const found = new Set<number>();
    addDearest(found, hourlyPrice(contract, year, SILENT, seed));
    hours = [...found];
    ofContract.set(key, hours);
  }
  return hours;
}

function addDearest(hours: Set<number>, prices: Float64Array): void {
  const last = Float64Array.from(prices).sort()[HOURS - DEAR_HOURS]!;
  const dearer = prices.reduce((count, price) => (price > last ? count + 1 : count), 0);
  let level = DEAR_HOURS - dearer;
  for (let month = 0; month < 12; month++) {
    const first = MONTH_STARTS[month]!;
    let dearest = first;
    for (let hour = first; hour < MONTH_STARTS[month + 1]!; hour++) {
      const price = prices[hour]!;
      if (price > prices[dearest]!) dearest = hour;
      if (price > last || (price === last && level-- > 0)) hours.add(hour);
    }
    hours.add(dearest);
  }
}
