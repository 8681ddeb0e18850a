import type { BoundPlant, PartHours } from './bind.js';
import { heatFor } from './design.js';

/** What decides the states of a plant, hour by hour, apart from its load. Loads are W of heat of the whole plant. */
export interface HourConditions {
  /** By hour: which parts lift (bits 1 and 2), and `TOO_WARM`. */
  readonly state: Uint8Array;
  /** Load under which a part has too little heat, by which parts lift (0..3). */
  readonly belowAt: Float64Array;
  /** Hours in which weather may bring compressors below their turndown, and the load under which it does, by falling step. */
  readonly relievable: Int32Array;
  readonly relievedAt: Float64Array;
  readonly relief: Relief;
  /** Load above which a part has too few machines; by hour where their capacity follows the weather. */
  readonly overloadAt: number;
  readonly hourlyOverload: Float64Array | undefined;
  /** The least such load of all hours. */
  readonly overloadFrom: number;
  /** Hours that each entry stands for; absent where each stands for itself. */
  readonly weight: Float64Array | undefined;
  /** Hours before each in which nothing lifts, and in which the plant is too warm: one more than there are entries. */
  readonly freeBefore: Uint16Array | Float64Array;
  readonly warmBefore: Uint16Array | Float64Array;
}

/** Steps of the loads under which weather relieves, so that only those near a year's loads are looked at. */
export interface Relief {
  /** Steps per W. */
  readonly perWatt: number;
  /** Entries, and hours that they stand for, of a step and those above it: `RELIEF_STEPS + 2` numbers. */
  readonly entries: Int32Array;
  readonly hours: Float64Array;
}

/** The last step takes all loads above the others. */
export const RELIEF_STEPS = 127;
/** Load over rating at which it begins. */
const LAST_STEP = 1.3;

/** Step of a load, W. */
export function stepOf({ perWatt }: Relief, load: number): number {
  return Math.min(RELIEF_STEPS, Math.floor(load * perWatt));
}

export const LIFTING = 3;
export const TOO_WARM = 4;

/** Thresholds that turn an hour's load into its states: exact, in whatever way the power is tabulated. */
export function hourConditions(
  { plant, weather }: Pick<BoundPlant, 'plant' | 'weather'>,
  hours: readonly PartHours[],
): HourConditions {
  const { weight } = weather;
  const count = weather.dryBulb.length;
  const state = new Uint8Array(count);
  const relieved = new Float64Array(count);
  const loaded = plant.parts
    .map((part, i) => ({ part, hours: hours[i]!, bit: 1 << i }))
    .filter(({ part }) => part.share > 0);
  const belowAt = Float64Array.from({ length: 4 }, (_, lifting) =>
    loaded.reduce(
      (most, { part, bit }) => Math.max(most, (lifting & bit ? part.leastHeat : part.leastTerminal) / part.share),
      0,
    ),
  );
  const overloadAt = loaded.reduce((least, { part }) => Math.min(least, part.mostHeat / part.share), Infinity);
  const derated = loaded.some((each) => each.hours.capacity !== undefined && each.part.chillers !== undefined);
  const hourlyOverload = derated ? new Float64Array(count).fill(overloadAt) : undefined;
  for (const { part, hours: own, bit } of loaded) {
    const { bypass, mechanical, capacity, tooWarm } = own;
    const { chillers } = part;
    const least = chillers === undefined ? 0 : part.turndown * chillers.unit;
    const most = chillers === undefined ? 0 : chillers.unit * chillers.installed * (1 + 1e-9);
    for (let hour = 0; hour < count; hour++) {
      if (tooWarm[hour]! > 0) state[hour] = state[hour]! | TOO_WARM;
      const lifting = mechanical[hour]!;
      const outside = bypass[hour]!;
      if (chillers === undefined || lifting <= 0 || outside >= 1) continue;
      state[hour] = state[hour]! | bit;
      const scale = capacity === undefined ? 1 : capacity[hour]!;
      if (lifting < 1 || outside > 0 || scale !== 1) {
        const at = heatFor(part, (least * scale) / lifting, outside) / part.share;
        if (at > relieved[hour]!) relieved[hour] = at;
      }
      if (hourlyOverload !== undefined && scale < 1) {
        const at = heatFor(part, (most * scale) / lifting, outside) / part.share;
        if (at < hourlyOverload[hour]!) hourlyOverload[hour] = at;
      }
    }
  }
  const zeros = (): Uint16Array | Float64Array =>
    weight === undefined ? new Uint16Array(count + 1) : new Float64Array(count + 1);
  const freeBefore = zeros();
  const warmBefore = zeros();
  for (let hour = 0; hour < count; hour++) {
    const flags = state[hour]!;
    const times = weight === undefined ? 1 : weight[hour]!;
    freeBefore[hour + 1] = freeBefore[hour]! + ((flags & LIFTING) === 0 ? times : 0);
    warmBefore[hour + 1] = warmBefore[hour]! + ((flags & TOO_WARM) === 0 ? 0 : times);
  }
  return {
    state,
    belowAt,
    ...relievedHours(relieved, weight, plant.rating),
    overloadAt,
    hourlyOverload,
    overloadFrom: hourlyOverload?.reduce((least, load) => Math.min(least, load), overloadAt) ?? overloadAt,
    weight,
    freeBefore,
    warmBefore,
  };
}

/** Puts the hours that have a load at which they are relieved in order of their steps, the highest first. */
function relievedHours(
  at: Float64Array,
  weight: Float64Array | undefined,
  rating: number,
): Pick<HourConditions, 'relievable' | 'relievedAt' | 'relief'> {
  const entries = new Int32Array(RELIEF_STEPS + 2);
  const hours = new Float64Array(RELIEF_STEPS + 2);
  const relief = { perWatt: RELIEF_STEPS / (LAST_STEP * rating), entries, hours };
  for (let hour = 0; hour < at.length; hour++) {
    if (!(at[hour]! > 0)) continue;
    const step = stepOf(relief, at[hour]!);
    entries[step] = entries[step]! + 1;
    hours[step] = hours[step]! + (weight === undefined ? 1 : weight[hour]!);
  }
  for (let step = RELIEF_STEPS; step >= 0; step--) {
    entries[step] = entries[step]! + entries[step + 1]!;
    hours[step] = hours[step]! + hours[step + 1]!;
  }
  const relievable = new Int32Array(entries[0]!);
  const relievedAt = new Float64Array(entries[0]!);
  const next = entries.slice(1);
  for (let hour = 0; hour < at.length; hour++) {
    if (!(at[hour]! > 0)) continue;
    const step = stepOf(relief, at[hour]!);
    const i = next[step]!;
    next[step] = i + 1;
    relievable[i] = hour;
    relievedAt[i] = at[hour]!;
  }
  return { relievable, relievedAt, relief };
}
