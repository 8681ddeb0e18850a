import type { BoundPlant, PartHours } from './bind.js';
import type { PlantPart } from './design.js';
import {
  CARRIED,
  CHILLER,
  EVAPORATED,
  FANS,
  LIFTED,
  partHour,
  type PartState,
  partState,
  PUMP,
  TERMINAL,
} from './part-hour.js';

/** A year of a plant. Hours, energy and water count each hour of the weather as often as its weight says. */
export interface PlantYear {
  /** Electricity, J. */
  readonly energy: number;
  /**
   * Hours with heat in which some part has too little of it: where compressors run, less than one machine takes steadily at
   * its rating, were all of it lifted; where none runs, less than that share of what its CDUs or air handlers are built for.
   */
  readonly belowTurndownHours: number;
  /** Further hours in which compressors run below their turndown because the weather relieves them, not for want of heat. */
  readonly relievedHours: number;
  /** Hours with heat in which no compressor runs in any part. */
  readonly freeCoolingHours: number;
  /** Make-up water, m³. */
  readonly water: number;
  /** Highest power, W. */
  readonly peak: number;
  /** Hours in which a part has more heat than all its installed machines carry: its power is then an underestimate. */
  readonly overloadHours: number;
  /** Hours with heat in which a plant without compressors cannot hold its supply temperature. */
  readonly overTemperatureHours: number;
}

/** Where a plant's power goes, hour by hour, W. */
export interface PlantBreakdown {
  readonly chillers: Float64Array;
  readonly rejectionFans: Float64Array;
  readonly pumps: Float64Array;
  readonly cduPumps: Float64Array;
  readonly airHandlers: Float64Array;
  /** Heat given to the outside: the racks' and that of every machine but the rejection fans, which stand outside. */
  readonly heatRejected: Float64Array;
}

const BELOW = 1;
const RELIEVED = 2;
const LIFTING = 4;
const OVERLOADED = 8;
const TOO_WARM = 16;

/**
 * Runs a plant through the hours of its weather, component by component: the reference of `runTable`. `it`: heat of each hour,
 * W; writes the plant's power of each hour, W, to `out`. Before index `from` and from `until` on it does not stand: it draws
 * nothing and takes no water. `weight`: hours that each index stands for, 1 where not given.
 */
export function runPlant(
  bound: BoundPlant,
  it: Float64Array,
  out: Float64Array,
  from = 0,
  until = it.length,
  weight?: Float64Array,
): PlantYear {
  return run(bound, it, out, undefined, from, until, weight);
}

/** The parts of what `runPlant` writes, for findings and explanations. */
export function plantBreakdown(bound: BoundPlant, it: Float64Array): PlantBreakdown {
  const zeros = (): Float64Array => new Float64Array(it.length);
  const detail = {
    chillers: zeros(),
    rejectionFans: zeros(),
    pumps: zeros(),
    cduPumps: zeros(),
    airHandlers: zeros(),
    heatRejected: zeros(),
  };
  run(bound, it, zeros(), detail, 0, it.length, undefined);
  return detail;
}

function run(
  { plant, hours }: BoundPlant,
  it: Float64Array,
  out: Float64Array,
  detail: PlantBreakdown | undefined,
  from: number,
  until: number,
  weight: Float64Array | undefined,
): PlantYear {
  const flags = new Uint8Array(it.length);
  out.fill(0);
  let evaporated = 0;
  plant.parts.forEach((part, index) => {
    evaporated += runPart(part, hours[index]!, it, out, flags, detail, from, until, weight);
  });
  let sum = 0;
  let peak = 0;
  let below = 0;
  let relieved = 0;
  let free = 0;
  let overloaded = 0;
  let tooWarm = 0;
  for (let hour = from; hour < until; hour++) {
    const power = out[hour]!;
    const times = weight === undefined ? 1 : weight[hour]!;
    sum += times * power;
    if (power > peak) peak = power;
    if (!(it[hour]! > 0)) continue;
    const flag = flags[hour]!;
    if (flag & BELOW) below += times;
    else if (flag & RELIEVED) relieved += times;
    if (!(flag & LIFTING)) free += times;
    if (flag & OVERLOADED) overloaded += times;
    if (flag & TOO_WARM) tooWarm += times;
  }
  return {
    energy: sum * 3600,
    belowTurndownHours: below,
    relievedHours: relieved,
    freeCoolingHours: free,
    water: evaporated * 3600 * plant.water,
    peak,
    overloadHours: overloaded,
    overTemperatureHours: tooWarm,
  };
}

/** Adds a part's power to `out`, its states to `flags`, its machines to `detail`; returns the evaporated heat, W summed over hours. */
function runPart(
  part: PlantPart,
  hours: PartHours,
  it: Float64Array,
  out: Float64Array,
  flags: Uint8Array,
  detail: PlantBreakdown | undefined,
  from: number,
  until: number,
  weight: Float64Array | undefined,
): number {
  const state = partState();
  const { leastHeat, leastTerminal, mostHeat, share } = part;
  const { capacity, tooWarm } = hours;
  const rated = part.chillers === undefined ? 0 : part.turndown * part.chillers.unit;
  const most = part.chillers === undefined ? Infinity : part.chillers.unit * part.chillers.installed;
  let evaporatedHeat = 0;
  for (let hour = from; hour < until; hour++) {
    const heat = share * it[hour]!;
    out[hour] = out[hour]! + partHour(part, hours, hour, heat, state);
    evaporatedHeat += state[EVAPORATED]! * (weight === undefined ? 1 : weight[hour]!);
    if (detail !== undefined) addDetail(detail, part, state, hour);
    if (!(heat > 0)) continue;
    const lifted = state[LIFTED]!;
    const scale = capacity === undefined ? 1 : capacity[hour]!;
    let flag = flags[hour]!;
    if (lifted > 0) {
      flag |= LIFTING;
      if (heat < leastHeat) flag |= BELOW;
      else if (lifted < rated * scale) flag |= RELIEVED;
      if (scale < 1 && lifted > most * scale * (1 + 1e-9)) flag |= OVERLOADED;
    } else if (heat < leastTerminal) flag |= BELOW;
    if (heat > mostHeat) flag |= OVERLOADED;
    if (tooWarm[hour]! > 0) flag |= TOO_WARM;
    flags[hour] = flag;
  }
  return evaporatedHeat;
}

function addDetail(detail: PlantBreakdown, part: PlantPart, state: PartState, hour: number): void {
  const terminals = part.medium === 'liquid' ? detail.cduPumps : detail.airHandlers;
  terminals[hour] = state[TERMINAL]!;
  detail.pumps[hour] = detail.pumps[hour]! + state[PUMP]!;
  detail.chillers[hour] = detail.chillers[hour]! + state[CHILLER]!;
  detail.rejectionFans[hour] = detail.rejectionFans[hour]! + state[FANS]!;
  detail.heatRejected[hour] = detail.heatRejected[hour]! + state[CARRIED]! + state[PUMP]! + state[CHILLER]!;
}
