import { beforeAll, describe, expect, it } from 'vitest';
import { mismatchSections } from '../../../compiler/src/diagnostics/mismatch-text.js';
import { type Mismatch, mismatchOf } from '../../../compiler/src/fit/counterfactual/index.js';
import type { SimulationResult } from '../../../compiler/src/simulation/index.js';
import { hall } from '../cases.js';
import { campus, expectClose, worth } from '../fixture.js';
import { type Counterfactual, counterfactualOf } from './fixture.js';

const text = (asOf: string): string =>
  campus({
    head: `  climate: Dallas\n  opens: 2027-01\n${asOf}  horizon: 8 years\n  users { us_south: 100 % }`,
    hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller', '', 'RailOptimized { oversubscription: 1:1 }'),
  });

/** Years that what a hall is built with lives; the horizon ends before the rest has. */
const LIVES: Readonly<Record<string, number>> = { 'racks capital': 5, 'network capital': 5 };

/**
 * What a change at the middle of 2029 still saves, worked out from the cost lines of both plans: nothing of 2027, 2028 and
 * the first 181 days of 2029; of what the hall was built with nothing while it lives, and `bought` is paid for beside it.
 */
function saved(before: SimulationResult, after: SimulationResult, bought: string): number {
  const items = new Set([...before.costs, ...after.costs].map(({ path, item }) => `${path} ${item}`));
  const at = (result: SimulationResult, key: string, y: number): number =>
    result.costs.find(({ path, item }) => `${path} ${item}` === key)?.byYear[y] ?? 0;
  const left = [0, 0, 184 / 365, 1, 1, 1, 1, 1];
  return [...items].reduce((sum, key) => {
    const [path, ...words] = key.split(' ');
    const item = words.join(' ');
    const stands = path === 'C.A' && item.endsWith(' capital');
    const yearly = left.map((share, y) => {
      const [paid, now] = [at(before, key, y), at(after, key, y)];
      const lives = stands && y < (LIVES[item] ?? 8);
      if (!lives) return share * (paid - now);
      return share * (item === bought ? -now : Math.min(0, paid - now));
    });
    return sum + worth(yearly);
  }, 0);
}

describe('what is spent by `asOf`', () => {
  let whole: Mismatch;
  let late: Mismatch;
  let plan: Counterfactual;

  beforeAll(() => {
    whole = mismatchOf(counterfactualOf(text('')).context, [])!;
    plan = counterfactualOf(text('  asOf: 2029-07\n'));
    late = mismatchOf(plan.context, [])!;
  }, 60_000);

  it('is in no saving of the ranking', () => {
    const { context } = plan;
    expect(late.mends.length).toBeGreaterThan(2);
    for (const mend of late.mends) {
      const after = context.simulate(context.realise(mend.changes)!);
      const bought = mend.title.startsWith('network') ? 'network capital' : '';
      // No work of this plan can be made up or is lost: useful work held equal adds nothing.
      expectClose(mend.value, saved(context.result, after, bought), 1e-6);
      expectClose(mend.spent, mend.predicted.presentValue - mend.value, 1e-6);
    }
    const racks = late.mends.find(({ title }) => title.startsWith('racks'))!;
    expect(racks.from).toBe('2029-07');
    expect(racks.spent).toBeGreaterThan(racks.value);
    // A fabric that is bought beside the one that stands pays once that would have to be bought anew.
    expect(late.mends.find(({ title }) => title.startsWith('network'))!.from).toBe('2032-01');
  });

  it('is left as it is by the best form where a change does not pay any more', () => {
    const titles = (of: Mismatch): string => of.best.title;
    expect(titles(whole)).toContain('AirEconomizer');
    expect(titles(late)).not.toContain('AirEconomizer');
    expect(late.mends.some(({ title }) => title.includes('AirEconomizer'))).toBe(false);
    expect(late.cost).toBeLessThan(0.5 * whole.cost);
    expectClose(late.byCampus.get('C'), late.cost, 1e-6);
    const parts = Object.values(late.parts);
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
    expectClose(
      parts.reduce((sum, part) => sum + part, 0),
      late.cost,
      1e-6,
    );
  });

  it('is said where something stands, and only there', () => {
    const words = (of: Mismatch): string => mismatchSections(of).join('\n').replace(/\s+/g, ' ');
    expect(words(late)).toContain('By 2029-07 (asOf) C.A stands: what is spent by then is in no saving above');
    expect(words(whole)).not.toContain('asOf');
    expect(whole.mends.every(({ spent }) => spent === 0)).toBe(true);
  });

  it('is nothing where `asOf` is the opening', () => {
    const same = mismatchOf(counterfactualOf(text('  asOf: 2027-01\n')).context, [])!;
    expect(same.cost).toBe(whole.cost);
    expect(same.mends.map(({ title, value, from }) => [title, value, from])).toEqual(
      whole.mends.map(({ title, value, from }) => [title, value, from]),
    );
  });
});
