import { expect, it } from 'vitest';
import { mismatchSections } from '../../../compiler/src/diagnostics/mismatch-text.js';
import { pricingOf } from '../../../compiler/src/fit/counterfactual/best-plan.js';
import { type Mismatch, mismatchOf } from '../../../compiler/src/fit/counterfactual/index.js';
import { chat, hall } from '../cases.js';
import { campus } from '../fixture.js';
import { counterfactualOf } from './fixture.js';

/** Halls that differ in size, each with a service of its own, in so many designs. */
function plan(halls: number, designs: number): string {
  const names = Array.from({ length: halls }, (_, i) => `H${String(i)}`);
  return campus({
    head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }',
    contract: '  contract Grid { capacity: 30 MW, energy: 45 USD/MWh, demandCharge: 8 USD/kW/month }',
    hall: names
      .map((name, i) =>
        hall(
          `${String(6 + i)} of HGX_H200_Air`,
          `AirEconomizer { supply: ${String(20 + (i % designs) / 4)} degC }`,
        ).replace('hall A', `hall ${name}`),
      )
      .join('\n'),
    workload: names.map((name, i) => chat(`demand: ${String(30 + i)} req/s`, `W${String(i)}`, `[${name}]`)).join('\n'),
  });
}

it.each([
  [8, 8, { groups: 8, byDesign: false, left: [] }],
  [20, 5, { groups: 5, byDesign: true, left: [] }],
  [10, 10, { groups: 8, byDesign: false, left: ['C.H0', 'C.H1'] }],
  [11, 10, { groups: 8, byDesign: true, left: ['C.H1', 'C.H2'] }],
])('%i halls of %i designs are searched in groups, the dearest of them', (halls, designs, wanted) => {
  const { context } = counterfactualOf(plan(halls, designs));
  expect(pricingOf(context)!.halls).toEqual(wanted);
});

it('what is found of many halls is no worse than the plan, and the summary says how it was searched', () => {
  const { context } = counterfactualOf(plan(9, 3));
  const mismatch = mismatchOf(context, [])!;
  expect(mismatch.hallSearch).toEqual({ groups: 3, byDesign: true, left: [] });
  expect(mismatch.cost).toBeGreaterThan(0);
  const best = context.realise(mismatch.best.changes)!;
  expect(context.simulate(best).presentValue!).toBeLessThan(context.result.presentValue!);
  const words = (of: Mismatch): string => mismatchSections(of).join('\n').replace(/\s+/g, ' ');
  const limit = 'A change of single halls may save more than is said here.';
  expect(words(mismatch)).toContain(
    `Halls of one design that do the same kinds of work are changed together (3 such groups). ${limit}`,
  );
  const left = { groups: 8, byDesign: false, left: ['C.H1', 'C.H2'] };
  expect(words({ ...mismatch, hallSearch: left, isCut: true })).toContain(
    `Only the 8 dearest groups of halls were looked at: C.H1, C.H2 stay as written. The search ended before every part was tried. ${limit}`,
  );
  expect(words({ ...mismatch, hallSearch: { groups: 9, byDesign: false, left: [] } })).not.toContain(limit);
});
