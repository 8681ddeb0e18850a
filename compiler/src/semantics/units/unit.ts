import type { Dimension } from './dimension.js';

/**
 * A unit as it was understood. `value * numerator / denominator + offset` is the value in SI; both are whole numbers
 * wherever the unit allows it, so that `35 %` is 0.35 and not 0.35000000000000003.
 */
export interface ResolvedUnit {
  readonly dimension: Dimension;
  readonly numerator: number;
  readonly denominator: number;
  /** Kelvin at zero, for temperature points; 0 otherwise. */
  readonly offset: number;
  /** The currency in it, where there is one. Its exchange rate is already in `factor`. */
  readonly currency?: string;
  /** `%` alone: as a deviation (`± 20 %`) it is relative to the value. */
  readonly isPercent: boolean;
  /** `pp` alone: a percentage point, always absolute. */
  readonly isPercentagePoint: boolean;
}

/** Why a unit was not understood. */
export interface UnitError {
  readonly reason: 'unknown' | 'no-exchange-rate' | 'point-in-compound';
  /** The part that is at fault: `kwh` in `USD/kwh`. */
  readonly part: string;
  /** The whole unit as it should be, best first: `USD/kWh`. Empty when nothing is near. */
  readonly suggestions: readonly string[];
  /** In a planner's words, one sentence. */
  readonly message: string;
}

export type UnitResult =
  { readonly ok: true; readonly unit: ResolvedUnit } | { readonly ok: false; readonly error: UnitError };

/** What resolving a unit may depend on. */
export interface UnitContext {
  /** USD for one unit of a currency, from the plan's `exchange`; undefined when the plan gives none. */
  readonly exchange?: (currency: string) => number | undefined;
}

/** The value in SI. */
export function toSi(value: number, unit: ResolvedUnit): number {
  return (value * unit.numerator) / unit.denominator + unit.offset;
}

/** The value in the unit, from SI. */
export function fromSi(si: number, unit: ResolvedUnit): number {
  return ((si - unit.offset) * unit.denominator) / unit.numerator;
}
