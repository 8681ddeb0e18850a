import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hall, Rack } from '../../../compiler/src/ir/index.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { Carried } from '../../../compiler/src/simulation/operation/carried.js';
import {
  type FabricView,
  type ItModel,
  type ItYear,
  operateYear,
  placedYear,
  prepareIt,
  staysPlaced,
} from '../../../compiler/src/simulation/operation/it-model.js';
import type { HeldCampus } from '../../../compiler/src/simulation/placement/held.js';
import { build, hall, inference, nonBlocking, type PlanParts, rack, requests, training } from './plans.js';

const YEARS = [2027, 2028];

/** A plan with the network of each hall. */
interface Case {
  readonly parts: PlanParts;
  readonly fabric: (hall: Hall) => FabricView;
}

function prepare({ parts, fabric }: Case, held?: HeldCampus): ItModel {
  const { plan, index, campus } = build(parts);
  return prepareIt(plan, index, campus, YEARS, fabric, new NoteCollector(), undefined, held);
}

/** A campus that others may take over from, and that does so itself from another. */
function holder(model: ItModel, other?: HeldCampus): HeldCampus {
  const years: ItYear[] = [];
  const carried = other && Carried.of(model, other);
  const operated = (year: number): ItYear => (years[year] ??= operateYear(model, year, carried, years[year - 1]));
  return { model, placed: (year) => placedYear(model, year), operated };
}

/** A year, with what it has in common with another plan taken from there. */
function like(model: ItModel, other: HeldCampus, year: number): ItYear {
  return operateYear(model, year, Carried.of(model, other));
}

const LEAN: Rack = { ...rack, name: 'Lean', path: 'Lean', fixedIdle: 20e3, sleep: 5e3 };

const hallArb = fc
  .record({
    racks: fc.integer({ min: 4, max: 12 }),
    idle: fc.constantFrom('spread', 'consolidate', 'sleep', 'off'),
    count: fc.constantFrom(1, 1, 2),
    refreshes: fc.boolean(),
  })
  .map(({ racks, idle, count, refreshes }) => ({
    racks,
    over: {
      idle,
      ...(count === 1 ? {} : { count }),
      ...(refreshes
        ? { refresh: [{ kind: 'refresh', at: '2028-05-01', to: [{ count: racks, of: { ref: 'Lean' } }] }] }
        : {}),
    } satisfies Partial<Hall>,
  }));

const partsArb = fc
  .record({
    halls: fc.array(hallArb, { minLength: 2, maxLength: 5 }),
    train: fc.option(fc.integer({ min: 100, max: 900 }), { nil: undefined }),
    serve: fc.array(fc.integer({ min: 5, max: 400 }), { maxLength: 2 }),
    ask: fc.option(fc.integer({ min: 100, max: 4000 }), { nil: undefined }),
    growth: fc.constantFrom(0, 0.1),
  })
  .map(({ halls, train, serve, ask, growth }): PlanParts => {
    const named = halls.map(({ racks, over }, i) => hall(`H${String(i)}`, racks, over));
    const on = (position: number): { readonly ref: string }[] =>
      named.filter((_, i) => i % 2 === position % 2).map(({ path }) => ({ ref: path ?? '' }));
    return {
      halls: named,
      workloads: [
        ...(train === undefined ? [] : [training('Train', { accelerators: train })]),
        ...serve.map((demand, i) =>
          inference(`Serve${String(i)}`, {
            demand: { series: 'growing', base: demand, rate: growth, from: '2027-01-01' },
            on: on(i),
          }),
        ),
        ...(ask === undefined ? [] : [requests('Ask', { demand: ask, on: on(1) })]),
      ],
      plan: { rack: [rack, LEAN] },
    };
  });

/** Changes of one hall; the last of the whole campus. */
const CHANGES: readonly ((of: Case, at: number) => Case)[] = [
  (of, at) => withHall(of, at, (one) => ({ ...one, idle: one.idle === 'sleep' ? 'off' : 'sleep' })),
  (of, at) => withHall(of, at, (one) => ({ ...one, racks: one.racks.map((r) => ({ ...r, count: r.count + 1 })) })),
  (of, at) => withHall(of, at, (one) => ({ ...one, racks: one.racks.map((r) => ({ ...r, of: { ref: 'Lean' } })) })),
  (of, at) => withHall(of, at, (one) => ({ ...one, refresh: [], cooling: { ref: 'other' } })),
  (of, at) => withHall(of, at, (one) => ({ ...one, opens: '2028-03-01' })),
  (of, at) => withHall(of, at, (one) => ({ ...one, count: (one.count ?? 1) + 1 })),
  ({ parts, fabric }, at) => ({
    parts,
    fabric: (one) =>
      one.path === parts.halls[at]!.path
        ? { ...nonBlocking, oversubscription: 4, bisectionPerEndpoint: 12e9 }
        : fabric(one),
  }),
  ({ parts, fabric }) => ({ parts: { ...parts, halls: [...parts.halls, hall('New', 5)] }, fabric }),
  ({ parts, fabric }) => ({ parts: { ...parts, halls: [hall('New', 5), ...parts.halls] }, fabric }),
  ({ parts, fabric }) => ({
    parts: {
      ...parts,
      workloads: parts.workloads.map((one) =>
        one.kind === 'training' ? { ...one, accelerators: 0.9 * Number(one.accelerators) } : one,
      ),
    },
    fabric,
  }),
  ({ parts, fabric }) => ({
    parts: {
      ...parts,
      workloads: parts.workloads.map((one, i) => ('spares' in one && i === 1 ? { ...one, spares: 0.3 } : one)),
    },
    fabric,
  }),
];

