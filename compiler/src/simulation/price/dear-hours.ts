/**
 * The hundred dearest hours of a market year, highest first:
 *
 *   p(r) = p100 + (pmax − p100)·((100 − r)/99)^γ,   r = 1..100
 *
 * γ is chosen so that their sum is the share of a flat load's yearly cost that they carry. Prices in any one unit.
 */
export interface DearHours {
  readonly prices: Float64Array;
  /** False where no γ gives the share between p100 and pmax: the nearest is taken. */
  readonly exact: boolean;
}

export const DEAR_HOURS = 100;

/** `total`: the sum of the hundred prices; `hundredth` and `highest` bound them. */
export function dearHours(total: number, hundredth: number, highest: number): DearHours {
  const mean = total / DEAR_HOURS;
  const fits = mean >= hundredth && mean <= highest;
  let low = 0.001;
  let high = 1000;
  for (let i = 0; i < 80; i++) {
    const exponent = Math.sqrt(low * high);
    if (sumAt(exponent, hundredth, highest) > total) low = exponent;
    else high = exponent;
  }
  const exponent = Math.sqrt(low * high);
  const prices = Float64Array.from({ length: DEAR_HOURS }, (_, i) => priceOf(i, exponent, hundredth, highest));
  return { prices, exact: fits };
}

function priceOf(i: number, exponent: number, hundredth: number, highest: number): number {
  return hundredth + (highest - hundredth) * ((DEAR_HOURS - 1 - i) / (DEAR_HOURS - 1)) ** exponent;
}

function sumAt(exponent: number, hundredth: number, highest: number): number {
  let sum = 0;
  for (let i = 0; i < DEAR_HOURS; i++) sum += priceOf(i, exponent, hundredth, highest);
  return sum;
}
