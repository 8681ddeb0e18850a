import { capitalRecovery, levelised, presentValue } from '../../../compiler/src/simulation/economics/annuity.js';
import { type Answer, type Driver, type Family, none, notModelled } from '../support/driver.js';
import { bill } from '../support/bill.js';

const hamilton: Driver = (inputs) => {
  const month = inputs.number('cost_of_money_annual') / 12;
  const facility = inputs.number('facility_usd') * capitalRecovery(month, inputs.number('facility_months'));
  const servers =
    inputs.number('servers') * inputs.number('server_usd') * capitalRecovery(month, inputs.number('server_months'));
  const megawatts = inputs.number('critical_load_mw') * inputs.number('average_load_fraction') * inputs.number('pue');
  const { energy } = bill({
    megawatts: () => megawatts,
    terms: [`energy: ${inputs.number('usd_per_kwh') * 1000} USD/MWh`],
  });
  const share = inputs.number('power_cooling_share');
  return {
    servers_usd_month: servers,
    power_cooling_usd_month: facility * share,
    power_usd_month: energy / 12,
    other_infrastructure_usd_month: facility * (1 - share),
    total_usd_month: servers + facility + energy / 12,
  };
};

/** Spreadsheet functions by their arguments; what is paid out is negative there. */
const spreadsheet: Driver = (_, items) =>
  Object.fromEntries(
    items.map((item): [string, Answer] => {
      const call = /^(\w+)\((.*)\)$/.exec(item);
      const numbers = (call?.[2] ?? '').replace(/[[\]]/g, '').split(',').map(quotient);
      const [rate = NaN, second = NaN, third = NaN] = numbers;
      switch (call?.[1]) {
        case 'pmt':
          return [item, -third * capitalRecovery(rate, second)];
        case 'pv':
          return [item, -presentValue(new Array<number>(second).fill(third), rate)];
        case 'npv':
          // The first payment falls at once; the program's fall at the end of each year.
          return [item, second + presentValue(numbers.slice(2), rate)];
        default:
          return [item, notModelled('the program solves for no rate')];
      }
    }),
  );

/** Each generator as one year of payments and of energy. */
const levelisedCosts: Driver = (inputs, items) => {
  const cases = inputs.at('cases');
  return Object.fromEntries(
    items.map((item): [string, Answer] => {
      const of = cases.at(item);
      const energy = of.number('annual_energy_kwh');
      const cost =
        of.number('capital_cost') * of.number('fixed_charge_rate') +
        of.number('fixed_operating_cost') +
        of.number('variable_operating_cost') * energy;
      return [item, levelised([cost], [energy], 0) ?? NaN];
    }),
  );
};

function quotient(text: string): number {
  const [over = NaN, under = 1] = text.split('/').map(Number);
  return over / under;
}

export const timeValue: Family = {
  'E-hamilton-*': hamilton,
  'E-annuity-identities': spreadsheet,
  'E-lcoe-*': levelisedCosts,
  'E-wp113-savings': none('the inputs do not say what plant the saving is measured on'),
};
