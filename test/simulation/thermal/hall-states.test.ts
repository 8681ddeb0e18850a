import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EVERY_HOUR, gather, type HourSet } from '../../../compiler/src/simulation/calendar/hour-set.js';
import { representativeHours } from '../../../compiler/src/simulation/calendar/representative-hours.js';
import { runHallHours } from '../../../compiler/src/simulation/campus/hall-run.js';
import { type HourlyMachines, runStates } from '../../../compiler/src/simulation/campus/hall-states.js';
import { designPath } from '../../../compiler/src/simulation/electrical/path.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { type HallProfile, hallProfile } from '../../../compiler/src/simulation/operation/profile.js';
import { bindWeather, designPlant, tabulate } from '../../../compiler/src/simulation/thermal/plant.js';
import { type Weather, weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { climateOf, records } from '../weather/fixtures.js';
import { directToChip, electrical, plants } from './fixtures.js';

const MW = 1e6;
const RATING = 20 * MW;
const dallas = weatherOf(climateOf('dallas', records.dallas), 'campus', new NoteCollector());
const few = representativeHours(dallas, [4000, 4001, 5000]);
const fewDays: Weather = {
  ...dallas,
  dryBulb: gather(few, dallas.dryBulb),
  wetBulb: gather(few, dallas.wetBulb),
  ...(few.weight === undefined ? {} : { weight: few.weight }),
};
const calendars: readonly (readonly [HourSet, Weather])[] = [
  [EVERY_HOUR, dallas],
  [few, fewDays],
];

function machines(
  cooling: Parameters<typeof designPlant>[0],
  weather: Weather,
  networkPower = 0.3 * MW,
): HourlyMachines {
  const notes = new NoteCollector();
  const plant = designPlant(cooling, { rating: RATING, rackLiquidShare: 0.8, racks: 400 }, 'hall', notes);
  const path = designPath(electrical({ pdu: [0.002, 0, 0.01] }), RATING, plant.designPower, 'hall', notes);
  return { networkPower, plant: tabulate(bindWeather(plant, weather)), path };
}

/** Loads over the rating by period, each with its swing over the week. */
function profileOf(bounds: readonly number[], loads: readonly (readonly [mean: number, swing: number])[]): HallProfile {
  const profile = hallProfile(bounds);
  for (let k = 0; k < profile.states.length; k++) {
    const [mean, swing] = loads[Math.floor(k / 48) % loads.length]!;
    profile.states[k] = RATING * Math.max(0, mean + swing * Math.sin((2 * Math.PI * (k % 48)) / 24));
  }
  return profile;
}

function both(of: HourlyMachines, profile: HallProfile, set: HourSet, first: number, last: number) {
  const zeros = (): Float64Array => new Float64Array(set.length);
  const [one, other] = [zeros(), zeros()];
  const arrays = { it: zeros(), plant: zeros(), electrical: zeros() };
  return {
    pass: runStates(of, profile, set, first, last, zeros(), one),
    steps: runHallHours(of, profile, set, first, last, arrays, other),
    hours: [one, other] as const,
  };
}

function close(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
}

function same({ pass, steps, hours: [one, other] }: ReturnType<typeof both>): void {
  const { energy, water, peak, ...counts } = pass!.plant;
  const { energy: e, water: w, peak: p, ...expected } = steps.plant;
  for (const [a, b] of [
    [pass!.itEnergy, steps.itEnergy],
    [pass!.itPeak, steps.itPeak],
    [pass!.electricalEnergy, steps.electricalEnergy],
    [energy, e],
    [water, w],
    [peak, p],
  ] as const)
    close(a, b);
  for (const [name, hours] of Object.entries(expected)) close(counts[name as keyof typeof counts], hours);
  one.forEach((watts, hour) => {
    if (Math.abs(watts - other[hour]!) > 1e-12 * Math.abs(other[hour]!)) expect(watts).toBe(other[hour]);
  });
}

const loads = fc.array(fc.tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0, max: 0.2 })), {
  minLength: 1,
  maxLength: 4,
});

it('one pass gives what the steps give, for any plant and load, in all hours and in representative ones', () => {
  fc.assert(
    fc.property(plants, loads, fc.nat({ max: 4000 }), fc.nat({ max: 4000 }), (cooling, each, opens, closes) => {
      for (const [set, weather] of calendars) {
        const of = machines(cooling, weather);
        if (of.plant.others.length > 0) continue;
        const [first, last] = [Math.min(opens, set.length), Math.max(opens, set.length - closes)];
        const profile = profileOf([500, 2000, 2744, 6000, 8760], each);
        same(both(of, profile, set, 0, set.length));
        same(both(of, profile, set, Math.min(first, last), Math.min(last, set.length)));
      }
    }),
    { numRuns: 25 },
  );
});

it('gives the same for a load that never moves, and for none', () => {
  for (const [set, weather] of calendars)
    for (const mean of [0, 0.05, 0.4, 1])
      for (const network of [0, 0.3 * MW])
        same(both(machines(directToChip(), weather, network), profileOf([0, 8760], [[mean, 0]]), set, 0, set.length));
});

it('leaves to the steps what it cannot do: work that waits, parts that are not tabulated, more heat than the table holds', () => {
  const zeros = (): Float64Array => new Float64Array(8760);
  const run = (of: HourlyMachines, profile: HallProfile) =>
    runStates(of, profile, EVERY_HOUR, 0, 8760, zeros(), zeros());
  const plain = machines(directToChip(), dallas);
  const flat = profileOf([0, 8760], [[0.5, 0]]);
  expect(run(plain, flat)).toBeDefined();
  expect(run(plain, { ...flat, extra: zeros() })).toBeUndefined();
  expect(run(plain, profileOf([0, 8760], [[1.3, 0]]))).toBeUndefined();
  const coil = machines(directToChip({ economizer: 'dry', rejection: 'tower', water: 5e-10 }), dallas);
  expect(run(coil, flat)).toBeUndefined();
});
