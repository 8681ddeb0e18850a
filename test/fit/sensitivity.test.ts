import { beforeAll, describe, expect, it } from 'vitest';
import { renderSensitivity } from '../../compiler/src/diagnostics/sensitivity-text.js';
import { type Sensitivity, sensitivityOf, type Swing } from '../../compiler/src/fit/sensitivity.js';
import { swungInputs } from '../../compiler/src/fit/sensitivity-inputs.js';
import type { Plan } from '../../compiler/src/ir/index.js';
import { simulate, SimulationCache, type SimulationResult } from '../../compiler/src/simulation/index.js';
import { hall } from './cases.js';
import { campus, ENTRY, expectClose, workspaceOf } from './fixture.js';

const cache = new SimulationCache();
const estimate = (plan: Plan): SimulationResult => simulate(plan, cache, 1, 'F0');
const planOf = (racks: string): Plan =>
  workspaceOf({ [ENTRY]: campus({ hall: hall(racks, 'AirEconomizer') }) }).compile(ENTRY).plan!;

describe('the figures that move a headline most', () => {
  let found: Sensitivity;
  const plan = planOf('20 of HGX_H200_Air');

  beforeAll(() => {
    found = sensitivityOf(plan, estimate);
  });

  const of = (metric: string): readonly Swing[] => found.headlines.find((one) => one.metric === metric)!.inputs;

  it('are five of present value, cost of a million tokens and dPUE, the most first', () => {
    expect(found.headlines.map(({ metric, of: path }) => [metric, path])).toEqual([
      ['presentValue', ''],
      ['levelisedCostPerMtok', 'C.Assistant'],
      ['pue', 'C'],
    ]);
    for (const { inputs, value } of found.headlines) {
      expect(inputs).toHaveLength(5);
      expect(inputs.map(({ swing }) => swing)).toEqual(inputs.map(({ swing }) => swing).sort((a, b) => b - a));
      for (const { atLow, atHigh, swing } of inputs)
        expectClose(swing, Math.max(atLow!, atHigh!, value!) - Math.min(atLow!, atHigh!, value!));
    }
  });

  it('say what the plan itself gives at the ends of the range', () => {
    const price = of('presentValue').find(({ property }) => property === 'price')!;
    expect(price).toMatchObject({ path: 'std/racks#HGX_H200_Air', low: 520_000, high: 720_000, range: 'declared' });
    for (const [usd, value] of [
      [520_000, price.atLow],
      [720_000, price.atHigh],
    ] as const)
      expectClose(estimate(planOf(`20 of HGX_H200_Air { price: ${String(usd)} USD }`)).presentValue, value!);
  });

  it('are no fewer than swinging all of them would name', () => {
    const swings = swungInputs(plan).map((input) => {
      const ends = [input.low, input.high].map((value) => estimate(input.at(plan, value)).presentValue!);
      const all = [...ends, found.headlines[0]!.value!];
      return { name: `${input.path} ${input.property ?? ''}`, swing: Math.max(...all) - Math.min(...all) };
    });
    const most = swings.sort((a, b) => b.swing - a.swing).slice(0, 5);
    expect(of('presentValue').map(({ path, property }) => `${path} ${property ?? ''}`)).toEqual(
      most.map(({ name }) => name),
    );
  });

  it('take at most one simulation for each figure, and eight more for each headline', () => {
    expect(found.inputs).toBe(swungInputs(plan).length);
    expect(found.simulations).toBeLessThanOrEqual(1 + found.inputs + 3 * 8);
  });

  it('are said with their source, or that they have none', () => {
    const text = renderSensitivity(found);
    expect(text).toMatch(/What moves the present value most \([\d.]+ M USD as it stands\)/);
    expect(text).toMatch(/price of HGX_H200_Air .* assumed/);
    expect(text).toContain('One at a time over their ranges');
  });
});

describe('the range of a figure', () => {
  const inputs = swungInputs(planOf('20 of HGX_H200_Air'));

  it('is as declared, with its source', () => {
    const price = inputs.find(({ path, property }) => path === 'std/racks#HGX_H200_Air' && property === 'price')!;
    expect(price.source?.title).toBeDefined();
    expect([price.low, price.central, price.high]).toEqual([520_000, 600_000, 720_000]);
  });

  it('is a fifth either way where a figure is assumed and states none, a share at most the whole', () => {
    const assumed = inputs.filter(({ range }) => range === 'assumed');
    expect(assumed.length).toBeGreaterThan(5);
    for (const { low, high, central, standing } of assumed) {
      expect(standing).toBe('assumed');
      expect(low).toBeGreaterThanOrEqual(0.8 * central - 1e-9);
      expect(high).toBeLessThanOrEqual(central <= 1 ? 1 : 1.2 * central + 1e-9);
    }
  });
});
