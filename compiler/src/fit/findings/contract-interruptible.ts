import { showIn, showShare } from '../../ir/show.js';
import { type FitContext, metricOf, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, listed, yearDate } from '../words.js';
import { contractViews, type ContractView } from './contract-views.js';
import { interactiveOf, worthOfShare } from './work-lost.js';
import { leastWorth } from './worth.js';

/** Least share of a year's work that counts. */
const LEAST = 1e-6;
/** Firm shares that are tried. */
const FIRM = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/** DCP4307: called hours of an interruptible contract take work that cannot wait. */
export function contractInterruptible(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { campus, contract, path } = view;
  const least = leastWorth(context, campus, 'contract');
  if (least === null || contract.firm >= 1 || contract.interruptibleHours <= 0) return [];
  const hit = interactiveOf(context, campus).flatMap((workload) => {
    const shares = metricOf(context.result, workload.path ?? '', 'calledLoss')?.byYear ?? [];
    const first = shares.findIndex((share) => share !== null && share > LEAST);
    return first < 0 ? [] : [{ workload, shares, first }];
  });
  if (hit.length === 0) return [];
  const worths = hit.map(({ workload, shares }) => worthOfShare(context, campus, workload, shares));
  const worth = worths.reduce<number | null>((sum, usd) => (sum === null || usd === null ? null : sum + usd), 0);
  const paths = hit.map(({ workload }) => workload.path ?? '');
  const mend = firmer(context, view, paths);
  const net = worth === null || mend === undefined ? worth : worth + mend.predicted.presentValue;
  if (net !== null && net < least) return [];
  const most = Math.max(...hit.flatMap(({ shares }) => shares.map((share) => share ?? 0)));
  return [
    {
      code: 'DCP4307',
      slug: 'interruptible-cannot-wait',
      severity: 'warning',
      path,
      property: 'firm',
      message: `${showShare(1 - contract.firm)} of ${blockName(path)} may be called for ${showIn(contract.interruptibleHours, 'h')} a year, and ${listed(paths.map(blockName))} cannot wait: up to ${showShare(most)} of a year's work goes unserved`,
      notes: [
        'In called hours generation and batteries cover first, then work that can wait gives way, then training, interactive work last.',
        ...(worth === null ? ['Declare `value` of the work to weigh it against the credit.'] : []),
      ],
      impact: {
        presentValue: net,
        energy: null,
        carbon: null,
        from: yearDate(context, Math.min(...hit.map(({ first }) => first))),
        until: null,
        basis:
          worth === null
            ? 'since the workload declares no `value` of unserved work'
            : 'work that called hours take at its declared value, less the credit that the mend gives up',
      },
      ...(mend === undefined ? {} : { mends: [mend] }),
    },
  ];
}

/** The least firm share, in tenths, at which called hours take nothing from work that cannot wait. */
function firmer(context: FitContext, { contract, path }: ContractView, workloads: readonly string[]): Mend | undefined {
  for (const firm of FIRM) {
    if (firm <= contract.firm + 1e-9) continue;
    const text = `${String(Math.round(100 * firm))} %`;
    const change: Change = { type: 'property', path, property: 'firm', text, imports: [] };
    const plan = context.realise([change]);
    if (plan === undefined) return undefined;
    const after = context.simulate(plan);
    const lost = (workload: string): number =>
      Math.max(0, ...(metricOf(after, workload, 'calledLoss')?.byYear ?? []).map((share) => share ?? 0));
    if (workloads.every((workload) => lost(workload) <= LEAST)) return whatIf(context, `firm: ${text}`, [change]);
  }
  return undefined;
}
