import { chat, hall } from '../cases.js';
import { campus, type Found, training, worth } from '../fixture.js';

export const H200 = '20 of HGX_H200_Air';
export const GB200 = '40 of GB200_NVL72';
export const grid = (terms: string): string => `  contract Grid { ${terms} }`;
export const large = (oversubscription: string, crossing = '100 %'): string =>
  training({
    contract: '  contract Grid: ERCOT_Industrial { capacity: 9 MW }',
    hall: hall(GB200, 'DirectToChip', '', `RailOptimized { oversubscription: ${oversubscription} }`),
    workload: `  workload Frontier: Pretraining { on: [A], accelerators: 2_880, crossing: ${crossing} }`,
  });
export const minimum =
  'energy: 50 USD/MWh, demandCharge: 10 USD/kW/month, minimumDemand: 80 %, takeOrPay: 60 %, resale: 20 USD/MWh';
export const ramp = (limit: string): string =>
  training({ contract: `  contract Grid: ERCOT_Industrial { capacity: 3 MW, rampRate: ${limit} }` });
export const tokyo = (ttft: string): string =>
  campus({
    workload: chat(
      `demand: 1 req/s, value: 20 USD/Mtok, users: { tokyo: 100 % }\n    slo { ttft: ${ttft}, tpot: 40 ms }`,
    ),
  });
export const unserved = (rate: string): string => campus({ workload: chat(`demand: ${rate}, value: 20 USD/Mtok`) });

/** Power at the meter of hall A in every hour of a year, W. */
export function meter(found: Found, year: number): number[] {
  const hours = found.result.hours('C.A', year)!;
  return Array.from(hours.it, (watts, hour) => watts + hours.plant[hour]! + hours.electrical[hour]!);
}

/** Money lost to work that is not served, USD: tokens asked for and not given, at 20 USD a million. */
export function lost(found: Found): number {
  const { demand, served } = Object.fromEntries(found.result.metrics.get('C.W')!);
  return worth(demand!.byYear.map((tokens, year) => ((tokens! - served!.byYear[year]!) / 1e6) * 20));
}
