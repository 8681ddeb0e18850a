import { presentValue } from '../../../compiler/src/simulation/economics/annuity.js';
import { designPath, pathLosses } from '../../../compiler/src/simulation/electrical/path.js';
import { bill } from '../support/bill.js';
import type { Driver, Family } from '../support/driver.js';
import type { Inputs } from '../support/inputs.js';
import { entry, unread } from '../support/plan.js';

/** What `megawatts` of overhead cost all year long, by year and over the years of the case. */
function worth(inputs: Inputs, megawatts: number) {
  const annual = bill({
    megawatts: () => megawatts,
    terms: [`energy: ${inputs.number('usd_per_mwh')} USD/MWh`],
  }).energy;
  const payments = new Array<number>(inputs.number('years')).fill(annual);
  return { annual, plain: presentValue(payments, 0), npv: presentValue(payments, inputs.number('discount')) };
}

const typical: Driver = (inputs) => {
  const it = inputs.number('it_nameplate_mw') * inputs.number('it_load_fraction');
  const { annual, plain, npv } = worth(inputs, it * inputs.number('delta_pue'));
  return { annual_usd: annual, lifetime_undiscounted_usd: plain, npv_usd: npv, claim_holds_ge_100m: npv >= 100e6 };
};

/** The bill is linear in overhead: a PUE higher by one scales down to the threshold. */
const threshold: Driver = (inputs) => {
  const { plain, npv } = worth(inputs, inputs.number('avg_it_mw'));
  const least = inputs.number('threshold_usd');
  return { delta_pue_undiscounted: least / plain, delta_pue_npv: least / npv };
};

/** An electrical path whose only losses are the case's: what is always on, and a share of the load. */
const partLoad: Driver = (inputs) => {
  const nameplate = inputs.number('it_nameplate_mw') * 1e6;
  const path = designPath(
    {
      ...entry('std/electrical#Standard', 'electrical'),
      redundancy: 'N',
      distribution: 0,
      houseLoad: inputs.number('overhead_fixed_fraction_of_nameplate'),
      ups: [0, inputs.number('overhead_proportional'), 0],
      transformer: [0, 0, 0],
    },
    nameplate,
    0,
    'case',
    unread(),
  );
  const pueAt = (share: number): number => {
    const { distribution, ups, transformer, house } = pathLosses(path, share * nameplate, 0);
    return 1 + (distribution + ups + transformer + house) / (share * nameplate);
  };
  const load = inputs.number('actual_load_fraction');
  const design = pueAt(inputs.number('design_load_fraction'));
  const actual = pueAt(load);
  const { annual, plain, npv } = worth(inputs, (actual - design) * load * inputs.number('it_nameplate_mw'));
  return {
    pue_design: design,
    pue_actual: actual,
    delta_pue: actual - design,
    annual_usd: annual,
    lifetime_undiscounted_usd: plain,
    npv_usd: npv,
    fixed_overhead_mw: path.house / 1e6,
  };
};

export const article: Family = {
  'G1-*': typical,
  'G4-*': threshold,
  'G5-*': partLoad,
};
