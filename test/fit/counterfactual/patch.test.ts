import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FitContext } from '../../../compiler/src/fit/context.js';
import { joined, type Option, type State } from '../../../compiler/src/fit/counterfactual/options.js';
import { applyChanges } from '../../../compiler/src/fit/counterfactual/patch.js';
import { unitsOf } from '../../../compiler/src/fit/counterfactual/units.js';
import type { Change } from '../../../compiler/src/fit/finding.js';
import { canonicalJson } from '../../../compiler/src/ir/canonical.js';
import { indexPlan, type Plan } from '../../../compiler/src/ir/index.js';
import { expectClose } from '../fixture.js';
import { counterfactualOf } from './fixture.js';
import { smallPlans } from './plans.js';

/** What an edit may change beside what it says: where figures come from, and what was declared beside them. */
const ORIGINS = new Set(['sources', 'defaulted', 'alternatives', 'doc', 'base', 'allows']);

/** The IR without origins, its numbers to twelve digits; of the catalogue what `of` uses. */
function plain(plan: Plan, of: Plan): string {
  const catalogue = Object.fromEntries(Object.keys(of.catalogue).map((key) => [key, plan.catalogue[key]]));
  return canonicalJson(
    JSON.parse(
      JSON.stringify({ ...plan, catalogue }, (key, value: unknown) => {
        if (ORIGINS.has(key)) return undefined;
        return typeof value === 'number' && value !== 0 ? Number(value.toPrecision(12)) : value;
      }),
    ),
  );
}

/** Every option of every unit that applies to the plan as it is. */
function applying(context: FitContext): { readonly key: string; readonly changes: readonly Change[] }[] {
  const result = context.estimate(context.plan);
  const state: State = { plan: context.plan, index: context.index, result: () => result, running: () => result };
  return unitsOf({ ...context, result }).flatMap(({ key, options }) =>
    options.flatMap((option: Option) => {
      const changes = option.changes(state);
      return changes === undefined ? [] : [{ key: `${key} ${option.key}`, changes }];
    }),
  );
}

describe('changes made in the IR', () => {
  it('give what compiling the edited source gives, one by one and two together', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(smallPlans, fc.nat(), fc.nat(), (text, first, second) => {
        const { context } = counterfactualOf(text);
        const options = applying(context);
        const pair = [options[first % options.length]!, options[second % options.length]!];
        for (const { key, changes } of [
          ...options,
          { key: pair.map((each) => each.key).join(' and '), changes: joined(pair.flatMap((each) => each.changes)) },
        ]) {
          const compiled = context.realise(changes);
          const patched = applyChanges(context.plan, changes, context.library);
          if (changes.some(({ type }) => type === 'member')) {
            expect(patched, key).toBeUndefined();
            continue;
          }
          expect(compiled, key).toBeDefined();
          expect(patched, key).toBeDefined();
          expect(plain(patched!, compiled!), key).toBe(plain(compiled!, compiled!));
        }
        const [{ changes }] = pair as [(typeof pair)[number]];
        const compiled = context.realise(changes);
        const patched = applyChanges(context.plan, changes, context.library);
        if (patched === undefined) return;
        const [a, b] = [context.estimate(compiled!), context.estimate(patched)];
        expectClose(b.presentValue, a.presentValue!);
        expectClose(b.energy, a.energy!);
      }),
      { numRuns: 6 },
    );
  });

  it('share what does not change', () => {
    const { context } = counterfactualOf(fc.sample(smallPlans, { seed: 7, numRuns: 1 })[0]!);
    const [campus] = context.plan.campus;
    const change: Change = {
      type: 'property',
      path: campus!.hall[0]!.path!,
      property: 'idle',
      text: 'off',
      imports: [],
      value: 'off',
    };
    const patched = applyChanges(context.plan, [change], context.library)!;
    expect(patched.catalogue).toBe(context.plan.catalogue);
    expect(patched.campus[0]!.workload).toBe(campus!.workload);
    expect(patched.campus[0]!.hall[1]).toBe(campus!.hall[1]);
    expect(indexPlan(patched).get(change.path)).toMatchObject({ idle: 'off' });
  });

  it('are none where a change does not say its value, or names what there is not', () => {
    const { context } = counterfactualOf(fc.sample(smallPlans, { seed: 7, numRuns: 1 })[0]!);
    const path = context.plan.campus[0]!.hall[0]!.path!;
    const change = { type: 'property', path, property: 'cooling', text: 'Ours', imports: [] } as const;
    expect(applyChanges(context.plan, [change], context.library)).toBeUndefined();
    const unknown = { ...change, value: { ref: 'std/cooling#Ours' } };
    expect(applyChanges(context.plan, [unknown], context.library)).toBeUndefined();
  });
});
