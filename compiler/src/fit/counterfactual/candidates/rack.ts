import { central, isRef, type PlanIndex, type Rack, type Ref, resolve } from '../../../ir/index.js';
import { type Alike, declaredAlternatives, hallAt, nameOfKey, propertyChange } from '../halls.js';
import type { Ground, Option, Unit } from '../options.js';

/**
 * Other racks of the catalogue that hold the same accelerator: as many of them as hold at least as many accelerators. The
 * plan's own alternatives may hold others.
 */
export function rackUnits(ground: Ground, alike: Alike): Unit[] {
  const { paths, hall } = alike;
  const [stand, ...more] = hall.racks;
  const now = stand === undefined ? undefined : resolve(ground.index, stand.of);
  const entries = [...ground.library].sort(([a], [b]) => (a < b ? -1 : 1));
  const others =
    now === undefined || more.length > 0
      ? []
      : entries.flatMap(([key, entity]): Option[] =>
          entity.kind === 'rack' && isOther(now, entity, key, stand?.of) ? [option(paths, key, entity)] : [],
        );
  return [
    {
      subsystem: 'rack',
      paths,
      key: `racks ${paths[0] ?? ''}`,
      options: [...others, ...declaredAlternatives(alike, 'racks')],
    },
  ];
}

function isOther(now: Rack, entity: Rack, key: string, use: Ref | Rack | undefined): boolean {
  if (isRef(use) && use.ref === key) return false;
  return entity.accelerators > 0 && acceleratorOf(entity) !== undefined && acceleratorOf(entity) === acceleratorOf(now);
}

/** The accelerator by the catalogue's key; one that a plan refines is its own. */
function acceleratorOf({ accelerator }: Rack): string | undefined {
  return isRef(accelerator) ? accelerator.ref : undefined;
}

function option(paths: readonly string[], key: string, rack: Rack): Option {
  const name = nameOfKey(key);
  return {
    key,
    changes: ({ index }) => {
      const changes = paths.flatMap((path) => {
        const hall = hallAt(index, path);
        if (hall === undefined) return [];
        const count = Math.ceil(acceleratorsIn(index, hall.racks) / rack.accelerators - 1e-9);
        return [
          propertyChange(path, 'racks', `${String(count)} of ${name.name}`, [{ count, of: { ref: key } }], [name]),
        ];
      });
      return changes.length === paths.length ? changes : undefined;
    },
  };
}

/** Accelerators that stand in one element of a hall. */
export function acceleratorsIn(
  index: PlanIndex,
  racks: readonly { readonly count: number; readonly of: Ref | Rack }[],
): number {
  return racks.reduce((sum, { count, of }) => sum + count * central(resolve(index, of).accelerators), 0);
}
