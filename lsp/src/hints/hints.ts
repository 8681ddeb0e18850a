import { showQuantity } from '../../../compiler/src/ir/index.js';
import {
  blocksOfModule,
  type Entity,
  factOf,
  factsOf,
  type Module,
  showValue,
  type World,
} from '../../../compiler/src/semantics/index.js';
import type { Expression } from '../../../compiler/src/syntax/tree.js';
import type { Span } from '../../../compiler/src/text/span.js';

/** Something that is not written, to be shown where it would be. */
export interface Hint {
  /** Offset in the file. */
  readonly at: number;
  readonly label: string;
  /** Block that it is about; empty for the file. */
  readonly path: string;
}

/** Most inherited values in a head; the rest is in the hint's tooltip. */
const INHERITED = 3;

/** Values that say themselves what they come to. */
const plain: ReadonlySet<string> = new Set([
  'number',
  'quantity',
  'ratio',
  'redundancy',
  'date',
  'string',
  'list',
  'map',
  'refinement',
  'alternatives',
  'of',
  'missing',
]);

/** The hints of a stretch of a file, in the order of the text. */
export function hintsIn(world: World, module: Module, within: Span, inherited: boolean): readonly Hint[] {
  const found: Hint[] = [];
  const add = (at: number, label: string | undefined, path: string): void => {
    if (label !== undefined && at >= within.start && at <= within.end) found.push({ at, label, path });
  };
  for (const [syntax, block] of blocksOfModule(module)) {
    const { offset } = block.outer;
    if (offset + syntax.start > within.end || offset + syntax.end < within.start) continue;
    if (inherited && syntax.base !== undefined) add(offset + syntax.base.end, inheritedText(world, block), block.path);
    for (const [name, { member, scope }] of block.properties) {
      if (member.type !== 'property') continue;
      const at = scope.offset + member.value.end;
      add(at, name === 'racks' ? totalsOf(world, block) : valueText(world, block, name, member.value), block.path);
    }
    letsOf(world, block, add);
  }
  letsOf(world, module.root, add);
  return found.sort((a, b) => a.at - b.at);
}

function letsOf(world: World, block: Entity, add: (at: number, label: string | undefined, path: string) => void): void {
  for (const declaration of block.lets.values()) {
    const { member, scope } = declaration;
    if (plain.has(member.value.type)) continue;
    const { result } = world.reporter.quietly(() => world.letValue(declaration, block));
    const text = result.type === 'number' ? showValue(result) : undefined;
    add(scope.offset + member.value.end, text === undefined ? undefined : `= ${text}`, block.path);
  }
}

/** What an expression comes to, where that is a quantity. */
function valueText(world: World, block: Entity, name: string, value: Expression): string | undefined {
  if (plain.has(value.type) || isPlainGrowth(value)) return undefined;
  const row = block.kind.properties.get(name);
  if (row?.type.type !== 'quantity') return undefined;
  const fact = factOf(world, block, row);
  return fact === undefined ? undefined : `= ${fact.text}`;
}

/** A growth of what is written out: its text would only be said again. */
function isPlainGrowth(value: Expression): boolean {
  return value.type === 'growing' && plain.has(value.operand.type) && plain.has(value.rate.type);
}

/**
 * What racks draw at most and hold together: `= 63.4 MW, 34 560 accelerators`; of several sorts, or of all elements of an
 * array, also how many they are. What is not known is left out.
 */
function totalsOf(world: World, block: Entity): string | undefined {
  const slot = world.reporter.quietly(() => world.slot(block, 'racks')).result;
  if (slot === undefined) return undefined;
  const items = slot.value.type === 'list' ? slot.value.items : [slot.value];
  let [racks, accelerators, power] = [0, 0, 0];
  for (const item of items) {
    if (item.type !== 'countOf') return undefined;
    racks += item.count;
    accelerators += item.count * figure(world, item.of, 'accelerators');
    power += item.count * figure(world, item.of, 'peak');
  }
  const elements = block.elements?.length ?? 1;
  const parts = [
    ...(elements > 1 || items.length > 1 ? [counted(racks * elements, 'rack')] : []),
    ...(Number.isFinite(power) ? [showQuantity(power * elements, 'MW')] : []),
    ...(Number.isFinite(accelerators) ? [counted(accelerators * elements, 'accelerator')] : []),
  ];
  return parts.length === 0 ? undefined : `= ${parts.join(', ')}`;
}

function counted(count: number, what: string): string {
  return `${showQuantity(count, '')} ${what}${count === 1 ? '' : 's'}`;
}

/** A figure of an entry, SI; its central value where it is uncertain, NaN where it is unknown. */
function figure(world: World, entity: Entity, property: string): number {
  const value = world.reporter.quietly(() => world.slot(entity, property)).result?.value;
  if (value?.type !== 'number') return NaN;
  if (typeof value.amount === 'number') return value.amount;
  return 'central' in value.amount ? value.amount.central : NaN;
}

/** `racks 4 of GB200_NVL72, density 132 kW/rack, …`: what a block has from its base. */
function inheritedText(world: World, block: Entity): string | undefined {
  const facts = factsOf(world, block).filter(({ from }) => from === 'base');
  if (facts.length === 0) return undefined;
  const shown = facts.slice(0, INHERITED).map(({ row, text }) => `${row.name} ${text}`);
  return [...shown, ...(facts.length > INHERITED ? ['…'] : [])].join(', ');
}
