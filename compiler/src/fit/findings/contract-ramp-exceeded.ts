import { type Campus, central } from '../../ir/index.js';
import { showIn, showQuantity } from '../../ir/show.js';
import { type FitContext, whatIf } from '../context.js';
import type { Change, Finding } from '../finding.js';
import { blockName, yearDate } from '../words.js';
import { contractViews, type ContractView } from './contract-views.js';

/** Time for which a battery covers the rest of a ramp: as long as the limit takes to follow it, 15 min at most. */
const LONGEST = 900;

/** DCP4303: one-minute changes above the contract's ramp rate. */
export function contractRampExceeded(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { campus, contract, path, result } = view;
  const year = result.firstRampBreach;
  if (year < 0 || contract.rampRate === undefined) return [];
  const limit = central(contract.rampRate);
  const worst = result.ramp.reduce((most, ramp) => Math.max(most, ramp), 0);
  const power = Math.ceil(((worst - limit) * 60) / 1e5) * 1e5;
  const seconds = Math.min(LONGEST, (worst * 60) / Math.max(limit, 1));
  const energy = Math.ceil((power * seconds) / 2 / 3.6e8) * 3.6e8;
  const text = `battery ${freeName(campus)} {\n  power: ${String(power / 1e6)} MW\n  energy: ${String(energy / 3.6e9)} MWh\n}`;
  const change: Change = { type: 'member', path: campus.path ?? '', text, imports: [] };
  const mend = whatIf(context, `a battery of ${showQuantity(power, 'MW')}, ${showQuantity(energy, 'MWh')}`, [change]);
  return [
    {
      code: 'DCP4303',
      slug: 'contract-ramp-exceeded',
      severity: 'warning',
      path,
      property: 'rampRate',
      message: `${blockName(path)} allows ${showIn(limit, 'MW/min')}; the load changes by up to ${showIn(worst, 'MW/min')} from ${yearDate(context, year)}, when a training job stops or starts`,
      notes: ['Jobs of several halls are taken to stop together. Power smoothing or staggered stops do what the battery does, where the operator has them.'],
      impact: {
        presentValue: mend === undefined ? null : -mend.predicted.presentValue,
        energy: 0,
        carbon: null,
        from: yearDate(context, year),
        until: null,
        basis: 'what a battery that covers the difference costs',
      },
      ...(mend ? { mends: [mend] } : {}),
    },
  ];
}

/** A name that no battery of the campus has. */
function freeName(campus: Campus): string {
  const taken = new Set(campus.battery.map((battery) => battery.name));
  let name = 'Smoothing';
  for (let i = 2; taken.has(name); i++) name = `Smoothing${String(i)}`;
  return name;
}
