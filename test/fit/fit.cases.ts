import { expect } from 'vitest';
import { central, indexPlan } from '../../compiler/src/ir/index.js';
import type { fitCodes } from '../../compiler/src/text/codes/fit.js';
import { type Cases, chat, hall } from './cases.js';
import { campus, expectClose, find, type Found, training, worth } from './fixture.js';

const H200 = '20 of HGX_H200_Air';
const GB200 = '40 of GB200_NVL72';
const grid = (terms: string): string => `  contract Grid { ${terms} }`;
const large = (oversubscription: string, crossing = '100 %'): string =>
  training({
    contract: '  contract Grid: ERCOT_Industrial { capacity: 9 MW }',
    hall: hall(GB200, 'DirectToChip', '', `RailOptimized { oversubscription: ${oversubscription} }`),
    workload: `  workload Frontier: Pretraining { on: [A], accelerators: 2_880, crossing: ${crossing} }`,
  });
const minimum =
  'energy: 50 USD/MWh, demandCharge: 10 USD/kW/month, minimumDemand: 80 %, takeOrPay: 60 %, resale: 20 USD/MWh';
const ramp = (limit: string): string =>
  training({ contract: `  contract Grid: ERCOT_Industrial { capacity: 3 MW, rampRate: ${limit} }` });
const tokyo = (ttft: string): string =>
  campus({
    workload: chat(
      `demand: 1 req/s, value: 20 USD/Mtok, users: { tokyo: 100 % }\n    slo { ttft: ${ttft}, tpot: 40 ms }`,
    ),
  });
const unserved = (rate: string): string => campus({ workload: chat(`demand: ${rate}, value: 20 USD/Mtok`) });

/** Power at the meter of hall A in every hour of a year, W. */
function meter(found: Found, year: number): number[] {
  const hours = found.result.hours('C.A', year)!;
  return Array.from(hours.it, (watts, hour) => watts + hours.plant[hour]! + hours.electrical[hour]!);
}

/** Money lost to work that is not served, USD: tokens asked for and not given, at 20 USD a million. */
function lost(found: Found): number {
  const { demand, served } = Object.fromEntries(found.result.metrics.get('C.W')!);
  return worth(demand!.byYear.map((tokens, year) => ((tokens! - served!.byYear[year]!) / 1e6) * 20));
}

