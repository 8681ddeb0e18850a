import { type AnyCooling, central } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';

/**
 * A chiller's temperature curve, capacity (CAPFT) or input over capacity (EIRFT) over the leaving chilled water Te and its
 * heat sink Tc (condenser water entering, or outdoor air), °C, over the value at the rated temperatures:
 *
 *   c1 + c2·Te + c3·Te² + c4·Tc + c5·Tc² + c6·Te·Tc
 *
 * Published records are off 1 at their own rating by up to a quarter: each curve is divided by that value, and a note says
 * so from 2 % on. Outside the range of the fit the temperatures are clamped.
 *
 * Source: EnergyPlus Engineering Reference, Chiller:Electric:EIR; Modelica Buildings library, ElectricEIR and its records.
 */
export interface FittedCurve {
  readonly coefficients: readonly number[];
  /** Range of the fit, °C. */
  readonly water: readonly [number, number];
  readonly sink: readonly [number, number];
  /** Value at the rated temperatures. */
  readonly nominal: number;
  /** The sink is read as many kelvin colder. */
  readonly offset?: number;
}

const KELVIN = 273.15;
/** Standard rating: water leaving, condenser water entering or outdoor air, °C (AHRI 550/590). */
const RATED_WATER = 6.67;
const RATED_SINK = { water: 29.4, air: 35 } as const;
/** Where no range is declared: what published records of either class are fitted for, °C. */
const FITTED_WATER = [5, 10] as const;
const FITTED_SINK = { water: [15, 35], air: [15, 46] } as const;

/** A biquadratic in two temperatures, °C: the form of CAPFT and EIRFT. */
export function biquadratic(c: readonly number[], te: number, tc: number): number {
  const [c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0] = c;
  return c1 + te * (c2 + te * c3) + tc * (c4 + tc * c5) + c6 * te * tc;
}

/** A declared curve with its range, ready for use; `undefined`, and a note, where it cannot be one. */
export function declaredCurve(
  cooling: AnyCooling,
  coefficients: readonly number[] | undefined,
  name: string,
  path?: string,
  notes?: NoteSink,
): FittedCurve | undefined {
  if (coefficients === undefined) return undefined;
  const note = (message: string): void => {
    if (path !== undefined) notes?.add({ type: 'range', path, message });
  };
  const medium = cooling.rejection === 'airCooled' ? 'air' : 'water';
  const water = spanOf(cooling.curveWater, FITTED_WATER);
  const sink = spanOf(cooling.curveSink, FITTED_SINK[medium]);
  const [ratedWater = RATED_WATER, ratedSink = RATED_SINK[medium]] = [
    pointOf(cooling.ratedWater),
    pointOf(cooling.ratedSink),
  ];
  const nominal = biquadratic(coefficients, ratedWater, ratedSink);
  const curve = { coefficients, water, sink, nominal };
  if (coefficients.length !== 6 || !(leastOf(curve) > 0) || !(nominal > 0)) {
    note(
      `the ${name} curve of the chillers has not six coefficients or is not positive over ${spanText(water)} and ${spanText(sink)}: it is not used`,
    );
    return undefined;
  }
  if (Math.abs(nominal - 1) > 0.02) {
    note(
      `the ${name} curve of the chillers gives ${nominal.toFixed(3)} at their rating of ${ratedWater.toFixed(1)} and ${ratedSink.toFixed(1)} degC; it is scaled to 1`,
    );
  }
  return curve;
}

/** The curve over its value at rating; temperatures are clamped to the range of the fit. */
export function relativeAt(curve: FittedCurve, te: number, tc: number): number {
  const { coefficients, water, sink, nominal } = curve;
  const inside = (value: number, [low, high]: readonly [number, number]): number =>
    Math.min(high, Math.max(low, value));
  return biquadratic(coefficients, inside(te, water), inside(tc, sink)) / nominal;
}

/** `5 to 10 degC`. */
export function spanText([low, high]: readonly [number, number]): string {
  return `${low.toFixed(1)} to ${high.toFixed(1)} degC`;
}

/** Least value on a grid over the range of the fit. */
function leastOf({ coefficients, water, sink }: FittedCurve): number {
  let least = Infinity;
  for (let i = 0; i <= 8; i++)
    for (let j = 0; j <= 8; j++) {
      const te = water[0] + ((water[1] - water[0]) * i) / 8;
      const tc = sink[0] + ((sink[1] - sink[0]) * j) / 8;
      least = Math.min(least, biquadratic(coefficients, te, tc));
    }
  return least;
}

function pointOf(temperature: AnyCooling['ratedWater']): number | undefined {
  return temperature === undefined ? undefined : central(temperature) - KELVIN;
}

function spanOf(declared: readonly number[] | undefined, usual: readonly [number, number]): readonly [number, number] {
  const [low, high] = declared ?? [];
  if (low === undefined || high === undefined || low >= high) return usual;
  return [low - KELVIN, high - KELVIN];
}
