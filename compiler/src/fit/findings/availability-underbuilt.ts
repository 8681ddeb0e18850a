import { central } from '../../ir/index.js';
import { showIn, showShare } from '../../ir/show.js';
import { type FitContext, metricOf } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, listed, openingMonth } from '../words.js';
import {
  lossBetween,
  otherPaths,
  pathCapital,
  type PathMend,
  pathMends,
  pathName,
  type PathView,
  within,
} from './electrical-view.js';
import { breakEven, unitPrice, worthOfShare } from './work-lost.js';

/** DCP4602: interruptions of power take more from interactive work than a better path would cost. */
export function availabilityUnderbuilt(context: FitContext, view: PathView): Finding[] {
  const { campus, hall, path, interactive, interactiveShare, least } = view;
  if (interactive.length === 0 || interactiveShare <= 0) return [];
  const better = betterPaths(context, view).map((each) => ({ ...each, gains: gainOf(context, view, each) }));
  const best = better.reduce<(typeof better)[number] | undefined>(
    (most, each) => (each.gains > (most?.gains ?? 0) ? each : most),
    undefined,
  );
  if (best === undefined || best.gains < least) return [];
  const { mend, gains } = best;
  const parts = partsOf(context, view, best);
  const hours = metricOf(context.result, path, 'unavailable')?.value ?? null;
  const after = metricOf(best.result, path, 'unavailable')?.value ?? null;
  const even = breakEven(context, campus, parts, Math.max(0, -mend.predicted.presentValue));
  const worst = Math.max(...parts.map(({ workload }) => worstLoss(context, workload.path ?? '')));
  const [first] = interactive;
  return [
    {
      code: 'DCP4602',
      slug: 'availability-underbuilt',
      severity: 'warning',
      path,
      property: 'electrical',
      message: `${blockName(path)}'s ${pathName(view)} stands without power ${showIn(hours, 'h')} a year: ${listed(parts.map(({ workload }) => blockName(workload.path ?? '')))} cannot wait and ${parts.length > 1 ? 'lose' : 'loses'} up to ${showShare(worst)} of a year's work`,
      notes: [
        `With ${mend.title} it is ${showIn(after, 'h')} a year.`,
        ...(even === undefined || first === undefined || even <= 0
          ? []
          : [`The better path pays where unserved work is worth more than ${unitPrice(even, first)}.`]),
      ],
      impact: {
        presentValue: gains,
        energy: mend.predicted.energy,
        carbon: mend.carbon,
        from: openingMonth(campus, hall),
        until: null,
        basis: `work that interruptions take at its declared value, less what ${mend.title} costs`,
      },
      mends: [mend],
    },
  ];
}

/** Dearer paths of the catalogue, and the hall's own with UPS and generators for what interactive work holds. */
function betterPaths(context: FitContext, view: PathView): PathMend[] {
  const { campus, electrical, interactiveShare, interactive } = view;
  // Without a value there is nothing to weigh the cost of a path against.
  if (!interactive.some((workload) => 'value' in workload)) return [];
  const own = pathCapital(context, campus, electrical);
  const entries = otherPaths(context, view, (other) => pathCapital(context, campus, other) > own * (1 + 1e-9));
  const text = `${String(Math.ceil(interactiveShare * 20 - 1e-9) * 5)} %`;
  const pairs = (['upsShare', 'generatorShare'] as const)
    .filter((property) => central(electrical[property]) < interactiveShare - 1e-9)
    .map((property): [string, string] => [property, text]);
  return pathMends(context, view, [...entries, ...(pairs.length === 0 ? [] : [within(view, pairs)])]);
}

/** What a better path is worth over its cost, USD: work without a declared value counts for nothing. */
function gainOf(context: FitContext, view: PathView, mend: PathMend): number {
  let worth = mend.saves ?? mend.mend.predicted.presentValue;
  for (const { workload, shares } of partsOf(context, view, mend)) {
    const usd = worthOfShare(context, view.campus, workload, shares);
    if (usd !== null) worth += usd;
  }
  return worth;
}

/** Interactive work that loses less, and how much less of each year. */
function partsOf(
  context: FitContext,
  view: PathView,
  { result }: PathMend,
): { readonly workload: PathView['interactive'][number]; readonly shares: number[] }[] {
  return view.interactive.map((workload) => ({
    workload,
    shares: lossBetween(context, view, context.result, result, workload.path ?? ''),
  }));
}

function worstLoss(context: FitContext, workload: string): number {
  return Math.max(0, ...(metricOf(context.result, workload, 'outageLoss')?.byYear ?? []).map((share) => share ?? 0));
}
