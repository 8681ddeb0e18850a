import fc from 'fast-check';
import { expect } from 'vitest';
import type { Plan } from '../../../compiler/src/ir/index.js';
import { loadKinds } from '../../../compiler/src/semantics/kinds/index.js';
import { simulate, SimulationCache } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../support/plan.js';
import { type Small, smalls, textOf } from './campuses.js';
import { type Holds, number, runs } from './runs.js';

/** Names of the properties that are money, or money per something, by kind. */
const money = new Map(
  [...loadKinds().kinds].map(([kind, { properties }]) => [
    kind,
    new Set([...properties.values()].filter(({ type }) => isMoney(type)).map(({ name }) => name)),
  ]),
);

function isMoney(type: unknown): boolean {
  if (typeof type !== 'object' || type === null) return false;
  if ('element' in type) return isMoney(type.element);
  return 'dimension' in type && typeof type.dimension === 'string' && type.dimension.startsWith('Money');
}

/** A price times `k`: numbers, distributions, series and lists of them; growth and draws have no unit. */
function times(value: unknown, k: number): unknown {
  if (typeof value === 'number') return value * k;
  if (Array.isArray(value)) return value.map((each) => times(each, k));
  if (typeof value !== 'object' || value === null) return value;
  const unscaled = new Set(['rate', 'factor']);
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, unscaled.has(key) ? each : times(each, k)]),
  );
}

function dearer(value: unknown, k: number): unknown {
  if (Array.isArray(value)) return value.map((each) => dearer(each, k));
  if (typeof value !== 'object' || value === null) return value;
  const kind = 'kind' in value && typeof value.kind === 'string' ? value.kind : '';
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, money.get(kind)?.has(key) ? times(each, k) : dearer(each, k)]),
  );
}

/** What a plan's simulation says, without the simulation: costs by line, metrics by path. */
interface Said {
  readonly plan: Plan;
  readonly costs: readonly { readonly name: string; readonly value: number | null; readonly outlay: number }[];
  readonly presentValue: number | null;
  readonly metrics: ReadonlyMap<string, number | null>;
}

const cache = new SimulationCache();
const known = new Map<string, Said>();

function saidOf(plan: Plan): Said {
  const result = simulate(plan, cache);
  return {
    plan,
    costs: result.costs.map(({ path, item, presentValue, outlay = 0 }) => ({
      name: `${path} ${item}`,
      value: presentValue,
      outlay,
    })),
    presentValue: result.presentValue,
    metrics: new Map(
      [...result.metrics].flatMap(([path, metrics]) =>
        [...metrics].map(([name, { value }]) => [`${path}.${name}`, value] as const),
      ),
    ),
  };
}

/** Each plan is simulated once, however many properties look at it. */
function said(small: Small): Said {
  const text = written(small);
  let found = known.get(text);
  if (found === undefined) {
    found = saidOf(planOf(text).plan);
    known.set(text, found);
  }
  return found;
}

const written = (small: Small): string => textOf(small).replaceAll('LeafSpine {}', 'LeafSpine { linkRate: 400 Gb/s }');

const pricesScale: Holds = () => {
  fc.assert(
    fc.property(smalls, number(0.01, 100), (small, k) => {
      const before = said(small);
      const after = saidOf(dearer(before.plan, k) as Plan);
      expect(after.costs.map(({ name }) => name)).toEqual(before.costs.map(({ name }) => name));
      before.costs.forEach(({ name, value, outlay }, i) => {
        const { value: scaled } = after.costs[i]!;
        expect(value, name).not.toBeNull();
        expect(value, name).toBeGreaterThanOrEqual(0);
        expect(outlay, name).toBeGreaterThanOrEqual(0);
        expect(Math.abs(scaled! - k * value!), name).toBeLessThanOrEqual(1e-9 * k * value!);
      });
      expect(before.presentValue).toBeGreaterThan(0);
      expect(Math.abs(after.presentValue! / before.presentValue! / k - 1)).toBeLessThanOrEqual(1e-9);
    }),
    runs(),
  );
};

/** The same quantities, spelt in other units. */
const spelt = (text: string): string =>
  text
    .replaceAll(/capacity: ([\d.]+) MW/g, (_, megawatts: string) => `capacity: ${Number(megawatts) * 1000} kW`)
    .replaceAll('45 USD/MWh', '0.045 USD/kWh')
    .replaceAll('8 USD/kW/month', '8_000 USD/MW/month')
    .replaceAll('linkRate: 400 Gb/s', 'linkRate: 50 GB/s')
    .replaceAll('horizon: 1 years', 'horizon: 12 months')
    .replaceAll(/demand: ([\d.]+) req\/s/g, (_, rate: string) => `demand: ${Number(rate) / 1000} kreq/s`);

const unitsDoNotMatter: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      const text = written(small);
      expect(spelt(text)).not.toBe(text);
      const { metrics: others } = saidOf(planOf(spelt(text)).plan);
      for (const [name, value] of said(small).metrics) {
        const same = others.get(name);
        if (value === null) expect(same, name).toBeNull();
        else expect(Math.abs((same ?? NaN) - value), name).toBeLessThanOrEqual(1e-12 * Math.abs(value));
      }
    }),
    runs(),
  );
};

/** Blocks of the campus in another order: halls, workloads and contracts are independent of where they stand. */
function reordered(text: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith('  contract '));
  const until = lines.lastIndexOf('}');
  const blocks: string[][] = [];
  for (const line of lines.slice(from, until)) {
    if (/^ {2}\S/.test(line) && line !== '  }') blocks.push([line]);
    else blocks.at(-1)!.push(line);
  }
  return [...lines.slice(0, from), ...blocks.reverse().flat(), ...lines.slice(until)].join('\n');
}

const orderDoesNotMatter: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      const text = written(small);
      expect(reordered(text)).not.toBe(text);
      const [one, again] = [said(small), saidOf(planOf(reordered(text)).plan)];
      expect([...again.metrics]).toEqual([...one.metrics]);
      expect(again.costs).toEqual(one.costs);
      expect(again.presentValue).toBe(one.presentValue);
    }),
    runs(),
  );
};

export const scaling = { pricesScale, unitsDoNotMatter, orderDoesNotMatter };
