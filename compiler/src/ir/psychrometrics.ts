/**
 * Moist air: saturation pressure, humidity ratio, enthalpy and the thermodynamic wet bulb.
 *
 *   ln pws = c1/T + c2 + c3·T + c4·T² + c5·T³ + c6·T⁴ + c7·ln T          over ice, −100..0 °C
 *   ln pws = c8/T + c9 + c10·T + c11·T² + c12·T³ + c13·ln T              over water, 0..200 °C
 *   W  = 0.621945·pw/(p − pw)
 *   h  = 1006·t + W·(2 501 000 + 1860·t)
 *   wet bulb t*:  h(t, W) + (Ws* − W)·hw(t*) = h(t*, Ws*)
 *
 * Source: ASHRAE Handbook, Fundamentals (2017), chapter 1, equations 3, 5, 6, 20, 30 and 33.
 */

const ICE = [-5.6745359e3, 6.3925247, -9.677843e-3, 6.2215701e-7, 2.0747825e-9, -9.484024e-13, 4.1635019] as const;
const WATER = [-5.8002206e3, 1.3914993, -4.8640239e-2, 4.1764768e-5, -1.4452093e-8, 6.5459673] as const;
const MOLAR_RATIO = 0.621945;

/** Pressure of saturated water vapour, Pa, at `celsius` (−100..200 °C). */
export function saturationPressure(celsius: number): number {
  const t = celsius + 273.15;
  if (celsius < 0) {
    const [c1, c2, c3, c4, c5, c6, c7] = ICE;
    return Math.exp(c1 / t + c2 + t * (c3 + t * (c4 + t * (c5 + t * c6))) + c7 * Math.log(t));
  }
  const [c8, c9, c10, c11, c12, c13] = WATER;
  return Math.exp(c8 / t + c9 + t * (c10 + t * (c11 + t * c12)) + c13 * Math.log(t));
}

/** Pressure of the standard atmosphere, Pa, at `elevation` m (−5,000..11,000 m). */
export function standardPressure(elevation: number): number {
  return 101325 * (1 - 2.25577e-5 * elevation) ** 5.2559;
}

/** kg of water per kg of dry air, from the vapour's partial pressure and the total pressure, Pa. */
export function humidityRatio(vapourPressure: number, pressure: number): number {
  return (MOLAR_RATIO * vapourPressure) / (pressure - vapourPressure);
}

/** Enthalpy of moist air over dry air at 0 °C, J per kg of dry air. */
export function enthalpy(celsius: number, ratio: number): number {
  return 1006 * celsius + ratio * (2_501_000 + 1860 * celsius);
}

/** Thermodynamic wet bulb, °C, of air at `celsius` with `ratio` kg of water per kg of dry air at `pressure` Pa; by bisection to 1 mK. */
export function wetBulb(celsius: number, ratio: number, pressure: number): number {
  let low = celsius - 60;
  let high = celsius;
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    const saturated = humidityRatio(saturationPressure(middle), pressure);
    const added = saturated - ratio;
    const balance =
      enthalpy(middle, saturated) -
      enthalpy(celsius, ratio) -
      added * (middle < 0 ? 2100 * middle - 333_500 : 4186 * middle);
    if (balance > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
