import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Distribution, Plan } from '../../../compiler/src/ir/index.js';
import { drawFrom } from '../../../compiler/src/simulation/uncertainty/draw.js';
import { samplePlan, uncertainInputs } from '../../../compiler/src/simulation/uncertainty/sample.js';
import { simulate } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../../support/plan-of.js';

const RUNS = 20_000;

function moments(distribution: Distribution): { readonly mean: number; readonly deviation: number } {
  let sum = 0;
  let squares = 0;
  for (let run = 0; run < RUNS; run++) {
    const value = drawFrom(distribution, 7_919 * run + 13);
    sum += value;
    squares += value * value;
  }
  const mean = sum / RUNS;
  return { mean, deviation: Math.sqrt(squares / RUNS - mean * mean) };
}

describe('draws have the moments of their distribution', () => {
  // Standard errors at 20,000 draws are 0.7 % of a deviation: four of them.
  const near = (found: number, expected: number, deviation: number): void =>
    expect(Math.abs(found - expected)).toBeLessThan(0.03 * deviation);

  test('uniform', () => {
    const found = moments({ distribution: 'uniform', low: 2, high: 8, central: 5 });
    near(found.mean, 5, 6 / Math.sqrt(12));
    near(found.deviation, 6 / Math.sqrt(12), 6 / Math.sqrt(12));
  });

  test('triangular', () => {
    const [a, m, b] = [1, 2, 7];
    const found = moments({ distribution: 'triangular', low: a, mode: m, high: b, central: m });
    const deviation = Math.sqrt((a * a + b * b + m * m - a * b - a * m - b * m) / 18);
    near(found.mean, (a + m + b) / 3, deviation);
    near(found.deviation, deviation, deviation);
  });

  test('normal and lognormal, whose mean and deviation are those of the value itself', () => {
    for (const distribution of ['normal', 'lognormal'] as const) {
      const found = moments({ distribution, mean: 10, deviation: 3, central: 10 });
      near(found.mean, 10, 3);
      near(found.deviation, 3, 3);
    }
  });
});

test('no draw lies outside its bounds', () => {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 });
  fc.assert(
    fc.property(seeds, fc.double({ min: -5, max: 5, noNaN: true }), (seed, mean) => {
      const drawn = drawFrom({ distribution: 'normal', mean, deviation: 2, central: mean }, seed, 0, 1);
      expect(drawn).toBeGreaterThanOrEqual(0);
      expect(drawn).toBeLessThanOrEqual(1);
    }),
  );
});

const source = (first: string, second: string): string => `
  import std/racks { GB200_NVL72 }
  import std/models { Llama_70B }
  import std/cooling { DirectToChip }
  import std/networks { RailOptimized }
  import std/tariffs { ERCOT_Industrial }
  import std/climates { Abilene }
  import std/workloads { Chat }
  let growth = 1_000 .. 3_000
  campus C {
    climate: Abilene
    opens: 2027
    horizon: 1 year
    contract Grid: ERCOT_Industrial { capacity: 30 MW, adder: normal(5 USD/MWh, 2 USD/MWh) }
    network Backend: RailOptimized {}
    hall A { racks: 100 of GB200_NVL72, cooling: DirectToChip, network: Backend, power: Grid }
    workload ${first}: Chat { model: Llama_70B, demand: growth * 1 req/s / 1_000, on: A }
    workload ${second}: Chat { model: Llama_70B, demand: growth * 1 req/s / 1_000, on: A }
  }`;

describe('a sample of a plan', () => {
  const plan = planOf(source('One', 'Two'));
  const demandOf = (sampled: Plan, name: string): number =>
    (sampled.campus[0]!.workload.find((entry) => entry.name === name) as { demand: Distribution }).demand.central;

  test('finds the declared distributions, and those of the library', () => {
    const keys = uncertainInputs(plan).map(({ key }) => key);
    expect(keys).toContain('C.Grid adder');
    expect(keys.filter((key) => key === 'growth')).toHaveLength(1);
    expect(keys.some((key) => key.includes('std/'))).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('is the same for the same seed and run, and another otherwise', () => {
    expect(samplePlan(plan, 1, 0)).toEqual(samplePlan(plan, 1, 0));
    const draws = [samplePlan(plan, 1, 0), samplePlan(plan, 1, 1), samplePlan(plan, 2, 0)];
    expect(new Set(draws.map((each) => demandOf(each, 'One'))).size).toBe(3);
  });

  test('two uses of one `let` share its draw', () => {
    for (let run = 0; run < 20; run++) {
      const sampled = samplePlan(plan, 3, run);
      expect(demandOf(sampled, 'One')).toBe(demandOf(sampled, 'Two'));
    }
  });

  test('does not depend on the order of declaration', () => {
    const other = planOf(source('Two', 'One'));
    for (let run = 0; run < 5; run++)
      expect(demandOf(samplePlan(plan, 1, run), 'One')).toBe(demandOf(samplePlan(other, 1, run), 'One'));
  });

  test('leaves the plan as it was, and simulates', () => {
    const before = JSON.stringify(plan);
    const values = [0, 1, 2].map((run) => simulate(samplePlan(plan, 1, run)).presentValue);
    expect(JSON.stringify(plan)).toBe(before);
    expect(values.every((value) => value !== null && Number.isFinite(value))).toBe(true);
    expect(new Set(values).size).toBe(3);
  });
});
