import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Campus,
  central,
  type CountOf,
  type Hall,
  indexPlan,
  isRef,
  type Plan,
  type Rack,
  resolve,
} from '../../compiler/src/ir/index.js';
import { simulate, SimulationCache, type SimulationResult } from '../../compiler/src/simulation/index.js';
import { planOf } from '../support/plan-of.js';

/** Four halls on two contracts, one of which is called in dear hours; training lies across halls of both. */
const plan = planOf(`import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip, DirectToChip_Chilled }
import std/networks { RailOptimized, LeafSpine }
import std/tariffs { ERCOT_Industrial }
import std/climates { Abilene }
import std/models { Llama_70B }
import std/workloads { Pretraining, Chat, BatchInference }

campus Prairie {
  climate: Abilene
  opens: 2027-01
  horizon: 2 years
  contract East: ERCOT_Industrial { capacity: 12 MW, firm: 50 %, interruptibleHours: 200 h }
  contract West: ERCOT_Industrial { capacity: 30 MW, minimumDemand: 60 % }
  hall A { racks: 40 of GB200_NVL72, cooling: DirectToChip, network: RailOptimized, power: East }
  hall B { racks: 41 of GB200_NVL72, cooling: DirectToChip_Chilled, network: LeafSpine, power: East }
  hall C { racks: 40 of GB200_NVL72, cooling: DirectToChip, network: RailOptimized, power: West }
  hall D { racks: 42 of GB200_NVL72, cooling: DirectToChip_Chilled, network: LeafSpine, power: West }
  workload Train: Pretraining { accelerators: 4_000, on: [A, C] }
  workload Serve: Chat { model: Llama_70B, demand: 60 req/s growing 10 %/year, on: [B] }
  workload Other: Chat { model: Llama_70B, demand: 90 req/s growing 10 %/year, on: [D] }
}
`);

type Edit = (plan: Plan, hall: number) => Plan;

const EDITS: readonly Edit[] = [
  (of, at) => withHall(of, at, (hall) => ({ ...hall, idle: hall.idle === 'sleep' ? 'consolidate' : 'sleep' })),
  (of, at) => withHall(of, at, (hall) => ({ ...hall, racks: hall.racks.map((r) => ({ ...r, count: r.count + 1 })) })),
  (of, at) => withHall(of, at, (hall) => ({ ...hall, plantCapacity: 5.6e6 })),
  (of, at) => withHall(of, at, (hall) => ({ ...hall, count: (hall.count ?? 1) + 1 })),
  (of, at) => withHall(of, at, (hall) => ({ ...hall, cooling: campusOf(of).hall[(at + 1) % 4]!.cooling })),
  (of, at) => withHall(of, at, (hall) => ({ ...hall, network: campusOf(of).hall[(at + 1) % 4]!.network })),
  (of, at) =>
    withHall(of, at, (hall) => ({
      ...hall,
      racks: hall.racks.map(({ count, of: use }) => ({ count, of: thirsty(of, use) })),
    })),
  (of) => withCampus(of, { carbonPrice: 0.05 }),
  (of) => withCampus(of, { hall: campusOf(of).hall.toReversed() }),
  (of) => withCampus(of, { contract: campusOf(of).contract.toReversed() }),
];

/** A rack whose servers draw a tenth more. */
function thirsty(of: Plan, use: CountOf<Rack>['of']): Rack {
  const rack = resolve<Rack>(indexPlan(of), use);
  return { ...rack, ...(isRef(use) ? { base: use.ref } : {}), fixedBusy: 1.1 * central(rack.fixedBusy ?? 0) };
}

function campusOf(of: Plan): Campus {
  return of.campus[0]!;
}

function withCampus(of: Plan, over: Partial<Campus>): Plan {
  return { ...of, campus: [{ ...campusOf(of), ...over }] };
}

function withHall(of: Plan, at: number, edit: (hall: Hall) => Hall): Plan {
  return withCampus(of, { hall: campusOf(of).hall.map((hall, i) => (i === at ? edit(hall) : hall)) });
}

/** All that a result says, as text: equal to the last digit. */
function said(result: SimulationResult): string {
  const { metrics, costs, contracts, notes, assignments, worths, workloadCosts, placedAnew } = result;
  return JSON.stringify(
    { metrics, costs, contracts, notes, assignments, worths, workloadCosts, placedAnew },
    (_key, value: unknown): unknown =>
      value instanceof Map
        ? [...(value as ReadonlyMap<unknown, unknown>)]
        : typeof value === 'number' && !Number.isFinite(value)
          ? String(value)
          : value,
  );
}

const editsArb = fc.array(fc.tuple(fc.nat(EDITS.length - 1), fc.nat(3)), { minLength: 1, maxLength: 3 });

function edited(edits: readonly (readonly [number, number])[]): Plan {
  return edits.reduce((of, [edit, hall]) => EDITS[edit]!(of, hall), plan);
}

describe('a cache that knows other plans', () => {
  // Each run is two simulations, one of them from nothing.
  const slow = { numRuns: 24 };

  test('gives a plan the result that it has alone', () => {
    const cache = new SimulationCache();
    expect(simulate(plan, cache, 1, 'F0').metrics.get('Prairie.Train')!.get('calledLoss')!.value).toBeGreaterThan(0);
    for (let edit = 0; edit < EDITS.length; edit++)
      for (const hall of [0, 2]) {
        const candidate = edited([[edit, hall]]);
        expect(said(simulate(candidate, cache, 1, 'F0'))).toBe(said(simulate(candidate, undefined, 1, 'F0')));
      }
  });

  test('does so where a placement is held', () => {
    const cache = new SimulationCache();
    const { placement } = simulate(plan, cache, 1, 'F0');
    fc.assert(
      fc.property(editsArb, (edits) => {
        const candidate = edited(edits);
        const alone = simulate(candidate, new SimulationCache(), 1, 'F0', { placement });
        expect(said(simulate(candidate, cache, 1, 'F0', { placement }))).toBe(said(alone));
      }),
      slow,
    );
  });
});
