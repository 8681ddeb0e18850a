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
/** A mixture of experts spread over 64 accelerators. */
export const experts = (racks: string): string =>
  campus({
    contract: '  contract Grid: ERCOT_Industrial { capacity: 10 MW }',
    hall: hall(racks, 'DirectToChip'),
    workload: `  workload W: Chat {
    on: [A]
    model: DeepSeek_V3
    expertParallel: 64
    prefill: separate
    demand: 4_000 req/s
    slo { ttft: 2 s, tpot: 100 ms }
  }`,
  });
/** Chat at 1,200 requests a second. */
export const busy = (racks: number, more = ''): string =>
  campus({
    contract: '  contract Grid: ERCOT_Industrial { capacity: 6 MW }',
    hall: hall(`${String(racks)} of HGX_H200_Air`, 'AirEconomizer'),
    workload: chat(`demand: 1_200 req/s${more}`),
  });
/** Code completion for the west coast, more than the hall can serve. */
export const westward = (ttft: string): string =>
  campus({
    hall: hall('10 of HGX_H200_Air', 'AirEconomizer'),
    workload: `  workload W: CodeCompletion {
    on: [A]
    model: Llama_70B
    users: { us_west: 100 % }
    demand: 1_500 req/s
    value: 20 USD/Mtok
    slo { ttft: ${ttft}, tpot: 30 ms }
  }`,
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
