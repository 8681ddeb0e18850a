import { expect } from 'vitest';
import type { sizingCodes } from '../../../compiler/src/text/codes/fit/sizing.js';
import { type Cases, chat, hall } from '../cases.js';
import { campus, expectClose, find, type Found, worth } from '../fixture.js';
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

/** A hall built for training, in which a job gives way to chat after the first year, or does not. */
const mixed = (more: { job: string; network?: string; electrical?: string; workload?: string }): string =>
  campus({
    contract: '  contract Grid: ERCOT_Industrial { capacity: 9 MW }',
    hall: hall(
      '40 of GB200_NVL72',
      'DirectToChip',
      `electrical: ${more.electrical ?? 'Training_Path'}`,
      more.network ?? 'RailOptimized { oversubscription: 1:1 }',
    ),
    workload: `  workload Frontier: Pretraining { on: [A], accelerators: ${more.job}, crossing: 10 % }
${more.workload ?? chat('demand: step { 2027: 600 req/s, 2028: 3_000 req/s }, value: 200 USD/Mtok')}`,
  });

/** From four fifths of the hall to a quarter. */
const MOVES = 'step { 2027: 2_304, 2028: 720 }';
const BOTH = {
  network: 'RailOptimized { oversubscription: 8:1 }',
  electrical: 'Standard { upsShare: 65 %, generatorShare: 65 % }',
};

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
  'purpose-or-convertible': {
    fires: mixed({ job: MOVES }),
    quiet: mixed({ job: MOVES, ...BOTH }),
    path: 'C.A',
    at: 'A',
    words: [
      'A is built for training, and what cannot wait is 10.2 % of its work in 2027 and 63.5 % in 2028',
      'built for both it would do the same for less',
    ],
    also: ({ impact, fixes, notes }, found) => {
      expect(fixes!.map(({ title }) => title)).toEqual([`oversubscription: 8:1, electrical: ${BOTH.electrical}`]);
      const both = find(mixed({ job: MOVES, ...BOTH }));
      const yearly = ({ result }: Found, path: string, metric: string): number[] =>
        result.metrics
          .get(path)!
          .get(metric)!
          .byYear.map((value) => value!);
      const [before, after] = [found, both].map((each) => yearly(each, 'C.W', 'outageLoss'));
      // Tokens that interruptions take no longer, at 200 USD a million.
      const tokens = worth(
        yearly(found, 'C.W', 'served').map((each, y) => (each / 1e6) * 200 * (before![y]! - after![y]!)),
      );
      // Training that they take no longer, at what it costs there.
      const done = [found, both].map((each) => {
        const lost = yearly(each, 'C.Frontier', 'outageLoss');
        return yearly(each, 'C.Frontier', 'goodput').map((flops, y) => flops * (1 - lost[y]!));
      });
      const cost = both.result.workloadCosts.get('C.Frontier')!;
      const trained = worth(Array.from(cost, (usd, y) => usd * (1 - done[0]![y]! / done[1]![y]!)));
      const paid = found.result.presentValue! - both.result.presentValue!;
      expect(tokens).toBeGreaterThan(paid);
      expectClose(impact!.presentValue, paid + tokens + trained, 1e-3);
      expect(notes![0]).toMatch(/^One built for inference alone: [\d.]+ M USD less than as it is/);
      // A mix that stays as it is calls for no hall for both.
      const still = { workload: chat('demand: 1_500 req/s, value: 200 USD/Mtok') };
      expect(find(mixed({ job: '1_440', ...still })).of('DCP4703')).toEqual([]);
    },
  },
};
