/**
 * A plan as plain data, from which the same content is written in every language of the bench, so that what is compared
 * is the languages and not their inputs.
 */
export interface Block {
  /** The kind, or the property whose value a refinement is (`cooling: DirectToChip { … }`). */
  readonly kind: string;
  /** Absent for a refinement and for a child block that its kind allows once (`slo { … }`). */
  readonly name?: string;
  readonly base?: string;
  readonly members: readonly Member[];
}

export type Member = Property | Block;

export interface Property {
  readonly property: string;
  readonly value: Value;
}

export type Value =
  | { readonly quantity: number; readonly unit: string }
  /** `400 of GB200_NVL72` */
  | { readonly count: number; readonly of: string }
  /** A member of an enumeration, a date or another bare word. */
  | { readonly word: string }
  /** Names of other blocks or of entries of the library. */
  | { readonly references: readonly string[] }
  /** A value over time, written on one line. */
  | { readonly points: readonly { readonly at: string; readonly quantity: number; readonly unit: string }[] };

export function isBlock(member: Member): member is Block {
  return 'kind' in member;
}

/** Every kind in the tree with the members that any block of it has, in order of first appearance. */
export function shapesOf(root: Block): Map<string, Map<string, Member>> {
  const shapes = new Map<string, Map<string, Member>>();
  const visit = (block: Block): void => {
    const shape = shapes.get(block.kind) ?? new Map<string, Member>();
    shapes.set(block.kind, shape);
    for (const member of block.members) {
      const key = isBlock(member) ? (member.name === undefined ? member.kind : `${member.kind}s`) : member.property;
      if (!shape.has(key)) shape.set(key, member);
      if (isBlock(member)) visit(member);
    }
  };
  visit(root);
  return shapes;
}

/** Every distinct unit in the tree, sorted. */
export function unitsOf(root: Block): string[] {
  const units = new Set<string>();
  forEachValue(root, (value) => {
    if ('unit' in value) units.add(value.unit);
    else if ('points' in value) for (const point of value.points) units.add(point.unit);
  });
  return [...units].sort();
}

/** Every bare word, base and name that is referred to, sorted. */
export function wordsOf(root: Block): string[] {
  const words = new Set<string>();
  forEachValue(root, (value) => {
    if ('word' in value) words.add(value.word);
    else if ('of' in value) words.add(value.of);
    else if ('references' in value) for (const name of value.references) words.add(name);
  });
  return [...words].sort();
}

function forEachValue(block: Block, visit: (value: Value) => void): void {
  for (const member of block.members) {
    if (isBlock(member)) forEachValue(member, visit);
    else visit(member.value);
  }
}

/** A word of the plan as an identifier of the other languages: `kW/rack` becomes `kW_per_rack`, `N+1` `N_plus_1`. */
export function identifier(word: string): string {
  const name = word
    .replaceAll('/', '_per_')
    .replaceAll('%', 'percent')
    .replaceAll('+', '_plus_')
    .replaceAll(/[^A-Za-z0-9_]/g, '_');
  return /^[0-9]/.test(name) ? `_${name}` : name;
}
