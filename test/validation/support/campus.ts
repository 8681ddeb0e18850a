import type { Campus } from '../../../compiler/src/ir/index.js';
import { fleetOf } from '../../../compiler/src/simulation/operation/pools.js';
import { planOf, unread } from './plan.js';

/** What a campus of one hall is made of; the rest is the library's. */
export interface OneHall {
  /** Racks, as after `racks:`. */
  readonly racks: string;
  /** Declarations at the top of the file: racks, servers, imports. */
  readonly top?: readonly string[];
  /** More lines of the campus: workloads. */
  readonly campus?: readonly string[];
  readonly climate?: string;
  readonly cooling?: string;
  readonly electrical?: string;
  readonly network?: string;
}

/** The text of a plan with one hall, one year long, without users or demand of its own. */
export function oneHall(hall: OneHall): string {
  return [
    'import std/climates { Abilene, Denver }',
    'import std/cooling { DirectToChip }',
    'import std/electrical { Standard }',
    'import std/networks { RailOptimized_QM9700 }',
    ...(hall.top ?? []),
    'campus C {',
    `  climate: ${hall.climate ?? 'Abilene'}`,
    '  opens: 2027-01',
    '  horizon: 1 years',
    '  contract Grid { capacity: 1_000 MW, energy: 60 USD/MWh }',
    `  network Net: ${hall.network ?? 'RailOptimized_QM9700 {}'}`,
    '  hall A {',
    `    racks: ${hall.racks}`,
    `    cooling: ${hall.cooling ?? 'DirectToChip'}`,
    `    electrical: ${hall.electrical ?? 'Standard'}`,
    '    network: Net',
    '    power: Grid',
    '  }',
    ...(hall.campus ?? []),
    '}',
    '',
  ].join('\n');
}

/** Accelerators that a hall of such racks holds, as the program counts them. */
export function acceleratorsOf(hall: OneHall): number {
  const { plan, index } = planOf(oneHall(hall));
  const view = { oversubscription: 1, linkRate: 1, bisectionPerEndpoint: 1, topology: 'fatTree' };
  return fleetOf(campusOf(plan), index, () => view, unread()).pools.reduce(
    (sum, pool) => sum + pool.accelerators(2027),
    0,
  );
}

export function campusOf(plan: { readonly campus: readonly Campus[] }): Campus {
  const [campus] = plan.campus;
  if (campus === undefined) throw new Error('the plan has no campus');
  return campus;
}
