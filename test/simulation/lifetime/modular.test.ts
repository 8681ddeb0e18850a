import { describe, expect, it } from 'vitest';
import { simulate } from '../../../compiler/src/simulation/index.js';
import { lifetimePlan, line, yearly } from './plan.js';

/** Ten racks of the forty in each block: chat that grows past one block after another. */
const demand = '80 req/s growing 30 %/year from 2027 until 2034';
const blockOf = (plan = lifetimePlan()): number => {
  const [hall] = plan.campus[0]?.hall ?? [];
  const result = simulate(plan);
  return (result.halls.get(hall?.path ?? '')?.nameplate ?? NaN) / 4;
};
const block = `${String(blockOf() / 1e6)} MW`;
const atOnce = simulate(lifetimePlan({ demand }));
const inBlocks = simulate(
  lifetimePlan({ demand, hall: `modular { block: ${block}, leadTime: 6 months, premium: 10 % }` }),
);

describe('building in blocks', () => {
  it('comes as work holds more than stands', () => {
    const steps = inBlocks.changes.map(({ type, from, share }) => [type, Math.floor(from), share]);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps[0]?.slice(0, 2)).toEqual(['block', 2027]);
    for (let i = 1; i < steps.length; i++) expect(Number(steps[i]?.[2])).toBeGreaterThan(Number(steps[i - 1]?.[2]));
    expect([0.25, 0.5, 0.75, 1]).toContain(steps.at(-1)?.[2]);
  });

  it('serves the same work', () => {
    for (const name of ['served', 'unserved', 'accelerators'])
      yearly(atOnce, 'C.Assistant', name).forEach((value, year) =>
        expect(yearly(inBlocks, 'C.Assistant', name)[year], `${name} ${String(year)}`).toBeCloseTo(value ?? NaN, 6),
      );
  });

  it('holds racks only as blocks stand, so that fewer idle', () => {
    expect(yearly(inBlocks, 'C.A', 'reserved')[0]).toBeGreaterThan(yearly(atOnce, 'C.A', 'reserved')[0] ?? NaN);
    expect(yearly(inBlocks, 'C.A', 'itPower')[0]).toBeLessThan(yearly(atOnce, 'C.A', 'itPower')[0] ?? NaN);
  });

  it('pays for shell, path and plant by block, ahead, with the premium, and for racks when they stand', () => {
    const [first, second] = inBlocks.changes;
    const share = first?.share ?? NaN;
    for (const item of ['shell and fit-out capital', 'distribution capital', 'cooling capital']) {
      const whole = line(atOnce, item)[0] ?? NaN;
      const year = Math.floor((second?.from ?? NaN) - 0.5) - 2027;
      if (year > 0) expect(line(inBlocks, item)[0], item).toBeCloseTo(1.1 * share * whole, 0);
      // Six months ahead of where it stands.
      const paid = line(inBlocks, item).findIndex((usd) => usd > 1.1 * share * whole * (1 + 1e-9));
      expect(paid, item).toBe(Math.max(0, year));
    }
    const racks = line(inBlocks, 'racks capital');
    expect(racks[0]).toBeLessThan((line(atOnce, 'racks capital')[0] ?? NaN) * ((second?.share ?? 1) + 1e-9));
    expect(line(inBlocks, 'land capital')).toEqual(line(atOnce, 'land capital'));
  });

  it('costs the whole with the premium where all blocks stand from the start', () => {
    const full = simulate(
      lifetimePlan({ demand, hall: `modular { block: 100 MW, leadTime: 6 months, premium: 10 % }` }),
    );
    expect(full.changes).toHaveLength(1);
    expect(line(full, 'shell and fit-out capital')[3]).toBeCloseTo(
      1.1 * (line(atOnce, 'shell and fit-out capital')[3] ?? NaN),
      4,
    );
    expect(line(full, 'racks capital')).toEqual(line(atOnce, 'racks capital'));
    expect(full.energy).toBe(atOnce.energy);
  });
});

it('blocks of a hall that is refreshed or retrofitted are not simulated, and it says so', () => {
  const both = simulate(
    lifetimePlan({
      hall: `modular { block: ${block} }
      retrofit Free { to: AirEconomizer, cost: 100 USD/kW, downtime: 0 days, at: 2030 }`,
    }),
  );
  expect(both.changes.map(({ type }) => type)).toEqual(['retrofit']);
  expect(both.notes.filter(({ type }) => type === 'unsupported').map(({ message }) => message)).toEqual([
    'blocks of a hall that is retrofitted are not simulated: it is taken to be built at once',
  ]);
});
