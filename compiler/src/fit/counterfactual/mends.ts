import { splitPath } from '../../ir/index.js';
import type { SimulationResult, Subsystem } from '../../simulation/results.js';
import { type FitContext, mendOf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { earliest, entityName, listed, yearDate } from '../words.js';
import { type BestPlan, type Pricing, simulated } from './best-plan.js';
import { isPrefill } from './candidates/operation.js';
import { changeKey } from './options.js';
import { usesOf } from './scaled-work.js';
import type { Spent } from './spent.js';

/** Mends that are ranked; each is confirmed hour by hour, and each pair of them is tried by representative hours. */
const MOST_MENDS = 8;

/** A mend of the plan as it stands, among all others. */
export interface RankedMend extends Mend {
  readonly subsystem: Subsystem;
  /** USD of present value that it saves with useful work held equal: what mends are ranked by. */
  readonly value: number;
  /** USD of what it would have saved, had nothing been spent by `asOf`. */
  readonly spent: number;
  /** First month of the first year in which it costs less, `2028-01`; not before `asOf`. */
  readonly from: string;
  /** Mends before it in the rank that it is not to be made with. */
  readonly conflicts: readonly Conflict[];
}

/** A mend that another conflicts with: both change the same, or together they save less than one of them does alone. */
export interface Conflict {
  readonly title: string;
  readonly why: 'same' | 'less together';
}

interface Candidate {
  readonly subsystem: Subsystem;
  readonly title: string;
  readonly changes: readonly Change[];
  /** USD saved by representative hours. */
  readonly estimate: number;
}

/** The mends that save most, each by itself, the best first: those of the findings, and the parts of the best plan. */
export function rankMends(
  context: FitContext,
  pricing: Pricing,
  best: BestPlan,
  findings: readonly Finding[],
): readonly RankedMend[] {
  const candidates = new Map<string, Candidate>();
  for (const { subsystem, changes } of [...ofBestPlan(best), ...rightsized(context, best), ...ofFindings(findings)]) {
    const key = changes.map((change) => `${changeKey(change)} ${textOf(change)}`).join('\n');
    if (candidates.has(key)) continue;
    const estimate = savingOf(pricing, changes, [subsystem]);
    if (estimate !== undefined && estimate > 0)
      candidates.set(key, { subsystem, changes, title: titleOf(context, changes), estimate });
  }
  const ranked = [...candidates.values()]
    .sort((a, b) => b.estimate - a.estimate)
    .slice(0, MOST_MENDS)
    .flatMap((candidate) => confirmed(context, pricing, candidate))
    .sort((a, b) => b.value - a.value);
  return ranked.map((mend, i) => ({
    ...mend,
    conflicts: ranked.slice(0, i).flatMap((other) => {
      const why = conflict(pricing, other, mend);
      return why === undefined ? [] : [{ title: other.title, why }];
    }),
  }));
}

/** The changes of each subsystem of the best plan, by what they are about. */
function ofBestPlan({ steps }: BestPlan): Pick<Candidate, 'subsystem' | 'changes'>[] {
  const groups = new Map<string, { subsystem: Subsystem; changes: Change[] }>();
  for (const { unit, changes } of steps) {
    const key = `${unit.subsystem} ${unit.paths[0] ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { subsystem: unit.subsystem, changes: [...changes] });
    else group.changes.push(...changes);
  }
  return [...groups.values()].flatMap((group) => [group, ...(group.changes.length > 1 ? stepsOf(steps, group) : [])]);
}

/** Single units of a group: one of them may do most of it. */
function stepsOf(
  steps: BestPlan['steps'],
  group: { readonly subsystem: Subsystem; readonly changes: readonly Change[] },
): { subsystem: Subsystem; changes: readonly Change[] }[] {
  return steps
    .filter(({ changes }) => changes.length < group.changes.length && group.changes.includes(changes[0] as Change))
    .map(({ unit, changes }) => ({ subsystem: unit.subsystem, changes }));
}

/**
 * Services of the best plan whose prompts are worked on elsewhere, with the racks that their halls then need: the one saves little
 * without the other. Services that share a hall are one mend.
 */
function rightsized({ plan }: FitContext, { steps }: BestPlan): Pick<Candidate, 'subsystem' | 'changes'>[] {
  const placesOf = (path: string): ReadonlySet<string> => {
    const on = [...plan.campus.flatMap(({ workload }) => workload), ...plan.workload].find(
      (work) => work.path === path,
    )?.on;
    return new Set((on ?? []).map(usesOf));
  };
  let groups: { readonly places: ReadonlySet<string>; readonly changes: readonly Change[] }[] = [];
  for (const { unit, changes } of steps) {
    if (!isPrefill(unit)) continue;
    const places = placesOf(unit.paths[0] ?? '');
    const shared = groups.filter((group) => [...group.places].some((place) => places.has(place)));
    groups = [
      ...groups.filter((group) => !shared.includes(group)),
      {
        places: new Set([...shared.flatMap((group) => [...group.places]), ...places]),
        changes: [...shared.flatMap((group) => group.changes), ...changes],
      },
    ];
  }
  return groups.flatMap(({ places, changes }) => {
    const sized = steps
      .filter(({ unit }) => unit.subsystem === 'sizing' && unit.paths.some((path) => places.has(path)))
      .flatMap((step) => step.changes);
    return sized.length === 0 ? [] : [{ subsystem: 'sizing' as const, changes: [...changes, ...sized] }];
  });
}

function ofFindings(findings: readonly Finding[]): Pick<Candidate, 'subsystem' | 'changes'>[] {
  return findings.flatMap(({ code, mends = [] }) =>
    mends.map(({ changes }) => ({ subsystem: SUBSYSTEM_OF_CODES[code.slice(3, 5)] ?? 'operation', changes })),
  );
}

/** Which subsystem the findings of each range of codes are about. */
const SUBSYSTEM_OF_CODES: Readonly<Record<string, Subsystem>> = {
  41: 'cooling',
  42: 'network',
  43: 'contract',
  44: 'sizing',
  45: 'operation',
  46: 'electrical',
  47: 'sizing',
};

function savingOf(
  { composer, priceEstimate, estimate }: Pricing,
  changes: readonly Change[],
  subsystems: readonly Subsystem[],
): number | undefined {
  const changed = composer.change(changes, subsystems);
  const cost = changed && priceEstimate({ ...changed, changes });
  return cost === undefined ? undefined : estimate - cost;
}

function confirmed(context: FitContext, pricing: Pricing, { subsystem, title, changes }: Candidate): RankedMend[] {
  const { price, cost } = pricing;
  const after = simulated(context, changes);
  const mended = after && price({ ...after, changes });
  const mend = after && mendOf(context.result, after.result, title, changes);
  if (after === undefined || mended === undefined || mend === undefined || mended >= cost) return [];
  const spent = pricing.spent?.(after.result, changes);
  return [
    {
      ...mend,
      subsystem,
      value: cost - mended,
      spent: spent?.usd ?? 0,
      from: firstSaving(context, after.result, spent),
      conflicts: [],
    },
  ];
}

/** The first year in which the mended plan costs less, of what can still be saved. */
function firstSaving(context: FitContext, after: SimulationResult, spent: Spent | undefined): string {
  const yearly = (result: SimulationResult, year: number): number =>
    result.costs.reduce((sum, { byYear }) => sum + (byYear[year] ?? 0), 0);
  const first = context.result.years.findIndex(
    (_, year) => yearly(after, year) + (spent?.byYear[year] ?? 0) < yearly(context.result, year) - 1,
  );
  const start = yearDate(context, Math.max(0, first));
  const asOf = spent === undefined ? start : earliest(context.plan.campus.map((campus) => campus.asOf.slice(0, 7)));
  return start < asOf ? asOf : start;
}

function conflict(pricing: Pricing, a: RankedMend, b: RankedMend): Conflict['why'] | undefined {
  if (a.changes.some((one) => b.changes.some((other) => overlap(one, other)))) return 'same';
  const subsystems = [a.subsystem, b.subsystem];
  const together = savingOf(pricing, [...a.changes, ...b.changes], subsystems) ?? -Infinity;
  const alone = Math.max(savingOf(pricing, a.changes, subsystems) ?? 0, savingOf(pricing, b.changes, subsystems) ?? 0);
  return together < alone - 1 ? 'less together' : undefined;
}

/** True for changes of one property, and for a change within a value that the other replaces. */
function overlap(one: Change, other: Change): boolean {
  const within = (inner: Change, outer: Change): boolean =>
    outer.type !== 'member' && inner.path === `${outer.path}.${outer.property}`;
  return changeKey(one) === changeKey(other) || within(one, other) || within(other, one);
}

function textOf(change: Change): string {
  return change.type === 'alternative' ? `alternative ${String(change.option + 1)}` : change.text;
}

/** `cooling: Immersion in A and B, capacity: 12 MW of Grid`; blocks of one name in several campuses with their campus. */
export function titleOf(context: FitContext, changes: readonly Change[]): string {
  const names = context.plan.campus.flatMap(({ hall }) => hall.map(({ path = '' }) => splitPath(path).last));
  const places = new Map<string, string[]>();
  for (const change of changes) {
    const said = saidOf(change);
    const { around, last } = splitPath(change.path);
    const isInner = context.index.get(change.path) === undefined;
    const path = isInner ? around : change.path;
    const words = isInner ? said.replace(/^(\w+)/, `${last}.$1`) : said;
    const joined = `${words} ${context.index.get(path)?.kind === 'hall' ? 'in' : 'of'}`;
    places.set(joined, [
      ...(places.get(joined) ?? []),
      isTwice(names, splitPath(path).last) ? path : splitPath(path).last,
    ]);
  }
  return [...places].map(([words, of]) => `${words} ${listed(of)}`).join(', ');
}

function isTwice(names: readonly string[], name: string): boolean {
  return names.indexOf(name) !== names.lastIndexOf(name);
}

function saidOf(change: Change): string {
  switch (change.type) {
    case 'property':
      return `${change.property}: ${change.text}`;
    case 'member':
      return change.text.split('{')[0]?.trim() ?? '';
    case 'alternative':
      return `${change.property}: ${alternativeName(change.value)}`;
  }
}

function alternativeName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if ('ref' in value && typeof value.ref === 'string') return value.ref.slice(value.ref.lastIndexOf('#') + 1);
  return 'kind' in value ? entityName(value as Parameters<typeof entityName>[0]) : 'the alternative';
}
