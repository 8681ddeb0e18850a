import { expect } from 'vitest';
import type { sizingCodes } from '../../../compiler/src/text/codes/fit/sizing.js';
import { type Cases, chat, hall } from '../cases.js';
import { campus, expectClose, find } from '../fixture.js';
import { H200 } from './plans.js';

/** Two halls for work that grows into the second within a year. */
const growing = (opens: string): string =>
  campus({
    head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 4 years\n  users { us_south: 100 % }',
    hall: [
      hall('10 of HGX_H200_Air', 'AirEconomizer'),
      hall('10 of HGX_H200_Air', 'AirEconomizer', opens).replace('hall A', 'hall B'),
    ].join('\n'),
    workload: chat('demand: { 2027: 40 req/s, 2031: 375 req/s }', 'W', '[A, B]'),
  });

export const sizingCases: Cases<keyof typeof sizingCodes> = {
  'oversized-hall': {
    fires: campus(),
    quiet: campus({ hall: hall('3 of HGX_H200_Air', 'AirEconomizer') }),
    path: 'C.A.racks',
    at: H200,
    words: ['A has 320 accelerators', 'never holds more than 48 of them (15 %'],
    also: ({ impact, fixes }, { result }) => {
      expect([...result.halls.get('C.A')!.held]).toEqual([48, 48]);
      expect(fixes![0]!.title).toBe('racks: 3 of HGX_H200_Air');
      const smaller = find(campus({ hall: hall('3 of HGX_H200_Air', 'AirEconomizer') })).result;
      expectClose(impact!.presentValue, result.presentValue! - smaller.presentValue!);
      expectClose(impact!.energy, result.energy! - smaller.energy!);
      // Two racks of 16 accelerators are fewer than the 48 that are held.
      const short = find(campus({ hall: hall('2 of HGX_H200_Air', 'AirEconomizer') }));
      expect(short.of('DCP4402')).toHaveLength(1);
    },
  },
  'opens-before-work': {
    fires: growing(''),
    quiet: growing('opens: 2028-01'),
    path: 'C.B',
    at: 'B',
    words: ['B opens in 2027-01, 12 months before its work needs it', 'until 2028-01 nothing runs in it'],
    also: ({ impact, fixes }, { result }) => {
      const [first, second] = result.halls.get('C.B')!.held;
      expect(first).toBe(0);
      expect(second).toBeGreaterThan(0);
      const later = find(growing('opens: 2028-01')).result;
      expectClose(impact!.presentValue, result.presentValue! - later.presentValue!);
      expect(fixes![0]!.title).toBe('opens: 2028-01');
      // A year of the hall's annuities and upkeep is the least that it saves.
      const year = result.costs.filter(({ path }) => path === 'C.B').reduce((sum, { byYear }) => sum + byYear[0]!, 0);
      expect(impact!.presentValue).toBeGreaterThan((0.9 * year) / 1.08);
    },
  },
};
