import fc from 'fast-check';
import { expect } from 'vitest';
import type { AnyCooling } from '../../../compiler/src/ir/index.js';
import type { SimulationResult } from '../../../compiler/src/simulation/index.js';
import { bindWeather, designPlant, runPlant } from '../../../compiler/src/simulation/thermal/plant.js';
import { weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { entry, unread } from '../support/plan.js';
import { metric, rooms, simulated, smalls, textOf } from './campuses.js';
import { type Holds, number, runs } from './runs.js';

const HOUR = 3600;
const sum = (values: Iterable<number>): number => {
  let all = 0;
  for (const value of values) all += value;
  return all;
};
const close = (actual: number | null | undefined, expected: number, within = 1e-9): void => {
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(within * Math.abs(expected));
};

/** Power at the meter by hour, all elements of a hall, W. */
function meter(result: SimulationResult, path: string, year = 0): Float64Array {
  const hours = result.hours(path, year);
  const count = result.halls.get(path)?.count;
  if (hours === undefined || count === undefined) throw new Error(`no hall ${path}`);
  return hours.it.map((watts, hour) => count * (watts + hours.plant[hour]! + hours.electrical[hour]!));
}

const pueAboveOne: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      const result = simulated(textOf(small));
      for (const path of ['C', ...result.halls.keys()])
        expect(metric(result, path, 'pue')).toBeGreaterThanOrEqual(1 - 1e-9);
    }),
    runs(5),
  );
};

const energyBalance: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      const result = simulated(textOf(small));
      let all = 0;
      for (const [path, { count, itEnergy, plantEnergy, electricalEnergy }] of result.halls) {
        const parts = count * (itEnergy[0]! + plantEnergy[0]! + electricalEnergy[0]!);
        close(HOUR * sum(meter(result, path)), parts);
        all += parts;
      }
      close(result.energy, all);
      close(metric(result, 'C.Grid', 'energy'), all);
      const energyLines = result.costs.filter(({ item }) => item.startsWith('energy of '));
      // All of it is bought at 45 USD/MWh.
      close(sum(energyLines.map(({ byYear }) => byYear[0]!)), (all / 3.6e9) * 45);
    }),
    runs(5),
  );
};

/** A hall that opens later draws nothing before, and totals stay numbers; its PUE is undefined, not NaN. */
const nothingBeforeOpening: Holds = () => {
  fc.assert(
    fc.property(rooms, fc.integer({ min: 2, max: 12 }), fc.boolean(), (room, month, nextYear) => {
      const opens = `${nextYear ? 2028 : 2027}-${String(month).padStart(2, '0')}`;
      const text = textOf({ climate: 'Dallas', rooms: [room], capacity: 3 })
        .replace('horizon: 1 years', 'horizon: 2 years')
        .replace('  hall A {', `  hall A {\n    opens: ${opens}`);
      const result = simulated(text);
      const [first, second] = [meter(result, 'C.A', 0), meter(result, 'C.A', 1)];
      const opening = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]! * 24;
      const shut = nextYear ? [...first, ...second.subarray(0, opening)] : [...first.subarray(0, opening)];
      expect(shut.every((watts) => watts === 0)).toBe(true);
      expect((nextYear ? second : first)[opening]).toBeGreaterThan(0);
      const pue = result.metrics.get('C.A')?.get('pue');
      if (nextYear) expect(pue?.byYear[0]).toBeNull();
      for (const values of result.metrics.values())
        for (const { value, byYear } of values.values())
          for (const each of [value, ...byYear]) expect(each === null || Number.isFinite(each)).toBe(true);
      expect(Number.isFinite(result.presentValue)).toBe(true);
      expect(result.energy).toBeGreaterThan(0);
    }),
    runs(10),
  );
};

