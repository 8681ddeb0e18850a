import { describe, expect, it } from 'vitest';
import { decimalYear } from '../../../compiler/src/ir/index.js';
import { capitalRecovery } from '../../../compiler/src/simulation/economics/annuity.js';
import { simulate } from '../../../compiler/src/simulation/index.js';
import { isoDay } from '../../../compiler/src/simulation/lifetime/iso-day.js';
import { lifetimePlan, line, yearly } from './plan.js';

const before = simulate(lifetimePlan());
const dated = simulate(
  lifetimePlan({ hall: 'retrofit Free { to: AirEconomizer, cost: 100 USD/kW, downtime: 73 days, at: 2030 }' }),
);
const other = simulate(
  lifetimePlan({ hall: 'retrofit Free { to: AirEconomizer, cost: 100 USD/kW, downtime: 0 days, at: 2027 }' }),
);

describe('a retrofit with a date', () => {
  it('is what its hall says changes', () => {
    expect(dated.changes).toEqual([
      { type: 'retrofit', path: 'C.A.Free', hall: 'C.A', from: 2030, until: decimalYear('2030-03-15') },
    ]);
    expect(before.changes).toEqual([]);
  });

  it('changes nothing before its date', () => {
    for (const year of [0, 1, 2])
      for (const name of ['itPower', 'power', 'cost', 'freeCooling'])
        expect(yearly(dated, 'C.A', name)[year], name).toBe(yearly(before, 'C.A', name)[year]);
  });

  it('runs the other plant after it, as a hall that had it from the start', () => {
    for (const year of [4, 5, 6, 7])
      for (const name of ['itPower', 'power', 'freeCooling'])
        expect(yearly(dated, 'C.A', name)[year], name).toBe(yearly(other, 'C.A', name)[year]);
    expect(yearly(dated, 'C.A', 'freeCooling')[4]).not.toBe(yearly(before, 'C.A', 'freeCooling')[4]);
  });

  it('leaves the hall dark while it is out, and its work unserved', () => {
    const hours = dated.hours('C.A', 3);
    expect(hours?.it.slice(0, 73 * 24).every((watts) => watts === 0)).toBe(true);
    expect(hours?.plant.slice(0, 73 * 24).every((watts) => watts === 0)).toBe(true);
    expect(hours?.it.slice(73 * 24).every((watts) => watts > 0)).toBe(true);
    expect(yearly(dated, 'C.Assistant', 'unserved')[3]).toBeGreaterThan(0.15);
    expect(yearly(dated, 'C.Assistant', 'unserved')[4]).toBe(yearly(before, 'C.Assistant', 'unserved')[4]);
  });

  it('sums the year of the change from the hours of both plants', () => {
    const hours = dated.hours('C.A', 3);
    const sum = hours?.plant.reduce((total, watts) => total + watts * 3600, 0) ?? NaN;
    expect(Math.abs(sum / (dated.halls.get('C.A')?.plantEnergy[3] ?? NaN) - 1)).toBeLessThan(1e-9);
  });

  it('charges its cost over the new plant’s life, and the old one to the end of its own', () => {
    const rating = before.halls.get('C.A')?.plantRating ?? NaN;
    const annuity = 0.1 * rating * capitalRecovery(0.08, 20);
    expect(line(dated, 'retrofit capital').map((usd) => Math.round(usd))).toEqual(
      [0, 0, 0, annuity, annuity, annuity, annuity, annuity].map((usd) => Math.round(usd)),
    );
    // The chiller plant lives longer than the horizon: its annuity stays.
    expect(line(dated, 'cooling capital')).toEqual(line(before, 'cooling capital'));
    // Kept up is what runs: the old plant until the work begins, the new one from the day it runs.
    expect(line(dated, 'cooling upkeep')[2]).toBe(line(before, 'cooling upkeep')[2]);
    expect(line(dated, 'cooling upkeep')[4]).toBeCloseTo(0.1 * rating * 0.04, 6);
  });
});

