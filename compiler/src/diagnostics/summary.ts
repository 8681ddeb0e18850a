import type { Diagnostic, Severity } from '../text/diagnostic.js';

export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function countBySeverity(diagnostics: readonly Diagnostic[]): Counts {
  const count = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** True where a finding is at or above the threshold of `--fail-on`. */
export function reaches(diagnostic: Diagnostic, threshold: Severity): boolean {
  return RANK[diagnostic.severity] <= RANK[threshold];
}

/** At most so many findings, the most severe and then the dearest kept; in the order given where all of them are. */
export function worst(diagnostics: readonly Diagnostic[], limit: number): readonly Diagnostic[] {
  if (diagnostics.length <= limit) return diagnostics;
  const cost = ({ impact }: Diagnostic): number => impact?.presentValue ?? 0;
  return inOrder(diagnostics)
    .sort((a, b) => RANK[a.severity] - RANK[b.severity] || cost(b) - cost(a))
    .slice(0, limit);
}

/** By file, then by place, then by code: the order in which findings are shown. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.location.file, b.location.file) ||
      a.location.span.start - b.location.span.start ||
      RANK[a.severity] - RANK[b.severity] ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
