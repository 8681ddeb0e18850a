import { type Climate, resolve } from '../ir/index.js';
import { EVERY_HOUR } from '../simulation/calendar/hour-set.js';
import { SimulationCache } from '../simulation/campus/cache.js';
import { campusFabrics } from '../simulation/campus/fabrics.js';
import { frameHalls } from '../simulation/campus/hall-frame.js';
import { hallMachinery, type HallMachinery } from '../simulation/campus/hall-run.js';
import { runPath } from '../simulation/electrical/path.js';
import { NoteCollector } from '../simulation/notes.js';
import { daySeed } from '../simulation/random.js';
import { runTable } from '../simulation/thermal/plant.js';
import type { FigureInput } from './figure.js';

export interface PartLoad {
  readonly hall: string;
  /** Design PUE over a year of the site's weather at a constant load, by share of what the plant is sized for. */
  readonly points: readonly { readonly load: number; readonly pue: number }[];
}

const LOADS = [0.05, ...Array.from({ length: 18 }, (_, i) => (i + 2) * 0.05), 1];
/** Weather is the same for every look at a plan. */
const cache = new SimulationCache();

/**
 * dPUE of each hall at constant load, from the hall's own plant and electrical path as the simulation runs them. Loads are
 * of the plant's rating, up to what the racks can draw. Halls whose draw is unknown are left out.
 */
export function partLoads(input: FigureInput): readonly PartLoad[] {
  const { campus, index, path, seed } = input;
  // What the models have to say of these halls, the simulation has said already.
  const notes = new NoteCollector();
  const weather = cache.weatherOf(resolve<Climate>(index, campus.climate), path, notes, daySeed(seed));
  const frames = frameHalls(campus, index, notes);
  const fabrics = campusFabrics(frames, index, notes);
  return frames.flatMap((frame) => {
    const built = hallMachinery(frame, fabrics.get(frame.networkPath), weather, index, notes);
    return built === undefined || built.plantRating <= 0 ? [] : [{ hall: frame.path, points: curve(built) }];
  });
}

function curve(built: HallMachinery): PartLoad['points'] {
  const length = EVERY_HOUR.length;
  const it = new Float64Array(length);
  const plant = new Float64Array(length);
  const electrical = new Float64Array(length);
  const most = Math.min(1, built.itRating / built.plantRating);
  return LOADS.filter((load) => load <= most + 1e-9).map((load) => {
    it.fill(load * built.plantRating);
    const year = runTable(built.plant, it, plant);
    const lost = runPath(built.path, it, plant, electrical);
    const itEnergy = load * built.plantRating * length * 3600;
    return { load, pue: 1 + (year.energy + lost) / itEnergy };
  });
}

/** The curve at a load, between its points; `undefined` beyond its end. */
export function pueAt({ points }: PartLoad, load: number): number | undefined {
  const above = points.findIndex((point) => point.load >= load - 1e-9);
  const high = points[above];
  const low = points[Math.max(0, above - 1)];
  if (high === undefined || low === undefined) return undefined;
  const width = high.load - low.load;
  return width <= 0 ? high.pue : low.pue + ((high.pue - low.pue) * (load - low.load)) / width;
}
