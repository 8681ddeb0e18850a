/**
 * Approach of a cooling tower, K, over wet bulb Twb (°C), range Tr (K) and liquid-to-gas ratio LG:
 *
 *   A = Σ_k Σ_j Σ_i c_ijk·Twb^i·Tr^j·LG^k,   i, j, k = 0..2
 *
 * Valid: Twb −34.4..26.7 °C, Tr 1.1..22.2 K, LG up to 8, A 1.1..40 K. The approach grows as the air gets colder, since cold
 * air takes up less moisture: a tower with 4 K at a 25.6 °C wet bulb has more than 9 K at 5 °C.
 *
 * Source: York International (YorkCalc), as in EnergyPlus CoolingTower:VariableSpeed:YorkCalc and the Modelica Buildings library.
 */
const COEFFICIENTS = [
  -0.359741205, -0.055053608, 0.0023850432, 0.173926877, -0.0248473764, 0.00048430224, -0.005589849456, 0.0005770079712,
  -0.00001342427256, 2.84765801111111, -0.121765149, 0.0014599242, 1.680428651, -0.0166920786, -0.0007190532,
  -0.025485194448, 0.0000487491696, 0.00002719234152, -0.0653766255555556, -0.002278167, 0.0002500254, -0.0910565458,
  0.00318176316, 0.000038621772, -0.0034285382352, 0.00000856589904, -0.000001516821552,
] as const;

/** Wet bulb at which towers are rated, °C. */
export const RATED_WET_BULB = 25.55;
const RANGE_LIMITS = [1.1, 22.2] as const;
const COLDEST_WET_BULB = -34.4;
const WARMEST_WET_BULB = 26.7;
const LARGEST_RATIO = 8;

/** YorkCalc's approach, K, without regard to its range. */
export function towerApproach(wetBulb: number, range: number, ratio: number): number {
  let sum = 0;
  let index = 0;
  for (let k = 0; k < 3; k++) {
    for (let j = 0; j < 3; j++) {
      const scale = ratio ** k * range ** j;
      sum += scale * (COEFFICIENTS[index]! + wetBulb * (COEFFICIENTS[index + 1]! + wetBulb * COEFFICIENTS[index + 2]!));
      index += 3;
    }
  }
  return sum;
}

export interface TowerCurve {
  /** Approach by wet bulb, K: from −40 °C in steps of half a kelvin, to 50 °C. */
  readonly approach: Float64Array;
  /** True where the declared approach and range lie within YorkCalc's. */
  readonly inRange: boolean;
}

const FIRST = -40;
const STEPS_PER_KELVIN = 2;

/**
 * A tower that has `approach` K at the rated wet bulb and `range` K of cooling: the liquid-to-gas ratio is solved for, and kept
 * at other wet bulbs. Leaving water never gets colder as air gets warmer. Outside YorkCalc's range the approach is constant.
 */
export function towerCurve(approach: number, range: number): TowerCurve {
  if (last?.approach !== approach || last.range !== range)
    last = { approach, range, curve: solvedCurve(approach, range) };
  return last.curve;
}

/** The curve asked for last: a plant asks several times for the same one. */
let last: { readonly approach: number; readonly range: number; readonly curve: TowerCurve } | undefined;

function solvedCurve(approach: number, range: number): TowerCurve {
  const count = (50 - FIRST) * STEPS_PER_KELVIN + 1;
  const clamped = Math.min(RANGE_LIMITS[1], Math.max(RANGE_LIMITS[0], range));
  const ratio = ratioFor(approach, clamped);
  if (ratio === undefined || clamped !== range)
    return { approach: new Float64Array(count).fill(approach), inRange: false };
  const curve = new Float64Array(count);
  // From the warm end down: the leaving temperature may only fall.
  let leaving = Infinity;
  for (let i = count - 1; i >= 0; i--) {
    const wetBulb = FIRST + i / STEPS_PER_KELVIN;
    const inside = Math.min(WARMEST_WET_BULB, Math.max(COLDEST_WET_BULB, wetBulb));
    leaving = Math.min(leaving, wetBulb + Math.min(40, Math.max(1.1, towerApproach(inside, clamped, ratio))));
    curve[i] = leaving - wetBulb;
  }
  return { approach: curve, inRange: true };
}

/** Approach of the curve at a wet bulb, K. */
export function curveAt(curve: Float64Array, wetBulb: number): number {
  const position = Math.max(0, Math.min(curve.length - 1.001, (wetBulb - FIRST) * STEPS_PER_KELVIN));
  const i = Math.floor(position);
  return curve[i]! + (curve[i + 1]! - curve[i]!) * (position - i);
}

function ratioFor(approach: number, range: number): number | undefined {
  let low = 0.1;
  let high = LARGEST_RATIO;
  if (towerApproach(RATED_WET_BULB, range, low) > approach || towerApproach(RATED_WET_BULB, range, high) < approach)
    return undefined;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (towerApproach(RATED_WET_BULB, range, middle) < approach) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
