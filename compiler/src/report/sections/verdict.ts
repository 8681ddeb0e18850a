import type { FitReport } from '../../fit/index.js';
import type { Plan } from '../../ir/index.js';
import { showMoney, showShare } from '../../ir/show.js';
import type { Diagnostic } from '../../text/diagnostic.js';
import { countBySeverity } from '../../diagnostics/summary.js';

/**
 * What a planner has to know first, in two or three sentences; `quick` leaves out the fit, which takes a search. Of a plan that
 * was not searched for what does not fit (no diagnostics) it says only what the simulation gives.
 */
export function verdict(
  plan: Plan,
  report: FitReport,
  diagnostics: readonly Diagnostic[] | undefined,
  quick = false,
): string {
  const { result } = report;
  const breaches = [...result.contracts.values()].filter(({ firstPeakBreach }) => firstPeakBreach >= 0);
  const fit =
    plan.campus.length === 1 && !quick
      ? report.fits.get(plan.campus[0]?.path ?? '')?.get('infrastructureFit')?.value
      : null;
  return [
    ...(diagnostics === undefined ? [] : [stateOf(plan, diagnostics)]),
    ...breaches.map(
      ({ path, firstPeakBreach }) =>
        `${path} is exceeded from ${String((result.years[0] ?? 0) + Math.floor(firstPeakBreach / 12))}-${String((firstPeakBreach % 12) + 1).padStart(2, '0')}.`,
    ),
    result.presentValue === null
      ? 'Its cost is unknown, since a price is.'
      : `It costs ${showMoney(result.presentValue)} (present value)${fit == null ? '' : `; its infrastructure fit is ${showShare(fit)}`}.`,
  ].join(' ');
}

function stateOf(plan: Plan, diagnostics: readonly Diagnostic[]): string {
  const { errors, warnings } = countBySeverity(diagnostics);
  const opening = plan.campus.length === 1 ? 'The plan' : `The plan of ${String(plan.campus.length)} campuses`;
  const state =
    errors > 0
      ? `does not hold: ${number(errors, 'error')}`
      : warnings > 0
        ? `holds, with ${number(warnings, 'mismatch', 'mismatches')} worth a look`
        : 'holds, and nothing was found that does not fit';
  return `${opening} ${state}.`;
}

function number(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
