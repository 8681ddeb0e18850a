import { beforeAll, describe, expect, it } from 'vitest';
import { bestPlan, pricingOf } from '../../../compiler/src/fit/counterfactual/best-plan.js';
import { mismatchOf } from '../../../compiler/src/fit/counterfactual/index.js';
import { SUBSYSTEMS } from '../../../compiler/src/fit/subsystems.js';
import type { Subsystem } from '../../../compiler/src/simulation/results.js';
import { chat, hall } from '../cases.js';
import { campus, expectClose, find } from '../fixture.js';
import { counterfactualOf } from './fixture.js';

/** A hall of air-cooled servers that serves chat, at a contract with a minimum. */
const start = campus({
  top: 'rack Dear: HGX_H200_Air { price: 1_600_000 USD }',
  head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }',
  contract: `  contract Grid {
    capacity: 2 MW
    energy: 45 USD/MWh
    demandCharge: 8 USD/kW/month
    minimumDemand: 60 %
  }`,
  hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller', 'idle: spread'),
  workload: chat('demand: 260 req/s, value: 5 USD/Mtok'),
});

/** One bad subsystem, put into the best form of that plan. */
const plants: Readonly<Record<Subsystem, readonly [path: string, property: string, text: string]>> = {
  cooling: ['C.A', 'plantCapacity', '3 MW'],
  network: ['C.A', 'network', 'RailOptimized { oversubscription: 1:1 }'],
  rack: ['C.A', 'racks', ''],
  electrical: ['C.A', 'electrical', 'electrical { redundancy: 2N }'],
  contract: ['C.Grid', 'capacity', '6 MW'],
  sizing: ['C.A', 'racks', '30 of HGX_H200_Air'],
  operation: ['C.A', 'idle', 'spread'],
};

describe('a mismatch planted into the best plan', () => {
  let best = '';

  beforeAll(() => {
    const { context, edited } = counterfactualOf(start);
    best = edited(bestPlan(context, pricingOf(context)!).changes);
  }, 60_000);

  it('is not there before', () => {
    const { context } = counterfactualOf(best);
    const mismatch = mismatchOf(context, [])!;
    expect(mismatch.cost / context.result.presentValue!).toBeLessThan(1e-3);
    expect(mismatch.planFit).toBeGreaterThan(0.999);
    expect(mismatch.planFit).toBeLessThanOrEqual(1);
  });

  it('leaves no finding that a mend of its kind would pay for', { timeout: 60_000 }, () => {
    const { diagnostics, result } = find(best);
    // Another cache or other prompts are other work, and no mend of the halls.
    const works = /kvCache|prefill|expertParallel/;
    const kinds = /(cooling|plantCapacity|network|oversubscription|racks|electrical|redundancy|capacity|idle)/;
    const paying = diagnostics.flatMap(({ code, fixes = [] }) =>
      fixes
        .filter(({ title, predicted }) => kinds.test(title) && !works.test(title) && (predicted?.presentValue ?? 0) > 0)
        .filter(({ predicted }) => predicted!.presentValue > 1e-3 * result.presentValue!)
        .map(({ title, predicted }) => `${code} ${title} saves ${String(predicted!.presentValue)}`),
    );
    expect(paying).toEqual([]);
  });

  it.each(SUBSYSTEMS)('is named first: %s', { timeout: 60_000 }, (subsystem) => {
    const [path, property, text] = plants[subsystem];
    const { context: whole, edited } = counterfactualOf(best);
    const racks = whole.plan.campus[0]!.hall[0]!.racks[0]!.count;
    const bad = edited([
      {
        type: 'property',
        path,
        property,
        text: text === '' ? `${String(racks)} of Dear` : text,
        imports: text.startsWith('Rail') ? [{ module: 'std/networks', name: 'RailOptimized' }] : [],
      },
    ]);
    const { context, edited: madeIn } = counterfactualOf(bad);
    const mismatch = mismatchOf(context, [])!;
    const first = [...SUBSYSTEMS].sort((a, b) => mismatch.parts[b] - mismatch.parts[a])[0];
    expect(first, JSON.stringify(mismatch.parts)).toBe(subsystem);
    expect(mismatch.mends[0]!.subsystem).toBe(subsystem);
    expect(mismatch.cost).toBeGreaterThan(0);
    const sum = SUBSYSTEMS.reduce((all, each) => all + mismatch.parts[each], 0);
    expect(Math.abs(sum - mismatch.cost)).toBeLessThanOrEqual(1e-6 * mismatch.cost);
    for (const each of SUBSYSTEMS) expect(mismatch.parts[each]).toBeGreaterThanOrEqual(0);
    // What the first mend promises, its edits give in a plan compiled anew.
    const mended = counterfactualOf(madeIn(mismatch.mends[0]!.changes)).context.result;
    const { predicted } = mismatch.mends[0]!;
    expectClose(mended.presentValue, predicted.planPresentValue);
    expect(Math.abs(context.result.presentValue! - mended.presentValue! - predicted.presentValue)).toBeLessThanOrEqual(
      1e-9 * context.result.presentValue!,
    );
  });
});
