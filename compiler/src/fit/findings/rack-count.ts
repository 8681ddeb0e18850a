import { type Hall, isRef } from '../../ir/index.js';
import type { SimulationResult } from '../../simulation/results.js';
import { type FitContext, metricOf, patched, whatIf } from '../context.js';
import type { Change, Mend } from '../finding.js';
import { servesLess } from '../no-worse.js';
import { blockName } from '../words.js';

type PropertyChange = Extract<Change, { readonly type: 'property' }>;

/** How a plan names a rack. */
export interface RackName {
  readonly name: string;
  readonly module?: string;
}

/** How a plan names a rack, with the module that it comes from; `undefined` for one that is refined in place. */
function rackName(use: Hall['racks'][number]['of']): RackName | undefined {
  if (!isRef(use)) return undefined;
  const [module = '', name] = use.ref.split('#');
  return name === undefined ? { name: blockName(use.ref) } : { name, module };
}

/** Racks of one kind. */
export interface RackCount {
  readonly count: number;
  readonly rack: RackName;
}

/** The one kind of rack in a hall, with its number; `undefined` where it has several, or refines one in place. */
export function soleRack(hall: Hall): RackCount | undefined {
  const [entry] = hall.racks;
  if (entry === undefined || hall.racks.length !== 1) return undefined;
  const rack = rackName(entry.of);
  return rack === undefined ? undefined : { count: entry.count, rack };
}

/** So many racks in a hall, as its source would say it. */
export function racksChange(hall: Hall, rack: RackName, count: number): PropertyChange {
  const imports = rack.module === undefined ? [] : [{ module: rack.module, name: rack.name }];
  const own = soleRack(hall)?.rack;
  const [entry] = hall.racks;
  // Other racks make another density: only compiling anew works that out.
  const isOwn = entry !== undefined && own?.name === rack.name && own.module === rack.module;
  return {
    type: 'property',
    path: hall.path ?? '',
    property: 'racks',
    text: `${String(count)} of ${rack.name}`,
    imports,
    ...(isOwn ? { value: [{ count, of: entry.of }] } : {}),
  };
}

/** Share of a hall's accelerators that workloads hold, the most of any year of its own; `undefined` where unknown. */
export function mostHeld(result: SimulationResult, path: string): number | undefined {
  const byYear = metricOf(result, path, 'reserved')?.byYear ?? [];
  const known = byYear.filter((share): share is number => share !== null);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** Room over the year's mean that a size is tried with: demand grows within the year, and replicas come in whole ones. */
const MARGINS = [1, 1.01, 1.02, 1.05, 1.1, 1.2] as const;

/**
 * The smallest of a few sizes of a hall, below the one given, at which no workload is served less than in the plan as
 * written, with `also` made besides. Sizes that representative hours rule out are not simulated hour by hour. `undefined`
 * where no smaller one serves the same.
 * @param share of the accelerators in `most` that is needed, at a guess
 */
export function fewest(
  context: FitContext,
  hall: Hall,
  most: RackCount,
  share: number,
  also: readonly Change[] = [],
): Mend | undefined {
  for (const { changes } of sizesOf(context, hall, most, share, also)) {
    const mend = whatIf(context, titleOf(changes, hall), changes);
    if (mend !== undefined) return mend;
  }
  return undefined;
}

/** Sizes to try, the smallest first, of which representative hours say that they serve the same; worked out as asked for. */
function* sizesOf(
  context: FitContext,
  hall: Hall,
  most: RackCount,
  share: number,
  also: readonly Change[],
): Generator<Sized> {
  const before = context.estimate(context.plan);
  const tried = new Set<number>();
  for (const margin of MARGINS) {
    const count = Math.max(1, Math.ceil(most.count * share * margin - 1e-9));
    if (count >= most.count) return;
    if (tried.has(count)) continue;
    tried.add(count);
    const changes = [...also, racksChange(hall, most.rack, count)];
    const plan = patched(context, changes);
    const result = plan && context.estimate(plan, before);
    if (result !== undefined && !servesLess(before, result)) yield { changes, result };
  }
}

/** A hall of another size, by representative hours. */
interface Sized {
  readonly changes: readonly Change[];
  readonly result: SimulationResult;
}

/**
 * Changes together with the smallest hall of `most` racks that then serves the same; the changes with all of them where no
 * smaller one does.
 */
export function fewestWith(
  context: FitContext,
  hall: Hall,
  most: RackCount,
  also: readonly Change[],
): Mend | undefined {
  const all = [...also, racksChange(hall, most.rack, most.count)];
  const plan = patched(context, all);
  const share = plan && mostHeld(context.estimate(plan), hall.path ?? '');
  if (share === undefined) return undefined;
  return fewest(context, hall, most, share, also) ?? whatIf(context, titleOf(all, hall), all);
}

/**
 * Of several sets of changes, each in the smallest hall that then serves the same, the one that saves most. They are put in
 * order by representative hours; the first that every hour confirms is taken.
 */
export function bestFewest(
  context: FitContext,
  hall: Hall,
  most: RackCount,
  candidates: readonly (readonly Change[])[],
): Mend | undefined {
  const estimated = candidates.flatMap((also) => {
    const all = [...also, racksChange(hall, most.rack, most.count)];
    const plan = patched(context, all);
    if (plan === undefined) return [];
    const whole = context.estimate(plan);
    const share = mostHeld(whole, hall.path ?? '');
    if (share === undefined) return [];
    const [smallest] = sizesOf(context, hall, most, share, also);
    return [{ also, usd: (smallest?.result ?? whole).presentValue ?? Infinity }];
  });
  for (const { also } of estimated.sort((a, b) => a.usd - b.usd)) {
    const mend = fewestWith(context, hall, most, also);
    if (mend !== undefined) return mend;
  }
  return undefined;
}

/** Present value that the smaller hall alone would save, which no other mend may claim; 0 where the hall is full. USD. */
export function savedBySize(context: FitContext, hall: Hall): number {
  const sole = soleRack(hall);
  const most = mostHeld(context.result, hall.path ?? '');
  if (sole === undefined || most === undefined || most >= 1) return 0;
  return Math.max(0, fewest(context, hall, sole, most)?.predicted.presentValue ?? 0);
}

function titleOf(changes: readonly Change[], hall: Hall): string {
  return changes
    .flatMap((change) => {
      if (change.type !== 'property') return [];
      const where = changes.length === 1 ? '' : ` ${change.path === hall.path ? 'in' : 'of'} ${blockName(change.path)}`;
      return [`${change.property}: ${change.text}${where}`];
    })
    .join(', ');
}
