import { describe, expect, test } from 'vitest';
import type { Campus, Plan } from '../../../compiler/src/ir/index.js';
import { simulate, SimulationCache, type SimulationResult } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../../support/plan-of.js';

/** Two halls that work may choose between; what moves it is the price of energy on their contracts. */
const TEXT = `import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip }
import std/networks { RailOptimized, LeafSpine }
import std/tariffs { ERCOT_Industrial }
import std/climates { Abilene }
import std/models { Llama_70B }
import std/workloads { Pretraining, Chat, BatchInference }

campus Prairie {
  climate: Abilene
  opens: 2027-01
  horizon: 3 years
  contract East: ERCOT_Industrial { capacity: 40 MW, adder: 1 USD/MWh }
  contract West: ERCOT_Industrial { capacity: 40 MW, adder: 2 USD/MWh }
  hall A { racks: 40 of GB200_NVL72, cooling: DirectToChip, network: RailOptimized, power: East }
  hall B { racks: 40 of GB200_NVL72, cooling: DirectToChip, network: RailOptimized, power: West }
  workload Train: Pretraining { accelerators: 1_500 }
  workload Serve: Chat { model: Llama_70B, demand: 300 req/s growing 10 %/year }
  workload Night: BatchInference { model: Llama_70B, demand: 40 req/s }
}
`;

const plan = planOf(TEXT);
const before = simulate(plan);

function changed(edit: (text: string) => string): Plan {
  return planOf(edit(TEXT));
}

/** Accelerators by workload and hall, of work that is placed. */
function places({ assignments }: SimulationResult): string[] {
  return assignments
    .filter(({ workload }) => !workload.endsWith('Night'))
    .map(({ workload, hall, accelerators }) => `${workload} ${hall} ${accelerators.join(' ')}`);
}

function hold(candidate: Plan, cache = new SimulationCache()): SimulationResult {
  return simulate(candidate, cache, 1, 'F1', { placement: before.placement });
}

describe('a placement that is held', () => {
  test('gives the same plan the same result', () => {
    const again = hold(plan);
    expect(again.placedAnew).toEqual([]);
    expect(again.metrics).toEqual(before.metrics);
    expect(again.costs).toEqual(before.costs);
  });

  test('stays where prices would move it', () => {
    const dear = changed((text) => text.replace('adder: 1 USD/MWh', 'adder: 30 USD/MWh'));
    expect(places(simulate(dear))).not.toEqual(places(before));
    const held = hold(dear);
    expect(places(held)).toEqual(places(before));
    expect(held.placedAnew).toEqual([]);
    expect(held.worths).toEqual(before.worths);
  });

  test('stays with another plant, fabric or rack of the same accelerators, which are simulated for themselves', () => {
    const fabric = changed((text) => text.replace('network: RailOptimized', 'network: LeafSpine'));
    const plant = changed((text) => text.replace('cooling: DirectToChip', 'cooling: DirectToChip { supply: 40 degC }'));
    for (const candidate of [fabric, plant]) {
      const held = hold(candidate);
      expect(held.placedAnew).toEqual([]);
      expect(places(held)).toEqual(places(before));
      expect(held.presentValue).not.toBe(before.presentValue);
    }
  });

  test('is the same with and without a cache that knows the plan', () => {
    const fabric = changed((text) => text.replace('network: RailOptimized', 'network: LeafSpine'));
    const cache = new SimulationCache();
    const free = simulate(fabric, cache);
    expect(hold(fabric, cache).metrics).toEqual(hold(fabric).metrics);
    expect(simulate(fabric, cache).metrics).toEqual(free.metrics);
  });

  test('lets training keep its shares where it wants less', () => {
    const less = hold(changed((text) => text.replace('1_500', '1_200')));
    expect(less.placedAnew).toEqual([]);
    for (const { workload, hall, accelerators } of before.assignments) {
      if (!workload.endsWith('Train')) continue;
      const now = less.assignments.find((one) => one.workload === workload && one.hall === hall);
      accelerators.forEach((all, year) => expect(now?.accelerators[year]).toBeCloseTo(0.8 * all, 6));
    }
  });

  test.each<[string, (text: string) => string]>([
    ['a workload asks for more', (text) => text.replace('300 req/s', '330 req/s')],
    [
      'a workload is new',
      (text) =>
        text.replace('workload Night', 'workload New: Chat { model: Llama_70B, demand: 1 req/s }\n  workload Night'),
    ],
    ['a hall has too few racks', (text) => text.replace('hall A { racks: 40', 'hall A { racks: 20')],
    ['training outgrows its hall', (text) => text.replace('1_500', '3_500')],
    ['a hall is gone', (text) => text.replace(/^ {2}hall A .*\n/m, '')],
    ['a hall opens later', (text) => text.replace('hall A {', 'hall A { opens: 2027-04, ')],
  ])('is decided anew, and says so, where %s', (_why, edit) => {
    const candidate = changed(edit);
    const held = hold(candidate);
    expect(held.placedAnew).toContainEqual({ campus: 'Prairie', year: 2027 });
    expect(places(held)).toEqual(places(simulate(candidate)));
  });

  test('is held in the years in which it can be', () => {
    const refreshed = changed((text) =>
      text.replace(
        'hall A { racks: 40 of GB200_NVL72,',
        'hall A { racks: 40 of GB200_NVL72, refresh r { at: 2028-07, to: 20 of GB200_NVL72 }, ',
      ),
    );
    expect(hold(refreshed).placedAnew.map(({ year }) => year)).toEqual([2028, 2029]);
  });

  test('takes nothing from what it is held from', () => {
    const [campus] = plan.campus as [Campus];
    hold({ ...plan, campus: [{ ...campus, discount: 0.2 }] });
    expect(hold(plan).metrics).toEqual(before.metrics);
  });
});