const changesArb = fc.array(fc.nat(CHANGES.length - 1), { minLength: 1, maxLength: 2 });

/** A plan with some of the changes made, in the halls from a position on. */
function changed(of: Case, changes: readonly number[], at: number): Case {
  return changes.reduce((one, c, i) => CHANGES[c]!(one, (at + i) % of.parts.halls.length), of);
}

function withHall({ parts, fabric }: Case, at: number, edit: (hall: Hall) => Hall): Case {
  return { parts: { ...parts, halls: parts.halls.map((one, i) => (i === at ? edit(one) : one)) }, fabric };
}

describe('a campus that takes over from another plan of it', () => {
  test('does, to the last bit, what it does where nothing is taken over', () => {
    fc.assert(
      fc.property(partsArb, fc.nat(), changesArb, (parts, at, changes) => {
        const of: Case = { parts, fabric: () => nonBlocking };
        const other = holder(prepare(of));
        const model = prepare(changed(of, changes, at), other);
        YEARS.forEach((_, year) => {
          expect(like(model, other, year)).toStrictEqual(operateYear(model, year));
        });
      }),
    );
  });

  test('does so where work is placed anew, and beside a plan that took over in turn', () => {
    fc.assert(
      fc.property(partsArb, fc.nat(), changesArb, changesArb, (parts, at, first, second) => {
        const of: Case = { parts, fabric: () => nonBlocking };
        const once = changed(of, first, at);
        const other = holder(prepare(of));
        const next = holder(prepare(once), other);
        const model = prepare(changed(once, second, at + 1));
        YEARS.forEach((_, year) => {
          expect(like(model, next, year)).toStrictEqual(operateYear(model, year));
        });
      }),
      // Work is placed three times in each.
      { numRuns: 40 },
    );
  });

  const of: Case = {
    parts: {
      halls: [hall('A', 10), hall('B', 10), hall('C', 10)],
      workloads: [
        training('Train', { accelerators: 500, on: [{ ref: 'C.A' }] }),
        inference('Serve', { demand: 50, on: [{ ref: 'C.B' }] }),
        inference('Other', { demand: 50, on: [{ ref: 'C.C' }] }),
      ],
    },
    fabric: () => nonBlocking,
  };

  test('takes over the very objects of what does not change', () => {
    const held = holder(prepare(of));
    const model = prepare(
      withHall(of, 1, (one) => ({ ...one, idle: 'sleep' })),
      held,
    );
    expect(staysPlaced(model)).toBe(true);
    const [before, now] = [held.operated(1), like(model, held, 1)];
    for (const path of ['C.A', 'C.C']) expect(now.halls.get(path)).toBe(before.halls.get(path));
    expect(now.halls.get('C.B')).not.toBe(before.halls.get('C.B'));
    expect(now.halls.get('C.B')!.asleep).toBeGreaterThan(0);
    for (const path of ['C.Train', 'C.Other']) expect(now.workloads.get(path)).toBe(before.workloads.get(path));
    expect(now.workloads.get('C.Serve')!.busyEnergyShare).toBeLessThan(
      before.workloads.get('C.Serve')!.busyEnergyShare!,
    );
  });

  test('draws what it drew on another fabric, and trains otherwise', () => {
    const held = holder(prepare(of));
    const thin: Case = {
      parts: of.parts,
      fabric: () => ({ ...nonBlocking, oversubscription: 8, bisectionPerEndpoint: 6e9 }),
    };
    const model = prepare(thin, held);
    const [before, now] = [held.operated(0), like(model, held, 0)];
    for (const path of ['C.A', 'C.B', 'C.C']) expect(now.halls.get(path)).toBe(before.halls.get(path));
    expect(now.workloads.get('C.Train')!.mfu).toBeLessThan(before.workloads.get('C.Train')!.mfu!);
    expect(now.workloads.get('C.Serve')).toBe(before.workloads.get('C.Serve'));
  });

  test('shares the profile of a hall that draws what it drew the year before', () => {
    const held = holder(prepare(of));
    const [first, second] = [held.operated(0), held.operated(1)];
    expect(second.halls.get('C.A')!.profile).toBe(first.halls.get('C.A')!.profile);
    expect(second.halls.get('C.B')!.profile).not.toBe(first.halls.get('C.A')!.profile);
  });
});
