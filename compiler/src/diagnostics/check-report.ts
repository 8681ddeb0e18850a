import type { Diagnostic, Severity } from '../text/diagnostic.js';
import { fingerprints } from './fingerprint.js';
import type { CheckReport, Judged, KnownFinding, Suppression } from './judged.js';
import type { Sources } from './sources.js';
import { inOrder } from './summary.js';

/** What was found, before it is judged. */
export interface Found {
  readonly engine: string;
  readonly plans: CheckReport['plans'];
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed?: readonly { readonly diagnostic: Diagnostic; readonly allow: Suppression }[];
  readonly sources: Sources;
  readonly failOn?: Severity;
  /** Findings that are known and do not count. */
  readonly baseline?: readonly KnownFinding[];
}

/** The value that every output of `check` is made from: findings in order, with fingerprints, held against the baseline. */
export function checkReport(found: Found): CheckReport {
  const { engine, plans, sources, suppressed = [], failOn = 'error', baseline } = found;
  const reasons = new Map(suppressed.map(({ diagnostic, allow }) => [diagnostic, allow]));
  const prints = fingerprints([...found.diagnostics, ...reasons.keys()], sources);
  const known = new Set(baseline?.map(({ fingerprint }) => fingerprint));
  const judged = (diagnostic: Diagnostic): Judged => {
    const fingerprint = prints.get(diagnostic) ?? '';
    const suppression = reasons.get(diagnostic);
    return {
      diagnostic,
      fingerprint,
      ...(baseline === undefined ? {} : { baseline: known.has(fingerprint) ? 'unchanged' : 'new' }),
      ...(suppression === undefined ? {} : { suppression: reasonOf(suppression) }),
    };
  };
  const findings = inOrder(found.diagnostics).map(judged);
  const all = new Set(prints.values());
  return {
    engine,
    plans,
    findings,
    suppressed: inOrder([...reasons.keys()]).map(judged),
    gone: (baseline ?? []).filter(({ fingerprint }) => !all.has(fingerprint)),
    failOn,
    sources,
  };
}

function reasonOf({ reason, until }: Suppression): Suppression {
  return until === undefined ? { reason } : { reason, until };
}
