import { type AnyCooling, type AnyEntity, central, type Hall, resolve } from '../../ir/index.js';
import type { FitContext, Trial } from '../context.js';
import type { Change } from '../finding.js';
import { type LibraryEntry, libraryEntries } from '../library.js';

const KINDS: ReadonlySet<AnyEntity['kind']> = new Set<AnyEntity['kind']>([
  'cooling',
  'airCooling',
  'rearDoor',
  'directToChip',
  'immersion',
  'hybridCooling',
]);
const isCooling = (entity: AnyEntity): entity is AnyCooling => KINDS.has(entity.kind);

/** Coolings of the catalogue, other than the hall's own, that carry what stands in the hall. */
export function otherCoolings(context: FitContext, hall: Hall): LibraryEntry<AnyCooling>[] {
  const current = 'ref' in hall.cooling ? hall.cooling.ref : hall.cooling.base;
  return libraryEntries(context, isCooling).filter(
    ({ entity, key }) => key !== current && carries(context, hall, entity),
  );
}

/** A hall with an entry of the catalogue for its cooling. */
export function coolingChange(hall: Hall, { name, key }: LibraryEntry<AnyCooling>): Change {
  const value = { ref: key };
  return { type: 'property', path: hall.path ?? '', property: 'cooling', text: name.name, imports: [name], value };
}

/** A hall with each of some entries of the catalogue for its cooling. */
export function coolingTrials(hall: Hall, others: readonly LibraryEntry<AnyCooling>[]): Trial[] {
  return others.map((other) => ({ title: `cooling: ${other.name.name}`, changes: [coolingChange(hall, other)] }));
}

/** True where a cooling can carry what stands in the hall: density, liquid heat (no door takes that of cold plates), coolant temperature. */
function carries(context: FitContext, hall: Hall, cooling: AnyCooling): boolean {
  if (cooling.maxDensity !== undefined && hall.density !== undefined && hall.density > central(cooling.maxDensity))
    return false;
  const liquid = central(cooling.liquidShare);
  return hall.racks.every(({ of }) => {
    const rack = resolve(context.index, of);
    const needs = rack.liquidShare === undefined ? 0 : central(rack.liquidShare);
    if (needs > 0 && (liquid === 0 || cooling.kind === 'rearDoor')) return false;
    if (needs === 0 && (cooling.kind === 'directToChip' || cooling.kind === 'immersion')) return false;
    return rack.supplyMax === undefined || liquid === 0 || central(cooling.supply) <= rack.supplyMax;
  });
}
