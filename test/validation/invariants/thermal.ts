import fc from 'fast-check';
import { expect } from 'vitest';
import { type AnyCooling, central } from '../../../compiler/src/ir/index.js';
import { copModel, fullLoadCop } from '../../../compiler/src/simulation/thermal/chiller-cop.js';
import {
  bindWeather,
  designPlant,
  type Plant,
  plantBreakdown,
  type PlantYear,
  runPlant,
} from '../../../compiler/src/simulation/thermal/plant.js';
import { type Weather, weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { directToChip, plants, settings } from '../../simulation/thermal/fixtures.js';
import { entry, unread } from '../support/plan.js';
import { type Holds, number, runs } from './runs.js';

const RATING = 40e6;
const KELVIN = 273.15;
const kelvin = (min: number, max: number): fc.Arbitrary<number> => number(min + KELVIN, max + KELVIN);

const loads = number(0, RATING);
const shares = number(0, 1);
const weathers = fc
  .tuple(number(-20, 45), number(0.5, 20))
  .map(([dry, depression]) => [dry, dry - depression] as const);

function designed(cooling: AnyCooling, rackLiquidShare = 0.8): Plant {
  return designPlant(cooling, { rating: RATING, rackLiquidShare, racks: 300 }, 'hall', unread());
}

/** Weather of a single hour. */
function hourOf(dry: number, wet: number): Weather {
  return { dryBulb: Float64Array.of(dry), wetBulb: Float64Array.of(wet), basis: 'one hour' };
}

function runHour(
  cooling: AnyCooling,
  load: number,
  dry: number,
  wet: number,
  liquid = 0.8,
): PlantYear & { readonly power: number } {
  const out = new Float64Array(1);
  const year = runPlant(bindWeather(designed(cooling, liquid), hourOf(dry, wet)), Float64Array.of(load), out);
  return { ...year, power: out[0]! };
}

const finite: Holds = () => {
  fc.assert(
    fc.property(plants, loads, weathers, shares, (cooling, load, [dry, wet], liquid) => {
      for (const heat of [0, load]) {
        const { power } = runHour(cooling, heat, dry, wet, liquid);
        expect(Number.isFinite(power)).toBe(true);
        expect(power).toBeGreaterThanOrEqual(0);
      }
    }),
    runs(),
  );
};

/** Power is the sum of its parts; heat out is the racks' and that of every machine inside; shares add to one. */
const balances: Holds = () => {
  fc.assert(
    fc.property(plants, loads, weathers, shares, (cooling, load, [dry, wet], liquid) => {
      const plant = designed(cooling, liquid);
      expect(Math.abs(plant.parts.reduce((sum, part) => sum + part.share, 0) - 1)).toBeLessThanOrEqual(1e-9);
      for (const { share } of plant.parts) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      const parts = plantBreakdown(bindWeather(plant, hourOf(dry, wet)), Float64Array.of(load));
      const inside = parts.chillers[0]! + parts.pumps[0]! + parts.cduPumps[0]! + parts.airHandlers[0]!;
      const { power } = runHour(cooling, load, dry, wet, liquid);
      expect(Math.abs(inside + parts.rejectionFans[0]! - power)).toBeLessThanOrEqual(1e-9 * power);
      expect(Math.abs(parts.heatRejected[0]! - load - inside)).toBeLessThanOrEqual(1e-9 * (load + inside));
    }),
    runs(),
  );
};

const grows: Holds = () => {
  fc.assert(
    fc.property(plants, loads, loads, weathers, (cooling, a, b, [dry, wet]) => {
      const low = runHour(cooling, Math.min(a, b), dry, wet).power;
      expect(low).toBeLessThanOrEqual(runHour(cooling, Math.max(a, b), dry, wet).power * (1 + 1e-9));
    }),
    runs(),
  );
};

/** One machine without square terms: what is fixed is spread over more heat. */
const overheadFalls: Holds = () => {
  const straight = fc.tuple(settings, number(0, 0.5)).map(([change, constant]) =>
    directToChip({
      ...change,
      liquidShare: 1,
      fanExponent: 1,
      pumpExponent: 1,
      rejectionFan: 0,
      redundancy: 'N',
      unitSize: RATING,
      partLoad: [constant, 1 - constant, 0],
    }),
  );
  fc.assert(
    fc.property(straight, number(1e5, RATING), number(1e5, RATING), weathers, (cooling, a, b, [dry, wet]) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const per = (load: number): number => runHour(cooling, load, dry, wet, 1).power / load;
      expect(per(high)).toBeLessThanOrEqual(per(low) * (1 + 1e-6));
    }),
    runs(),
  );
};

