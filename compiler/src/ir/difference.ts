import { canonicalJson } from './canonical.js';
import type { Plan } from './generated/kinds.js';
import { findRenames, type Rename, renamed } from './renames.js';
import { childBlocks, isBlock, isRecord, ownProperties, type Properties, withoutWords } from './structure.js';
import type { Requirement } from './values.js';

export interface BlockChange {
  readonly type: 'added' | 'removed';
  readonly path: string;
  readonly kind: string;
}

/** A property of a block, or of what stands in it: `cooling.supply`. */
export interface PropertyChange {
  readonly type: 'changed';
  readonly path: string;
  readonly kind: string;
  /** Down to what differs. */
  readonly property: string;
  /** The property of the block itself, `cooling`; `[]` for the number of its elements. */
  readonly top: string;
  /** Undefined where there is none. */
  readonly was: unknown;
  readonly is: unknown;
}

/** An entry of a catalogue, by its key: of the plan's own files, or of a library of another version. */
export interface EntryChange {
  readonly type: 'entry';
  readonly key: string;
  readonly kind: string;
  readonly property: string;
  readonly was: unknown;
  readonly is: unknown;
}

export interface RequirementChange {
  readonly type: 'required' | 'relaxed';
  readonly requirement: Requirement;
}

/** Words that change no number: documentation, sources, suppressions, alternatives. */
export interface WordsChange {
  readonly type: 'words';
  readonly path: string;
  readonly about: 'doc' | 'sources' | 'allows' | 'alternatives';
}

/** What two plans differ in, in canonical order. Where lines stand and in which order is no difference. */
export interface PlanDifference {
  readonly renames: readonly Rename[];
  readonly blocks: readonly BlockChange[];
  readonly properties: readonly PropertyChange[];
  readonly entries: readonly EntryChange[];
  readonly requirements: readonly RequirementChange[];
  readonly words: readonly WordsChange[];
  readonly scenarios: readonly { readonly type: 'added' | 'removed'; readonly name: string }[];
  /** The first plan with the names of the second. */
  readonly base: Plan;
}

/** Compares two plans. Paths are those of the second. */
export function comparePlans(before: Plan, head: Plan): PlanDifference {
  const renames = findRenames(before, head);
  const base = renamed(before, renames, head);
  const found: Found = { blocks: [], properties: [], words: [] };
  compareBlocks(base as unknown as Properties, head as unknown as Properties, '', found);
  return {
    renames,
    ...found,
    entries: compareEntries(base, head),
    requirements: compareRequirements(base.requirements, head.requirements),
    scenarios: compareScenarios(base, head),
    base,
  };
}

/** True where nothing differs but words. */
export function isSameInNumbers(difference: PlanDifference): boolean {
  const { blocks, properties, entries } = difference;
  return blocks.length + properties.length + entries.length === 0;
}

/** True where nothing differs at all. */
export function isSame(difference: PlanDifference): boolean {
  const { renames, requirements, words, scenarios } = difference;
  return isSameInNumbers(difference) && renames.length + requirements.length + words.length + scenarios.length === 0;
}

interface Found {
  readonly blocks: BlockChange[];
  readonly properties: PropertyChange[];
  readonly words: WordsChange[];
}

const WORDS = ['doc', 'sources', 'allows', 'alternatives'] as const;

function compareBlocks(base: Properties, head: Properties, path: string, found: Found): void {
  const kind = kindOf(head);
  const change = (property: string, top: string, was: unknown, is: unknown): void => {
    found.properties.push({ type: 'changed', path, kind, property, top, was, is });
  };
  if (kindOf(base) !== kind) return change('kind', 'kind', base['kind'], head['kind']);
  const [own, other] = [ownProperties(head), ownProperties(base)];
  for (const top of [...new Set([...Object.keys(own), ...Object.keys(other)])].sort())
    compareValues(other[top], own[top], top, (property, was, is) => change(property, top, was, is));
  if (canonicalJson(base['elements'] ?? base['count']) !== canonicalJson(head['elements'] ?? head['count']))
    change('elements', '[]', base['elements'] ?? base['count'], head['elements'] ?? head['count']);
  for (const about of WORDS)
    if (canonicalJson(base[about]) !== canonicalJson(head[about])) found.words.push({ type: 'words', path, about });
  const [was, is] = [childBlocks(base), childBlocks(head)];
  for (const inner of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    const [a, b] = [was.get(inner), is.get(inner)];
    if (a !== undefined && b !== undefined) compareBlocks(a, b, inner, found);
    else if (b !== undefined) found.blocks.push({ type: 'added', path: inner, kind: kindOf(b) });
    else if (a !== undefined) found.blocks.push({ type: 'removed', path: inner, kind: kindOf(a) });
  }
}

function kindOf(entity: Properties): string {
  return typeof entity['kind'] === 'string' ? entity['kind'] : '';
}

/** Reports the innermost properties of values in which they differ. */
function compareValues(
  was: unknown,
  is: unknown,
  property: string,
  report: (property: string, was: unknown, is: unknown) => void,
): void {
  const [a, b] = [withoutWords(was), withoutWords(is)];
  if (canonicalJson(a) === canonicalJson(b)) return;
  if (!isBlock(a) || !isBlock(b) || a['kind'] !== b['kind'] || a['base'] !== b['base'])
    return report(property, was, is);
  for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort())
    compareValues(a[key], b[key], `${property}.${key}`, report);
}

function compareEntries(base: Plan, head: Plan): EntryChange[] {
  const changes: EntryChange[] = [];
  for (const [key, entity] of Object.entries(head.catalogue)) {
    const before: unknown = base.catalogue[key];
    if (!isRecord(before)) continue;
    compareValues(before, entity, '', (property, was, is) =>
      changes.push({ type: 'entry', key, kind: entity.kind, property: property.replace(/^\./, ''), was, is }),
    );
  }
  return changes;
}

function compareRequirements(base: readonly Requirement[], head: readonly Requirement[]): RequirementChange[] {
  const identity = ({ mode, at, condition, during, message }: Requirement): string =>
    canonicalJson({ mode, at, condition, during, message });
  const [was, is] = [new Set(base.map(identity)), new Set(head.map(identity))];
  return [
    ...base.filter((each) => !is.has(identity(each))).map((requirement) => ({ type: 'relaxed' as const, requirement })),
    ...head
      .filter((each) => !was.has(identity(each)))
      .map((requirement) => ({ type: 'required' as const, requirement })),
  ];
}

function compareScenarios(base: Plan, head: Plan): PlanDifference['scenarios'] {
  const [was, is] = [base, head].map(({ scenarios }) => scenarios.map(({ name }) => name));
  return [
    ...(was ?? []).filter((name) => !is?.includes(name)).map((name) => ({ type: 'removed' as const, name })),
    ...(is ?? []).filter((name) => !was?.includes(name)).map((name) => ({ type: 'added' as const, name })),
  ];
}
