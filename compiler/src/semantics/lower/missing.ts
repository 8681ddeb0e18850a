import type { Entity } from '../declare/types.js';
import type { Machine, Slot } from '../evaluate/machine.js';
import type { PropertyRow } from '../kinds/index.js';
import { insertMembers } from '../insert.js';
import { valueSpan } from '../origins.js';
import { fix, locate, replacement, startOf } from '../report.js';
import { article } from '../words.js';

/** Reports the properties that a block must state and does not, once for all of them. */
export function reportMissing(machine: Machine, entity: Entity, rows: readonly PropertyRow[]): void {
  const owner = writtenBlock(entity);
  const { syntax } = owner;
  const listed = list(rows);
  const what =
    entity.name === undefined ? `This ${entity.kind.name}` : `\`${entity.name}\`, ${oneOf(entity.kind.name)},`;
  const at =
    syntax === undefined
      ? startOf(entity.module)
      : locate(owner.outer, syntax.type === 'block' ? (syntax.name ?? syntax.keyword) : syntax);
  const edit = insertMembers(
    owner,
    rows.map((row) => `${row.name}: ${placeholder(row)}`),
  );
  machine.reporter.report('missing-property', at, `${what} lacks ${listed}.`, {
    path: entity.path,
    fixes: edit === undefined ? [] : [fix(`Add ${listed}`, [edit])],
  });
}

/** Reports an entry of the library that a plan names and that leaves blank what its kind asks for. */
export function reportBlank(machine: Machine, entry: Entity, rows: readonly PropertyRow[], slot: Slot): void {
  const { declaration } = slot;
  const name = entry.name ?? entry.kind.name;
  const at = declaration === undefined ? startOf(entry.module) : locate(declaration.scope, valueSpan(declaration));
  const refined = `${name} { ${rows.map((row) => `${row.name}: ${placeholder(row)}`).join(', ')} }`;
  const value = declaration?.member.type === 'property' ? declaration.member.value : undefined;
  const isWhole = value?.type === 'path' && value.segments.at(-1)?.name.text === name;
  machine.reporter.report(
    'missing-property',
    at,
    `\`${name}\` of \`${entry.module.key}\` leaves ${list(rows)} blank, since no source gives it: state it in a refinement, \`${refined}\`.`,
    {
      fixes:
        declaration !== undefined && isWhole
          ? [replacement(declaration.scope, value, refined, `State ${list(rows)}`)]
          : [],
    },
  );
}

/** `a hall`; kinds whose names are plural have no article. */
function oneOf(kind: string): string {
  return kind.endsWith('s') && !kind.endsWith('us') ? `of kind ${kind}` : article(kind);
}

function list(rows: readonly PropertyRow[]): string {
  const names = rows.map((row) => `\`${row.name}\``);
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}

/** The block in the text that a block comes from: itself, or the base of an inherited one. */
function writtenBlock(entity: Entity): Entity {
  let owner = entity;
  while (owner.syntax === undefined && owner.base !== undefined && !owner.base.module.library) owner = owner.base;
  return owner;
}

/** A value of the right form to begin with. */
function placeholder(row: PropertyRow): string {
  const { type } = row;
  switch (type.type) {
    case 'quantity':
      return row.unit === undefined ? '1' : `1 ${row.unit}`;
    case 'ratio':
      return '1:1';
    case 'date':
      return '2027';
    case 'text':
      return '""';
    case 'redundancy':
      return 'N+1';
    case 'enum':
      return type.members[0] ?? '""';
    case 'countOf':
      return '1 of Name';
    case 'entity':
      return 'Name';
    case 'list':
      return '[]';
    case 'curve':
      return '[1]';
    case 'map':
      return '{}';
    case 'child':
    case 'condition':
      return '';
  }
}