/** Hours of free cooling in a whole year of a climate, for any library plant that has some. */
const freeCoolingByWarmth: Holds = () => {
  const plants: readonly AnyCooling[] = [
    entry('std/cooling#AirEconomizer', 'airCooling'),
    entry('std/cooling#RearDoor', 'rearDoor'),
    entry('std/cooling#DirectToChip', 'directToChip'),
    entry('std/cooling#DirectToChip_Chilled', 'directToChip'),
    entry('std/cooling#Hybrid', 'hybridCooling'),
  ];
  const weathers = ['Dallas', 'Stockholm', 'Phoenix', 'Singapore'].map((name) =>
    weatherOf(entry(`std/climates#${name}`, 'climate'), name, unread()),
  );
  const rating = 5e6;
  const it = new Float64Array(8760).fill(rating);
  let seen = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...plants),
      fc.constantFrom(...weathers),
      number(285, 310),
      number(0, 15),
      number(0, 1),
      (cooling, weather, supply, warmer, load) => {
        const hours = (at: number): number => {
          const plant = designPlant(
            { ...cooling, supply: at, airSupply: at },
            { rating, rackLiquidShare: 0.8, racks: 40 },
            'C.A',
            unread(),
          );
          const some = it.map((watts) => watts * load);
          return runPlant(bindWeather(plant, weather), some, new Float64Array(8760)).freeCoolingHours;
        };
        const [cool, warm] = [hours(supply), hours(supply + warmer)];
        if (warm > cool) seen++;
        expect(warm).toBeGreaterThanOrEqual(cool);
      },
    ),
    runs(4),
  );
  expect(seen).toBeGreaterThan(0);
};

const overCapacityFlagged: Holds = () => {
  let flagged = 0;
  let within = 0;
  fc.assert(
    fc.property(smalls, (small) => {
      const result = simulated(textOf(small));
      const halls = [...result.halls.keys()].map((path) => meter(result, path));
      const over = Array.from({ length: 8760 }, (_, hour) => sum(halls.map((each) => each[hour]!))).findIndex(
        (watts) => watts > small.capacity * 1e6 * (1 + 1e-9),
      );
      const { firstPeakBreach, overEnergy, peak } = result.contracts.get('C.Grid')!;
      if (over >= 0) {
        flagged++;
        expect(firstPeakBreach).toBeGreaterThanOrEqual(0);
        // The month of the first hour above, or an earlier one in which only a quarter-hour is.
        expect(firstPeakBreach).toBeLessThanOrEqual(Math.floor(over / 720));
        expect(overEnergy[0]).toBeGreaterThan(0);
      } else {
        within++;
        expect(overEnergy[0]).toBe(0);
        expect(firstPeakBreach >= 0).toBe(Math.max(...peak) > small.capacity * 1e6 * (1 + 1e-9));
      }
    }),
    runs(4),
  );
  expect(Math.min(flagged, within)).toBeGreaterThan(0);
};

/** Two halls, each on a contract of its own, and both on one. */
const pairs = fc.tuple(rooms, rooms, fc.constantFrom('Dallas', 'Stockholm')).map(([a, b, climate]) => {
  const small = { climate, rooms: [a, b], capacity: 3 };
  const [apart, together] = [textOf(small, ['East', 'West']), textOf(small)].map(simulated);
  const peaks = (result: SimulationResult | undefined, name: string) => result!.contracts.get(`C.${name}`)!.peak;
  return { east: peaks(apart, 'East'), west: peaks(apart, 'West'), both: peaks(together, 'Grid') };
});

const peaksOfCampuses: Holds = () => {
  fc.assert(
    fc.property(pairs, ({ east, west, both }) => {
      both.forEach((peak, month) => {
        const singles = [east[month]!, west[month]!];
        expect(peak).toBeGreaterThanOrEqual(Math.max(...singles) * (1 - 1e-9));
        expect(peak).toBeLessThanOrEqual((singles[0]! + singles[1]!) * (1 + 1e-9));
      });
    }),
    runs(5),
  );
};

const loadFactors: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      const result = simulated(textOf(small));
      for (const path of ['C', 'C.Grid']) {
        const factor = metric(result, path, 'loadFactor');
        expect(factor).toBeGreaterThan(0);
        expect(factor).toBeLessThanOrEqual(1 + 1e-9);
      }
      const { mean, peak } = result.contracts.get('C.Grid')!;
      mean.forEach((watts, month) => expect(watts).toBeLessThanOrEqual(peak[month]! * (1 + 1e-12)));
    }),
    runs(5),
  );
};

export const plans = {
  pueAboveOne,
  energyBalance,
  nothingBeforeOpening,
  freeCoolingByWarmth,
  overCapacityFlagged,
  peaksOfCampuses,
  loadFactors,
};
