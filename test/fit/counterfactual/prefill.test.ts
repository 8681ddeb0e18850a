import { beforeAll, describe, expect, it } from 'vitest';
import type { Mismatch } from '../../../compiler/src/fit/counterfactual/index.js';
import { chat, hall } from '../cases.js';
import { campus, ENTRY, expectClose, workspaceOf } from '../fixture.js';

/** Two halls of eight-accelerator servers, and one service on both. */
const plan = (a: number, b: number, more = ''): string => {
  const of = (racks: number, name: string): string =>
    hall(`${String(racks)} of HGX_H200_Air`, 'AirEconomizer').replace('hall A', `hall ${name}`);
  return campus({
    head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }',
    contract: '  contract Grid { capacity: 6 MW, energy: 45 USD/MWh }',
    hall: `${of(a, 'A')}\n${of(b, 'B')}`,
    workload: chat(`demand: 1200 req/s${more}`, 'W', '[A, B]'),
  });
};

describe('prompts on accelerators of their own', () => {
  let mismatch: Mismatch;

  beforeAll(() => {
    mismatch = workspaceOf({ [ENTRY]: plan(50, 30) }).check(ENTRY, { simulate: true }).report!.mismatch!;
  }, 60_000);

  it('are part of the best form, with the racks that they need then', () => {
    expect(mismatch.best.title).toContain('prefill: separate of W');
    expect(mismatch.parts.operation).toBeGreaterThan(0);
    expect(mismatch.parts.sizing).toBeGreaterThan(0);
    // No mend, be it of a finding, saves more than all of them.
    for (const { value } of mismatch.mends) expect(value).toBeLessThanOrEqual(mismatch.cost);
  });

  it('are one mend with the racks that its halls then need, worth what simulating it says', () => {
    const both = mismatch.mends[0]!;
    // The first hall of `on` is filled first.
    const racks = Number(/^prefill: separate of W, racks: (\d+) of HGX_H200_Air in B$/.exec(both.title)![1]);
    const alone = mismatch.mends.find(({ title }) => title.startsWith('racks'))!;
    expect(racks).toBeLessThan(Number(/(\d+) of/.exec(alone.title)![1]));
    const cost = (text: string): number => {
      const workspace = workspaceOf({ [ENTRY]: text });
      return workspace.simulate(workspace.compile(ENTRY).plan!).presentValue!;
    };
    expectClose(both.value, cost(plan(50, 30)) - cost(plan(50, racks, ', prefill: separate')), 1e-6);
    expect(alone.value).toBeLessThan(both.value);
    expect(alone.conflicts).toEqual([{ title: both.title, why: 'same' }]);
  });
});
