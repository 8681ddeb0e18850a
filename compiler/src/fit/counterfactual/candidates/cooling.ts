import { type AnyCooling, type AnyEntity, central, type Hall, type PlanIndex, resolve } from '../../../ir/index.js';
import { type Alike, declaredAlternatives, hallAt, nameOfKey, propertyChange } from '../halls.js';
import type { Ground, Option, State, Unit } from '../options.js';

const KINDS: ReadonlySet<AnyEntity['kind']> = new Set<AnyEntity['kind']>([
  'cooling',
  'airCooling',
  'rearDoor',
  'directToChip',
  'immersion',
  'hybridCooling',
]);
const isCooling = (entity: AnyEntity): entity is AnyCooling => KINDS.has(entity.kind);

/** Set points of the supply that are tried, degC; of liquid up to what the racks accept, of air up to their inlet. */
const LIQUID_SUPPLIES = [20, 25, 32, 40, 45] as const;
const AIR_SUPPLIES = [20, 24, 27] as const;
const ZERO_CELSIUS = 273.15;

/** Room over the highest IT power that a fitted plant has, and the step that its rating is rounded up to, W. */
const PLANT_ROOM = 1.02;
const PLANT_STEP = 1e5;

/**
 * Other coolings of the catalogue that carry what stands in the halls, the plan's own alternatives, other set points, and a
 * plant of the size that its heat needs.
 */
export function coolingUnits(ground: Ground, alike: Alike): Unit[] {
  const { paths } = alike;
  const entries = [...ground.library].filter(([, entity]) => isCooling(entity)).sort(([a], [b]) => (a < b ? -1 : 1));
  const plants = entries.map(([key, entity]): Option => ({
    key,
    changes: ({ index }) =>
      paths.every((path) => carries(index, hallAt(index, path), entity as AnyCooling))
        ? paths.map((path) => propertyChange(path, 'cooling', nameOfKey(key).name, { ref: key }, [nameOfKey(key)]))
        : undefined,
  }));
  const supplies = [...new Set([...LIQUID_SUPPLIES, ...AIR_SUPPLIES])].map((celsius): Option => ({
    key: `supply ${String(celsius)}`,
    changes: (state) => supplyChanges(state, paths, celsius),
  }));
  const unit = (key: string, options: readonly Option[]): Unit => ({
    subsystem: 'cooling',
    paths,
    key: `${key} ${paths[0] ?? ''}`,
    options,
  });
  return [
    unit('cooling', [
      ...plants.filter(({ key }) => key !== namedBy(alike.hall)),
      ...declaredAlternatives(alike, 'cooling'),
    ]),
    unit('supply', supplies),
    { ...unit('plant', [{ key: 'fit', changes: (state) => fittedPlants(state, paths) }]), isFitted: true },
  ];
}

function namedBy(hall: Hall): string | undefined {
  return 'ref' in hall.cooling ? hall.cooling.ref : undefined;
}

function supplyChanges({ index }: State, paths: readonly string[], celsius: number): ReturnType<Option['changes']> {
  const kelvin = celsius + ZERO_CELSIUS;
  const fits = paths.every((path) => {
    const hall = hallAt(index, path);
    if (hall === undefined) return false;
    const cooling = resolve<AnyCooling>(index, hall.cooling);
    const tried: readonly number[] = central(cooling.liquidShare) > 0 ? LIQUID_SUPPLIES : AIR_SUPPLIES;
    return tried.includes(celsius) && hall.racks.every(({ of }) => accepts(resolve(index, of), cooling, kelvin));
  });
  if (!fits) return undefined;
  return paths.map((path) => propertyChange(`${path}.cooling`, 'supply', `${String(celsius)} degC`, kelvin));
}

function accepts(
  rack: { readonly supplyMax?: number; readonly airInletMax: number },
  cooling: AnyCooling,
  kelvin: number,
): boolean {
  if (central(cooling.liquidShare) === 0) return kelvin <= rack.airInletMax;
  return rack.supplyMax === undefined || kelvin <= rack.supplyMax;
}

/** True where a cooling can carry what stands in the hall: density, liquid heat, coolant temperature. */
export function carries(index: PlanIndex, hall: Hall | undefined, cooling: AnyCooling): boolean {
  if (hall === undefined) return false;
  if (cooling.maxDensity !== undefined && hall.density !== undefined && hall.density > central(cooling.maxDensity))
    return false;
  const liquid = central(cooling.liquidShare);
  return hall.racks.every(({ of }) => {
    const rack = resolve(index, of);
    const needs = rack.liquidShare === undefined ? 0 : central(rack.liquidShare);
    if (needs > 0 && liquid === 0) return false;
    if (needs === 0 && (cooling.kind === 'directToChip' || cooling.kind === 'immersion')) return false;
    return accepts(rack, cooling, central(cooling.supply));
  });
}

/** Plants of the rating that the highest IT power of their halls needs, where that is less than they have. */
function fittedPlants({ running }: State, paths: readonly string[]): ReturnType<Option['changes']> {
  const { halls, metrics } = running();
  const changes = paths.flatMap((path) => {
    const hall = halls.get(path);
    if (hall === undefined || hall.plantRating <= 0) return [];
    const rating = fittingPlant(metrics.get(path)?.get('itPeak')?.byYear ?? [], hall.count);
    if (rating <= 0 || rating >= hall.plantRating) return [];
    return [propertyChange(path, 'plantCapacity', `${String(rating / 1e6)} MW`, rating)];
  });
  return changes.length === 0 ? undefined : changes;
}

/** The rating that a plant needs for the highest IT power of its hall, W for each element: 2 % above it, in steps of 0.1 MW. */
function fittingPlant(itPeak: readonly (number | null)[], count: number): number {
  // The metric is of all elements of an array block; a plant stands at each.
  const peak = itPeak.reduce<number>((most, watts) => Math.max(most, watts ?? 0), 0) / count;
  return Math.ceil((peak * PLANT_ROOM) / PLANT_STEP) * PLANT_STEP;
}