const dearerInWarmth: Holds = () => {
  fc.assert(
    fc.property(
      plants,
      loads,
      number(-15, 40),
      number(0, 10),
      number(1, 10),
      (cooling, load, wet, warmer, depression) => {
        const cold = runHour(cooling, load, wet + depression, wet).power;
        const warm = runHour(cooling, load, wet + depression + warmer, wet + warmer).power;
        expect(cold).toBeLessThanOrEqual(warm * (1 + 1e-9) + 1);
      },
    ),
    runs(),
  );
};

const warmerSupply: Holds = () => {
  fc.assert(
    fc.property(plants, number(1e6, RATING), weathers, number(0, 10), (cooling, load, [dry, wet], raise) => {
      const raised = {
        ...cooling,
        supply: central(cooling.supply) + raise,
        airSupply: central(cooling.airSupply) + raise,
      };
      const free = (of: AnyCooling): number => runHour(of, load, dry, wet).freeCoolingHours;
      expect(free(raised)).toBeGreaterThanOrEqual(free(cooling));
    }),
    runs(),
  );
};

/** Hours of free cooling among hours from all of a year, for any library plant that has some. */
const freeCoolingByWarmth: Holds = () => {
  const economized: readonly AnyCooling[] = [
    entry('std/cooling#AirEconomizer', 'airCooling'),
    entry('std/cooling#RearDoor', 'rearDoor'),
    entry('std/cooling#DirectToChip', 'directToChip'),
    entry('std/cooling#DirectToChip_Chilled', 'directToChip'),
    entry('std/cooling#Hybrid', 'hybridCooling'),
  ];
  const climates = ['Dallas', 'Stockholm', 'Phoenix', 'Singapore'].map((name) => {
    const year = weatherOf(entry(`std/climates#${name}`, 'climate'), name, unread());
    const some = (values: Float64Array): Float64Array => values.filter((_, hour) => hour % 37 === 0);
    return { ...year, dryBulb: some(year.dryBulb), wetBulb: some(year.wetBulb) };
  });
  let seen = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...economized),
      fc.constantFrom(...climates),
      kelvin(12, 37),
      number(0, 15),
      shares,
      (cooling, { dryBulb, wetBulb, basis }, supply, warmer, load) => {
        const hours = (at: number): number => {
          const plant = designed({ ...cooling, supply: at, airSupply: at });
          const it = new Float64Array(dryBulb.length).fill(load * RATING);
          return runPlant(bindWeather(plant, { dryBulb, wetBulb, basis }), it, new Float64Array(it.length))
            .freeCoolingHours;
        };
        const [cool, warm] = [hours(supply), hours(supply + warmer)];
        if (warm > cool) seen++;
        expect(warm).toBeGreaterThanOrEqual(cool);
      },
    ),
    runs(),
  );
  expect(seen).toBeGreaterThan(0);
};

const belowCarnot: Holds = () => {
  fc.assert(
    fc.property(plants, number(5, 35), number(-10, 50), (cooling, leaving, sink) => {
      const cop = fullLoadCop(copModel(cooling, leaving), sink);
      expect(cop).toBeGreaterThan(0);
      expect(cop).toBeLessThanOrEqual(12);
      if (sink > leaving) expect(cop).toBeLessThan((leaving + KELVIN) / (sink - leaving));
    }),
    runs(),
  );
};

export const thermal = {
  finite,
  balances,
  grows,
  overheadFalls,
  dearerInWarmth,
  warmerSupply,
  freeCoolingByWarmth,
  belowCarnot,
};
