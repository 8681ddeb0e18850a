import type { Identifier } from '../../syntax/tree.js';
import type { Machine } from '../evaluate/machine.js';
import { locate } from '../report.js';
import type { ArrayGroup, Entity } from './types.js';

/** Reports a name that is taken, with the first place where it stands. */
export function reportDuplicate(machine: Machine, entity: Entity, name: Identifier): void {
  const first = entity.lets.get(name.text)?.member.name ?? headOf(entity.names.get(name.text));
  machine.reporter.report('duplicate-name', locate(entity.scope, name), `\`${name.text}\` is declared already.`, {
    ...(first === undefined ? {} : { related: [{ location: locate(entity.scope, first), message: 'declared here' }] }),
  });
}

function headOf(named: Entity | ArrayGroup | undefined): Identifier | undefined {
  const entity = named?.type === 'group' ? named.head : named;
  return entity?.syntax?.type === 'block' ? entity.syntax.name : undefined;
}
