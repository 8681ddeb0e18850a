import { central, indexPlan } from '../../ir/index.js';
import { showIn, showShare } from '../../ir/show.js';
import type { SimulationResult } from '../../simulation/results.js';
import { confirmedBest, type FitContext, metricOf, type Trial, whatIf } from '../context.js';
import { heldEqual, roughSaving } from '../counterfactual/held-equal.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, listed, yearDate } from '../words.js';
import { contractViews, type ContractView, largestUse } from './contract-views.js';
import { interactiveOf } from './work-lost.js';
import { leastWorth } from './worth.js';

/** Firm shares that are tried. */
const FIRM = [0.9, 0.75, 0.5, 0.25, 0] as const;

/** DCP4308: firm power under work that could wait, where the tariff pays for what may be interrupted. */
export function contractFirm(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { campus, contract, path, result } = view;
  const least = leastWorth(context, campus, 'contract');
  const credit = central(contract.interruptibleCredit);
  if (least === null || credit <= 0 || contract.interruptibleHours <= 0 || contract.firm <= 0) return [];
  // Work that called hours already take, and that cannot wait, is DCP4307.
  const losing = interactiveOf(context, campus).some(
    (workload) => (metricOf(context.result, workload.path ?? '', 'calledLoss')?.value ?? 0) > 1e-6,
  );
  if (losing) return [];
  const best = softer(context, view, least);
  if (best === undefined || best.saves < least) return [];
  return [
    {
      code: 'DCP4308',
      slug: 'firm-could-wait',
      severity: 'warning',
      path,
      property: 'firm',
      message: `${showShare(contract.firm)} of ${blockName(path)} is firm, and its tariff pays ${showIn(credit, 'USD/kW/month')} for what may be called ${showIn(contract.interruptibleHours, 'h')} a year: the work on it could wait that long`,
      notes: [
        `The highest month uses ${showShare(largestUse(result))} of the capacity: what is never drawn may be interrupted at no loss.`,
        `With ${best.mend.title} ${best.words}.`,
      ],
      impact: {
        presentValue: best.saves,
        energy: best.mend.predicted.energy,
        carbon: best.mend.carbon,
        from: yearDate(context, 0),
        until: null,
        basis: `this plan less the same plan with: ${best.mend.title}, and the work that called hours take made up`,
      },
      mends: [best.mend],
    },
  ];
}

interface Softer {
  readonly mend: Mend;
  /** With useful work held equal, USD. */
  readonly saves: number;
  readonly words: string;
}

/** The firm share that costs least with useful work held equal; `undefined` where none costs `least` less. */
function softer(context: FitContext, { contract, path }: ContractView, least: number): Softer | undefined {
  const trials = FIRM.filter((firm) => firm < contract.firm - 1e-9).map((firm): Trial => {
    const text = `${String(100 * firm)} %`;
    const change: Change = { type: 'property', path, property: 'firm', text, imports: [], value: firm };
    return { title: `firm: ${text}`, changes: [change] };
  });
  const found = confirmedBest(
    trials,
    least,
    roughSaving(context),
    (trial) => softened(context, trial),
    ({ saves }) => saves,
  );
  return found.sort((a, b) => b.saves - a.saves)[0];
}

function softened(context: FitContext, { title, changes }: Trial): Softer | undefined {
  const plan = context.realise(changes);
  const own = context.result.presentValue;
  if (plan === undefined || own === null) return undefined;
  const result = context.simulate(plan);
  const now = heldEqual(context)({ plan, index: indexPlan(plan), result });
  const mend = now === undefined ? undefined : whatIf(context, title, changes);
  return now === undefined || mend === undefined || now >= own
    ? undefined
    : { mend, saves: own - now, words: lossWords(context, result) };
}

/** What called hours take from each workload. */
function lossWords(context: FitContext, after: SimulationResult): string {
  const lost = [...context.plan.campus.flatMap(({ workload }) => workload), ...context.plan.workload].flatMap(
    ({ path = '' }) => {
      const share = metricOf(after, path, 'calledLoss')?.value ?? 0;
      return share > 1e-6 ? [`${showShare(share)} of ${blockName(path)}`] : [];
    },
  );
  return lost.length === 0
    ? 'called hours take nothing but what can be done later'
    : `called hours take ${listed(lost)}, which is counted`;
}
