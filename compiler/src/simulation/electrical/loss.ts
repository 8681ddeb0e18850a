/**
 * Loss of a bank of equal elements that share a load P:
 *
 *   L(P) = n·S·(k0 + k1·x + k2·x²),   x = P/(n·S)
 *
 * n: elements energised (spares included, so that their no-load loss counts), S: rating of one, x: load of one over its
 * own rating. Written out as a + b·P + c·P². W.
 *
 * Source: N. Rasmussen, "Electrical efficiency modeling of data centers", APC white paper 113 (2006): no-load,
 * proportional and square-law loss.
 */
export interface LossBank {
  /** Elements that the full load needs, and that are installed. */
  readonly needed: number;
  readonly installed: number;
  /** Rating of one element, W. */
  readonly unit: number;
  /** W, 1, 1/W. */
  readonly constant: number;
  readonly linear: number;
  readonly square: number;
}

/** A bank whose loss per rating is `k0 + k1·x + k2·x²`; `unit` in W. */
export function lossBank(coefficients: readonly number[], needed: number, installed: number, unit: number): LossBank {
  const [k0 = 0, k1 = 0, k2 = 0] = coefficients;
  const rating = installed * unit;
  return { needed, installed, unit, constant: k0 * rating, linear: k1, square: rating > 0 ? k2 / rating : 0 };
}

/** Loss of a bank at a load, W. */
export function bankLoss(bank: LossBank, load: number): number {
  return bank.constant + load * (bank.linear + load * bank.square);
}
