import type { Provenance } from '../../ir/index.js';
import { blockAnnotations, provenanceOf } from '../annotations.js';
import type { Entity } from '../declare/types.js';
import type { Machine, Slot } from '../evaluate/machine.js';
import type { DefaultSource, PropertyRow } from '../kinds/index.js';

/** Where a block as a whole comes from. */
export function sourceOfBlock(machine: Machine, entity: Entity): Provenance | undefined {
  return provenanceOf(machine, blockAnnotations(entity), entity.outer);
}

/**
 * Where a property's value comes from: its own `@source`; for what a base states, the base's for the property or as a
 * whole; for a default, what its kind says.
 */
export function sourceOfProperty(
  machine: Machine,
  entity: Entity,
  slot: Slot,
  row: PropertyRow,
): Provenance | undefined {
  if (slot.from === 'default') return row.source === undefined ? undefined : defaultProvenance(row.source);
  const { declaration } = slot;
  const own =
    declaration === undefined ? undefined : provenanceOf(machine, declaration.member.annotations, declaration.scope);
  if (own !== undefined || slot.from !== 'base') return own;
  // The nearest to the figure: the entry that states it, then those that have that one as their base.
  let found: Provenance | undefined;
  for (let link = entity.base; link !== undefined; link = link.base) {
    found = sourceOfBlock(machine, link) ?? found;
    if (link === slot.owner) break;
  }
  return found;
}

const standings: readonly Provenance['standing'][] = ['vendor', 'measured', 'published', 'assumed'];

function defaultProvenance(source: DefaultSource): Provenance {
  return {
    title: source.title,
    ...(source.year === undefined ? {} : { year: source.year }),
    ...(source.where === undefined ? {} : { where: source.where }),
    standing: standings.find((each) => each === source.standing) ?? 'published',
  };
}
