import { type AnyCooling, central, type Electrical, type PlanIndex, resolve } from '../../ir/index.js';
import type { HourSet } from '../calendar/hour-set.js';
import { designPath, type ElectricalPath, runPath } from '../electrical/path.js';
import { contentName } from '../content.js';
import { NoteCollector, type NoteSink } from '../notes.js';
import { Recall } from '../recall.js';
import type { SimulationNote } from '../results.js';
import {
  bindWeather,
  designPlant,
  type PlantLoad,
  type PlantTable,
  type PlantYear,
  runTable,
  tabulate,
} from '../thermal/plant.js';
import { type HallProfile, layOut } from '../operation/profile.js';
import type { Weather } from '../weather/weather.js';
import { type CampusFabric, hallShare } from './fabrics.js';
import type { HallFrame } from './hall-frame.js';
import { type HourlyMachines, runStates } from './hall-states.js';

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
  /** Another number for other machines or other weather. */
  readonly name: number;
  /** What stands when, where the hall changes over its life; between two phases it is out. */
  readonly phases?: readonly HallPhase[];
}

/** Decimal years. */
export interface HallPhase {
  readonly from: number;
  readonly until: number;
  readonly machinery: HallMachinery;
}

/**
 * Designs the machines of a hall. The very same object for the same frame and all that it is designed from.
 */
export function hallMachinery(
  frame: HallFrame,
  fabric: CampusFabric | undefined,
  weather: Weather,
  index: PlanIndex,
  notes: NoteSink,
): HallMachinery | undefined {
  const cooling = resolve<AnyCooling>(index, frame.hall.cooling);
  const electrical = resolve<Electrical>(index, frame.hall.electrical);
  return known.get(frame, [fabric?.design, cooling, electrical, weather], notes, (said) =>
    machineryOf(frame, fabric, weather, cooling, electrical, said),
  );
}

/** By the frame: of a campus of which one hall changed, the other halls have what they had. */
const known = new Recall<HallMachinery | undefined>();

function machineryOf(
  frame: HallFrame,
  fabric: CampusFabric | undefined,
  weather: Weather,
  cooling: AnyCooling,
  electrical: Electrical,
  notes: NoteSink,
): HallMachinery | undefined {
  // Without the rate of its links a hall has no fabric, and what the fabric draws and costs is unknown: never a zero.
  if (frame.nameplate === undefined || (fabric === undefined && frame.accelerators > 0)) return undefined;
  const networkPower = fabric ? fabric.design.power * hallShare(fabric, frame) : 0;
  const itRating = frame.nameplate + networkPower;
  const plantRating = frame.hall.plantCapacity === undefined ? itRating : central(frame.hall.plantCapacity);
  const rated: Rated = {
    cooling,
    electrical,
    itRating,
    load: {
      rating: plantRating,
      rackLiquidShare: frame.rackLiquidShare * (frame.nameplate / Math.max(1, itRating)),
      // As many as the rating stands for: a plant larger than its hall makes no rack denser, and switches stand in racks like the others.
      racks: (frame.rackCount * plantRating) / Math.max(1, frame.nameplate),
    },
  };
  const { said, ...machines } = machinesOf(rated, weather);
  for (const note of said) notes.add({ ...note, path: frame.path });
  return { frame, networkPower, itRating, plantRating, ...machines };
}

/** What machines are built for, and from. */
interface Rated {
  readonly cooling: AnyCooling;
  readonly electrical: Electrical;
  /** W. */
  readonly itRating: number;
  readonly load: PlantLoad;
}

interface Machines extends Pick<HallMachinery, 'designPower' | 'plant' | 'path' | 'name'> {
  /** What designing them had to say: said again for each hall that has them. */
  readonly said: readonly SimulationNote[];
}

/** Machines already designed and tabulated, by weather: halls alike share them, and they outlive a change of the work. */
const built = new WeakMap<Weather, Map<number, Machines>>();
/** In one weather. A campus of more distinct plants makes the oldest anew. */
const KEPT_MACHINES = 128;
let named = 0;

function machinesOf(rated: Rated, weather: Weather): Machines {
  const machines = built.get(weather) ?? new Map<number, Machines>();
  built.set(weather, machines);
  const { cooling, electrical, itRating, load } = rated;
  const key = contentName([contentName(cooling), contentName(electrical), itRating, load]);
  let found = machines.get(key);
  if (found === undefined) {
    const notes = new NoteCollector();
    const plant = designPlant(cooling, load, '', notes);
    const path = designPath(electrical, itRating, plant.designPower, '', notes);
    const table = tabulate(bindWeather(plant, weather));
    found = { designPower: plant.designPower, plant: table, path, name: ++named, said: notes.notes };
    const oldest = machines.size >= KEPT_MACHINES ? machines.keys().next() : undefined;
    if (oldest !== undefined && !oldest.done) machines.delete(oldest.value);
  } else machines.delete(key);
  machines.set(key, found);
  return found;
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

/** Runs one hall through one year; see `runHallHours`, which it stands for: where it can in one pass. */
export function runHallYear(
  machinery: HallMachinery,
  profile: HallProfile,
  set: HourSet,
  first: number,
  last: number,
  arrays: HallArrays,
  total: Float64Array,
): HallYear {
  return (
    runStates(machinery, profile, set, first, last, arrays.it, total) ??
    runHallHours(machinery, profile, set, first, last, arrays, total)
  );
}

/**
 * Runs one hall through one year: IT (network added, closed hours cut), plant, losses. Per element, J and W. It is open
 * from index `first` of the set until before `last`. The hours go to `arrays`, their sum to `total`.
 */
export function runHallHours(
  machinery: HourlyMachines,
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
