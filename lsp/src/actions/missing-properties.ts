import { blocksOfModule, type Entity } from '../../../compiler/src/semantics/index.js';
import { insertMembers } from '../../../compiler/src/semantics/insert.js';
import { editorProperty } from '../texts/property.js';
import type { FileEdit, Span } from '../../../compiler/src/text/span.js';
import type { InPlan } from '../core/session.js';

/** Adds the properties that a block must state and does not, with a value to be filled in where one can be guessed. */
export function missingProperties(
  { module, bound }: InPlan,
  span: Span,
): { readonly title: string; readonly edits: () => readonly FileEdit[] | undefined } | undefined {
  const block = blockAt(module, span);
  if (block === undefined) return undefined;
  const { world } = bound;
  const missing = [...block.kind.properties.values()].filter(
    (row) =>
      row.optional !== true &&
      row.default === undefined &&
      row.type.type !== 'child' &&
      world.reporter.quietly(() => world.slot(block, row.name)).result === undefined,
  );
  if (missing.length === 0) return undefined;
  const names = missing.map(({ name }) => `\`${name}\``).join(', ');
  return {
    title: missing.length === 1 ? `Add the missing ${names}` : `Add what is missing: ${names}`,
    edits: () => {
      const edit = insertMembers(
        block,
        missing.map(({ name }) => `${name}: ${placeholder(block, name)}`),
      );
      return edit === undefined ? undefined : [edit];
    },
  };
}

/** The innermost block on whose head the cursor is. */
function blockAt(module: InPlan['module'], { start, end }: Span): Entity | undefined {
  for (const [syntax, entity] of blocksOfModule(module)) {
    const { offset } = entity.outer;
    if (offset + syntax.start <= start && end <= offset + syntax.headEnd) return entity;
  }
  return undefined;
}

/** The least of the bounds, the first of the words, or what the property's unit makes of one. */
function placeholder(block: Entity, name: string): string {
  const property = editorProperty(block.kind.name, name);
  if (property?.members?.[0] !== undefined) return property.members[0];
  if (property?.bounds !== undefined) return property.bounds.split(' .. ')[0] ?? '0';
  if (property?.type.includes('Date') === true) return '2027-01';
  if (property?.unit !== undefined && property.unit !== '') return `1 ${property.unit}`;
  return property?.entry === undefined ? '0' : `[]`;
}
