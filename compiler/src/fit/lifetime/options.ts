/**
 * The option rule of MODELS B2h: what it is worth to wait when the future is not known. A perpetual American option in closed
 * form, and a binomial lattice for one that ends. Sources: McDonald and Siegel 1986; Cox, Ross and Rubinstein 1979.
 */

/** What an option is written on. All rates a year, real. */
export interface OptionTerms {
  /** Discount rate. */
  readonly rate: number;
  /** What waiting forgoes, as a share of the project's value: the saving that it would pay in a year. */
  readonly decay: number;
  /** Standard deviation of the value's yearly change. */
  readonly volatility: number;
}

/**
 * How many times its cost a project must be worth before it is undertaken rather than waited with: `β/(β−1)` with
 * `β = ½ − (r−δ)/σ² + √(((r−δ)/σ² − ½)² + 2r/σ²)`. 1 without volatility and without growth, `Infinity` where waiting
 * costs nothing. Range: `rate` > 0, `volatility` >= 0.
 */
export function optionHurdle({ rate, decay, volatility }: OptionTerms): number {
  if (decay <= 0) return Infinity;
  const variance = volatility * volatility;
  // Without volatility the value grows by r − δ a year, and waiting pays until growth is all that it earns.
  if (variance < 1e-12) return Math.max(1, rate / decay);
  const drift = (rate - decay) / variance;
  const beta = 0.5 - drift + Math.sqrt((drift - 0.5) ** 2 + (2 * rate) / variance);
  return beta > 1 ? beta / (beta - 1) : Infinity;
}

/**
 * Value of the right to take a project of `value` for `cost` at any time within `years`, by a lattice of `steps` steps; in
 * the unit of `value`. Accurate to about 1/steps of `cost`.
 */
export function latticeOption(
  value: number,
  cost: number,
  years: number,
  { rate, decay, volatility }: OptionTerms,
  steps: number,
): number {
  const step = years / steps;
  const up = Math.exp(volatility * Math.sqrt(step));
  const chance = (Math.exp((rate - decay) * step) - 1 / up) / (up - 1 / up);
  const factor = Math.exp(-rate * step);
  const worth = Float64Array.from({ length: steps + 1 }, (_, ups) =>
    Math.max(0, value * up ** (2 * ups - steps) - cost),
  );
  for (let at = steps - 1; at >= 0; at--) {
    for (let ups = 0; ups <= at; ups++) {
      const kept = factor * (chance * worth[ups + 1]! + (1 - chance) * worth[ups]!);
      worth[ups] = Math.max(value * up ** (2 * ups - at) - cost, kept);
    }
  }
  return worth[0]!;
}
