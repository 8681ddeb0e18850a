import { type Campus, central } from '../../ir/index.js';
import { showIn, showQuantity } from '../../ir/show.js';
import { type FitContext, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, yearDate } from '../words.js';
import { contractViews, type ContractView, freeBatteryName } from './contract-views.js';

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
  const swings = result.swings();
  const mend = limit > 0 ? smoothing(context, campus, worst, limit) : undefined;
  return [
    {
      code: 'DCP4303',
      slug: 'contract-ramp-exceeded',
      severity: 'warning',
      path,
      property: 'rampRate',
      message: `${blockName(path)} allows ${showIn(limit, 'MW/min')}; the load changes by up to ${showIn(worst, 'MW/min')} from ${yearDate(context, year)}, when a training job stops or starts`,
      notes: [
        'Jobs of several halls are taken to stop together. Power smoothing or staggered stops do what the battery does, where the operator has them.',
        `Before any battery the load moves by up to ${showQuantity(swings.seconds, 'MW')} within 2 s, ${showQuantity(swings.minute, 'MW')} within a minute and ${showQuantity(swings.quarterHour, 'MW')} within a quarter of an hour; the contract limits successive minutes alone.`,
      ],
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

/** A battery that covers a step of `worst` W/s over a minute while the grid follows at `limit` W/s: E = ΔP²/(2·r) (MODELS B2g). */
function smoothing(context: FitContext, campus: Campus, worst: number, limit: number): Mend | undefined {
  const step = worst * 60;
  const power = Math.ceil((step - limit * 60) / 1e5) * 1e5;
  const energy = Math.ceil((step * step) / (2 * limit) / 3.6e8) * 3.6e8;
  const text = `battery ${freeBatteryName(campus, 'Smoothing')} {\n  power: ${String(power / 1e6)} MW\n  energy: ${String(energy / 3.6e9)} MWh\n}`;
  const change: Change = { type: 'member', path: campus.path ?? '', text, imports: [] };
  return whatIf(context, `a battery of ${showQuantity(power, 'MW')}, ${showQuantity(energy, 'MWh')}`, [change]);
}
