import { bill } from '../support/bill.js';
import { type Driver, type Family, none, notModelled } from '../support/driver.js';

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
  'E-ratchet-75pct-months': none('a ratchet looks back at all of the eleven months before, not at chosen ones'),
  'E-tariff-blended': blended,
  'E-bill-batavia-lgs': batavia,
};
