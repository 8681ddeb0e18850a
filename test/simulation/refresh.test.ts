import { expect, test } from 'vitest';
import { simulate } from '../../compiler/src/simulation/index.js';
import { planOf } from '../support/plan-of.js';

const plan = (refresh: string): ReturnType<typeof planOf> =>
  planOf(`
  import std/racks { GB200_NVL72, GB300_NVL72 }
  import std/cooling { DirectToChip }
  import std/networks { RailOptimized }
  import std/tariffs { ERCOT_Industrial }
  import std/climates { Abilene }
  import std/workloads { Pretraining }
  campus C {
    climate: Abilene
    opens: 2027
    horizon: 8 years
    contract Grid: ERCOT_Industrial { capacity: 30 MW }
    network Backend: RailOptimized {}
    hall A {
      racks: 100 of GB200_NVL72
      cooling: DirectToChip
      network: Backend
      power: Grid
      ${refresh}
    }
    workload Frontier: Pretraining { on: [A], accelerators: 3_600 }
  }`);

const like = simulate(plan(''));
const fewer = simulate(plan('refresh Half { to: 50 of GB200_NVL72, at: 2031 }'));
const warmer = simulate(plan('refresh Next { to: 100 of GB300_NVL72, at: 2031 }'));

const of = (result: typeof like, path: string, name: string): readonly (number | null)[] =>
  result.metrics.get(path)?.get(name)?.byYear ?? [];
const capital = (result: typeof like, year: number): number =>
  result.costs.find(({ path, item }) => path === 'C.A' && item === 'racks capital')?.byYear[year] ?? NaN;

test('nothing changes before its date', () => {
  for (const year of [0, 1, 2, 3])
    for (const name of ['itPower', 'power', 'reserved'])
      expect(of(fewer, 'C.A', name)[year]).toBeCloseTo(of(like, 'C.A', name)[year] ?? NaN, 9);
});

test('half of the racks are held whole, and idle ones no longer draw', () => {
  expect(of(like, 'C.A', 'reserved')[5]).toBeCloseTo(0.5, 9);
  expect(of(fewer, 'C.A', 'reserved')[5]).toBeCloseTo(1, 9);
  expect(of(fewer, 'C.A', 'itPower')[5]).toBeLessThan(of(like, 'C.A', 'itPower')[5] ?? NaN);
});

test('racks that went before their life ends are paid for until then', () => {
  // Lives of five years: the first hundred racks are charged until 2032, the fifty from 2031 on.
  const [each] = [capital(like, 0) / 100];
  expect(capital(fewer, 3)).toBeCloseTo(100 * each, 0);
  expect(capital(fewer, 4)).toBeCloseTo(150 * each, 0);
  expect(capital(fewer, 5)).toBeCloseTo(50 * each, 0);
});

test('a hall that was built for less says which limit the new racks exceed', () => {
  const notes = warmer.notes.filter(({ path, type }) => path === 'C.A' && type === 'range');
  expect(notes.map(({ message }) => message).join('\n')).toMatch(/its refresh of 2031-01 asks its electrical path for/);
  expect(fewer.notes.filter(({ message }) => message.includes('refresh'))).toEqual([]);
  expect(of(warmer, 'C.A', 'itPower')[5]).toBeGreaterThan(of(like, 'C.A', 'itPower')[5] ?? NaN);
});
