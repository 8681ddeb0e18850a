import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { copModel, fullLoadCop } from '../../../compiler/src/simulation/thermal/chiller-cop.js';
import {
  bindWeather,
  designPlant,
  type PlantYear,
  plantBreakdown,
  runPlant,
} from '../../../compiler/src/simulation/thermal/plant.js';
import { constantWeather } from '../weather/fixtures.js';
import { directToChip, plants, settings } from './fixtures.js';

const MW = 1e6;
const RATING = 40 * MW;
const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
type AnyCooling = Parameters<typeof designPlant>[0];

const loads = number(0, RATING);
const shares = number(0, 1);

function hour(cooling: AnyCooling, load: number, dry: number, wet: number, rackLiquidShare = 0.8): number {
  return runHour(cooling, load, dry, wet, rackLiquidShare).power;
}

function runHour(
  cooling: AnyCooling,
  load: number,
  dry: number,
  wet: number,
  rackLiquidShare = 0.8,
): PlantYear & { readonly power: number } {
  const bound = bindWeather(
    designPlant(cooling, { rating: RATING, rackLiquidShare, racks: 300 }, 'hall', new NoteCollector()),
    constantWeather(dry, wet),
  );
  const out = new Float64Array(1);
  return { ...runPlant(bound, Float64Array.of(load), out), power: out[0]! };
}

const weathers = fc
  .tuple(number(-20, 45), number(0.5, 20))
  .map(([dry, depression]) => [dry, dry - depression] as const);
// Binding computes all 8,760 hours of a weather, so runs are counted sparingly.
const runs = { numRuns: 60 };

describe('invariants of any plant', () => {
  it('H01, H05: power is finite and never negative, also without load', () => {
    fc.assert(
      fc.property(plants, loads, weathers, shares, (cooling, load, [dry, wet], share) => {
        for (const heat of [0, load]) {
          const power = hour(cooling, heat, dry, wet, share);
          expect(Number.isFinite(power)).toBe(true);
          expect(power).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  it('H02, H03, H04: power is the sum of its parts, heat out is heat in, shares add to one', () => {
    fc.assert(
      fc.property(plants, loads, weathers, shares, (cooling, load, [dry, wet], share) => {
        const plant = designPlant(
          cooling,
          { rating: RATING, rackLiquidShare: share, racks: 300 },
          'hall',
          new NoteCollector(),
        );
        expect(plant.parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 9);
        const parts = plantBreakdown(bindWeather(plant, constantWeather(dry, wet)), Float64Array.of(load));
        const inside = parts.chillers[0]! + parts.pumps[0]! + parts.cduPumps[0]! + parts.airHandlers[0]!;
        const power = hour(cooling, load, dry, wet, share);
        expect(Math.abs(inside + parts.rejectionFans[0]! - power)).toBeLessThanOrEqual(1e-9 * power);
        expect(Math.abs(parts.heatRejected[0]! - load - inside)).toBeLessThanOrEqual(1e-6 * (load + inside));
      }),
      runs,
    );
  });

  it('H06: power does not fall as the load rises', () => {
    fc.assert(
      fc.property(plants, loads, loads, weathers, (cooling, a, b, [dry, wet]) => {
        expect(hour(cooling, Math.min(a, b), dry, wet)).toBeLessThanOrEqual(
          hour(cooling, Math.max(a, b), dry, wet) * (1 + 1e-9),
        );
      }),
      runs,
    );
  });

  it('H07: overhead per IT does not rise with load without square terms', () => {
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
        expect(hour(cooling, high, dry, wet, 1) / high).toBeLessThanOrEqual(
          (hour(cooling, low, dry, wet, 1) / low) * (1 + 1e-6),
        );
      }),
      runs,
    );
  });

  it('H08: power does not fall as the outside gets warmer', () => {
    fc.assert(
      fc.property(
        plants,
        loads,
        number(-15, 40),
        number(0, 10),
        number(1, 10),
        (cooling, load, wet, warmer, depression) => {
          const cold = hour(cooling, load, wet + depression, wet);
          const warm = hour(cooling, load, wet + depression + warmer, wet + warmer);
          expect(cold).toBeLessThanOrEqual(warm * (1 + 1e-9) + 1);
        },
      ),
      runs,
    );
  });

  it('H09: a warmer supply never loses hours of free cooling', () => {
    fc.assert(
      fc.property(plants, number(1e6, RATING), weathers, number(0, 10), (cooling, load, [dry, wet], raise) => {
        const warmer = {
          ...cooling,
          supply: (cooling.supply as number) + raise,
          airSupply: (cooling.airSupply as number) + raise,
        };
        expect(runHour(warmer, load, dry, wet).freeCoolingHours).toBeGreaterThanOrEqual(
          runHour(cooling, load, dry, wet).freeCoolingHours,
        );
      }),
      runs,
    );
  });

  it('H12: no chiller passes Carnot', () => {
    fc.assert(
      fc.property(plants, number(5, 35), number(-10, 50), (cooling, leaving, sink) => {
        const cop = fullLoadCop(copModel(cooling, leaving), sink);
        expect(cop).toBeGreaterThan(0);
        expect(cop).toBeLessThanOrEqual(12);
        if (sink > leaving) expect(cop).toBeLessThan((leaving + 273.15) / (sink - leaving));
      }),
    );
  });
});
