import { type AnyNetwork, type Campus, type Electrical, indexPlan, resolve } from '../../ir/index.js';
import { showMoney, showShare } from '../../ir/show.js';
import type { SimulationResult } from '../../simulation/results.js';
import { type FitContext, mendOf, roughly, subsystemCost, thresholdOf } from '../context.js';
import { alikeHalls, hallAt } from '../counterfactual/halls.js';
import { heldEqual } from '../counterfactual/held-equal.js';
import type { Change, Finding } from '../finding.js';
import type { Simulated } from '../requirements.js';
import { blockName, listed, openingMonth } from '../words.js';
import { lossBetween } from './electrical-view.js';
import {
  built,
  changesOf,
  type Design,
  entryPath,
  type Form,
  formOf,
  type Moving,
  movingMix,
  partly,
} from './hall-forms.js';
import { interactiveOf, worthOfShare } from './work-lost.js';

const RATIOS = [1, 2, 4, 8] as const;

/**
 * DCP4703: halls built for one class of work, or for both, while the mix that runs in them moves, where another of the three
 * forms does the same work for less over the years.
 */
export function purposeOrConvertible(context: FitContext): Finding[] {
  return alikeHalls(context.plan).flatMap(({ campus, hall, paths, isLeased }) => {
    const least = leastFor(context, campus);
    const moving = isLeased || least === null ? undefined : movingMix(context, campus, hall, paths);
    return moving === undefined || least === null ? [] : check(context, moving, least);
  });
}

function leastFor(context: FitContext, campus: Campus): number | null {
  const network = subsystemCost(context.result, campus.path ?? '', 'network');
  const electrical = subsystemCost(context.result, campus.path ?? '', 'electrical');
  if (network === null || electrical === null) return null;
  const { minimum, share } = thresholdOf(context.plan, campus);
  return Math.max(minimum, share * (network + electrical));
}

function check(context: FitContext, moving: Moving, least: number): Finding[] {
  const base = context.estimate(context.plan);
  if (base.presentValue === null || context.result.presentValue === null) return [];
  const estimated = pricer(context, moving, base);
  const whole: Design = { electrical: entryPath('Standard') };
  const bare: Design = { electrical: entryPath('Training_Path') };
  // A fabric and a path cost what they cost whichever the other is: each is chosen by itself.
  const fabric = cheapest(
    RATIOS.map((ratio) => ({ ratio })),
    estimated,
  );
  const covered = cheapest(
    [{}, whole, bare, ...partly(context, moving)].map((each) => ({ ...fabric, ...each })),
    estimated,
  );
  const changes = covered === undefined ? [] : changesOf(moving, covered);
  // One of the two alone is a finding of the fabric or of the path.
  if (new Set(changes.map((change) => (change.type === 'property' ? change.property : ''))).size < 2) return [];
  const mended = context.realise(changes);
  const index = mended && indexPlan(mended);
  const after = index && hallAt(index, moving.hall.path ?? '');
  if (mended === undefined || index === undefined || after === undefined) return [];
  const own = formOf(moving.network, moving.electrical);
  const form = formOf(resolve<AnyNetwork>(index, after.network), resolve<Electrical>(index, after.electrical));
  if (form === own) return [];
  const result = context.simulate(mended);
  const now = priced(context, moving, context.result)({ plan: mended, index, result });
  const title = titleOf(changes);
  const mend = mendOf(context.result, result, title, changes);
  if (now === undefined || mend === undefined) return [];
  const saves = context.result.presentValue - now;
  if (saves < least) return [];
  const pure = ([name, design]: readonly [Form, Design]): string => {
    const usd = estimated(design);
    return usd === undefined
      ? `One built for ${name} alone would do less.`
      : `One built for ${name} alone: ${showMoney(Math.abs(usd - base.presentValue!))} ${usd < base.presentValue! ? 'less' : 'more'} than as it is, by representative hours.`;
  };
  const alone: readonly (readonly [Form, Design])[] = [
    ['training', { ratio: 1, ...bare }],
    ['inference', { ratio: 8, ...whole }],
  ];
  const names = listed(moving.paths.map(blockName));
  const year = (at: number): string => String(context.result.years[at] ?? 0);
  return [
    {
      code: 'DCP4703',
      slug: 'purpose-or-convertible',
      severity: 'warning',
      path: moving.hall.path ?? '',
      message: `${names} ${moving.paths.length > 1 ? 'are' : 'is'} ${built(own)}, and what cannot wait is ${showShare(moving.least.share)} of its work in ${year(moving.least.year)} and ${showShare(moving.most.share)} in ${year(moving.most.year)}: ${built(form)} ${moving.paths.length > 1 ? 'they' : 'it'} would do the same for less`,
      notes: [
        ...alone.filter(([name]) => name !== own && name !== form).map(pure),
        'Its parts by themselves are findings of the fabric (DCP42xx) and of the power path (DCP46xx): the sum is this one, not on top of it.',
      ],
      impact: {
        presentValue: saves,
        energy: mend.predicted.energy,
        carbon: mend.carbon,
        from: openingMonth(moving.campus, moving.hall),
        until: null,
        basis: `this plan less the same plan with: ${title}, work held equal`,
      },
      mends: [mend],
    },
  ];
}

/** A design's cost with useful work held equal, by representative hours, USD; `undefined` where it serves less. */
function pricer(context: FitContext, moving: Moving, base: SimulationResult): (design: Design) => number | undefined {
  const price = priced(context, moving, base);
  return (design) => {
    const changes = changesOf(moving, design);
    if (changes.length === 0) return base.presentValue ?? undefined;
    const changed = roughly(context, changes);
    return changed && price(changed);
  };
}

/** Useful work held equal, and interactive work that interruptions take no longer credited at its declared value, USD. */
function priced(
  context: FitContext,
  { campus, paths: [path = ''] }: Moving,
  before: SimulationResult,
): (after: Simulated) => number | undefined {
  const own = { ...context, result: before };
  const price = heldEqual(own);
  return (after) => {
    const usd = price(after);
    if (usd === undefined) return undefined;
    return interactiveOf(own, campus).reduce((sum, workload) => {
      const less = lossBetween(own, { path }, before, after.result, workload.path ?? '');
      const kept = less.map((share) => Math.max(0, share));
      return sum - (worthOfShare(own, campus, workload, kept) ?? 0);
    }, usd);
  };
}

function cheapest(designs: readonly Design[], price: (design: Design) => number | undefined): Design | undefined {
  let best: { readonly design: Design; readonly usd: number } | undefined;
  for (const design of designs) {
    const usd = price(design);
    if (usd !== undefined && usd < (best?.usd ?? Infinity)) best = { design, usd };
  }
  return best?.design;
}

function titleOf(changes: readonly Change[]): string {
  const texts = changes.map((change) => (change.type === 'property' ? `${change.property}: ${change.text}` : ''));
  return [...new Set(texts)].join(', ');
}
