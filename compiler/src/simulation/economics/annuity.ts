/**
 * Time value of money. All real; payments fall at the end of their year, so an annuity over an asset's own life repays
 * its price exactly.
 */

/**
 * Capital recovery factor `r(1+r)^n/((1+r)^n − 1)`, a share of the price a year; `1/n` at a rate of zero, `r` for ever.
 * `years` > 0. By `expm1` and `log1p`, since `1 − (1+r)^−n` cancels where the rate is small.
 */
export function capitalRecovery(rate: number, years: number): number {
  if (Math.abs(rate) < Number.EPSILON) return 1 / years;
  return rate / -Math.expm1(-years * Math.log1p(rate));
}

/** Present value at the start of year 0 of payments at the end of each year. */
export function presentValue(payments: ArrayLike<number>, rate: number): number {
  let sum = 0;
  let factor = 1;
  for (let year = 0; year < payments.length; year++) {
    factor /= 1 + rate;
    sum += factor * (payments[year] ?? 0);
  }
  return sum;
}

/**
 * Cost of a unit of what is made over the years: present value of the costs over that of the units, as a levelised cost of
 * energy is. With one year it is `(capital · fixed charge rate + fixed)/units + variable`. `undefined` where nothing is made.
 */
export function levelised(costs: ArrayLike<number>, units: ArrayLike<number>, rate: number): number | undefined {
  const made = presentValue(units, rate);
  return made > 0 ? presentValue(costs, rate) / made : undefined;
}

/** Equal payments at the end of each of `years` years that are worth `value` at their start. */
export function equivalentAnnual(value: number, rate: number, years: number): number {
  return value * capitalRecovery(rate, years);
}
