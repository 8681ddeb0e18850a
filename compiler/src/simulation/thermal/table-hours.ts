import type { BoundPlant, PartHours } from './bind.js';
import { heatFor } from './design.js';

/** What decides the states of a plant, hour by hour, apart from its load. Loads are W of heat of the whole plant. */
export interface HourConditions {
  /** By hour: which parts lift (bits 1 and 2), and `TOO_WARM`. */
  readonly state: Uint8Array;
  /** Load under which a part has too little heat, by which parts lift (0..3). */
  readonly belowAt: Float64Array;
  /** Hours in which weather may bring compressors below their turndown, rising, and the load under which it does. */
  readonly relievable: Int32Array;
  readonly relievedAt: Float64Array;
  /** Highest of these loads; no load brings compressors below their turndown from here on. */
  readonly relievedBelow: number;
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

export const LIFTING = 3;
export const TOO_WARM = 4;

/** Thresholds that turn an hour's load into its states: exact, in whatever way the power is tabulated. */
export function hourConditions(
  { plant, weather }: Pick<BoundPlant, 'plant' | 'weather'>,
  hours: readonly PartHours[],
): HourConditions {
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
  let found = 0;
  for (let hour = 0; hour < count; hour++) if (relieved[hour]! > 0) found++;
  const relievable = new Int32Array(found);
  const relievedAt = new Float64Array(found);
  const { weight } = weather;
  const zeros = (): Uint16Array | Float64Array =>
    weight === undefined ? new Uint16Array(count + 1) : new Float64Array(count + 1);
  const freeBefore = zeros();
  const warmBefore = zeros();
  let relievedBelow = -Infinity;
  found = 0;
  for (let hour = 0; hour < count; hour++) {
    const flags = state[hour]!;
    const times = weight === undefined ? 1 : weight[hour]!;
    freeBefore[hour + 1] = freeBefore[hour]! + ((flags & LIFTING) === 0 ? times : 0);
    warmBefore[hour + 1] = warmBefore[hour]! + ((flags & TOO_WARM) === 0 ? 0 : times);
    if (!(relieved[hour]! > 0)) continue;
    relievable[found] = hour;
    if (relieved[hour]! > relievedBelow) relievedBelow = relieved[hour]!;
    relievedAt[found++] = relieved[hour]!;
  }
  return {
    state,
    belowAt,
    relievable,
    relievedAt,
    relievedBelow,
    overloadAt,
    hourlyOverload,
    overloadFrom: hourlyOverload?.reduce((least, load) => Math.min(least, load), overloadAt) ?? overloadAt,
    weight,
    freeBefore,
    warmBefore,
  };
}
