import { describe, expect, test } from 'vitest';
import { type Job, jobsOf } from '../../../compiler/src/simulation/operation/jobs.js';
import { fleetOf } from '../../../compiler/src/simulation/operation/pools.js';
import { addTrainingRamps, hallSwings, noRamps } from '../../../compiler/src/simulation/operation/ramps.js';
import { coincidentRamp, coincidentSwings, type HallSwings } from '../../../compiler/src/simulation/power/windows.js';
import { campusOf } from '../../validation/support/campus.js';
import { planOf, unread } from '../../validation/support/plan.js';

/** Swings of two halls of 800 H100 each (700 W and 250 W of the rack; idle 70 W and 250 W) that carry one workload. */
function twoHalls(job: string): readonly HallSwings[] {
  const hall = (name: string): string =>
    `  hall ${name} { racks: 100 of Node, cooling: DirectToChip, network: Net, power: Grid }`;
  const { plan, index } = planOf(
    [
      'import std/accelerators { H100_SXM5 }',
      'import std/climates { Abilene }',
      'import std/cooling { DirectToChip }',
      'import std/networks { RailOptimized_QM9700 }',
      'rack Node { accelerator: H100_SXM5, accelerators: 8, peak: 10 kW, fixedIdle: 2 kW, fixedBusy: 2 kW, liquidShare: 90 % }',
      'campus C {',
      '  climate: Abilene',
      '  opens: 2027-01',
      '  horizon: 1 years',
      '  contract Grid { capacity: 10 MW, energy: 60 USD/MWh }',
      '  network Net: RailOptimized_QM9700 {}',
      hall('A'),
      hall('B'),
      `  training Job { on: [A, B], accelerators: 1_600, power: 90 %, swing: 30 %${job} }`,
      '}',
      '',
    ].join('\n'),
  );
  const campus = campusOf(plan);
  const view = { oversubscription: 1, linkRate: 50e9, bisectionPerEndpoint: 50e9, topology: 'railOptimized' };
  const fleet = fleetOf(campus, index, () => view, unread());
  const jobs: readonly Job[] = jobsOf(plan, index, campus, fleet, unread());
  const [found] = jobs;
  return fleet.pools.map((pool) => {
    const ramps = noRamps();
    if (found?.kind === 'training')
      addTrainingRamps(ramps, found, { job: 0, pool, accelerators: pool.accelerators(2027.5) }, 2027.5);
    return hallSwings(ramps, pool.elements);
  });
}

describe('a training workload over two halls', () => {
  // All of it stepping: 1,600 x (630 + 250) W; idle: 1,600 x (70 + 250) W; provisioned: 1,600 x 950 W.
  const step = 1600 * (0.9 * 700 - 70);
  const swing = 1600 * 950 * 0.3;

  test('as one job moves as one', () => {
    const halls = twoHalls('');
    expect(halls).toHaveLength(2);
    expect(coincidentSwings(halls).seconds / swing).toBeCloseTo(1, 9);
    expect((coincidentRamp(halls) * 60) / step).toBeCloseTo(1, 9);
    expect(coincidentSwings(halls.slice(0, 1)).seconds / swing).toBeCloseTo(0.5, 9);
  });

  test('as a hundred jobs swings by squares and starts one by one', () => {
    const halls = twoHalls(', jobSize: 16');
    expect(coincidentSwings(halls).seconds / swing).toBeCloseTo(0.1, 9);
    expect(coincidentSwings(halls).minute / step).toBeCloseTo(0.01, 9);
  });

  test('under a power cap starts with a smaller step', () => {
    const capped = 1600 * (0.75 * 700 - 70);
    expect(coincidentSwings(twoHalls(', powerCap: 75 %')).minute / capped).toBeCloseTo(1, 9);
  });
});
