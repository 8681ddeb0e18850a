import { expect } from 'vitest';
import type { consistencyCodes } from '../../compiler/src/text/codes/consistency.js';
import { type Cases, chat, hall } from './cases.js';
import { campus, training } from './fixture.js';

const H200 = '20 of HGX_H200_Air';
const GB200 = '8 of GB200_NVL72';
const small = 'rack Small: HGX_H200_Liquid { servers: 1 }';

/** Great circle on a sphere of 6,371 km, there and back in fibre at 4.9 µs/km over a route 1.5 times as long, ms. */
function fibreMilliseconds([lat1, lon1]: readonly [number, number], [lat2, lon2]: readonly [number, number]): number {
  const [a, b, d] = [lat1, lat2, lon2 - lon1].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  const angle = Math.acos(Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(d));
  return 2 * 6371 * angle * 1.5 * 0.0049;
}

/** What is inconsistent without simulating: DCP3xxx. */
export const consistencyCases: Cases<keyof typeof consistencyCodes> = {
  'density-above-cooling': {
    fires: training({ hall: hall(GB200, 'Hybrid') }),
    quiet: training({ hall: hall(GB200, 'DirectToChip') }),
    path: 'C.A.cooling',
    at: 'Hybrid',
    words: ['A holds racks of 132 kW', 'Hybrid carries 80 kW a rack'],
    also: ({ related }) =>
      expect(related?.map(({ message }) => message)).toEqual(['racks of 132 kW at their nameplate']),
  },
  'liquid-heat-not-carried': {
    fires: campus({ top: small, hall: hall('20 of Small', 'AirEconomizer') }),
    quiet: campus({ top: small, hall: hall('20 of Small', 'DirectToChip') }),
    path: 'C.A.cooling',
    at: 'AirEconomizer',
    words: ['Small gives 80 % of its heat to liquid', 'AirEconomizer in A has no liquid loop'],
  },
  'feeds-below-hall': {
    // 20 racks of two servers of 10.2 kW: 408 kW.
    fires: campus({ contract: 'contract Grid: ERCOT_Industrial { capacity: { 2027: 200 kW, 2029: 407 kW } }' }),
    quiet: campus({ contract: 'contract Grid: ERCOT_Industrial { capacity: { 2027: 200 kW, 2029: 409 kW } }' }),
    path: 'C.A.power',
    at: 'Grid',
    words: ['A has 408 kW of racks by nameplate', 'Grid gives 407 kW at most'],
  },
  'slo-below-light': {
    fires: campus({
      workload: chat('demand: 1 req/s, users: { tokyo: 60 %, london: 40 % }\n    slo { ttft: 100 ms }'),
    }),
    quiet: campus({
      workload: chat('demand: 1 req/s, users: { tokyo: 60 %, london: 40 % }\n    slo { ttft: 120 ms }'),
    }),
    path: 'C.W.slo.ttft',
    at: '100 ms',
    words: ['W promises 100 ms', 'fibre to london, its nearest users'],
    also: ({ message }) => {
      const said = Number(/takes ([\d.]+) ms/.exec(message)?.[1]);
      expect(said).toBeCloseTo(fibreMilliseconds([32.898, -97.019], [51.5, -0.13]), 0);
    },
  },
  'supply-above-rack': {
    fires: training({ hall: hall(GB200, 'DirectToChip { supply: 50 degC }') }),
    quiet: training({ hall: hall(GB200, 'DirectToChip { supply: 44 degC }') }),
    path: 'C.A.cooling',
    at: 'DirectToChip { supply: 50 degC }',
    words: ['DirectToChip in A supplies coolant of 50 °C', 'GB200_NVL72 accepts 45 °C at most'],
  },
  'opens-outside-horizon': {
    fires: campus({ hall: hall(H200, 'AirEconomizer', 'opens: 2029-01') }),
    quiet: campus({ hall: hall(H200, 'AirEconomizer', 'opens: 2028-12') }),
    path: 'C.A.opens',
    at: '2029-01',
    words: ['A opens 2029-01', 'after the horizon'],
  },
  'model-does-not-fit': {
    // 671 GB of weights in fp8 on cards of 48 GB without a scale-up fabric.
    fires: campus({
      hall: hall('20 of L40S_Rack', 'AirEconomizer'),
      workload: chat('demand: 1 req/s', 'W', '[A]', 'DeepSeek_V3'),
    }),
    quiet: campus({
      hall: hall('20 of L40S_Rack', 'AirEconomizer'),
      workload: chat('demand: 1 req/s', 'W', '[A]', 'Llama_8B'),
    }),
    path: 'C.W.model',
    at: 'DeepSeek_V3',
    words: ['the weights of DeepSeek_V3 take 671 GB', 'in A has 48 GB'],
  },
  'shares-over-whole': {
    // Each block is right by itself: the whole comes about where one adds to what it has from its base.
    fires: `${campus()}\ncampus D: C { users { us_east: 60 % } }\n`,
    quiet: `${campus()}\ncampus D: C { users { us_south: 40 %, us_east: 60 % } }\n`,
    path: 'D.users',
    at: 'users',
    words: ['shares of users add up to 160 %'],
  },
  'workload-without-place': {
    fires: campus({ workload: chat('demand: 1 req/s', 'W', '[]') }),
    quiet: campus({ workload: chat('demand: 1 req/s') }),
    path: 'C.W',
    at: 'W',
    words: ['W has no hall to run on'],
  },
  'declared-not-simulated': {
    fires: campus({ more: '  reserve Land { ends: 2030 }' }),
    quiet: campus({ more: '  reserve Land { power: 100 kW, ends: 2030 }' }),
    path: 'C.Land',
    at: 'Land',
    words: ['this reserve names no power', 'no number includes it'],
  },
};
