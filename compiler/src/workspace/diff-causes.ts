import { canonicalJson } from '../ir/canonical.js';
import { choice } from '../ir/mix.js';
import type { BlockChange, EntryChange, PlanDifference, PropertyChange } from '../ir/difference.js';
import { indexPlan, type Plan, splitPath } from '../ir/index.js';
import type { DiffCause } from '../diagnostics/diff-report.js';

/** A difference that can move figures. */
export type NumericChange = BlockChange | PropertyChange | EntryChange;

/** A declaration with everything that its change changes. */
export interface Cause extends DiffCause {
  /** What a mixture takes with it. */
  readonly choices: readonly string[];
}

export interface Causes {
  readonly causes: readonly Cause[];
  /** Index of the cause of each difference. */
  readonly of: ReadonlyMap<NumericChange, number>;
  /** Changes of defaults that follow from others: no text says them. */
  readonly followers: ReadonlySet<NumericChange>;
}

/** Most causes that are told apart; what is beyond is one more. */
const MOST_CAUSES = 24;

/** What a plan's text says of a changed property. */
export interface Statements {
  /** The declaration that the change comes from, in words: `A.cooling`, `let growth`. */
  readonly declaredBy: (change: PropertyChange) => string;
  /** For what no text states, a default: the properties that it is computed from. */
  readonly computedFrom: (change: PropertyChange) => ReadonlySet<string> | undefined;
}

/**
 * Groups differences by the declaration that makes them, and joins what only makes sense together: a block that is new with
 * what refers to it, a block that is gone with what no longer does; a default with what it is computed from. So any set of causes makes a whole plan.
 */
export function causesOf(difference: PlanDifference, head: Plan, statements: Statements): Causes {
  const changes: readonly NumericChange[] = [...difference.blocks, ...difference.properties, ...difference.entries];
  const titles = changes.map((change) => titleOf(change, statements.declaredBy));
  const groups = new Groups(changes.length);
  const first = new Map<string, number>();
  titles.forEach((title, i) => {
    const known = first.get(title);
    if (known === undefined) first.set(title, i);
    else groups.join(known, i);
  });
  const texts = changes.map((change) => textsOf(change, difference.base, head));
  changes.forEach((change, i) => {
    if (change.type !== 'added' && change.type !== 'removed') return;
    texts.forEach((text, other) => {
      if (other !== i && mentions(change.type === 'added' ? text.is : text.was, change.path)) groups.join(i, other);
    });
  });
  const followers = new Set<number>();
  changes.forEach((change, i) => {
    const from = change.type === 'changed' ? statements.computedFrom(change) : undefined;
    if (change.type !== 'changed' || from === undefined) return;
    const leaders = leadersOf(change, from, changes);
    if (leaders.length > 0) followers.add(i);
    for (const leader of leaders) groups.join(i, leader);
  });
  return {
    ...numbered(changes, titles, groups, followers),
    followers: new Set([...followers].map((i) => changes[i]!)),
  };
}

/** The changes that a computed one follows: in its own block, or in the nearest around it; all of its block if none is named. */
function leadersOf(
  change: PropertyChange,
  from: ReadonlySet<string>,
  changes: readonly NumericChange[],
): readonly number[] {
  for (let path = change.path; ; path = splitPath(path).around) {
    const named = changes.flatMap((other, i) =>
      other.type === 'changed' && other !== change && other.path === path && from.has(other.top) ? [i] : [],
    );
    if (named.length > 0) return named;
    if (path === '') break;
  }
  return changes.flatMap((other, i) =>
    other.type === 'changed' && other.path === change.path && other.top !== change.top ? [i] : [],
  );
}

function numbered(
  changes: readonly NumericChange[],
  titles: readonly string[],
  groups: Groups,
  followers: ReadonlySet<number>,
): Pick<Causes, 'causes' | 'of'> {
  const members = new Map<number, number[]>();
  changes.forEach((_, i) => members.set(groups.of(i), [...(members.get(groups.of(i)) ?? []), i]));
  const all = [...members.values()];
  const kept = all.length <= MOST_CAUSES ? all : [...all.slice(0, MOST_CAUSES - 1), all.slice(MOST_CAUSES - 1).flat()];
  const of = new Map<NumericChange, number>();
  const causes = kept.map((mine, index): Cause => {
    for (const i of mine) of.set(changes[i]!, index);
    const isRest = all.length > MOST_CAUSES && index === MOST_CAUSES - 1;
    const leading = mine.filter((i) => !followers.has(i));
    const names = [...new Set((leading.length > 0 ? leading : mine).map((i) => titles[i]!))];
    return {
      title: isRest ? `${String(names.length)} further declarations` : shortTitle(names),
      paths: [...new Set(mine.map((i) => pathOf(changes[i]!)))],
      choices: mine.map((i) => choiceOf(changes[i]!)),
    };
  });
  return { causes, of };
}

function shortTitle(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  return rest.length === 0
    ? first
    : `${first} with ${rest.length === 1 ? (rest[0] ?? '') : `${String(rest.length)} others`}`;
}

function titleOf(change: NumericChange, declared: (change: PropertyChange) => string): string {
  switch (change.type) {
    case 'added':
    case 'removed':
      return `${change.kind} ${change.path} ${change.type}`;
    case 'entry':
      return change.key.replace('#', ' ');
    case 'changed':
      return declared(change);
  }
}

function pathOf(change: NumericChange): string {
  if (change.type === 'entry') return change.key;
  if (change.type !== 'changed') return change.path;
  return change.path === '' ? change.top : `${change.path}.${change.top}`;
}

function choiceOf(change: NumericChange): string {
  switch (change.type) {
    case 'added':
      return choice.added(change.path);
    case 'removed':
      return choice.removed(change.path);
    case 'entry':
      return choice.entry(change.key);
    case 'changed':
      return choice.property(change.path, change.top);
  }
}

/** What a change says on either side, as JSON, to look for references in. */
function textsOf(change: NumericChange, base: Plan, head: Plan): { readonly was: string; readonly is: string } {
  if (change.type === 'changed') return { was: canonicalJson(change.was), is: canonicalJson(change.is) };
  if (change.type === 'entry') return { was: '', is: '' };
  const of = (plan: Plan): string => canonicalJson(indexPlan(plan).get(change.path));
  return change.type === 'added' ? { was: '', is: of(head) } : { was: of(base), is: '' };
}

function mentions(json: string, path: string): boolean {
  return ['"', '.', '['].some((end) => json.includes(`"${path}${end}`));
}

/** Numbers that are joined into groups. */
class Groups {
  private readonly parents: number[];

  constructor(count: number) {
    this.parents = Array.from({ length: count }, (_, i) => i);
  }

  of(member: number): number {
    let at = member;
    while (this.parents[at] !== at) at = this.parents[at]!;
    return at;
  }

  join(a: number, b: number): void {
    const [x, y] = [this.of(a), this.of(b)];
    this.parents[Math.max(x, y)] = Math.min(x, y);
  }
}
