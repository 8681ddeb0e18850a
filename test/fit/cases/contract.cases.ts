import { expect } from 'vitest';
import { central, indexPlan } from '../../../compiler/src/ir/index.js';
import type { contractCodes } from '../../../compiler/src/text/codes/fit/contract.js';
import { type Cases } from '../cases.js';
import { campus, expectClose, worth } from '../fixture.js';
import { grid, minimum, ramp, meter } from './plans.js';

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
};
