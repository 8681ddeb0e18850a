import { type AnyCooling, central } from '../../ir/index.js';

/**
 * Full-load COP of a chiller between chilled water leaving at Te and its heat sink at Tc (condenser water entering, or
 * outdoor air).
 *
 * Water from 10 °C up, beyond what chiller curves are fitted for: a fraction of the Carnot COP,
 *
 *   COP = min(12, ηc·(Te − ΔTe + 273.15)/max(10 K, (Tc + ΔTc) − (Te − ΔTe)))
 *
 * ΔTe 2.5 K (2-3), ΔTc 2.5 K for water, 12 K (10-15) for air. Colder water with a declared COP: that COP over the
 * temperature term of a DOE-2 centrifugal chiller, in its range (Te 5-10 °C, Tc 24-35 °C) and carried on beyond it in
 * proportion to the Carnot COP,
 *
 *   EIRFT = c1 + c2·Te + c3·Te² + c4·Tc + c5·Tc² + c6·Te·Tc,   1 at 6.67/29.4 °C
 *
 * Source: EnergyPlus Engineering Reference, Chiller:Electric:EIR; Modelica Buildings library, ElectricEIR and Carnot
 * chillers; the lift floor and the cap keep the fraction from running away (assumed).
 */
export interface CopModel {
  readonly evaporating: number;
  readonly condenserApproach: number;
  readonly carnot: number;
  /** Declared COP where it applies. */
  readonly reference?: number;
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
/** Warmest chilled water that chiller curves are fitted for, °C. */
const WARMEST_FITTED = 10;
const DOE2_EIRFT = [0.933884, -0.058212, 0.00450036, 0.00243, 0.000486, -0.001215] as const;

/** A biquadratic in two temperatures, °C: the form of CAPFT and EIRFT. */
export function biquadratic(c: readonly number[], te: number, tc: number): number {
  const [c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0] = c;
  return c1 + te * (c2 + te * c3) + tc * (c4 + tc * c5) + c6 * te * tc;
}

/** The COP model of a plant's machines that make water at `leaving` °C. */
export function copModel(cooling: AnyCooling, leaving: number): CopModel {
  const declared = leaving < WARMEST_FITTED ? cooling.copReference : undefined;
  return {
    evaporating: leaving - EVAPORATOR_APPROACH,
    condenserApproach: cooling.rejection === 'airCooled' ? AIR_CONDENSER_APPROACH : WATER_CONDENSER_APPROACH,
    carnot: central(cooling.carnot),
    leaving,
    ...(declared === undefined ? {} : { reference: central(declared) }),
  };
}

/** Full-load COP with the heat sink at `sink` °C. */
export function fullLoadCop(model: CopModel, sink: number): number {
  const ideal = carnotCop(model, sink);
  if (model.reference === undefined) return Math.min(LARGEST_COP, model.carnot * ideal);
  const te = Math.min(WARMEST_FITTED, Math.max(5, model.leaving));
  const atNominal = biquadratic(DOE2_EIRFT, 6.67, 29.4);
  const air = model.condenserApproach === AIR_CONDENSER_APPROACH;
  // Air-cooled ratings are at 35 °C outdoor air; the water-cooled term is read at a condenser as warm.
  const inside = Math.min(35, Math.max(24, air ? sink - 5.6 : sink));
  const temperature = biquadratic(DOE2_EIRFT, te, inside) / atNominal;
  const beyond = ideal / carnotCop(model, air ? inside + 5.6 : inside);
  return Math.min(LARGEST_COP, LARGEST_CARNOT * ideal, (model.reference / temperature) * beyond);
}

/** Coldest heat sink that still lowers the COP's denominator, °C: below it the lift floor holds. */
export function coldestUsefulSink(model: CopModel): number {
  return model.evaporating + LEAST_LIFT - model.condenserApproach;
}

function carnotCop(model: CopModel, sink: number): number {
  const lift = Math.max(LEAST_LIFT, sink + model.condenserApproach - model.evaporating);
  return (model.evaporating + 273.15) / lift;
}
