import { expect } from 'vitest';
import type { lifetimeCodes } from '../../../compiler/src/text/codes/lifetime.js';
import { hall, type Cases } from '../cases.js';
import { applied, campus, ENTRY, expectClose, find } from '../fixture.js';

const HEAD = (more: string): string => `  climate: Dallas
  opens: 2027-01
${more}
  users { us_south: 100 % }`;
const POLICY = `  policy { findingMinimum: 1 USD, findingShare: 0 %, obsolescenceMargin: 100 % }`;

/** Two halls, and a scenario in which one of them has no work. */
const twoHalls = (on: string): string =>
  `${campus({
    hall: `${hall('20 of HGX_H200_Air', 'AirEconomizer')}\n${hall('20 of HGX_H200_Air', 'AirEconomizer').replace('hall A', 'hall B')}`,
    workload: `  workload Assistant: Chat {
    on: [A]
    model: Llama_70B
    demand: 20 req/s
  }
  workload Helpdesk: Chat {
    on: [B]
    model: Llama_70B
    demand: 20 req/s
  }`,
  })}\nscenario Merged {\n  C.Helpdesk.on: [${on}]\n}\n`;

const option = (cost: string): string =>
  campus({
    head: HEAD('  horizon: 10 years'),
    policy: POLICY,
    hall: hall(
      '20 of HGX_H200_Air',
      'CRAH_Chiller',
      `retrofit Free { to: AirEconomizer, cost: ${cost}, downtime: 0 days }`,
    ),
  });

/** What time does to a campus: DCP5xxx. */
export const lifetimeCases: Cases<keyof typeof lifetimeCodes> = {
  'retrofit-cannot-carry': {
    fires: campus({
      hall: hall('20 of HGX_H200_Air', 'AirEconomizer', 'retrofit Cold { to: DirectToChip, at: 2028 }'),
    }),
    quiet: campus({
      hall: hall('20 of HGX_H200_Air', 'AirEconomizer', 'retrofit Cold { to: CRAH_Chiller, at: 2028 }'),
    }),
    path: 'C.A.Cold.to',
    at: 'DirectToChip',
    words: ['Cold brings DirectToChip under HGX_H200_Air', 'they give no heat to liquid'],
    also: ({ notes }) => expect(notes?.[0]).toContain('Nearest: air or rear doors for'),
  },
  'alternatives-conflict': {
    fires: campus({ hall: hall('20 of HGX_H200_Air', 'AirEconomizer | DirectToChip') }),
    quiet: campus({ hall: hall('20 of HGX_H200_Air', 'AirEconomizer | CRAH_Chiller') }),
    path: 'C.A.cooling',
    at: 'AirEconomizer | DirectToChip',
    words: ['the alternative DirectToChip of A carries none of its racks', 'no heat to liquid'],
  },
  'scenario-empties-hall': {
    fires: twoHalls('A'),
    quiet: twoHalls('B'),
    options: { scenario: 'Merged' },
    quietOptions: { scenario: 'Merged' },
    path: 'C.B',
    at: 'B',
    words: ['under Merged no work holds an accelerator of B in any year', 'as written Helpdesk does'],
  },
  'retrofit-pays': {
    fires: option('50 USD/kW'),
    quiet: option('5_000 USD/kW'),
    path: 'C.A.cooling',
    at: 'CRAH_Chiller',
    words: ['A is worth changing from CRAH_Chiller to AirEconomizer from 2027-Q1'],
    also: ({ impact, fixes }, found) => {
      // Nothing is lost meanwhile, and what the edited plan saves is what simulating it gives.
      const [fix] = fixes ?? [];
      expect(fix?.title).toBe('at: 2027-01');
      expectClose(impact?.presentValue, fix?.predicted?.presentValue ?? NaN);
      const edited = find(applied(found, fix!)[ENTRY] ?? '');
      expectClose(edited.result.presentValue, fix?.predicted?.planPresentValue ?? NaN);
      expect(edited.of('DCP5101')).toEqual([]);
    },
  },
  'obsolete-before-opening': {
    fires: campus({
      policy: POLICY,
      hall: hall('6 of HGX_H200_Air', 'CRAH_Chiller { capital: 150_000 USD/kW }'),
    }),
    quiet: campus({ policy: POLICY, hall: hall('6 of HGX_H200_Air', 'CRAH_Chiller') }),
    path: 'C.A',
    at: 'A',
    words: ['A is obsolete before it opens in 2027-01', 'than with a new hall built for this work alone'],
    also: ({ severity }) => expect(severity).toBe('error'),
  },
  'obsolete-from': {
    fires: campus({
      head: HEAD('  asOf: 2027-06\n  horizon: 4 years'),
      policy: POLICY,
      hall: hall('6 of HGX_H200_Air', 'CRAH_Chiller { capital: 150_000 USD/kW, life: 2 years }'),
    }),
    quiet: campus({
      head: HEAD('  asOf: 2027-06\n  horizon: 4 years'),
      policy: POLICY,
      hall: hall('6 of HGX_H200_Air', 'CRAH_Chiller { capital: 150_000 USD/kW, life: 20 years }'),
    }),
    path: 'C.A',
    at: 'A',
    // The first plant has lived in 2029; between the middles of 2028 and 2029 the ratio crosses the margin.
    words: ['A is obsolete from 2028-Q', 'merely running it'],
    also: ({ severity }) => expect(severity).toBe('warning'),
  },
  'reserve-drawn': {
    fires: campus({ more: '  reserve Growth { power: 1.9 MW, ends: 2028 }' }),
    quiet: campus({ more: '  reserve Growth { power: 1 MW, ends: 2028 }' }),
    path: 'C.Growth',
    at: 'Growth',
    words: ['from 2027-01 the halls draw up to', 'of its 2 MW, 1.9 MW is held back by Growth'],
  },
};
