import { lawAt } from './affinity.js';
import type { BoundPlant, PartHours } from './bind.js';
import { stagedLoad } from './chiller-load.js';
import type { PlantPart } from './design.js';

/** A year of a plant. */
export interface PlantYear {
  /** Electricity, J. */
  readonly energy: number;
  /**
   * Hours with heat in which some part runs below its turndown: where chillers run, less heat than one of them can take steadily;
   * where none runs, less than that share of what its CDUs or air handlers are built for.
   */
  readonly belowTurndownHours: number;
  /** Hours with heat in which no compressor runs in any part. */
  readonly freeCoolingHours: number;
  /** Make-up water, m³. */
  readonly water: number;
  /** Highest power, W. */
  readonly peak: number;
  /** Hours in which a part has more heat than all its installed machines carry: its power is then an underestimate. */
  readonly overloadHours: number;
  /** Hours in which a plant without compressors cannot hold its supply temperature. */
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
const LIFTING = 2;
const OVERLOADED = 4;

/**
 * Runs a plant through a year. `it`: heat of each hour, W; writes the plant's power of each hour, W, to `out`. Before hour
 * `from` and from hour `until` on it does not stand: it draws nothing and takes no water.
 */
export function runPlant(
  bound: BoundPlant,
  it: Float64Array,
  out: Float64Array,
  from = 0,
  until = it.length,
): PlantYear {
  return run(bound, it, out, undefined, from, until);
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
  run(bound, it, zeros(), detail, 0, it.length);
  return detail;
}

function run(
  bound: BoundPlant,
  it: Float64Array,
  out: Float64Array,
  detail: PlantBreakdown | undefined,
  from: number,
  until: number,
): PlantYear {
  const { plant, hours } = bound;
  const flags = new Uint8Array(it.length);
  out.fill(0);
  let evaporated = 0;
  let overTemperature = 0;
  for (let index = 0; index < plant.parts.length; index++) {
    const part = plant.parts[index]!;
    const coefficients = hours[index]!;
    evaporated += runPart(part, coefficients, it, out, flags, detail, from, until);
    if (part.share > 0 && from < until) overTemperature = Math.max(overTemperature, coefficients.overTemperature);
  }
  let sum = 0;
  let peak = 0;
  let below = 0;
  let free = 0;
  let overloaded = 0;
  for (let hour = 0; hour < it.length; hour++) {
    const power = out[hour]!;
    sum += power;
    if (power > peak) peak = power;
    if (it[hour]! <= 0) continue;
    const flag = flags[hour]!;
    below += flag & BELOW;
    if ((flag & LIFTING) === 0) free++;
    if (flag >= OVERLOADED) overloaded++;
  }
  return {
    energy: sum * 3600,
    belowTurndownHours: below,
    freeCoolingHours: free,
    water: evaporated * 3600 * plant.water,
    peak,
    overloadHours: overloaded,
    overTemperatureHours: overTemperature,
  };
}

/**
 * One part through the year: terminal units, pumps, compressors, rejection, each with the heat of what stands before it.
 *
 *   q1 = q + P_terminal      q2 = (1 − bypass)·q1      q3 = q2 + P_pump      P_ch = F(mechanical·q3)/COP      rejected = q3 + P_ch
 *
 * Adds its power to `out`, its states to `flags` and its parts to `detail`; returns the evaporated heat, W summed over hours.
 * Everything that the loop touches is a local: it runs for every hall, year and hour.
 */
function runPart(
  part: PlantPart,
  hours: PartHours,
  it: Float64Array,
  out: Float64Array,
  flags: Uint8Array,
  detail: PlantBreakdown | undefined,
  from: number,
  until: number,
): number {
  const {
    share,
    chillers,
    terminalLaw,
    terminalPower,
    pumpLaw,
    pumpPower,
    fanLaw,
    fanPower,
    perCapacity,
    perRejectable,
  } = part;
  const { bypass, mechanical, perCop, fan, evaporated } = hours;
  const terminals = part.medium === 'liquid' ? detail?.cduPumps : detail?.airHandlers;
  const leastChiller = chillers === undefined ? 0 : part.turndown * chillers.unit;
  const leastTerminal = part.turndown * part.rating;
  const most = part.capacity * (1 + 1e-9);
  let evaporatedHeat = 0;
  for (let hour = from; hour < until; hour++) {
    const heat = share * it[hour]!;
    const terminal = terminalPower * lawAt(terminalLaw, heat * perCapacity);
    const carried = heat + terminal;
    const wet = carried - bypass[hour]! * carried;
    let power = terminal;
    let lifted = 0;
    if (wet > 0) {
      const pump = pumpPower * lawAt(pumpLaw, wet * perCapacity);
      const loop = wet + pump;
      lifted = mechanical[hour]! * loop;
      const chiller = chillers !== undefined && lifted > 0 ? stagedLoad(chillers, lifted) * perCop[hour]! : 0;
      const rejected = loop + chiller;
      const fans = fanPower * lawAt(fanLaw, rejected * perRejectable * fan[hour]!);
      power += pump + chiller + fans;
      evaporatedHeat += rejected * evaporated[hour]!;
      if (detail !== undefined) {
        detail.pumps[hour] = detail.pumps[hour]! + pump;
        detail.chillers[hour] = detail.chillers[hour]! + chiller;
        detail.rejectionFans[hour] = detail.rejectionFans[hour]! + fans;
        detail.heatRejected[hour] = detail.heatRejected[hour]! + chiller + pump;
      }
    }
    out[hour] = out[hour]! + power;
    if (detail !== undefined && terminals !== undefined) {
      terminals[hour] = terminal;
      detail.heatRejected[hour] = detail.heatRejected[hour]! + carried;
    }
    if (heat <= 0) continue;
    let flag = flags[hour]!;
    if (lifted > 0 ? lifted < leastChiller : heat < leastTerminal) flag |= BELOW;
    if (lifted > 0) flag |= LIFTING;
    if (heat > most) flag |= OVERLOADED;
    flags[hour] = flag;
  }
  return evaporatedHeat;
}
