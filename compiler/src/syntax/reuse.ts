import type { LayoutBlock } from './layout.js';
import { countBefore } from './search.js';
import type { Previous, Unit } from './unit.js';

/**
 * What the version before had where `block` now stands: the very same block (`same`), or one whose children may be kept,
 * since the change is in it or a brace of it is missing; undefined when there was none.
 */
export function reusableChild(previous: Previous, block: LayoutBlock): (Previous & { same: boolean }) | undefined {
  const { change } = previous;
  const untouched = block.end <= change.start || block.start >= change.newEnd;
  const moved = block.start >= change.newEnd && block.end > change.start ? change.oldEnd - change.newEnd : 0;
  const start = block.start + moved;
  const unit = childAt(previous.unit, start - previous.start);
  if (!unit) return undefined;
  return { unit, start, change, same: untouched && unit.sound && sameShape(unit, block) };
}

/** The child that starts at `offset` in the unit. */
function childAt(unit: Unit, offset: number): Unit | undefined {
  const { children } = unit;
  const child = children[countBefore(children.length, (index) => children[index]!.node.start < offset)];
  return child?.node.start === offset ? child : undefined;
}

/** Was `unit`, which is sound, found with the same blocks in it? Its text is known to be the same. */
function sameShape(unit: Unit, block: LayoutBlock): boolean {
  return (
    unit.kind === block.kind &&
    unit.length === block.end - block.start &&
    unit.open === block.open - block.start &&
    block.closed &&
    block.opened &&
    block.repairs.length === 0 &&
    unit.children.length === block.children.length &&
    unit.children.every((child, index) => {
      const other = block.children[index]!;
      return child.node.start === other.start - block.start && sameShape(child, other);
    })
  );
}
