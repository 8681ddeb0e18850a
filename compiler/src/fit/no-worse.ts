import type { Metrics, SimulationResult } from '../simulation/results.js';
import { checkConsistency } from './consistency/index.js';
import { checkRequirements, type Simulated } from './requirements.js';

const NO_FITS: Metrics = new Map();

/** True where some workload's useful work falls, in any year, by more than rounding. */
export function servesLess(before: SimulationResult, after: SimulationResult): boolean {
  for (const [path, metrics] of before.metrics) {
    for (const name of ['served', 'goodput']) {
      const served = metrics.get(name);
      if (served === undefined) continue;
      const now = after.metrics.get(path)?.get(name);
      if (served.byYear.some((value, year) => (now?.byYear[year] ?? 0) < (value ?? 0) * (1 - 1e-9))) return true;
    }
  }
  return false;
}

const known = new WeakMap<SimulationResult, (after: Simulated) => boolean>();

/**
 * Tells of a changed plan whether something breaks that held in the plan before: a contract whose peak or ramp newly breaks
 * its limit, a hall whose plant newly leaves the range of its model (more heat than it carries, a temperature that it cannot
 * hold), a new inconsistency, or a `require` that held and now fails, or cannot be judged any more.
 */
export function breaking(before: Simulated): (after: Simulated) => boolean {
  const breaks = known.get(before.result) ?? breakingOf(before);
  known.set(before.result, breaks);
  return breaks;
}

function breakingOf(before: Simulated): (after: Simulated) => boolean {
  const ranges = rangesLeft(before);
  const wrong = inconsistencies(before);
  const broken = brokenRequirements(before);
  return (after) => {
    for (const [path, contract] of after.result.contracts) {
      const was = before.result.contracts.get(path);
      if (contract.firstPeakBreach >= 0 && (was?.firstPeakBreach ?? -1) < 0) return true;
      if (contract.firstRampBreach >= 0 && (was?.firstRampBreach ?? -1) < 0) return true;
    }
    return (
      hasNew(ranges, rangesLeft(after)) ||
      hasNew(wrong, inconsistencies(after)) ||
      hasNew(broken, brokenRequirements(after))
    );
  };
}

function hasNew(before: ReadonlySet<string>, after: ReadonlySet<string>): boolean {
  for (const each of after) if (!before.has(each)) return true;
  return false;
}

/** Notes of models that left their range, without the numbers in them. */
function rangesLeft({ result }: Simulated): Set<string> {
  return new Set(
    result.notes
      .filter((note) => note.type === 'range')
      .map(({ path, message }) => `${path} ${message.replace(/[\d.,]+/g, '#')}`),
  );
}

function inconsistencies({ plan, index }: Simulated): Set<string> {
  return new Set(
    checkConsistency(plan, index)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path }) => `${code} ${path}`),
  );
}

/** Requirements that fail or cannot be judged, by their place and text; what rests on fit itself is left out. */
function brokenRequirements(of: Simulated): Set<string> {
  return new Set(
    checkRequirements(of, () => NO_FITS)
      .filter(({ severity }) => severity === 'error')
      .map(({ path, requirement }) => `${path} ${of.plan.requirements[requirement ?? -1]?.text ?? ''}`),
  );
}
