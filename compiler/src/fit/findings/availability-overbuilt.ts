import { central, type Electrical } from '../../ir/index.js';
import { showIn, showMoney, showShare } from '../../ir/show.js';
import { CAPACITY_MULTIPLIER } from '../../simulation/economics/capital.js';
import { type FitContext, metricOf } from '../context.js';
import type { Change, Finding } from '../finding.js';
import { blockName, listed, openingMonth } from '../words.js';
import {
  bestPath,
  otherPaths,
  pathCapital,
  type PathMend,
  pathName,
  savingPaths,
  type PathView,
  within,
} from './electrical-view.js';

/** A path that saves money with useful work held equal, and what it saves. */
export type Cheaper = PathMend & { readonly saves: number };

/**
 * The cheapest path for the work of a hall, interruptions priced: less redundancy or less cover. Where interactive work runs
 * there, what it holds stays covered as it is.
 */
export function leanerPath(context: FitContext, view: PathView): Cheaper | undefined {
  const { campus, electrical, interactiveShare, otherShare } = view;
  const own = pathCapital(context, campus, electrical);
  const covers = (other: Electrical): boolean =>
    central(other.upsShare) >= interactiveShare - 1e-9 && central(other.generatorShare) >= interactiveShare - 1e-9;
  const entries = otherPaths(
    context,
    view,
    (other) =>
      pathCapital(context, campus, other) < own * (1 - 1e-9) &&
      (interactiveShare <= 0 || (otherShare >= OTHER && covers(other) && keepsClass(other, electrical))),
  );
  return bestPath(savingPaths(context, view, [...entries, ...coverChanges(view)], ({ saves }) => saves ?? -Infinity));
}

/** Least share of a hall that work which can stop and go on must hold beside interactive work. */
const OTHER = 0.05;

/** Share of a hall whose controls and pumps stay behind a UPS, whatever runs there: that of the catalogue's training path. */
const CONTROLS = 0.1;

/** True where a path has no fewer spare systems: what interactive work rests on. */
function keepsClass(other: Electrical, own: Electrical): boolean {
  return CAPACITY_MULTIPLIER[other.redundancy] >= CAPACITY_MULTIPLIER[own.redundancy];
}

/**
 * The same path with UPS and generators for interactive work alone, in steps of 5 %; none where nothing else runs in the hall,
 * which is then a matter of its size.
 */
function coverChanges(view: PathView): (readonly Change[])[] {
  const { electrical, interactiveShare, otherShare } = view;
  if (otherShare < OTHER) return [];
  const share = Math.ceil(interactiveShare * 20 - 1e-9) / 20;
  const pairs = (
    [
      ['upsShare', Math.max(share, CONTROLS)],
      ['generatorShare', share],
    ] as const
  )
    .filter(([property, wanted]) => wanted < central(electrical[property]) - 1e-9)
    .map(([property, wanted]): [string, string] => [property, `${String(Math.round(100 * wanted))} %`]);
  return pairs.length === 0 ? [] : [within(view, pairs), ...pairs.slice(-1).map((pair) => within(view, [pair]))];
}

/** DCP4601: a power path that is better than the work in the hall needs. */
export function availabilityOverbuilt(context: FitContext, view: PathView, cheaper: Cheaper | undefined): Finding[] {
  const { campus, hall, path, electrical, interactive, interactiveShare, least } = view;
  if (cheaper === undefined || cheaper.saves < least) return [];
  const { mend, result, saves } = cheaper;
  const before = metricOf(context.result, path, 'unavailable')?.value ?? null;
  const after = metricOf(result, path, 'unavailable')?.value ?? null;
  const work = context.result.assignments
    .filter((each) => each.hall === path && !interactive.some((other) => other.path === each.workload))
    .map(({ workload }) => blockName(workload));
  const made = Math.max(0, mend.predicted.presentValue - saves);
  const needs =
    interactive.length === 0
      ? `${listed(work)} can stop and go on`
      : `${listed(work)} can stop and go on; ${listed(interactive.map((workload) => blockName(workload.path ?? '')))} cannot, and hold${interactive.length > 1 ? '' : 's'} ${showShare(interactiveShare)} of it at most`;
  return [
    {
      code: 'DCP4601',
      slug: 'availability-overbuilt',
      severity: 'warning',
      path,
      property: 'electrical',
      message: `${blockName(path)}'s ${pathName(view)} is ${electrical.redundancy}, with a UPS for ${showShare(central(electrical.upsShare))} and generators for ${showShare(central(electrical.generatorShare))} of it: ${needs}`,
      notes: [
        `The hall stands without power ${showIn(before, 'h')} a year; ${showIn(after, 'h')} with ${mend.title}.${made > 0 ? ` Making up what that takes costs ${showMoney(made)}, which is counted.` : ''}`,
        ...(interactive.length === 0
          ? []
          : ['What must not stop hangs behind the UPS first: an assumption of how operators wire it.']),
      ],
      impact: {
        presentValue: saves,
        energy: mend.predicted.energy,
        carbon: mend.carbon,
        from: openingMonth(campus, hall),
        until: null,
        basis: `this plan less the same plan with: ${mend.title}, and the work that interruptions take made up`,
      },
      mends: [mend],
    },
  ];
}
