/** What stands behind `diff`: the comparison of two IRs, mixtures of them, and shares that add up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, MOST_EXACT } from '../../compiler/src/fit/attribution.js';
import { contentHash } from '../../compiler/src/ir/canonical.js';
import { comparePlans, isSame } from '../../compiler/src/ir/difference.js';
import type { Plan } from '../../compiler/src/ir/index.js';
import { choice, mixPlans } from '../../compiler/src/ir/mix.js';
import { simulate, SimulationCache } from '../../compiler/src/simulation/index.js';
import { causesOf } from '../../compiler/src/workspace/diff-causes.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { HEAD, type Parts, parts, planText } from './plan.js';

function planOf(changed: Partial<Parts> = {}, head = HEAD): Plan {
  const text = planText(changed, head);
  const workspace = new Workspace({ stdlib: stdlibFiles, read: () => text, resolve: (_, spec) => spec });
  return workspace.compile('a.dcplan').plan!;
}

const paths = (difference: ReturnType<typeof comparePlans>): readonly string[] => [
  ...difference.renames.map(({ from, to }) => `${from} > ${to}`),
  ...difference.blocks.map(({ type, path }) => `${type} ${path}`),
  ...difference.properties.map(({ path, property }) => `${path}.${property}`),
];

describe('two plans', () => {
  it('that say the same are the same', () => {
    expect(
      isSame(comparePlans(planOf(), planOf({ grid: '  contract Grid: ERCOT_Industrial { capacity: 2_000 kW }\n' }))),
    ).toBe(true);
  });

  it('differ in what differs, down to the property within a value', () => {
    const head = planOf({ hall: parts.hall.replace('oversubscription: 3:1', 'oversubscription: 4:1') });
    expect(paths(comparePlans(planOf(), head))).toEqual([
      'First.A.network.oversubscription',
      'First.B.network.oversubscription',
    ]);
  });

  it('have renamed blocks where what is gone and new is alike, and not where it could be either', () => {
    const renamed = planOf({
      grid: parts.grid.replace('Grid', 'Utility'),
      hall: parts.hall.replace('Grid', 'Utility'),
      rest: parts.rest.replaceAll('Grid', 'Utility'),
    });
    expect(paths(comparePlans(planOf(), renamed))).toEqual(['First.Grid > First.Utility']);
    const nearly = planOf({
      second: parts.second.replace('hall B', 'hall C').replace('20', '24'),
      work: parts.work.replace('[A, B]', '[A, C]'),
    });
    expect(paths(comparePlans(planOf(), nearly))[0]).toBe('First.B > First.C');
    const two = `${parts.second.replace('hall B', 'hall C').replace('20', '24')}${parts.second.replace('hall B', 'hall D').replace('20', '28')}`;
    const either = planOf({ second: two, work: parts.work.replace('[A, B]', '[A, C, D]') });
    expect(paths(comparePlans(planOf(), either)).slice(0, 3)).toEqual([
      'removed First.B',
      'added First.C',
      'added First.D',
    ]);
  });

  it('differ in requirements and in words apart from numbers', () => {
    const head = planOf({
      rest: parts.rest.replace('<= Grid', '<= 2 * Grid'),
      hall: `  /// The first.\n${parts.hall}`,
    });
    const { requirements, words, properties } = comparePlans(planOf(), head);
    expect(requirements.map(({ type, requirement }) => `${type} ${requirement.text}`)).toEqual([
      'relaxed Grid.peak <= Grid.capacity',
      'required Grid.peak <= 2 * Grid.capacity',
    ]);
    expect(words).toEqual([{ type: 'words', path: 'First.A', about: 'doc' }]);
    expect(properties).toEqual([]);
  });
});

describe('a mixture', () => {
  const base = planOf();
  const head = planOf(
    {
      properties: parts.properties.replace('opens: 2027-01', 'opens: 2027-07'),
      grid: `${parts.grid}  contract Second: ERCOT_Industrial { capacity: 1 MW }\n`,
      second: parts.second
        .replace('hall B', 'hall C')
        .replace('}', '  power: Second\n    idle: sleep\n    cooling: AirEconomizer { supply: 24 degC }\n  }'),
      work: parts.work.replace('[A, B]', '[A, C]').replace('300', '320'),
    },
    HEAD.replace('racks = 40', 'racks = 44'),
  );
  const difference = comparePlans(base, head);
  const declaredBy = ({ path, top }: { readonly path: string; readonly top: string }): string => `${path}.${top}`;
  const { causes } = causesOf(difference, head, { declaredBy, computedFrom: () => undefined });
  const all = causes.flatMap(({ choices }) => choices);

  it('of nothing is the first, of everything the second', () => {
    const numbers = (plan: Plan): string => contentHash({ ...plan, requirements: [], scenarios: [], catalogue: {} });
    expect(numbers(mixPlans(difference.base, head, new Set(all)))).toBe(numbers(head));
    expect(mixPlans(difference.base, head, new Set()).campus[0]?.hall.map(({ path }) => path)).toEqual([
      'First.A',
      'First.B',
    ]);
    expect(all).toContain(choice.added('First.Second'));
  });

  it('of any causes is a whole plan that can be simulated', () => {
    const cache = new SimulationCache();
    fc.assert(
      fc.property(fc.subarray([...causes.keys()]), (taken) => {
        const choices = new Set(taken.flatMap((i) => causes[i]!.choices));
        const { presentValue } = simulate(mixPlans(difference.base, head, choices), cache);
        expect(presentValue).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });
});

describe('shares of causes', () => {
  it('add up to the whole change, whatever the causes do together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MOST_EXACT + 3 }),
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 128, maxLength: 128 }),
        (causes, values) => {
          const at = (taken: ReadonlySet<number>): readonly number[] => [
            values[[...taken].reduce((mask, i) => mask | (1 << i), 0)]!,
          ];
          const { shares, method } = attribute(causes, at);
          expect(method).toBe(causes === 1 ? 'one' : causes > MOST_EXACT ? 'sequence' : 'shapley');
          const whole = at(new Set(Array.from({ length: causes }, (_, i) => i)))[0]! - at(new Set())[0]!;
          expect(shares.reduce((sum, [share]) => sum + (share ?? NaN), 0)).toBeCloseTo(whole, 3);
        },
      ),
    );
  });

  it('are fair: alone, each has what it does; together, both the same', () => {
    const product = attribute(2, (taken) => [(taken.has(0) ? 3 : 1) * (taken.has(1) ? 3 : 1), taken.has(0) ? 5 : 2]);
    expect(product.shares).toEqual([
      [4, 3],
      [4, 0],
    ]);
  });

  it('are unknown where the figure is on the way', () => {
    expect(attribute(1, (taken) => [taken.size === 0 ? null : 1, 2]).shares).toEqual([[null, 0]]);
    expect(attribute(0, () => [1])).toEqual({ method: 'none', shares: [] });
  });
});
