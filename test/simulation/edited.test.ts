import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Campus, Hall, Plan } from '../../compiler/src/ir/index.js';
import { simulate, SimulationCache } from '../../compiler/src/simulation/index.js';
import type { SimulationResult } from '../../compiler/src/simulation/results.js';
import { planOf } from '../support/plan-of.js';

const plan = planOf(`
  import std/racks { GB200_NVL72 }
  import std/models { Llama_70B }
  import std/cooling { DirectToChip, DirectToChip_Chilled, Hybrid }
  import std/networks { RailOptimized, LeafSpine }
  import std/tariffs { ERCOT_Industrial }
  import std/climates { Abilene }
  import std/workloads { Pretraining, Chat }
  campus C {
    climate: Abilene
    opens: 2027-01
    horizon: 3 years
    discount: 8 %
    carbonPrice: 40 USD/t
    contract Grid: ERCOT_Industrial { capacity: 60 MW, firm: 80 %, interruptibleHours: 50 h, carbon: 380 g/kWh }
    contract Wind: ERCOT_Industrial { capacity: 40 MW }
    network Back: RailOptimized {}
    hall A { racks: 40 of GB200_NVL72, cooling: DirectToChip, network: Back, power: Grid }
    hall B { racks: 42 of GB200_NVL72, cooling: DirectToChip_Chilled, network: Back, power: [Grid, Wind] }
    hall D { racks: 30 of GB200_NVL72, cooling: Hybrid, network: LeafSpine, power: Wind, plantCapacity: 5 MW }
    hall E {
      racks: 30 of GB200_NVL72, cooling: Hybrid, network: LeafSpine, power: Grid
      refresh R { at: 2028-06, to: 36 of GB200_NVL72 }
    }
    workload Train: Pretraining { accelerators: 4000, on: [A, B] }
    workload Talk: Chat { model: Llama_70B, demand: 60 req/s growing 20 %/year, on: [D, E] }
  }`);

/** A change of one hall, or of a number that all of them rest on; which hall, and by how much. */
interface Edit {
  readonly of: 'racks' | 'plant' | 'cooling' | 'network' | 'carbon' | 'discount' | 'capacity';
  readonly hall: number;
  readonly by: number;
}

const edits = fc.record<Edit>({
  of: fc.constantFrom('racks', 'plant', 'cooling', 'network', 'carbon', 'discount', 'capacity'),
  hall: fc.nat(3),
  by: fc.integer({ min: 1, max: 9 }),
});

function edited(before: Plan, { of, hall, by }: Edit): Plan {
  const [campus] = before.campus as [Campus];
  const other = campus.hall[(hall + by) % campus.hall.length]!;
  const halls = (over: (one: Hall) => Partial<Hall>): Campus => ({
    ...campus,
    hall: campus.hall.map((one, i) => (i === hall ? { ...one, ...over(one) } : one)),
  });
  const changes: Readonly<Record<Edit['of'], () => Campus>> = {
    racks: () => halls(({ racks }) => ({ racks: racks.map((use) => ({ ...use, count: use.count - by })) })),
    plant: () => halls(() => ({ plantCapacity: (4 + by) * 1e6 })),
    cooling: () => halls(() => ({ cooling: other.cooling })),
    network: () => halls(() => ({ network: other.network })),
    carbon: () => ({ ...campus, carbonPrice: 0.01 * by }),
    discount: () => ({ ...campus, discount: 0.01 * by }),
    capacity: () => ({
      ...campus,
      contract: campus.contract.map((one, i) => (i === by % 2 ? { ...one, capacity: 10e6 * by } : one)),
    }),
  };
  return { ...before, campus: [changes[of]()] };
}

/** All that a simulation says, in its order. */
function everything(result: SimulationResult): string {
  const { costs, presentValue, energy, carbon, contracts, halls, metrics, notes, assignments } = result;
  const said = { costs, presentValue, energy, carbon, contracts, halls, metrics, notes, assignments };
  return JSON.stringify(said, (_key, value: unknown) =>
    value instanceof Map ? [...(value as Map<string, unknown>)] : value,
  );
}

describe('a plan of which a part changed', () => {
  const cache = new SimulationCache();
  const held = simulate(plan, cache, 1, 'F0').placement;
  const alone = simulate(structuredClone(plan), new SimulationCache(), 1, 'F0').placement;

  it('says, byte by byte, what a plan says that shares nothing with others', () => {
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 3 }), (made) => {
        const now = made.reduce(edited, plan);
        const again = simulate(now, cache, 1, 'F0', { placement: held });
        const fresh = simulate(structuredClone(now), new SimulationCache(), 1, 'F0', { placement: alone });
        expect(everything(again)).toBe(everything(fresh));
      }),
      { numRuns: 10 },
    );
  });

  it('is what it was when the change is taken back', () => {
    const before = everything(simulate(plan, cache, 1, 'F0'));
    simulate(edited(plan, { of: 'cooling', hall: 1, by: 1 }), cache, 1, 'F0', { placement: held });
    expect(everything(simulate(plan, cache, 1, 'F0'))).toBe(before);
    expect(everything(simulate(structuredClone(plan), new SimulationCache(), 1, 'F0'))).toBe(before);
  });
});
