import {
  type AnyContract,
  type AnyWorkload,
  type Campus,
  central,
  type Economics,
  type Electrical,
  type Hall,
  indexPlan,
  resolve,
} from '../../ir/index.js';
import { CAPACITY_MULTIPLIER } from '../../simulation/economics/capital.js';
import type { SimulationResult } from '../../simulation/results.js';
import { confirmedBest, costOf, type FitContext, metricOf, whatIf } from '../context.js';
import { heldEqual, roughSaving } from '../counterfactual/held-equal.js';
import type { Change, Mend } from '../finding.js';
import { libraryEntries } from '../library.js';
import { interactiveOf, worthOfShare } from './work-lost.js';

/** A hall with its power path, the interactive work that runs there, and from when a mismatch is worth a finding, USD. */
export interface PathView {
  readonly campus: Campus;
  readonly hall: Hall;
  readonly path: string;
  readonly electrical: Electrical;
  readonly interactive: readonly AnyWorkload[];
  /** Most of the hall's accelerators that interactive work holds in any year. */
  readonly interactiveShare: number;
  /** The same of work that can stop and go on. */
  readonly otherShare: number;
  readonly least: number;
}

/** The path of a hall; `undefined` where a landlord owns it, nothing works there, or its cost is unknown. */
export function pathView(context: FitContext, campus: Campus, hall: Hall, least: number): PathView | undefined {
  const path = hall.path ?? '';
  const result = context.result.halls.get(path);
  const leased = hall.power.every((use) => resolve<AnyContract>(context.index, use).kind === 'colocation');
  const paths = new Set(context.alike?.paths ?? [path]);
  const own = costOf(context.result, (line) => paths.has(line.path) && line.subsystem === 'electrical');
  if (leased || result === undefined || own === null || own < least || result.held.every((held) => held <= 0))
    return undefined;
  const interactive = interactiveOf(context, campus).filter(({ path: workload }) =>
    context.result.assignments.some((each) => each.hall === path && each.workload === workload),
  );
  const works = new Set(interactive.map((workload) => workload.path));
  const mostHeld = (isInteractive: boolean): number => {
    const byYear = context.result.years.map((_, year) =>
      context.result.assignments.reduce(
        (sum, each) =>
          each.hall === path && works.has(each.workload) === isInteractive ? sum + (each.accelerators[year] ?? 0) : sum,
        0,
      ),
    );
    return Math.min(1, Math.max(...byYear) / Math.max(1, result.accelerators * result.count));
  };
  return {
    campus,
    hall,
    path,
    electrical: resolve<Electrical>(context.index, hall.electrical),
    interactive,
    interactiveShare: mostHeld(true),
    otherShare: mostHeld(false),
    least,
  };
}

/** Capital of a path per IT power, USD/W, as halls are charged for it. */
export function pathCapital(context: FitContext, campus: Campus, electrical: Electrical): number {
  const economics = resolve<Economics>(context.index, campus.economics);
  const multiplier = CAPACITY_MULTIPLIER[electrical.redundancy];
  return (
    multiplier * (central(economics.distribution) + central(economics.ups) * central(electrical.upsShare)) +
    central(economics.generators) * central(electrical.generatorShare)
  );
}

/** Paths of the catalogue that `pick` takes, as changes of a hall. */
export function otherPaths(
  context: FitContext,
  { hall, path }: PathView,
  pick: (electrical: Electrical) => boolean,
): readonly (readonly Change[])[] {
  const current = 'ref' in hall.electrical ? hall.electrical.ref : hall.electrical.base;
  return libraryEntries(context, (entity): entity is Electrical => entity.kind === 'electrical')
    .filter(({ entity, key }) => key !== current && pick(entity))
    .map(({ name, key }) => [
      { type: 'property', path, property: 'electrical', text: name.name, imports: [name], value: { ref: key } },
    ]);
}

/** Changes of properties of the hall's own path: shares in percent, and its class. */
export function within({ path }: PathView, pairs: readonly (readonly [property: string, text: string])[]): Change[] {
  return pairs.map(([property, text]) => ({
    type: 'property',
    path: `${path}.electrical`,
    property,
    text,
    imports: [],
    value: text.endsWith(' %') ? Number(text.slice(0, -2)) / 100 : text,
  }));
}

