import type { Diagnostic, Severity } from '../text/diagnostic.js';
import type { Sources } from './sources.js';
import { reaches } from './summary.js';

/** Why a finding is not to count: an `@allow` in the source. */
export interface Suppression {
  readonly reason: string;
  /** First day on which it no longer holds. */
  readonly until?: string;
}

/** A finding with what gates make of it: the one value that every output of `check` is made from. */
export interface Judged {
  readonly diagnostic: Diagnostic;
  /** The same for the same mismatch after lines have moved and other blocks have changed their names. */
  readonly fingerprint: string;
  /** Against the baseline, where there is one. */
  readonly baseline?: 'new' | 'unchanged';
  readonly suppression?: Suppression;
}

/** A finding as a baseline file keeps it. */
export interface KnownFinding {
  readonly fingerprint: string;
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
  readonly file: string;
  readonly path: string | null;
  readonly message: string;
}

/** Everything that `check` has to say of the plans that it was given. */
export interface CheckReport {
  /** Name and version of the language and library. */
  readonly engine: string;
  readonly plans: readonly { readonly file: string; readonly hash: string | null }[];
  /** In the order in which they are shown; those of the baseline among them. */
  readonly findings: readonly Judged[];
  /** What an `@allow` takes out. */
  readonly suppressed: readonly Judged[];
  /** In the baseline, and found no more. */
  readonly gone: readonly KnownFinding[];
  readonly failOn: Severity;
  readonly sources: Sources;
}

/** Findings that are not in the baseline; all of them without one. */
export function fresh({ findings }: CheckReport): readonly Diagnostic[] {
  return findings.filter(({ baseline }) => baseline !== 'unchanged').map(({ diagnostic }) => diagnostic);
}

/** A suppression past its date: a promise to look again, that somebody made and did not keep. */
const EXPIRED = 'DCP6101';

/** True for a finding that makes the exit code 1: at or above the threshold, or a suppression past its date. */
export function fails(finding: Pick<Judged, 'diagnostic' | 'baseline' | 'suppression'>, failOn: Severity): boolean {
  const { diagnostic, baseline, suppression } = finding;
  return (
    baseline !== 'unchanged' &&
    suppression === undefined &&
    (diagnostic.code === EXPIRED || reaches(diagnostic, failOn))
  );
}
