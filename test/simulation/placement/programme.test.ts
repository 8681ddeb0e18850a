import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onlyWay } from '../../../compiler/src/simulation/placement/forced.js';
import { solvePlacement } from '../../../compiler/src/simulation/placement/programme.js';
import { costOf, type Numbers, situationOf } from './lp.js';

const amount = fc.integer({ min: 1, max: 40 });
const need = fc.record({ accelerators: amount, cost: amount });
/** Up to three workloads over one or two halls, each workload at home in some of them. */
const small: fc.Arbitrary<Numbers> = fc.integer({ min: 1, max: 2 }).chain((groups) =>
  fc.record({
    capacity: fc.array(amount, { minLength: groups, maxLength: groups }),
    workloads: fc.array(
      fc.record({
        needs: fc.array(fc.option(need, { nil: undefined, freq: 4 }), { minLength: groups, maxLength: groups }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  }),
);

/**
 * The least objectives in turn (each workload's undone share, then cost) by going through every vertex: columns and slacks
 * that are basic, solved by elimination.
 */
function byEnumeration({ capacity, workloads }: Numbers): number[] {
  const columns: { readonly rows: Map<number, number>; readonly cost: number; readonly undone: number }[] = [];
  workloads.forEach(({ needs }, j) => {
    needs.forEach((one, g) => {
      if (one !== undefined)
        columns.push({
          rows: new Map([
            [j, 1],
            [workloads.length + g, one.accelerators],
          ]),
          cost: one.cost,
          undone: -1,
        });
    });
    columns.push({ rows: new Map([[j, 1]]), cost: 0, undone: j });
  });
  capacity.forEach((_, g) => columns.push({ rows: new Map([[workloads.length + g, 1]]), cost: 0, undone: -1 }));
  const right = [...workloads.map(() => 1), ...capacity];
  let best: number[] | undefined;
  const choose = (from: number, chosen: readonly number[]): void => {
    if (chosen.length === right.length) {
      const values = solve(
        right.map((_, row) => chosen.map((column) => columns[column]!.rows.get(row) ?? 0)),
        right,
      );
      if (values === undefined || values.some((value) => value < -1e-9)) return;
      const found = [...workloads.map(() => 0), 0];
      chosen.forEach((column, i) => {
        const { cost, undone } = columns[column]!;
        if (undone >= 0) found[undone]! += values[i]!;
        found[workloads.length]! += cost * values[i]!;
      });
      if (best === undefined || before(found, best)) best = found;
      return;
    }
    for (let column = from; column < columns.length; column++) choose(column + 1, [...chosen, column]);
  };
  choose(0, []);
  return best!;
}

function before(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, i) => Math.abs(value - b[i]!) > 1e-9);
  return at >= 0 && a[at]! < b[at]!;
}

function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const { length } = rows;
  for (let column = 0; column < length; column++) {
    let pivot = column;
    for (let row = column; row < length; row++)
      if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    if (Math.abs(rows[pivot]![column]!) < 1e-9) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    for (let row = 0; row < length; row++) {
      if (row === column) continue;
      const factor = rows[row]![column]! / rows[column]![column]!;
      for (let k = column; k <= length; k++) rows[row]![k]! -= factor * rows[column]![k]!;
    }
  }
  return rows.map((row, i) => row[length]! / row[i]!);
}

describe('the programme', () => {
  test('finds what going through every vertex finds', () => {
    fc.assert(
      fc.property(small, (numbers) => {
        const situation = situationOf(numbers);
        const { shares, unserved } = solvePlacement(situation);
        const best = byEnumeration(numbers);
        unserved.forEach((share, j) => expect(share).toBeCloseTo(best[j]!, 6));
        expect(costOf(situation, shares) / 120).toBeCloseTo(best.at(-1)! / 120, 6);
      }),
    );
  });

  test('what one more accelerator is worth is what one more accelerator changes', () => {
    fc.assert(
      fc.property(small, fc.nat(1), (numbers, at) => {
        const g = at % numbers.capacity.length;
        const step = 1e-3;
        const here = situationOf(numbers);
        const more = situationOf({
          ...numbers,
          capacity: numbers.capacity.map((value, group) => (group === g ? value + step : value)),
        });
        const [a, b] = [solvePlacement(here), solvePlacement(more)];
        const { served, cost } = a.worth.accelerators[g]!;
        served.forEach((share, j) => expect((a.unserved[j]! - b.unserved[j]!) / step).toBeCloseTo(share, 3));
        expect((costOf(here, a.shares) - costOf(more, b.shares)) / step / 40).toBeCloseTo(cost / 40, 2);
      }),
    );
  });

  test('strong duality: what limits are worth adds up to the cost', () => {
    // With room for everything at some place, and one workload: cost is least possible cost plus what capacity takes away.
    fc.assert(
      fc.property(
        fc.array(need, { minLength: 2, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 4, maxLength: 4 }),
        (needs, sizes) => {
          const all = [...needs, { accelerators: 10, cost: 1000 }];
          const capacity = [...sizes.slice(0, needs.length), 1000];
          const situation = situationOf({ capacity, workloads: [{ needs: all }] });
          const { shares, worth } = solvePlacement(situation);
          const { accelerators: limits } = worth;
          const reduced = all.map(({ cost, accelerators }, g) => cost + limits[g]!.cost * accelerators);
          const dual = Math.min(...reduced) - limits.reduce((sum, { cost }, g) => sum + cost * capacity[g]!, 0);
          expect(dual / 1000).toBeCloseTo(costOf(situation, shares) / 1000, 6);
        },
      ),
    );
  });

  test('more of anything never leaves the first that is short worse off, and never costs more where all is served', () => {
    fc.assert(
      fc.property(small, fc.nat(1), amount, (numbers, at, extra) => {
        const more = {
          ...numbers,
          capacity: numbers.capacity.map((value, g) => (g === at % numbers.capacity.length ? value + extra : value)),
        };
        const [a, b] = [situationOf(numbers), situationOf(more)];
        const [before, after] = [solvePlacement(a), solvePlacement(b)];
        const changed = [...before.unserved].findIndex((share, j) => Math.abs(share - after.unserved[j]!) > 1e-8);
        if (changed >= 0) expect(after.unserved[changed]).toBeLessThan(before.unserved[changed]!);
        else expect(costOf(b, after.shares)).toBeLessThanOrEqual(costOf(a, before.shares) + 1e-5);
      }),
    );
  });

  test('the same numbers give the same bits, whatever was solved in between', () => {
    fc.assert(
      fc.property(small, small, (one, other) => {
        const first = solvePlacement(situationOf(one));
        solvePlacement(situationOf(other));
        expect(solvePlacement(situationOf(one))).toEqual(first);
      }),
    );
  });

  test('where each workload has one place, serving them in order gives the same', () => {
    const alone = fc.record({
      capacity: fc.array(amount, { minLength: 2, maxLength: 2 }),
      homes: fc.array(fc.record({ group: fc.nat(1), accelerators: amount, cost: amount, power: amount }), {
        minLength: 1,
        maxLength: 4,
      }),
      limit: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(alone, ({ capacity, homes, limit }) => {
        const situation = situationOf({
          capacity,
          workloads: homes.map(({ group, ...own }) => ({ needs: [0, 1].map((g) => (g === group ? own : undefined)) })),
          contracts: [{ capacity: limit + 0.5 }],
        });
        const [solved, walked] = [solvePlacement(situation), onlyWay(situation)];
        solved.shares.forEach((share, j) => expect(share[0]).toBeCloseTo(walked.shares[j]![0]!, 6));
        solved.unserved.forEach((share, j) => expect(share).toBeCloseTo(walked.unserved[j]!, 6));
        expect(solved.exceeded[0]! / limit).toBeCloseTo(walked.exceeded[0]! / limit, 5);
      }),
    );
  });
});

describe('what comes before what', () => {
  const flat = { accelerators: 10, cost: 1 };

  test('an earlier workload before a later one, however little it is', () => {
    const { unserved } = solvePlacement(
      situationOf({
        capacity: [1000],
        workloads: [
          { needs: [{ accelerators: 100, cost: 1 }] },
          { needs: [{ accelerators: 1e6, cost: 1 }] },
          { needs: [{ accelerators: 1, cost: 0.001 }] },
        ],
      }),
    );
    expect(unserved[0]).toBe(0);
    expect(unserved[1]).toBeCloseTo(1 - 900 / 1e6, 7);
    expect(unserved[2]).toBe(1);
  });

  test('serving before keeping to the first place, and that before cost', () => {
    const first = { ...flat, rank: 0, cost: 100 };
    const second = { ...flat, rank: 1, cost: 1 };
    const alone = solvePlacement(situationOf({ capacity: [10, 10], workloads: [{ needs: [first, second] }] }));
    expect([...alone.shares[0]!]).toEqual([1, 0]);
    // Another workload that has that place only moves it, though it comes later.
    const both = solvePlacement(
      situationOf({ capacity: [10, 10], workloads: [{ needs: [first, second] }, { needs: [flat, undefined] }] }),
    );
    expect([...both.shares[0]!]).toEqual([0, 1]);
    expect([...both.unserved]).toEqual([0, 0]);
  });

  test('serving before a contract, and a contract before places and cost', () => {
    const near = { ...flat, power: 100, rank: 0 };
    const far = { ...flat, power: 100, rank: 1, cost: 50 };
    const contracts = [{ capacity: 60, groups: [0] }];
    const moved = solvePlacement(situationOf({ capacity: [20, 20], workloads: [{ needs: [near, far] }], contracts }));
    expect(moved.shares[0]![0]).toBeCloseTo(0.6, 6);
    expect(moved.exceeded[0]).toBe(0);
    const stuck = solvePlacement(situationOf({ capacity: [20, 20], workloads: [{ needs: [near] }], contracts }));
    expect(stuck.unserved[0]).toBe(0);
    expect(stuck.exceeded[0]).toBeCloseTo(40, 4);
  });

  test('one more W of a contract that moves work to a dearer place is worth the difference', () => {
    const { worth } = solvePlacement(
      situationOf({
        capacity: [100, 100],
        workloads: [
          {
            needs: [
              { accelerators: 10, cost: 10, power: 100 },
              { accelerators: 10, cost: 60, power: 100 },
            ],
          },
        ],
        contracts: [{ capacity: 60, groups: [0] }],
      }),
    );
    expect(worth.contracts[0]!.cost).toBeCloseTo(0.5, 6);
    for (const { cost } of worth.accelerators) expect(cost).toBeCloseTo(0, 6);
  });

  test('equal halls are filled in their order', () => {
    const { shares } = solvePlacement(
      situationOf({
        capacity: [10, 10, 10],
        workloads: [{ needs: [flat, flat, flat] }, { needs: [flat, flat, flat] }],
      }),
    );
    expect(shares.map((own) => [...own])).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });
});