/** A changed path with what it comes to. */
export interface PathMend {
  readonly mend: Mend;
  readonly result: SimulationResult;
  /** With useful work held equal, USD; `undefined` where interactive work without a declared value loses more. */
  readonly saves: number | undefined;
}

/** Each set of changes of a hall's path that is a mend, simulated. */
export function pathMends(context: FitContext, view: PathView, candidates: readonly (readonly Change[])[]): PathMend[] {
  return candidates.flatMap((changes) => pathMend(context, view, changes) ?? []);
}

/** Of those that may be worth as much as a finding is, the ones that may be worth most, by `worth`, USD. */
export function savingPaths(
  context: FitContext,
  view: PathView,
  candidates: readonly (readonly Change[])[],
  worth: (mend: PathMend) => number,
): PathMend[] {
  const rough = roughSaving(context);
  return confirmedBest(
    candidates,
    view.least,
    (changes) => rough({ changes }),
    (changes) => pathMend(context, view, changes),
    worth,
  );
}

function pathMend(context: FitContext, view: PathView, changes: readonly Change[]): PathMend | undefined {
  const own = context.result.presentValue;
  const plan = context.realise(changes);
  const title = changes
    .map((change) => (change.type === 'property' ? `${change.property}: ${change.text}` : ''))
    .join(', ');
  const mend = plan === undefined ? undefined : whatIf(context, title, changes);
  if (plan === undefined || mend === undefined || own === null) return undefined;
  const result = context.simulate(plan);
  const now = heldEqual(context)({ plan, index: indexPlan(plan), result });
  const shared = sharedLoss(context, view, result);
  return { mend, result, saves: now === undefined || shared === null ? undefined : own - now - shared };
}

/** What work above campuses loses more in this hall, at its declared value; `null` where it has none. USD. */
function sharedLoss(context: FitContext, view: PathView, after: SimulationResult): number | null {
  let usd = 0;
  for (const workload of view.interactive) {
    if (!isShared(context, workload.path)) continue;
    const shares = lossBetween(context, view, after, context.result, workload.path ?? '');
    if (!shares.some((share) => share > 1e-9)) continue;
    const worth = worthOfShare(context, view.campus, workload, shares);
    if (worth === null) return null;
    usd += worth;
  }
  return usd;
}

function isShared({ plan }: FitContext, workload: string | undefined): boolean {
  return plan.workload.some(({ path }) => path === workload);
}

/** The one that saves most with useful work held equal. */
export function bestPath(mends: readonly PathMend[]): (PathMend & { readonly saves: number }) | undefined {
  let best: (PathMend & { readonly saves: number }) | undefined;
  for (const each of mends)
    if (each.saves !== undefined && each.saves > (best?.saves ?? 0)) best = { ...each, saves: each.saves };
  return best;
}

/**
 * Share of each year's work that interruptions take from a workload in one result less that in another. Work above campuses
 * counts by the hours of this hall and the part of its accelerators that it holds here: its own metric is the worst of its campuses.
 */
export function lossBetween(
  context: FitContext,
  { path }: Pick<PathView, 'path'>,
  more: SimulationResult,
  less: SimulationResult,
  workload: string,
): number[] {
  if (!isShared(context, workload)) {
    const of = (result: SimulationResult, year: number): number =>
      metricOf(result, workload, 'outageLoss')?.byYear[year] ?? 0;
    return context.result.years.map((_, year) => of(more, year) - of(less, year));
  }
  const hours = (result: SimulationResult, year: number): number =>
    (metricOf(result, path, 'unavailable')?.byYear[year] ?? 0) / (8760 * 3600);
  return context.result.years.map((_, year) => {
    let here = 0;
    let all = 0;
    for (const each of context.result.assignments) {
      if (each.workload !== workload) continue;
      all += each.accelerators[year] ?? 0;
      if (each.hall === path) here += each.accelerators[year] ?? 0;
    }
    return all > 0 ? ((hours(more, year) - hours(less, year)) * here) / all : 0;
  });
}

/** What a message calls a path: the entry that it is, else nothing but a path. */
export function pathName({ electrical }: PathView): string {
  const name = electrical.name ?? electrical.base?.slice(electrical.base.indexOf('#') + 1);
  if (name === undefined) return 'power path';
  return /path$/i.test(name) ? name : `${name} path`;
}