/** What does not fit once simulated: DCP4xxx. */
export const fitCases: Cases<keyof typeof fitCodes> = {
  'thermal-part-load': {
    fires: campus(),
    quiet: training(),
    path: 'C.A.cooling',
    at: 'AirEconomizer',
    words: ["A's AirEconomizer plant is sized for 419 kW", '% of it'],
    also: ({ message, impact, fixes, notes }, { result }) => {
      const { plantRating, itEnergy, belowTurndownHours } = result.halls.get('C.A')!;
      // 20 racks of two servers of 10.2 kW, and the hall's switches.
      expectClose(plantRating, 408_000 + result.metrics.get('C.A.network')!.get('power')!.value!);
      const mean = (itEnergy[0]! + itEnergy[1]!) / (2 * 8760 * 3600);
      expect(message).toContain(`carries ${(mean / 1e3).toFixed(0)} kW on average from 2027-01`);
      expect(Math.max(...belowTurndownHours)).toBeLessThan(100);
      expect(message).toContain(`${((100 * mean) / plantRating).toFixed(1)} % of it`);
      expect(notes).toContain('The turndown of AirEconomizer (10 %) is an assumption.');
      expect(impact!.presentValue).toBeGreaterThan(0);
      expect(impact!.presentValue).toBe(fixes![0]!.predicted!.presentValue);
    },
  },
  'network-bisection-unused': {
    fires: campus({ hall: hall(H200, 'AirEconomizer', '', 'RailOptimized { oversubscription: 1:1 }') }),
    quiet: campus(),
    path: 'C.A.network',
    at: 'RailOptimized { oversubscription: 1:1 }',
    words: ['the fabric of A gives every accelerator 400 Gb/s', 'none of it'],
    also: ({ impact, fixes }, { result }) => {
      const network = result.metrics.get('C.A.network')!;
      const need = network.get('bisectionNeeded')!.value! / network.get('bisection')!.value!;
      // Prompts and tokens stay in the replica that serves them: nothing crosses the fabric.
      expect(need).toBe(0);
      expect(impact!.energy).toBeGreaterThan(0);
      expect(fixes![0]!.predicted!.capital).toBeGreaterThan(0);
    },
  },
  'network-too-thin': {
    fires: large('8:1'),
    quiet: large('1:1'),
    path: 'C.A.network',
    at: 'RailOptimized { oversubscription: 8:1 }',
    words: ['Frontier trains on a fabric oversubscribed 8:1 and waits for it', 'instead of 41 %'],
    also: ({ impact, fixes }, { result }) => {
      const wide = find(large('1:1')).result;
      const goodput = (of: typeof result): number[] =>
        of.metrics
          .get('C.Frontier')!
          .get('goodput')!
          .byYear.map((flops) => flops!);
      const before = goodput(result);
      const wasted = goodput(wide).map(
        (flops, year) => result.workloadCosts.get('C.Frontier')![year]! * (1 - before[year]! / flops),
      );
      const added = wide.presentValue! - result.presentValue!;
      expect(added).toBeGreaterThan(0);
      expectClose(impact!.presentValue, worth(wasted) - added);
      expectClose(fixes![0]!.predicted!.presentValue, -added);
    },
  },
  'contract-minimum-unused': {
    fires: campus({ contract: grid(`capacity: 2 MW, ${minimum}`) }),
    quiet: campus({ contract: grid('capacity: 2 MW, energy: 50 USD/MWh, demandCharge: 10 USD/kW/month') }),
    path: 'C.Grid.capacity',
    at: '2 MW',
    words: ['Grid bills 797 k USD (present value) that is never drawn', 'minimum demand', 'and take-or-pay'],
    also: ({ impact, notes }, found) => {
      const hoursOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].map((days) => 24 * days);
      const bills = [0, 1].map((year) => {
        const power = meter(found, year);
        const factor =
          found.result.contracts.get('C.Grid')!.peak[12 * year]! / Math.max(...power.slice(0, hoursOfMonth[0]));
        let at = 0;
        const peaks = hoursOfMonth.map((hours) => factor * Math.max(...power.slice(at, (at += hours))));
        const demand = peaks.reduce((sum, watts) => sum + 10 * Math.max(0, 0.8 * 2000 - watts / 1e3), 0);
        const drawn = power.reduce((sum, watts) => sum + watts / 1e6, 0);
        return demand + Math.max(0, 0.6 * 2 * 8760 - drawn) * (50 - 20);
      });
      expectClose(impact!.presentValue, worth(bills), 1e-6);
      expect(notes![0]).toBe('80 % of the capacity is billed whether drawn or not.');
      expect(notes![1]).toBe('60 % of capacity times hours is paid for whether taken or not.');
    },
  },
  'contract-peak-exceeded': {
    fires: campus({ contract: grid('capacity: 160 kW, energy: 50 USD/MWh, demandCharge: 10 USD/kW/month') }),
    quiet: campus({ contract: grid('capacity: 200 kW, energy: 50 USD/MWh, demandCharge: 10 USD/kW/month') }),
    path: 'C.Grid.capacity',
    at: '160 kW',
    words: ['from 2027-', 'Grid would draw', 'of its 160 kW', 'at worst', 'more than contracted'],
    also: ({ message, impact }, found) => {
      const { peak, overEnergy } = found.result.contracts.get('C.Grid')!;
      const worst = Math.max(...peak) - 160_000;
      expect(message).toContain(`at worst ${(worst / 1e3).toPrecision(3)} kW more`);
      const above = [0, 1].map((year) =>
        meter(found, year).reduce((sum, watts) => sum + 3600 * Math.max(0, watts - 160_000), 0),
      );
      above.forEach((joules, year) => expectClose(overEnergy[year], joules));
      expectClose(impact!.energy, above[0]! + above[1]!);
      const first = peak.findIndex((watts) => watts > 160_000);
      expect(impact!.from).toBe(`2027-${String(first + 1).padStart(2, '0')}`);
    },
  },
  'contract-ramp-exceeded': {
    fires: ramp('0.1 MW/min'),
    quiet: ramp('0.7 MW/min'),
    path: 'C.Grid.rampRate',
    at: '0.1 MW/min',
    words: ['Grid allows 0.1 MW/min', 'the load changes by up to 0.621 MW/min', 'when a training job stops or starts'],
    also: ({ impact, fixes }, { result, plan }) => {
      const chip = [...indexPlan(plan).values()].find(
        (entity) => entity.kind === 'accelerator' && entity.name === 'GB200_GPU',
      );
      const rack = [...indexPlan(plan).values()].find(
        (entity) => entity.kind === 'rack' && entity.name === 'GB200_NVL72',
      );
      if (chip?.kind !== 'accelerator' || rack?.kind !== 'rack') throw new Error('the catalogue has no GB200');
      // The whole gang falls from 90 % of its board limit to idle, and the rest of its racks with it.
      const watts =
        576 * (0.9 * central(chip.tdp!) - central(chip.idle!)) +
        8 * (central(rack.fixedBusy!) - central(rack.fixedIdle!));
      expectClose(result.contracts.get('C.Grid')!.ramp[0]! * 60, watts);
      expect(fixes![0]!.title).toBe('a battery of 600 kW, 100 kWh');
      // 600 kW at 968 USD/kW and 100 kWh at 253 USD/kWh, over ten years at 8 %.
      const capital = 600 * 968 + 100 * 253;
      expectClose(fixes![0]!.predicted!.capital, -capital);
      const yearly = (capital * 0.08) / (1 - 1.08 ** -10);
      expectClose(impact!.presentValue, worth([yearly, yearly]));
    },
  },
  'slo-distance': {
    fires: tokyo('200 ms'),
    quiet: tokyo('400 ms'),
    path: 'C.W.slo.ttft',
    at: '200 ms',
    words: ['W promises 200 ms', 'its farthest tenth of users would wait', 'the way to them is too long'],
    also: ({ impact, fixes, notes, message }, found) => {
      expect(fixes).toBeUndefined();
      expect(notes![0]).toContain('No size of this campus helps');
      expect(Number(/would wait ([\d.]+) ms/.exec(message)![1])).toBeGreaterThan(200);
      expectClose(impact!.presentValue, lost(found));
    },
  },
  'slo-capacity': {
    fires: unserved('600 req/s'),
    quiet: unserved('60 req/s'),
    path: 'C.W.demand',
    at: '600 req/s',
    words: ['from 2027 up to', "of W's demand goes unserved", 'its halls hold too few replicas for the peak'],
    also: ({ impact, fixes, notes }, found) => {
      expectClose(impact!.presentValue, lost(found));
      expect(notes!.join(' ')).toMatch(/The SLO lets a replica run [\d.]+ % full\. It holds [\d ]+ accelerators\./);
      expect(fixes![0]!.title).toMatch(/^racks: \d+ of HGX_H200_Air in A/);
      expect(fixes![0]!.predicted!.capital).toBeLessThan(0);
      // The fewest that serve everything.
      const racks = Number(/racks: (\d+) of/.exec(fixes![0]!.title)![1]);
      const findings = (count: number): number =>
        find(found.text.replace('racks: 20 of', `racks: ${count} of`).replace('2 MW', '5 MW')).of('DCP4402').length;
      expect([findings(racks - 1), findings(racks)]).toEqual([1, 0]);
    },
  },
  'idle-headroom': {
    fires: campus(),
    quiet: training(),
    path: 'C.A',
    at: 'A',
    words: ['accelerators of A', 'stand by on average for peaks', 'USD of capital and upkeep'],
    also: ({ message, impact, severity, notes }, { result }) => {
      const { backfillable, idle, accelerators } = result.halls.get('C.A')!;
      expect(accelerators).toBe(20 * 2 * 8);
      expect(Math.max(...backfillable)).toBeLessThanOrEqual(Math.max(...idle));
      const mean = (backfillable[0]! + backfillable[1]!) / 2;
      expect(message).toContain(
        `${Math.round(mean)} accelerators of A (${Number(((100 * mean) / accelerators).toPrecision(3))} %)`,
      );
      const own = result.costs.filter(
        ({ path, item }) => path === 'C.A' && / capital$| upkeep$|^staff$|^water$/.test(item),
      );
      const standing = [0, 1].map(
        (year) => (backfillable[year]! / accelerators) * own.reduce((sum, { byYear }) => sum + byYear[year]!, 0),
      );
      expectClose(impact!.presentValue, worth(standing));
      expect(severity).toBe('info');
      expect(notes![0]).toContain('there is no mend without any');
    },
  },
  'model-range': {
    fires: campus({ hall: hall(H200, 'AirEconomizer { chiller: none }') }),
    quiet: campus(),
    path: 'C.A',
    at: 'A',
    words: ['cannot hold the supply temperature in', 'hours of 2027', 'the weather is too warm'],
  },
  'not-supported': {
    fires: training({ more: '  generation Gusts { capacity: 1 MW, technology: wind }' }),
    quiet: training({ more: '  battery Cells { power: 1 MW, energy: 1 MWh }' }),
    path: 'C.Gusts',
    at: 'Gusts',
    words: ['the hours of wind are not known in this version'],
  },
};
