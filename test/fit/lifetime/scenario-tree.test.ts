import { describe, expect, it } from 'vitest';
import { renderScenarios } from '../../../compiler/src/diagnostics/scenario-text.js';
import { flexibilityOf } from '../../../compiler/src/fit/lifetime/flexibility.js';
import { type Future, scenarioTree } from '../../../compiler/src/fit/lifetime/scenario-tree.js';
import { movedFaster } from '../../../compiler/src/fit/lifetime/speed.js';
import { type Plan, valueAt } from '../../../compiler/src/ir/index.js';
import {
  simulate as simulateOnce,
  SimulationCache,
  type SimulationResult,
} from '../../../compiler/src/simulation/index.js';
import { lifetimePlan } from '../../simulation/lifetime/plan.js';

/** By representative hours, each plan once. */
const cache = new SimulationCache();
const known = new Map<string, SimulationResult>();
function simulate(plan: Plan): SimulationResult {
  const key = JSON.stringify(plan);
  const result = known.get(key) ?? simulateOnce(plan, cache, 1, 'F0');
  known.set(key, result);
  return result;
}

const modular = (premium: string): string => `modular { block: 0.204 MW, leadTime: 6 months, premium: ${premium} }`;
const growing = (rate: number, hall = ''): Plan =>
  lifetimePlan({ hall, demand: `80 req/s growing ${String(rate)} %/year from 2027 until 2034` });

const future = (plan: Plan, name?: string, probability?: number, regret = 0): Future => ({
  ...(name === undefined ? {} : { scenario: { name, ...(probability === undefined ? {} : { probability }) } }),
  plan,
  result: simulate(plan),
  regret: () => ({ cost: regret, first: `mend of ${name ?? 'all'}` }),
});

describe('the scenario tree', () => {
  const futures = [
    future(growing(10), undefined, undefined, 10),
    future(growing(30), 'Fast', 0.3, 20),
    future(growing(0), 'Slow'),
  ];
  const tree = scenarioTree(futures, simulate);
  const cost = (i: number): number => futures[i]?.result.presentValue ?? NaN;

  it('weighs the plan as written with what the scenarios leave, and leaves out what has no probability', () => {
    expect(tree.branches.map(({ probability }) => probability)).toEqual([0.7, 0.3, null]);
    expect(tree.expected).toBeCloseTo(0.7 * cost(0) + 0.3 * cost(1), 3);
    expect(tree.expectedRegret).toBeCloseTo(13, 9);
  });

  it('counts all futures the same where none has a probability', () => {
    const same = scenarioTree([futures[0]!, futures[2]!], simulate);
    expect(same.isUnweighted).toBe(true);
    expect(same.expected).toBeCloseTo((cost(0) + cost(2)) / 2, 3);
  });

  it('reads as a table', () => {
    const text = renderScenarios(tree);
    expect(text).toMatch(/Fast\s+30 %/);
    expect(text).toContain('mend of Fast');
    expect(text).toMatch(/Slow\s+-/);
    expect(text).not.toContain('Being able to change');
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});

describe('flexibility', () => {
  const futures = [
    { weight: 0.5, plan: growing(10, modular('20 %')) },
    { weight: 0.5, plan: growing(30, modular('20 %')) },
  ];
  const flexibility = flexibilityOf(futures, simulate);
  const expected = (premium: string): number =>
    0.5 * (simulate(growing(10, modular(premium))).presentValue ?? NaN) +
    0.5 * (simulate(growing(30, modular(premium))).presentValue ?? NaN);
  const atOnce = 0.5 * (simulate(growing(10)).presentValue ?? NaN) + 0.5 * (simulate(growing(30)).presentValue ?? NaN);

  it('holds the plan as declared against one that cannot change', () => {
    expect(flexibility.declared).toBeCloseTo(expected('20 %'), 3);
    expect(flexibility.fixed).toBeCloseTo(atOnce, 3);
  });

  it('at the break-even premium blocks cost what building at once does', () => {
    const premium = flexibility.breakEvenPremium ?? NaN;
    expect(premium).toBeGreaterThan(0);
    // A premium above 200 % is beyond the language, and cost is a straight line in it.
    const [none, some] = [expected('0 %'), expected('100 %')];
    expect(none + premium * (some - none)).toBeCloseTo(atOnce, 2);
  });

  it('a tree with blocks says what they are worth, and what speed does to it', () => {
    const tree = scenarioTree(
      [future(growing(10, modular('20 %'))), future(growing(30, modular('20 %')), 'Fast', 0.5)],
      simulate,
    );
    expect(tree.flexibility.declared).toBeLessThan(tree.flexibility.fixed ?? NaN);
    expect(tree.speeds.map(({ speed }) => speed)).toEqual([0.5, 2]);
    expect(tree.blocks.map(({ volatility }) => volatility)).toEqual([0.15, 0.35, 0.5]);
    expect(renderScenarios(tree)).toContain('Being able to change');
  });
});

describe('work that moves faster', () => {
  const demandOf = (plan: Plan, year: number): number => {
    const workload = plan.campus[0]?.workload[0];
    return workload?.kind === 'inference' ? valueAt(workload.demand, year) : NaN;
  };

  it('reaches in half the time what it reached in all of it, and stays there', () => {
    const plan = growing(20);
    const faster = movedFaster(plan, 2);
    for (const years of [0, 1, 2, 3.5])
      expect(demandOf(faster, 2027 + years)).toBeCloseTo(demandOf(plan, 2027 + 2 * years), 0);
    expect(demandOf(faster, 2034)).toBeCloseTo(demandOf(plan, 2040), 0);
  });

  it('moves the points of a series', () => {
    const plan = lifetimePlan({ demand: '{ 2027: 10 req/s, 2031: 50 req/s }' });
    const slower = movedFaster(plan, 0.5);
    expect(demandOf(slower, 2031)).toBeCloseTo(30, 1);
    expect(demandOf(slower, 2035)).toBeCloseTo(50, 1);
  });

  it('leaves what stays', () => {
    const plan = lifetimePlan({ demand: '10 req/s' });
    expect(movedFaster(plan, 2)).toEqual(plan);
  });
});
