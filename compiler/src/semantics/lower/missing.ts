import type { Entity } from '../declare/types.js';
import type { Machine } from '../evaluate/machine.js';
import type { PropertyRow } from '../kinds/index.js';
import { insertMembers } from '../insert.js';
import { fix, locate, startOf } from '../report.js';
import { article } from '../words.js';

/** Reports the properties that a block must state and does not, once for all of them. */
export function reportMissing(machine: Machine, entity: Entity, rows: readonly PropertyRow[]): void {
  const owner = writtenBlock(entity);
  const { syntax } = owner;
  const names = rows.map((row) => `\`${row.name}\``);
  const listed = names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
  const what = entity.name === undefined ? `This ${entity.kind.name}` : `\`${entity.name}\`, ${article(entity.kind.name)},`;
  const at = syntax === undefined ? startOf(entity.module) : locate(owner.outer, syntax.type === 'block' ? (syntax.name ?? syntax.keyword) : syntax);
  const edit = insertMembers(owner, rows.map((row) => `${row.name}: ${placeholder(row)}`));
  machine.reporter.report('missing-property', at, `${what} lacks ${listed}.`, {
    path: entity.path,
    fixes: edit === undefined ? [] : [fix(`Add ${listed}`, [edit])],
  });
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
