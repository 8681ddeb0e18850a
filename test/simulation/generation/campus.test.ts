import { expect, test } from 'vitest';
import { simulate } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../../support/plan-of.js';

const SUN =
  'generation Field { capacity: 1 MW, technology: solar, capacityFactor: 25 %, capital: 900 USD/kW, upkeep: 12 USD/kW/year }';

const campus = (name: string, contracts: string, halls: string): string => `
  campus ${name} {
    climate: Dallas
    opens: 2027
    horizon: 1 year
    ${contracts}
    ${halls}
  }`;

const hall = (name: string, contract: string): string =>
  `hall ${name} { racks: 8 of GB200_NVL72, cooling: DirectToChip, network: LeafSpine {}, power: ${contract} }`;

const plan = (contracts: string): ReturnType<typeof planOf> =>
  planOf(`
  import std/climates { Dallas }
  import std/cooling { DirectToChip }
  import std/networks { LeafSpine }
  import std/racks { GB200_NVL72 }
  contract Shared { capacity: 500 MW, energy: 45 USD/MWh }
  ${campus('C', `${contracts}\n    ${SUN}`, `${hall('A', 'Shared')}\n    ${contracts === '' ? '' : hall('B', 'Own')}`)}
  ${campus('D', '', hall('A', 'Shared'))}`);

const generated = (result: ReturnType<typeof simulate>, path: string): number | null | undefined =>
  result.metrics.get(path)?.get('generated')?.value;

test('generation stands behind a contract of the campus itself, though a shared one may draw more', () => {
  const result = simulate(plan('contract Own { capacity: 5 MW, energy: 45 USD/MWh }'));
  // A quarter of 1 MW over the year, less what the halls do not draw at noon.
  expect(generated(result, 'C.Own')).toBeGreaterThan(0.3 * 0.25e6 * 8760 * 3600);
  expect(generated(result, 'C.Own')).toBeLessThanOrEqual(0.25e6 * 8760 * 3600 * (1 + 1e-6));
  expect(result.notes.filter(({ type }) => type === 'unsupported')).toEqual([]);
});

test('without one it is paid for and gives nothing, and the campus says so', () => {
  const result = simulate(plan(''));
  expect(result.notes.some(({ type, path }) => type === 'unsupported' && path === 'C')).toBe(true);
  expect(result.costs.some(({ path, item }) => path === 'C.Field' && item === 'generation capital')).toBe(true);
});