it('a plant that is replaced within its life is paid for to the end of it, and not beyond', () => {
  const cooling = 'CRAH_Chiller { life: 2 years }';
  const hall = 'retrofit Free { to: AirEconomizer, cost: 100 USD/kW, downtime: 0 days, at: 2030 }';
  const stays = line(simulate(lifetimePlan({ cooling })), 'cooling capital');
  const goes = line(simulate(lifetimePlan({ cooling, hall })), 'cooling capital');
  // The second plant of two years stands from 2029 until 2031.
  expect(goes.slice(0, 4)).toEqual(stays.slice(0, 4));
  expect(goes.slice(4)).toEqual([0, 0, 0, 0]);
});

describe('a trigger', () => {
  const grows = (trigger: string): string =>
    `retrofit Free { to: AirEconomizer, cost: 100 USD/kW, downtime: 0 days, trigger: ${trigger} }`;
  const demand = '30 req/s growing 20 %/year from 2027 until 2034';

  it('begins with the first year in which its condition holds without it', () => {
    const plain = simulate(lifetimePlan({ demand }));
    const load = yearly(plain, 'C.A', 'plantLoad');
    const limit = ((load[3] ?? 0) + (load[4] ?? 0)) / 2;
    const fired = simulate(lifetimePlan({ demand, hall: grows(`plantLoad > ${String(100 * limit)} %`) }));
    expect(fired.changes.map(({ from }) => from)).toEqual([2031]);
    expect(yearly(fired, 'C.A', 'power')[3]).toBe(yearly(plain, 'C.A', 'power')[3]);
    expect(yearly(fired, 'C.A', 'power')[4]).not.toBe(yearly(plain, 'C.A', 'power')[4]);
  });

  it('that never holds changes nothing, and says so', () => {
    const never = simulate(lifetimePlan({ hall: grows('plantLoad > 300 %') }));
    expect(never.changes).toEqual([]);
    expect(never.presentValue).toBe(before.presentValue);
    expect(never.notes.filter(({ path }) => path === 'C.A.Free').map(({ message }) => message)).toEqual([
      'its trigger holds in no year of the horizon: it never begins',
    ]);
  });
});

it('a retrofit without a date or a trigger is an option: nothing changes', () => {
  const option = simulate(lifetimePlan({ hall: 'retrofit Free { to: AirEconomizer }' }));
  expect(option.presentValue).toBe(before.presentValue);
});

it('two retrofits at once: the second is left out, and says so', () => {
  const both = simulate(
    lifetimePlan({
      hall: `retrofit One { to: AirEconomizer, downtime: 6 months, at: 2030 }
      retrofit Two { to: RearDoor, at: 2030-03 }`,
    }),
  );
  expect(both.changes.map(({ path }) => path)).toEqual(['C.A.One']);
  expect(both.notes.filter(({ path }) => path === 'C.A.Two').map(({ type }) => type)).toEqual(['unsupported']);
});

it('days of decimal years are those of dates', () => {
  for (const date of ['2027-01-01', '2028-02-28', '2029-12-31', '2030-07-02', '2031-03-15'])
    expect(isoDay(decimalYear(date))).toBe(date);
  expect(isoDay(2027.9999)).toBe('2028-01-01');
});

it('a retrofit makes room for racks that the old plant could not carry: no limit of the cooling is exceeded then', () => {
  const cold = 'retrofit Cold { to: DirectToChip, cost: 2_000 USD/kW, downtime: 0 days, at: 2030 }';
  const denser = 'refresh Next { to: 6 of GB200_NVL72, at: 2030 }';
  const limits = (hall: string): string[] =>
    simulate(lifetimePlan({ hall }))
      .notes.filter(({ message }) => message.includes('refresh'))
      .map(({ message }) => message);
  expect(limits(denser).join('\n')).toMatch(/its rack density for/);
  expect(limits(`${denser}\n      ${cold}`).filter((message) => /rack density|liquid share/.test(message))).toEqual([]);
});
