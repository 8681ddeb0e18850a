import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { simulate, SimulationCache, type SimulationResult } from '../../compiler/src/simulation/index.js';
import { samplePlanOf } from '../support/plan-of.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const samples = readdirSync(`${root}samples`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.dcplan'))
  .map((name) => `samples/${name.replaceAll('\\', '/')}`)
  .sort();

/** Metrics that a planner compares designs by, and what representative hours may be off by. */
const COMPARED = ['power', 'itPower', 'pue', 'bill', 'cost', 'peak', 'useful'] as const;

describe.each(samples)('%s at fidelity F0', (file) => {
  const plan = samplePlanOf(file);
  const whole = simulate(plan);
  const quick = simulate(plan, new SimulationCache(), 1, 'F0');

  test('energy, carbon and present value are within 5 % of F1', () => {
    for (const pick of ['energy', 'carbon', 'presentValue'] as const) near(quick[pick], whole[pick], pick);
  });

  test('and so are power, dPUE, bills, peaks and cost of every block', () => {
    for (const [path, metrics] of whole.metrics)
      for (const name of COMPARED)
        near(valueOf(quick, path, name), metrics.get(name)?.value ?? null, `${path}.${name}`);
  });

  test('overhead, which is small, within 5 % of itself', () => {
    for (const path of whole.halls.keys())
      near(valueOf(quick, path, 'overhead'), valueOf(whole, path, 'overhead'), path);
  });
});

test('F0 is deterministic, and says nothing of F1 in a shared cache', () => {
  const plan = samplePlanOf('samples/enterprise.dcplan');
  const cache = new SimulationCache();
  const first = simulate(plan, cache, 1, 'F0').presentValue;
  const whole = simulate(plan, cache).presentValue;
  expect(simulate(plan, cache, 1, 'F0').presentValue).toBe(first);
  expect(simulate(plan).presentValue).toBe(whole);
});

function near(quick: number | null, whole: number | null, what: string): void {
  expect(quick === null, what).toBe(whole === null);
  if (quick === null || whole === null) return;
  expect(Math.abs(quick - whole), what).toBeLessThanOrEqual(0.05 * Math.abs(whole));
}

function valueOf(result: SimulationResult, path: string, name: string): number | null {
  return result.metrics.get(path)?.get(name)?.value ?? null;
}
