import { type AnyCooling, central, type Electrical, type PlanIndex, resolve } from '../../ir/index.js';
import { HOURS } from '../contract/calendar.js';
import { designPath, type ElectricalPath, runPath } from '../electrical/path.js';
import type { NoteSink } from '../notes.js';
import { bindWeather, type BoundPlant, designPlant, type PlantYear, runPlant } from '../thermal/plant.js';
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
  readonly plant: BoundPlant;
  readonly path: ElectricalPath;
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
    plant: bindWeather(plant, weather),
    path: designPath(electrical, itRating, plant.designPower, frame.path, notes),
  };
}

/** Work arrays of one hall's year, reused from year to year. W per element. */
export interface HallArrays {
  readonly it: Float64Array;
  readonly plant: Float64Array;
  readonly electrical: Float64Array;
}

export function hallArrays(): HallArrays {
  return { it: new Float64Array(HOURS), plant: new Float64Array(HOURS), electrical: new Float64Array(HOURS) };
}

export interface HallYear {
  readonly itEnergy: number;
  readonly itPeak: number;
  readonly plant: PlantYear;
  readonly electricalEnergy: number;
}

/** Runs one hall through one year: IT (network added, closed hours cut), plant, losses. Per element, J and W. */
export function runHallYear(
  machinery: HallMachinery,
  it: Float64Array,
  first: number,
  last: number,
  arrays: HallArrays,
): HallYear {
  let sum = 0;
  let peak = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    const power = hour >= first && hour < last ? (it[hour] ?? 0) + machinery.networkPower : 0;
    arrays.it[hour] = power;
    sum += power;
    if (power > peak) peak = power;
  }
  const plant = runPlant(machinery.plant, arrays.it, arrays.plant, first, last);
  const losses = runPath(machinery.path, arrays.it, arrays.plant, arrays.electrical);
  const electricalEnergy = first === 0 && last === HOURS ? losses : openLosses(arrays, first, last);
  return { itEnergy: sum * 3600, itPeak: peak, plant, electricalEnergy };
}

/** A hall that is not open draws nothing, not even its no-load losses. Returns those of its open hours, J. */
function openLosses({ electrical }: HallArrays, first: number, last: number): number {
  let sum = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    if (hour < first || hour >= last) electrical[hour] = 0;
    sum += (electrical[hour] ?? 0) * 3600;
  }
  return sum;
}
