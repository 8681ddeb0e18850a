import type { Weather } from '../weather/weather.js';
import { coldestUsefulSink, fullLoadCop, sinkCorners } from './chiller-cop.js';
import { relativeAt } from './chiller-curve.js';
import type { PartThermal, Plant } from './design.js';
import { curveAt, towerCurve } from './tower.js';

/**
 * Weather-dependent coefficients of one part, hour by hour. Tm: the outside medium (wet bulb for towers, dry bulb else), A its
 * approach, Tf facility water, R its rise:
 *
 *   free    φ = clamp((Tf + R − (Tm + A))/R, 0, 1)                     water side (tower water or dry cooler before the chiller)
 *           φ = clamp((Ts + R − Tdb)/R, 0, 1)                          outdoor air mixed with return air
 *   COP     at the sink max(Tm + A, coldest useful), or Tdb for air-cooled machines
 *   fans    κ = (R + A)/(Tf + R − Tm)  while all is free; (R + A)/(R + Tc − Tm) without economizer; else 1
 *           Tc is the coldest sink of use to the compressors; A there that of the weather in which the tower just gives Tc
 *
 * κ is the heat that the rejection must move over what it would move at its design approach: a tower or dry cooler in cold air
 * needs less flow for the same heat.
 */
export interface PartHours {
  /** Share of the heat that outdoor air carries off without any water, 0..1. */
  readonly bypass: Float64Array;
  /** Share of the water's heat that compressors lift, 0..1. */
  readonly mechanical: Float64Array;
  /** 1 over the full-load COP; 0 without compressors. */
  readonly perCop: Float64Array;
  readonly fan: Float64Array;
  /** Share of the rejected heat that leaves by evaporation. */
  readonly evaporated: Float64Array;
  /** Capacity of the compressors over their rating; `undefined` where it does not follow the weather. */
  readonly capacity: Float64Array | undefined;
  /** 1 in hours in which a plant without compressors cannot hold its supply temperature. */
  readonly tooWarm: Uint8Array;
}

export interface BoundPlant {
  readonly plant: Plant;
  readonly weather: Weather;
  /** One for each part of the plant, in its order. */
  readonly hours: readonly PartHours[];
}

/** Half the width of a jump, K. */
const HAIR = 1e-6;

/**
 * A plant in its weather. What its power depends on besides the load is computed for every hour of the weather (any number
 * of them) when it is first asked for, and again where it was not needed for long: a tabulated plant seldom looks at it, and
 * a hundred of them would hold it.
 */
export function bindWeather(plant: Plant, weather: Weather): BoundPlant {
  let kept: WeakRef<readonly PartHours[]> | undefined;
  return {
    plant,
    weather,
    get hours() {
      let hours = kept?.deref();
      if (hours === undefined) {
        hours = hoursOfParts(plant, weather);
        kept = new WeakRef(hours);
      }
      return hours;
    },
  };
}

/** Coefficients of every part of a plant in its weather. */
export function hoursOfParts(plant: Plant, { dryBulb, wetBulb }: Weather): readonly PartHours[] {
  return plant.parts.map(({ thermal }) => partHours(thermal, dryBulb, wetBulb));
}

/** Coefficients of a part in weather of as many hours as the arrays are long, °C. */
export function partHours(thermal: PartThermal, dryBulb: Float64Array, wetBulb: Float64Array): PartHours {
  const { water, rise, approach, rejection, economizer, mechanical: compressors, cop } = thermal;
  const count = dryBulb.length;
  const bypass = new Float64Array(count);
  const mechanical = new Float64Array(count);
  const perCop = new Float64Array(count);
  const fan = new Float64Array(count);
  const evaporated = new Float64Array(count);
  const capacity = thermal.capacity === undefined ? undefined : new Float64Array(count);
  const tooWarm = new Uint8Array(count);
  const tower = rejection === 'tower' ? towerCurve(approach, rise).approach : undefined;
  const waterSide = usesWaterSide(thermal);
  const coldest = coldestUsefulSink(cop);
  const floating = tower ? approachTo(tower, coldest) : approach;
  for (let hour = 0; hour < count; hour++) {
    const dry = dryBulb[hour]!;
    const wet = wetBulb[hour]!;
    const medium = tower ? wet : dry;
    const near = tower ? curveAt(tower, wet) : approach;
    // A dry economizer beside a tower has its own coil in the outdoor air.
    const dryCoil = economizer === 'dry' && tower !== undefined;
    const freeMedium = dryCoil ? dry : medium;
    const freeNear = dryCoil ? approach : near;
    const outside = economizer === 'air' ? clamp((thermal.supply + rise - dry) / rise) : 0;
    const free = waterSide ? clamp((water + rise - freeMedium - freeNear) / rise) : 0;
    bypass[hour] = outside;
    mechanical[hour] = compressors ? 1 - free : 0;
    if (!compressors && free < 1 && outside < 1) tooWarm[hour] = 1;
    const sink = rejection === 'airCooled' ? dry : medium + near;
    perCop[hour] = compressors ? 1 / fullLoadCop(cop, sink) : 0;
    if (capacity !== undefined && thermal.capacity !== undefined) {
      capacity[hour] = relativeAt(thermal.capacity, water, sink);
    }
    if (free >= 1) fan[hour] = (rise + freeNear) / (water + rise - freeMedium);
    else if (waterSide || rejection === 'airCooled') fan[hour] = 1;
    else fan[hour] = (rise + floating) / (rise + Math.max(floating, coldest - medium));
    evaporated[hour] = tower === undefined ? 0 : dryCoil ? 1 - free : 1;
  }
  return { bypass, mechanical, perCop, fan, evaporated, capacity, tooWarm };
}

function usesWaterSide({ economizer, mechanical }: PartThermal): boolean {
  return economizer === 'water' || economizer === 'dry' || !mechanical;
}

/** Which outdoor temperature a part's coefficients follow: one of the two, or both of them. */
export function coordinateOf({ rejection, economizer }: PartThermal): 'wet' | 'dry' | 'both' {
  if (rejection !== 'tower') return 'dry';
  return economizer === 'air' || economizer === 'dry' ? 'both' : 'wet';
}

/**
 * Outdoor temperatures, °C, at which the coefficients of a part that follows one temperature have a corner: free cooling
 * begins and ends, the sink leaves the range of the compressors' curve or gets too cold to help them.
 */
export function corners(thermal: PartThermal): readonly number[] {
  const { water, supply, rise, approach, rejection, economizer, cop } = thermal;
  const tower = rejection === 'tower' ? towerCurve(approach, rise).approach : undefined;
  const mediumAt = (leaving: number): number => {
    if (tower === undefined) return leaving - approach;
    return leaving - approachTo(tower, leaving);
  };
  const sinks = [coldestUsefulSink(cop), ...sinkCorners(cop)];
  return [
    ...(usesWaterSide(thermal) ? [water, water + rise].map(mediumAt) : []),
    // The pumps stop when outdoor air does it all: a jump.
    ...(economizer === 'air' ? [supply - HAIR, supply + HAIR, supply + rise] : []),
    ...(thermal.mechanical ? sinks.map((sink) => (rejection === 'airCooled' ? sink : mediumAt(sink))) : []),
  ];
}

/** Approach of a tower in the weather in which its water leaves at `leaving` °C, K. */
function approachTo(curve: Float64Array, leaving: number): number {
  let cold = -40;
  let warm = 50;
  for (let i = 0; i < 40; i++) {
    const middle = (cold + warm) / 2;
    if (middle + curveAt(curve, middle) < leaving) cold = middle;
    else warm = middle;
  }
  return curveAt(curve, warm);
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
