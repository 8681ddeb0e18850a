import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curtailment } from '../../../compiler/src/simulation/contract/curtailment.js';
import { shedding, type SheddableLoad } from '../../../compiler/src/simulation/contract/shedding.js';
import { contract, flat, MW, USD } from './fixtures.js';

describe('hours that are called', () => {
  const price = flat(50 * USD);
  [100, 200, 300].forEach((hour, i) => (price[hour] = (900 + i) * USD));
  const terms = contract({ capacity: 100 * MW, firm: 0.6, interruptibleHours: 3 * 3600 });

  it('are the dearest, and what is above the firm part must go', () => {
    const result = curtailment(flat(90 * MW), price, terms, 2027);
    expect(result.called).toEqual([300, 200, 100]);
    expect([result.cut[300], result.cut[301], result.limit[300], result.limit[301]]).toEqual([
      30 * MW,
      0,
      60 * MW,
      100 * MW,
    ]);
    expect(result.energy).toBe(3 * 30 * 3.6e9);
  });

  it('are none where all of the capacity is firm, or no hour may be called', () => {
    expect(curtailment(flat(90 * MW), price, contract({ interruptibleHours: 3 * 3600 }), 2027).called).toEqual([]);
    expect(curtailment(flat(90 * MW), price, contract({ firm: 0 }), 2027).energy).toBe(0);
  });

  it('fall on summer afternoons where the price is flat', () => {
    const { called } = curtailment(flat(90 * MW), flat(50 * USD), terms, 2027);
    expect(called).toEqual([151 * 24 + 17, 152 * 24 + 17, 153 * 24 + 17]);
  });

  it('an entry that stands for many hours is called in part', () => {
    const weight = Float64Array.of(10, 8750);
    const result = curtailment(Float64Array.of(90e6, 90e6), Float64Array.of(2, 1), terms, 2027, { weight });
    expect([result.hours, result.cut[0], result.limit[0]]).toEqual([3, 0.3 * 30 * MW, expect.closeTo(88 * MW, 3)]);
    expect(result.energy).toBeCloseTo(3 * 30 * 3.6e9, 0);
  });

  it('firm 0 %, no load, no capacity, one hour: finite and never negative', () => {
    const none = contract({ capacity: 0, firm: 0, interruptibleHours: 100 * 3600 });
    for (const load of [0, 5]) {
      const { cut, energy, limit } = curtailment(Float64Array.of(load), Float64Array.of(NaN), none, 2027);
      expect([cut[0], energy, limit[0]]).toEqual([load, load * 3600, 0]);
    }
  });

  it('more hours never cut less', () => {
    const load = Float64Array.from({ length: 8760 }, (_, hour) => (60 + (hour % 40)) * MW);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), (few, more) => {
        const cutIn = (hours: number): number =>
          curtailment(load, price, { ...terms, interruptibleHours: hours * 3600 }, 2027).energy;
        expect(cutIn(few + more)).toBeGreaterThanOrEqual(cutIn(few));
      }),
      { numRuns: 10 },
    );
  });
});

describe('who gives way', () => {
  const watts = fc.array(fc.double({ min: 0, max: 100 * MW, noNaN: true }), { minLength: 3, maxLength: 3 });
  const work = (of: SheddableLoad['class'], ...power: number[]): SheddableLoad => ({
    name: of,
    class: of,
    power: Float64Array.from(power),
  });

  it('cover first, then what can wait, then training, then interactive work', () => {
    const result = shedding(
      Float64Array.of(100, 40, 0),
      [work('interactive', 30, 30, 30), work('training', 25, 25, 25), work('deferrable', 20, 20, 20)],
      Float64Array.of(10, 10, 10),
    );
    expect([...result.covered]).toEqual([10, 10, 0]);
    expect(result.loads.map(({ cut }) => [...cut])).toEqual([
      [30, 0, 0],
      [25, 10, 0],
      [20, 20, 0],
    ]);
    expect([...result.uncovered]).toEqual([15, 0, 0]);
    expect(result.loads[1]).toMatchObject({ energy: 35 * 3600, hours: 2, events: 1 });
  });

  it('cut = covered + shed + uncovered in every hour', () => {
    fc.assert(
      fc.property(watts, watts, watts, watts, (cut, cover, one, other) => {
        const result = shedding(
          Float64Array.from(cut),
          [work('training', ...one), work('deferrable', ...other)],
          Float64Array.from(cover),
        );
        cut.forEach((asked, i) => {
          const shed = result.loads.reduce((sum, load) => sum + load.cut[i]!, 0);
          const all = result.covered[i]! + shed + result.uncovered[i]!;
          expect(Math.abs(all - asked)).toBeLessThanOrEqual(1e-9 * asked);
          result.loads.forEach((load, l) => {
            expect(load.cut[i]).toBeLessThanOrEqual([one, other][l]![i]!);
            expect(load.cut[i]).toBeGreaterThanOrEqual(0);
          });
        });
      }),
    );
  });
});
