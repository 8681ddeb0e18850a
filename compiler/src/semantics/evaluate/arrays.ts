import type { Value } from '../values.js';
import type { ArrayGroup, Entity } from '../declare/types.js';

/** The elements that an index names; undefined where the array does not have them all. */
export function elementsOf(group: ArrayGroup, from: number, to: number): readonly number[] | undefined {
  if (from > to || from < group.from || to > group.to) return undefined;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** The parts of an array that stand for some of these elements (all when not given), with how many of them each. */
export function partsOf(
  group: ArrayGroup,
  elements: readonly number[] | undefined,
): readonly { readonly part: Entity; readonly count: number }[] {
  return group.parts.flatMap((part) => {
    const own = part.elements ?? [];
    const count = elements === undefined ? own.length : elements.filter((element) => own.includes(element)).length;
    return count === 0 ? [] : [{ part, count }];
  });
}

/** A part of an array of which a list names some elements, and not all: they are not blocks of their own. */
export interface PartlyNamed {
  readonly group: ArrayGroup;
  readonly part: Entity;
  readonly named: readonly number[];
}

/** The first part of an array that the values of a list name in part only. */
export function partlyNamed(values: readonly Value[]): PartlyNamed | undefined {
  const named = new Map<ArrayGroup, Set<number>>();
  for (const value of values) {
    if (value.type !== 'group' || value.elements === undefined) continue;
    const known = named.get(value.group) ?? new Set<number>();
    named.set(value.group, known);
    for (const element of value.elements) known.add(element);
  }
  for (const [group, elements] of named) {
    for (const part of group.parts) {
      const own = part.elements ?? [];
      const some = own.filter((element) => elements.has(element));
      if (some.length > 0 && some.length < own.length) return { group, part, named: some };
    }
  }
  return undefined;
}
