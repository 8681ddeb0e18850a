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
