import { type Entity, factsOf, type PropertyFact, type World } from '../../../compiler/src/semantics/index.js';
import { editorKinds } from '../../../compiler/src/semantics/generated/editor-tables.js';
import { fenced, sourceText, table } from './markdown.js';

/** Most rows of a table in a hover: what a screen shows. */
const ROWS = 24;

/** How a block is written: `hall A[1..4]: Base`. */
export function headOf(entity: Entity): string {
  const { syntax, base, elements, kind } = entity;
  const word = syntax?.type === 'block' ? syntax.keyword.text : kind.name;
  const [first, last] = [elements?.[0], elements?.at(-1)];
  const index = first === undefined ? '' : first === last ? `[${first}]` : `[${first}..${last ?? first}]`;
  const name = entity.name === undefined ? '' : ` ${entity.name}${index}`;
  const from = base === undefined || base.inline ? '' : `: ${base.name ?? base.kind.name}`;
  return `${word}${name}${from}`;
}

/** The doc comment of a block; of one without, its base's. */
export function docOf(entity: Entity): string | undefined {
  for (let at: Entity | undefined = entity; at !== undefined; at = at.base)
    if (at.syntax?.type === 'block' && at.syntax.doc !== undefined) return at.syntax.doc;
  return undefined;
}

/** A block with its resolved values: where each comes from, and with what source. */
export function describeEntity(world: World, entity: Entity): string {
  const facts = factsOf(world, entity);
  const stated = facts.filter(({ from }) => from !== 'default');
  const shown = stated.length > 0 ? stated : facts;
  const rows = shown.slice(0, ROWS).map((fact) => [`\`${fact.row.name}\``, fact.text, originOf(fact)]);
  const more = facts.length - rows.length;
  return [
    fenced(headOf(entity)),
    docOf(entity) ?? editorKinds[entity.kind.name]?.doc,
    entity.module.library ? `From \`${entity.module.key}\`.` : undefined,
    rows.length === 0 ? undefined : table(['property', 'value', 'from'], rows),
    more > 0
      ? `and ${more} more, ${stated.length > 0 ? 'defaults of the kind among them' : 'all defaults of the kind'}`
      : undefined,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

/** `base DirectToChip`, `default`, with the source of the figure. */
export function originOf({ from, statedBy, source }: PropertyFact): string {
  const where =
    from === 'own'
      ? 'stated here'
      : from === 'default'
        ? 'default'
        : from === 'beside'
          ? 'worked out'
          : (statedBy ?? from);
  return source === undefined ? where : `${where}; ${sourceText(source)}`;
}

/** Key figures of an entry in a line, as a list of choices shows them: `132 kW · 72 accelerators · 3.1 M USD`. */
export function keyFigures(world: World, entity: Entity, most = 4): string {
  return factsOf(world, entity)
    .filter(({ row, from }) => from !== 'default' && (row.type.type === 'quantity' || row.type.type === 'redundancy'))
    .slice(0, most)
    .map(({ row, text }) => `${row.name} ${text}`)
    .join(' · ');
}
