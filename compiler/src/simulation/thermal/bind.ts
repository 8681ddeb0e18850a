import { HOURS } from '../contract/calendar.js';
import type { Weather } from '../weather/weather.js';
import { coldestUsefulSink, fullLoadCop } from './chiller-cop.js';
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
  /** Hours in which a plant without compressors cannot hold its supply temperature. */
  readonly overTemperature: number;
}

export interface BoundPlant {
  readonly plant: Plant;
  /** One for each part of the plant, in its order. */
  readonly hours: readonly PartHours[];
}

/** Coefficients already computed, by weather: halls with the same plant under the same sky share them. */
const known = new WeakMap<Weather, Map<string, PartHours>>();

/** Computes what a plant's power depends on besides the load, for every hour of the weather; reused for every year. */
export function bindWeather(plant: Plant, weather: Weather): BoundPlant {
  let computed = known.get(weather);
  if (computed === undefined) {
    computed = new Map();
    known.set(weather, computed);
  }
  const hours: PartHours[] = [];
  for (const { thermal } of plant.parts) {
    const key = JSON.stringify(thermal);
    let part = computed.get(key);
    if (part === undefined) {
      part = partHours(thermal, weather);
      computed.set(key, part);
    }
    hours.push(part);
  }
  return { plant, hours };
}

function partHours(thermal: PartThermal, weather: Weather): PartHours {
  const { water, rise, approach, rejection, economizer, mechanical: compressors, cop } = thermal;
  const bypass = new Float64Array(HOURS);
  const mechanical = new Float64Array(HOURS);
  const perCop = new Float64Array(HOURS);
  const fan = new Float64Array(HOURS);
  const evaporated = new Float64Array(HOURS);
  const tower = rejection === 'tower' ? towerCurve(approach, rise).approach : undefined;
  const waterSide = economizer === 'water' || economizer === 'dry' || !compressors;
  const coldest = coldestUsefulSink(cop);
  const floating = tower ? approachTo(tower, coldest) : approach;
  let overTemperature = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    const dry = weather.dryBulb[hour]!;
    const wet = weather.wetBulb[hour]!;
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
    if (!compressors && free < 1 && outside < 1) overTemperature++;
    const sink = rejection === 'airCooled' ? dry : medium + near;
    perCop[hour] = compressors ? 1 / fullLoadCop(cop, sink) : 0;
    if (free >= 1) fan[hour] = (rise + freeNear) / (water + rise - freeMedium);
    else if (waterSide || rejection === 'airCooled') fan[hour] = 1;
    else fan[hour] = (rise + floating) / (rise + Math.max(floating, coldest - medium));
    evaporated[hour] = tower === undefined ? 0 : dryCoil ? 1 - free : 1;
  }
  return { bypass, mechanical, perCop, fan, evaporated, overTemperature };
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
