import { type AnyCooling, central, type Electrical, type PlanIndex, resolve } from '../../ir/index.js';
import type { HourSet } from '../calendar/hour-set.js';
import { designPath, type ElectricalPath, runPath } from '../electrical/path.js';
import type { NoteSink } from '../notes.js';
import {
  bindWeather,
  designPlant,
  type Plant,
  type PlantTable,
  type PlantYear,
  runTable,
  tabulate,
} from '../thermal/plant.js';
import { type HallProfile, layOut } from '../operation/profile.js';
import type { Weather } from '../weather/weather.js';
import { type CampusFabric, hallShare } from './fabrics.js';
import type { HallFrame } from './hall-frame.js';

/** Plant and electrical path of a hall, sized and bound to the site's weather; `undefined` where the nameplate is blank. */
export interface HallMachinery {
  readonly frame: HallFrame;
  /** Power of the hall's share of its fabric, W per element: constant, and part of the IT. */
  readonly networkPower: number;
  /** W per element. */
  readonly itRating: number;
  readonly plantRating: number;
  /** What the plant draws on a hot day at its rating, W per element. */
  readonly designPower: number;
  readonly plant: PlantTable;
  readonly path: ElectricalPath;
  /** What stands when, where the hall changes over its life; between two phases it is out. */
  readonly phases?: readonly HallPhase[];
}

/** Decimal years. */
export interface HallPhase {
  readonly from: number;
  readonly until: number;
  readonly machinery: HallMachinery;
}

export function hallMachinery(
  frame: HallFrame,
  fabric: CampusFabric | undefined,
  weather: Weather,
  index: PlanIndex,
  notes: NoteSink,
): HallMachinery | undefined {
  // Without the rate of its links a hall has no fabric, and what the fabric draws and costs is unknown: never a zero.
  if (frame.nameplate === undefined || (fabric === undefined && frame.accelerators > 0)) return undefined;
  const networkPower = fabric ? fabric.design.power * hallShare(fabric, frame) : 0;
  const itRating = frame.nameplate + networkPower;
  const plantRating = frame.hall.plantCapacity === undefined ? itRating : central(frame.hall.plantCapacity);
  const cooling = resolve<AnyCooling>(index, frame.hall.cooling);
  const liquidShare = frame.rackLiquidShare * (frame.nameplate / Math.max(1, itRating));
  // Switches stand in racks of their own, no denser than the others.
  const plant = designPlant(
    cooling,
    {
      rating: plantRating,
      rackLiquidShare: liquidShare,
      racks: (frame.rackCount * itRating) / Math.max(1, frame.nameplate),
    },
    frame.path,
    notes,
  );
  const electrical = resolve<Electrical>(index, frame.hall.electrical);
  return {
    frame,
    networkPower,
    itRating,
    plantRating,
    designPower: plant.designPower,
    plant: tableOf(plant, weather),
    path: designPath(electrical, itRating, plant.designPower, frame.path, notes),
  };
}

/** Tables already made, by weather and design: they outlive a change of what the hall's work draws. */
const tables = new WeakMap<Weather, Map<string, PlantTable>>();
/** Of one weather. A campus of more distinct plants makes the oldest anew. */
const KEPT_TABLES = 128;

function tableOf(plant: Plant, weather: Weather): PlantTable {
  const known = tables.get(weather) ?? new Map<string, PlantTable>();
  tables.set(weather, known);
  const key = JSON.stringify(plant);
  let table = known.get(key);
  if (table === undefined) {
    table = tabulate(bindWeather(plant, weather));
    known.set(key, table);
    const oldest = known.size > KEPT_TABLES ? known.keys().next() : undefined;
    if (oldest !== undefined && !oldest.done) known.delete(oldest.value);
  }
  return table;
}

/** Work arrays of one hall's year, reused from year to year: one entry for each hour of the set. W per element. */
export interface HallArrays {
  readonly it: Float64Array;
  readonly plant: Float64Array;
  readonly electrical: Float64Array;
}

export function hallArrays({ length }: HourSet): HallArrays {
  return { it: new Float64Array(length), plant: new Float64Array(length), electrical: new Float64Array(length) };
}

export interface HallYear {
  readonly itEnergy: number;
  readonly itPeak: number;
  readonly plant: PlantYear;
  readonly electricalEnergy: number;
}

/**
 * Runs one hall through one year: IT (network added, closed hours cut), plant, losses. Per element, J and W. It is open
 * from index `first` of the set until before `last`. The hours go to `arrays`, their sum to `total`.
 */
export function runHallYear(
  machinery: HallMachinery,
  profile: HallProfile,
  set: HourSet,
  first: number,
  last: number,
  arrays: HallArrays,
  total: Float64Array,
): HallYear {
  const { it, plant, electrical } = arrays;
  const { networkPower, path } = machinery;
  layOut(profile, set, it, networkPower);
  it.fill(0, 0, first);
  it.fill(0, last);
  const plantYear = runTable(machinery.plant, it, plant, first, last, set.weight);
  runPath(path, it, plant, electrical);
  electrical.fill(0, 0, first);
  electrical.fill(0, last);
  total.fill(0, 0, first);
  total.fill(0, last);
  const { weight } = set;
  let itSum = 0;
  let electricalSum = 0;
  let peak = 0;
  for (let i = first; i < last; i++) {
    const hours = weight === undefined ? 1 : weight[i]!;
    const power = it[i]!;
    const lost = electrical[i]!;
    total[i] = power + plant[i]! + lost;
    itSum += hours * power;
    electricalSum += hours * lost;
    if (power > peak) peak = power;
  }
  return { itEnergy: itSum * 3600, itPeak: peak, plant: plantYear, electricalEnergy: electricalSum * 3600 };
}
