import { bestWhatIf, type FitContext } from '../context.js';
import type { Mend } from '../finding.js';
import { billedTerms, type ContractView, fittingCapacity, largestUse, SPARE } from './contract-views.js';
import { leastWorth } from './worth.js';

/** What a contract bills and nothing was drawn for. USD of present value. */
export interface Unused {
  /** Minimum demand and the minimum bill: they go by power. */
  readonly minimum: number;
  /** Take-or-pay: it goes by energy. */
  readonly takeOrPay: number;
  /** From when either is worth a finding. */
  readonly least: number;
  /** True where a smaller capacity still covers every month's peak: then one mistake is behind all of it. */
  readonly isTooLarge: boolean;
}

/** The unused terms of a contract; `undefined` where a cost of its campus is unknown. */
export function unusedOf(context: FitContext, { campus, path, result }: ContractView): Unused | undefined {
  const least = leastWorth(context, campus, 'contract');
  if (least === null) return undefined;
  const sum = (terms: readonly string[]): number =>
    billedTerms(context, path, terms).reduce((all, { cost }) => all + cost, 0);
  return {
    minimum: sum(['minimum demand', 'minimum bill']),
    takeOrPay: sum(['take-or-pay']),
    least,
    isTooLarge: largestUse(result) * SPARE < 0.98,
  };
}

/** True where DCP4301 speaks: of minima, and of take-or-pay too where a smaller capacity mends both. */
export function isMinimumFinding({ minimum, takeOrPay, least, isTooLarge }: Unused): boolean {
  if (minimum >= least) return true;
  return isTooLarge && minimum > 0 && takeOrPay < least && minimum + takeOrPay >= least;
}

/** The capacity that the highest month needs, where it saves something. */
export function smallerCapacity(context: FitContext, view: ContractView, { isTooLarge }: Unused): Mend | undefined {
  if (!isTooLarge) return undefined;
  const change = fittingCapacity(view);
  return bestWhatIf(context, [{ title: `capacity: ${change.text}`, changes: [change] }]);
}
