import { type AnyCooling, central } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { biquadratic, declaredCurve, type FittedCurve, spanText } from './chiller-curve.js';

/**
 * Full-load COP of a chiller between chilled water leaving at Te and its heat sink at Tc (condenser water entering, or
 * outdoor air).
 *
 * Without a declared COP a fraction of the Carnot COP,
 *
 *   C(Te, Tc) = (Te − ΔTe + 273.15)/max(10 K, (Tc + ΔTc) − (Te − ΔTe)),   COP = min(12, ηc·C)
 *
 * ΔTe 2.5 K (2-3), ΔTc 2.5 K for water, 12 K (10-15) for air. With a declared COP that COP over the machine's input ratio
 * at (Te*, Tc*), the temperatures clamped to the range of its fit, carried on beyond it in proportion to the Carnot COP:
 *
 *   COP = min(12, .8·C, COPref/(EIRFT(Te*, Tc*)/EIRFT(rated)) · C(Te, Tc)/C(Te*, Tc*))
 *
 * EIRFT: the declared curve, else that of a DOE-2 centrifugal chiller (Te 5-10 °C, Tc 24-35 °C, rated 6.67/29.4 °C).
 *
 * Source: EnergyPlus Engineering Reference, Chiller:Electric:EIR; Modelica Buildings library, ElectricEIR and Carnot
 * chillers; the lift floor and the cap keep the fraction from running away (assumed).
 */
export interface CopModel {
  readonly evaporating: number;
  readonly condenserApproach: number;
  readonly carnot: number;
  /** Declared COP, and the input ratio that it is divided by. */
  readonly reference?: number;
  readonly ratio: FittedCurve;
  /** Chilled water leaving, °C. */
  readonly leaving: number;
}

const EVAPORATOR_APPROACH = 2.5;
const WATER_CONDENSER_APPROACH = 2.5;
const AIR_CONDENSER_APPROACH = 12;
const LEAST_LIFT = 10;
const LARGEST_COP = 12;
/** No machine passes this share of the Carnot COP between its own refrigerant temperatures. */
const LARGEST_CARNOT = 0.8;
const DOE2_EIRFT = [0.933884, -0.058212, 0.00450036, 0.00243, 0.000486, -0.001215] as const;
/** Air-cooled ratings are at 35 °C outdoor air, water-cooled ones at 29.4 °C: the fitted term is read as much colder, K. */
const AIR_OFFSET = 5.6;

const DOE2: FittedCurve = {
  coefficients: DOE2_EIRFT,
  water: [5, 10],
  sink: [24, 35],
  nominal: biquadratic(DOE2_EIRFT, 6.67, 29.4),
};
const DOE2_AIR: FittedCurve = {
  ...DOE2,
  sink: [24 + AIR_OFFSET, 35 + AIR_OFFSET],
  offset: AIR_OFFSET,
};

/** The COP model of a plant's machines that make water at `leaving` °C. Notes: a declared curve outside its range. */
export function copModel(cooling: AnyCooling, leaving: number, path?: string, notes?: NoteSink): CopModel {
  const air = cooling.rejection === 'airCooled';
  const declared =
    cooling.chiller === 'none'
      ? undefined
      : declaredCurve(cooling, cooling.inputRatioCurve, 'input ratio', path, notes);
  if (declared !== undefined && cooling.copReference === undefined && path !== undefined)
    notes?.add({
      type: 'range',
      path,
      message: 'the input ratio curve of the chillers needs their `copReference`: it is not used',
    });
  const ratio = declared ?? (air ? DOE2_AIR : DOE2);
  if (declared !== undefined && path !== undefined && (leaving < ratio.water[0] || leaving > ratio.water[1])) {
    notes?.add({
      type: 'range',
      path,
      message: `the curves of the chillers are fitted for water leaving at ${spanText(ratio.water)}, and the plant makes it at ${leaving.toFixed(1)} degC: beyond them the COP follows Carnot, the capacity stays`,
    });
  }
  return {
    evaporating: leaving - EVAPORATOR_APPROACH,
    condenserApproach: air ? AIR_CONDENSER_APPROACH : WATER_CONDENSER_APPROACH,
    carnot: central(cooling.carnot),
    leaving,
    ratio,
    ...(cooling.copReference === undefined ? {} : { reference: central(cooling.copReference) }),
  };
}

/** Full-load COP with the heat sink at `sink` °C. */
export function fullLoadCop(model: CopModel, outside: number): number {
  // The lift has a floor: a colder sink is of no further use, neither to the ideal machine nor to the fitted curve.
  const sink = Math.max(outside, coldestUsefulSink(model));
  const ideal = carnotCop(model, model.evaporating, sink);
  if (model.reference === undefined) return Math.min(LARGEST_COP, model.carnot * ideal);
  const { ratio } = model;
  const te = clamp(model.leaving, ratio.water);
  const tc = clamp(sink, ratio.sink);
  const temperature = biquadratic(ratio.coefficients, te, tc - (ratio.offset ?? 0)) / ratio.nominal;
  const beyond = ideal / carnotCop(model, te - EVAPORATOR_APPROACH, tc);
  return Math.min(LARGEST_COP, LARGEST_CARNOT * ideal, (model.reference / temperature) * beyond);
}

/** Coldest heat sink that still lowers the COP's denominator, °C: below it the lift floor holds. */
export function coldestUsefulSink(model: CopModel): number {
  return model.evaporating + LEAST_LIFT - model.condenserApproach;
}

/** Heat sinks, °C, at which the COP's temperature term has a corner. */
export function sinkCorners({ reference, ratio }: CopModel): readonly number[] {
  return reference === undefined ? [] : ratio.sink;
}

function carnotCop(model: CopModel, evaporating: number, sink: number): number {
  const lift = Math.max(LEAST_LIFT, sink + model.condenserApproach - evaporating);
  return (evaporating + 273.15) / lift;
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return value < low ? low : value > high ? high : value;
}
