import fc from 'fast-check';
import { expect } from 'vitest';
import type { Plan } from '../../../compiler/src/ir/index.js';
import { loadKinds } from '../../../compiler/src/semantics/kinds/index.js';
import { simulate, type SimulationResult } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../support/plan.js';
import { simulated, smalls, textOf } from './campuses.js';
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

const pricesScale: Holds = () => {
  fc.assert(
    fc.property(smalls, number(0.01, 100), (small, k) => {
      const { plan } = planOf(textOf(small));
      const [before, after] = [simulate(plan), simulate(dearer(plan, k) as Plan)];
      expect(after.costs.map(({ path, item }) => [path, item])).toEqual(
        before.costs.map(({ path, item }) => [path, item]),
      );
      before.costs.forEach(({ item, presentValue, outlay }, i) => {
        const { presentValue: scaled } = after.costs[i]!;
        expect(presentValue, item).not.toBeNull();
        expect(presentValue, item).toBeGreaterThanOrEqual(0);
        expect(outlay ?? 0, item).toBeGreaterThanOrEqual(0);
        expect(Math.abs(scaled! - k * presentValue!), item).toBeLessThanOrEqual(1e-9 * k * presentValue!);
      });
      expect(before.presentValue).toBeGreaterThan(0);
      expect(Math.abs(after.presentValue! / before.presentValue! / k - 1)).toBeLessThanOrEqual(1e-9);
    }),
    runs(10),
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
      const text = textOf(small).replaceAll('LeafSpine {}', 'LeafSpine { linkRate: 400 Gb/s }');
      const [one, other] = [simulated(text), simulated(spelt(text))];
      expect(spelt(text)).not.toBe(text);
      const values = (result: SimulationResult) =>
        [...result.metrics].flatMap(([path, metrics]) =>
          [...metrics].map(([name, { value }]) => [`${path}.${name}`, value] as const),
        );
      const others = new Map(values(other));
      for (const [name, value] of values(one)) {
        const same = others.get(name);
        if (value === null) expect(same, name).toBeNull();
        else expect(Math.abs((same ?? NaN) - value), name).toBeLessThanOrEqual(1e-12 * Math.abs(value));
      }
    }),
    runs(5),
  );
};

export const scaling = { pricesScale, unitsDoNotMatter };
