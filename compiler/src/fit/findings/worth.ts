import type { Campus } from '../../ir/index.js';
import type { Impact } from '../../text/diagnostic.js';
import type { Subsystem } from '../../simulation/results.js';
import { type FitContext, subsystemCost, thresholdOf } from '../context.js';
import type { Mend } from '../finding.js';

/** From when a mismatch of a subsystem of a campus is worth a finding, USD (MODELS A4); `null` where its cost is unknown. */
export function leastWorth(context: FitContext, campus: Campus, subsystem: Subsystem): number | null {
  const cost = subsystemCost(context.result, campus.path ?? '', subsystem);
  if (cost === null) return null;
  const { minimum, share } = thresholdOf(context.plan, campus);
  return Math.max(minimum, share * cost);
}

/** What a mend saves, as the impact of what it mends. */
export function impactOf({ title, predicted, carbon }: Mend, from: string): Impact {
  return {
    presentValue: predicted.presentValue,
    energy: predicted.energy,
    carbon,
    from,
    until: null,
    basis: `this plan less the same plan with: ${title}`,
  };
}
