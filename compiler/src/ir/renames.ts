import { canonicalJson } from './canonical.js';
import type { Plan } from './generated/kinds.js';
import { splitPath } from './paths.js';
import { childBlocks, isPlaced, isRecord, ownProperties, type Properties, withoutWords } from './structure.js';

export interface Rename {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
}

/** Names are mended one level after the other; plans are not nested deeper. */
const MOST_LEVELS = 8;

/** Two blocks that differ in more than this are two blocks, and not one with a new name. */
const MOST_DIFFERENCES = 2;

/**
 * Blocks that have another name in the second plan. A block that is gone and one that is new are the same where they are of one
 * kind in one place and say the same; or nearly the same, where neither is like any other.
 */
export function findRenames(base: Plan, head: Plan): readonly Rename[] {
  let renames: readonly Rename[] = [];
  for (let level = 0; level < MOST_LEVELS; level++) {
    const now = renamed(base, renames, head) as unknown as Properties;
    const more = matches(now, head as unknown as Properties);
    if (more.length === 0) break;
    // The names that the first plan itself has.
    const back = new Map(renames.map(({ from, to }) => [to, from]));
    renames = [...renames, ...more.map((rename) => ({ ...rename, from: originalPath(rename.from, back) }))];
  }
  return renames;
}

function originalPath(path: string, back: ReadonlyMap<string, string>): string {
  for (let at = path; at !== ''; at = splitPath(at).around) {
    const original = back.get(at);
    if (original !== undefined) return original + path.slice(at.length);
  }
  return path;
}

/** Pairs of blocks that are gone and new within blocks that both plans have. */
function matches(base: Properties, head: Properties): Rename[] {
  const [was, is] = [childBlocks(base), childBlocks(head)];
  const gone = [...was].filter(([path]) => !is.has(path));
  const fresh = [...is].filter(([path]) => !was.has(path));
  const found: Rename[] = [];
  const pair = (from: string, to: string, kind: unknown): void => {
    found.push({ from, to, kind: String(kind) });
  };
  const isFree = (from: string, to: string): boolean => found.every((each) => each.from !== from && each.to !== to);
  for (const [from, a] of gone) {
    const same = fresh.find(([to, b]) => isFree(from, to) && differences(from, a, to, b) === 0);
    if (same !== undefined) pair(from, same[0], a['kind']);
  }
  for (const [from, a] of gone) {
    if (!isFree(from, '')) continue;
    const near = fresh.filter(([to, b]) => isFree('', to) && differences(from, a, to, b) <= MOST_DIFFERENCES);
    const [only] = near;
    if (only === undefined || near.length > 1) continue;
    const rivals = gone.filter(
      ([other, b]) => isFree(other, '') && differences(other, b, only[0], only[1]) <= MOST_DIFFERENCES,
    );
    if (rivals.length === 1) pair(from, only[0], a['kind']);
  }
  for (const [path, inner] of is) {
    const before = was.get(path);
    if (before !== undefined) found.push(...matches(before, inner));
  }
  return found;
}

/** In how many properties and blocks two blocks differ, their names apart; infinitely many where their kinds do. */
function differences(from: string, a: Properties, to: string, b: Properties): number {
  if (a['kind'] !== b['kind']) return Infinity;
  const parts = (path: string, block: Properties): ReadonlyMap<string, string> => {
    const neutral = (value: unknown): string =>
      canonicalJson(withoutWords(value)).replaceAll(JSON.stringify(path).slice(0, -1), '"§');
    return new Map([
      ...Object.entries(ownProperties(block)).map(([key, value]) => [key, neutral(value)] as const),
      ...[...childBlocks(block)].map(([inner, child]) => [inner.slice(path.length), neutral(child)] as const),
    ]);
  };
  const [was, is] = [parts(from, a), parts(to, b)];
  const names = new Set([...was.keys(), ...is.keys()]);
  return [...names].filter((name) => was.get(name) !== is.get(name)).length;
}

/** Prose, in which a path is no reference. */
const PROSE: ReadonlySet<string> = new Set(['doc', 'text', 'message', 'title', 'where', 'reason']);

/** A plan in which blocks have their new names, wherever they are named. */
export function renamed(plan: Plan, renames: readonly Rename[], head: Plan): Plan {
  if (renames.length === 0) return plan;
  const names = namesOf(head as unknown as Properties);
  const sorted = [...renames].sort((a, b) => b.from.length - a.from.length);
  const path = (text: string): string => {
    const rename = sorted.find(
      ({ from }) => text === from || text.startsWith(`${from}.`) || text.startsWith(`${from}[`),
    );
    return rename === undefined ? text : rename.to + text.slice(rename.from.length);
  };
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') return path(value);
    if (Array.isArray(value)) return value.map(visit);
    if (!isRecord(value)) return value;
    const result: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) result[path(key)] = PROSE.has(key) ? inner : visit(inner);
    if (isPlaced(result)) return { ...result, name: names.get(result.path) ?? result['name'] };
    return result;
  };
  return visit(plan) as Plan;
}

function namesOf(entity: Properties): Map<string, unknown> {
  const names = new Map<string, unknown>();
  for (const [path, child] of childBlocks(entity)) {
    names.set(path, child['name']);
    for (const [inner, name] of namesOf(child)) names.set(inner, name);
  }
  return names;
}
