import fc from 'fast-check';
import { expect } from 'vitest';
import { bankLoss, lossBank } from '../../../compiler/src/simulation/electrical/loss.js';
import { designPath, pathLosses, runPath } from '../../../compiler/src/simulation/electrical/path.js';
import { entry, unread } from '../support/plan.js';
import { type Holds, number, runs } from './runs.js';

const RATING = 50e6;
const PLANT = 3e6;

const curve = (...most: readonly number[]) => fc.tuple(...most.map((max) => number(0, max)));
const designs = fc.record({
  redundancy: fc.constantFrom('N', 'N+1', '2N', '3N/2', '4N/3'),
  upsShare: number(0, 1),
  distribution: number(0, 0.1),
  houseLoad: number(0, 0.05),
  ups: curve(0.04, 0.05, 0.05),
  transformer: curve(0.005, 0.005, 0.01),
} as const);
type Design = typeof designs extends fc.Arbitrary<infer T> ? T : never;
const loads = number(0, RATING);

const pathOf = (design: Design) =>
  designPath({ ...entry('std/electrical#Standard', 'electrical'), ...design }, RATING, 5e6, 'hall', unread());

function losses(design: Design, it: readonly number[], plant: number): Float64Array {
  const out = new Float64Array(it.length);
  runPath(pathOf(design), Float64Array.from(it), new Float64Array(it.length).fill(plant), out);
  return out;
}

const sumsOfParts: Holds = () => {
  fc.assert(
    fc.property(designs, loads, (design, it) => {
      const { distribution, ups, transformer, house } = pathLosses(pathOf(design), it, PLANT);
      const off = losses(design, [it], PLANT)[0]! - (distribution + ups + transformer + house);
      expect(Math.abs(off)).toBeLessThanOrEqual(1e-9 * (it + PLANT));
    }),
    runs(),
  );
};

/** Losses are finite, never negative, and grow with load: what comes in is never less than what goes out. */
const grows: Holds = () => {
  fc.assert(
    fc.property(designs, loads, loads, (design, a, b) => {
      const [none, low, high] = losses(design, [0, Math.min(a, b), Math.max(a, b)], 0);
      expect(Number.isFinite(none)).toBe(true);
      expect(none).toBeGreaterThanOrEqual(0);
      expect(low).toBeGreaterThanOrEqual(none! - 1e-6);
      expect(high).toBeGreaterThanOrEqual(low! - 1e-6);
    }),
    runs(),
  );
};

const lossPerItFalls: Holds = () => {
  const straight = designs.map((design) => ({
    ...design,
    ups: [design.ups[0]!, design.ups[1]!, 0],
    transformer: [design.transformer[0]!, design.transformer[1]!, 0],
  }));
  fc.assert(
    fc.property(straight, number(1e5, RATING), number(1e5, RATING), (design, a, b) => {
      const [few, many] = [Math.min(a, b), Math.max(a, b)];
      const [low, high] = losses(design, [few, many], 0);
      expect(high! / many).toBeLessThanOrEqual(low! / few + 1e-9);
    }),
    runs(),
  );
};

/** Stages in a row, each sized for what flows through it: the chain's efficiency is the product, and below each. */
const chainBelowWeakest: Holds = () => {
  const stages = fc.array(curve(0.05, 0.1, 0.1), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(stages, number(0.01, 1), (chain, load) => {
      let through = load * RATING;
      let product = 1;
      let weakest = 1;
      for (const each of chain) {
        const loss = bankLoss(lossBank(each, 1, 1, RATING), through);
        const efficiency = through / (through + loss);
        expect(loss).toBeGreaterThanOrEqual(0);
        product *= efficiency;
        weakest = Math.min(weakest, efficiency);
        through += loss;
      }
      expect(Math.abs((load * RATING) / through - product)).toBeLessThanOrEqual(1e-12);
      expect(product).toBeLessThanOrEqual(weakest * (1 + 1e-12));
    }),
    runs(),
  );
};

export const electrical = { sumsOfParts, grows, lossPerItFalls, chainBelowWeakest };
