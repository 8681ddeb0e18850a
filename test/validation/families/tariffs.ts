import { MONTH_STARTS } from '../../../compiler/src/simulation/calendar/calendar.js';
import { billedDemand } from '../../../compiler/src/simulation/contract/demand.js';
import { bill, billedContract } from '../support/bill.js';
import { type Driver, type Family, notModelled } from '../support/driver.js';

const JANUARY = 0;

/** Six cold months around the new year: the case's January is one of them. */
const COLD = [1, 2, 3, 10, 11, 12];

const ratchet: Driver = (inputs) => {
  const rates = inputs.at('rates_usd_per_kw');
  const steps = Array.from({ length: 12 }, (_, i) => {
    const rate = rates.number(COLD.includes(i + 1) ? 'cold_6_months' : 'warm_6_months');
    return `2027-${String(i + 1).padStart(2, '0')}: ${rate} USD/kW/month`;
  });
  // The load is given in words: 1 kW, and 100 kW in one hour of January.
  const { demand, ratchet: held } = bill({
    megawatts: (hour) => (hour === JANUARY ? 0.1 : 0.001),
    terms: [
      'energy: 0 USD/MWh',
      `ratchet: ${100 * inputs.number('lookback')} %`,
      `demandCharge: step { ${steps.join(', ')} }`,
    ],
  });
  return { annual_demand_usd: demand + held };
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** The year before was the same: the ratchet looks back into it. */
const ratchetOfMonths: Driver = (inputs) => {
  const load = inputs.at('load_kw');
  const rates = inputs.numbers('monthly_rates');
  const peaks = MONTHS.map((month) => 1000 * load.number(load.has(month) ? month : 'base'));
  const monthOf = (hour: number): number => MONTH_STARTS.findIndex((start) => hour < start) - 1;
  const steps = rates.map((rate, i) => `2027-${String(i + 1).padStart(2, '0')}: ${rate} USD/kW/month`);
  const {
    contract,
    demand,
    ratchet: held,
  } = billedContract({
    megawatts: (hour) => peaks[monthOf(hour)]! / 1e6,
    previousPeaks: peaks.slice(1),
    terms: [
      'energy: 0 USD/MWh',
      `ratchet: ${100 * inputs.number('lookback')} %`,
      `ratchetMonths: [${inputs.numbers('lookback_months').join(', ')}]`,
      `demandCharge: step { ${steps.join(', ')} }`,
    ],
  });
  return {
    billing_kw: billedDemand(contract, Float64Array.from(peaks), peaks.slice(1), 0, 12).map((each) => each.held / 1000),
    annual_demand_usd: demand + held,
  };
};

const blended: Driver = (inputs) => {
  const megawatts = inputs.number('annual_kwh') / 8760 / 1000;
  const { energy, demand } = bill({
    megawatts: () => megawatts,
    terms: [
      `energy: ${1000 * inputs.number('energy')} USD/MWh`,
      `demandCharge: ${inputs.number('demand_usd_per_kw_month')} USD/kW/month`,
    ],
  });
  return { energy_usd: energy, demand_usd: demand };
};

/** A month of 730 hours is a twelfth of the program's year. */
const batavia: Driver = (inputs) => {
  const example = inputs.at('example');
  const factor = example.number('load_factor');
  const mean = (example.number('kw') * factor) / 1000;
  const billed = bill({
    megawatts: () => mean,
    quarterHourFactor: 1 / factor,
    terms: [
      `energy: ${1000 * inputs.number('energy')} USD/MWh`,
      `demandCharge: ${inputs.number('demand')} USD/kW/month`,
      `fixedCharge: ${inputs.number('customer')} USD/month`,
    ],
  });
  const total = (billed.energy + billed.demand + billed.fixed) / 12;
  return {
    energy_usd: billed.energy / 12,
    demand_usd: billed.demand / 12,
    total_usd: total,
    average_usd_per_mwh: total / (mean * example.number('hours')),
    '*': notModelled('billed demand does not depend on the power factor'),
  };
};

export const tariffs: Family = {
  'E-ratchet-35pct': ratchet,
  'E-ratchet-75pct-months': ratchetOfMonths,
  'E-tariff-blended': blended,
  'E-bill-batavia-lgs': batavia,
};
