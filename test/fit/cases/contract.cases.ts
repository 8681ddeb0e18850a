import { expect } from 'vitest';
import { central, indexPlan } from '../../../compiler/src/ir/index.js';
import type { contractCodes } from '../../../compiler/src/text/codes/fit/contract.js';
import { type Cases } from '../cases.js';
import { chat } from '../cases.js';
import { campus, expectClose, find, training, worth } from '../fixture.js';
import { grid, minimum, ramp, meter } from './plans.js';

const called = (firm: string): string =>
  campus({
    contract: grid(
      `capacity: 300 kW, energy: 50 USD/MWh, firm: ${firm}, interruptibleHours: 100 h, interruptibleCredit: 5 USD/kW/month`,
    ),
    workload: chat('demand: 40 req/s, value: 2_000 USD/Mtok'),
  });
const trained = (firm: string): string =>
  training({
    contract: grid(
      `capacity: 2 MW, energy: 50 USD/MWh, firm: ${firm}, interruptibleHours: 100 h, interruptibleCredit: 5 USD/kW/month`,
    ),
  });
const event = (accelerators: string): string =>
  training({
    contract: grid('capacity: 3 MW, energy: 50 USD/MWh, demandCharge: 15 USD/kW/month, ratchet: 80 %'),
    workload: `  workload F: Pretraining { on: [A], accelerators: ${accelerators} }`,
  });
const promised = (share: string): string =>
  campus({ contract: grid(`capacity: 300 kW, energy: 50 USD/MWh, takeOrPay: ${share}`) });

export const contractCases: Cases<keyof typeof contractCodes> = {
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
  'take-or-pay-unused': {
    fires: promised('95 %'),
    quiet: promised('40 %'),
    path: 'C.Grid.takeOrPay',
    at: '95 %',
    words: ['Grid promises to take 95 % of its capacity times hours', '105 k USD (present value)'],
    also: ({ impact, message, fixes }, found) => {
      const drawn = [0, 1].map((year) => meter(found, year).reduce((sum, watts) => sum + watts / 1e6, 0));
      expectClose(impact!.presentValue, worth(drawn.map((mwh) => (0.95 * 0.3 * 8760 - mwh) * 50)), 1e-6);
      const least = Math.min(...drawn) / (0.3 * 8760);
      expect(message).toContain(`takes ${(100 * least).toFixed(1)} % of it in its lightest year`);
      expect(fixes![0]!.title).toMatch(/^capacity: 0\.1\d+ MW$/);
      // A minimum that the same capacity mends is one mistake, and DCP4301 says it.
      const both = find(campus({ contract: grid(`capacity: 2 MW, ${minimum}`) }));
      expect(both.of('DCP4304')).toEqual([]);
      expect(both.of('DCP4301')).toHaveLength(1);
    },
  },
  'ratchet-one-event': {
    fires: event('step { 2027: 200, 2027-07: 576, 2027-08: 200 }'),
    quiet: event('200'),
    path: 'C.Grid.ratchet',
    at: '80 %',
    words: ['Grid draws 1.22 MW in 2027-07 and', 'its ratchet of 80 % bills that month for the eleven after it'],
    also: ({ impact }, { result }) => {
      const { peak } = result.contracts.get('C.Grid')!;
      const level = Math.max(...peak.filter((_, month) => month !== 6 && month < 18));
      // July itself, the five months after it in its year, and six of the next.
      const month = peak[6]! - level;
      const held = (from: number, until: number): number =>
        Array.from({ length: until - from }, (_, i) =>
          Math.max(0, 0.8 * peak[6]! - Math.max(peak[from + i]!, 0.8 * level)),
        ).reduce((sum, watts) => sum + watts, 0);
      expectClose(impact!.presentValue, worth([(month + held(7, 12)) * 15e-3, held(12, 18) * 15e-3]), 1e-6);
      expect([impact!.from, impact!.until]).toEqual(['2027-07', '2028-06']);
    },
  },
  'interruptible-cannot-wait': {
    fires: called('20 %'),
    quiet: called('100 %'),
    path: 'C.Grid.firm',
    at: '20 %',
    words: ['80 % of Grid may be called for 100 h a year, and W cannot wait'],
    also: ({ impact, fixes }, found) => {
      const { served, calledLoss } = Object.fromEntries(found.result.metrics.get('C.W')!);
      const lost = [0, 1].map((year) => calledLoss!.byYear[year]! * (served!.byYear[year]! / 1e6) * 2000);
      expect(calledLoss!.byYear[0]).toBeGreaterThan(100 / 8760);
      expect(fixes!).toHaveLength(1);
      expectClose(impact!.presentValue, worth(lost) + fixes![0]!.predicted!.presentValue, 1e-9);
      // Half of 300 kW less earns 5 USD a kW and month; the hours that are kept draw energy.
      const credit = worth([9000, 9000]);
      expect(fixes![0]!.title).toBe('firm: 70 %');
      expect(-fixes![0]!.predicted!.presentValue).toBeGreaterThan(credit);
      expect(-fixes![0]!.predicted!.presentValue).toBeLessThan(1.05 * credit);
    },
  },
  'firm-could-wait': {
    fires: trained('100 %'),
    quiet: trained('50 %'),
    path: 'C.Grid.firm',
    at: '100 %',
    words: ['100 % of Grid is firm, and its tariff pays 5 USD/kW/month for what may be called 100 h a year'],
    also: ({ impact, fixes }, found) => {
      expect(fixes!.map(({ title }) => title)).toEqual(['firm: 50 %']);
      const soft = find(trained('50 %')).result;
      const loss = soft.metrics.get('C.Frontier')!.get('calledLoss')!.byYear;
      const outage = (result: typeof soft): readonly (number | null)[] =>
        result.metrics.get('C.Frontier')!.get('outageLoss')!.byYear;
      const cost = soft.workloadCosts.get('C.Frontier')!;
      // The training that called hours take is done again at what it costs there.
      const made = [0, 1].map((year) => {
        const was = 1 - outage(found.result)[year]!;
        const is = (1 - outage(soft)[year]!) * (1 - loss[year]!);
        return cost[year]! * (was / is - 1);
      });
      const saved = found.result.presentValue! - soft.presentValue! - worth(made);
      expect(Math.abs(impact!.presentValue! / saved - 1)).toBeLessThan(1e-6);
    },
  },
};
