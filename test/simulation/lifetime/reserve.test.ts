import { expect, it } from 'vitest';
import { indexPlan } from '../../../compiler/src/ir/index.js';
import { simulate } from '../../../compiler/src/simulation/index.js';
import { heldBack, heldBackOn } from '../../../compiler/src/simulation/lifetime/reserves.js';
import { lifetimePlan, line, yearly } from './plan.js';

const demand = '150 req/s';
const whole = simulate(lifetimePlan({ demand }));
const power = 6e6 - (Math.max(...(whole.contracts.get('C.Grid')?.peak ?? [])) * 2) / 3;
const reserve = `reserve Growth { power: ${String(power / 1e6)} MW, ends: 2030-07, cost: 2 USD/kW/month }`;
const held = simulate(lifetimePlan({ demand, campus: reserve }));

it('changes nothing but its own cost where work has one place to go', () => {
  expect(held.energy).toBe(whole.energy);
  expect(yearly(held, 'C.Assistant', 'served')).toEqual(yearly(whole, 'C.Assistant', 'served'));
  const more = held.costs
    .filter(({ item }) => item === 'reserve')
    .reduce((sum, each) => sum + (each.presentValue ?? 0), 0);
  expect((held.presentValue ?? 0) - (whole.presentValue ?? 0)).toBeCloseTo(more, 2);
});

it('is paid for by the month until then', () => {
  const yearlyCost = (power / 1e3) * 2 * 12;
  const paid = line(held, 'reserve', 'C.Growth');
  expect(paid.map((usd) => usd / yearlyCost)).toEqual([1, 1, 1, expect.closeTo(181 / 365, 6) as number, 0, 0, 0, 0]);
});

it('contracts share it by their capacity', () => {
  const plan = lifetimePlan({ campus: `contract Second: ERCOT_Industrial { capacity: 3 MW }\n${reserve}` });
  const [campus] = plan.campus;
  const index = indexPlan(plan);
  const at = (path: string): number => {
    const contract = index.get(path);
    if (campus === undefined || contract?.kind !== 'contract') throw new Error('no such contract');
    return heldBackOn(campus, contract, 2028);
  };
  expect(at('C.Grid')).toBeCloseTo((power * 2) / 3, 3);
  expect(at('C.Second')).toBeCloseTo(power / 3, 3);
  expect(campus === undefined ? NaN : heldBack(campus, 2031)).toBe(0);
});
