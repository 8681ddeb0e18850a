import type { Plan } from '../../../compiler/src/ir/index.js';
import type { SimulationResult } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../../support/plan-of.js';

/** Parts of a small campus with one hall of air-cooled racks that serves chat, eight years long. */
export interface Parts {
  readonly hall?: string;
  readonly campus?: string;
  readonly demand?: string;
  readonly workload?: string;
  readonly cooling?: string;
  readonly racks?: string;
  readonly capacity?: string;
}

export function lifetimePlan({
  hall = '',
  campus = '',
  demand = '60 req/s',
  workload,
  cooling = 'CRAH_Chiller',
  racks = '40 of HGX_H100_Air',
  capacity = '6 MW',
}: Parts = {}): Plan {
  return planOf(`
  import std/racks { GB200_NVL72, HGX_H100_Air }
  import std/cooling { AirEconomizer, CRAH_Chiller, DirectToChip, RearDoor }
  import std/networks { LeafSpine }
  import std/tariffs { ERCOT_Industrial }
  import std/climates { Dallas }
  import std/workloads { Chat }
  import std/models { Llama_70B }
  campus C {
    climate: Dallas
    opens: 2027
    horizon: 8 years
    users { us_south: 100 % }
    contract Grid: ERCOT_Industrial { capacity: ${capacity} }
    ${campus}
    hall A {
      racks: ${racks}
      cooling: ${cooling}
      network: LeafSpine { oversubscription: 8:1 }
      power: Grid
      ${hall}
    }
    ${workload ?? `workload Assistant: Chat { on: [A], model: Llama_70B, demand: ${demand} }`}
  }`);
}

export function yearly(result: SimulationResult, path: string, metric: string): readonly (number | null)[] {
  return result.metrics.get(path)?.get(metric)?.byYear ?? [];
}

/** A cost line of the hall by year; zeros where there is none. */
export function line(result: SimulationResult, item: string, path = 'C.A'): number[] {
  const found = result.costs.find((each) => each.path === path && each.item === item);
  return found === undefined ? result.years.map(() => 0) : [...found.byYear];
}
