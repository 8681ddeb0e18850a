import type { Severity } from '../text/diagnostic.js';
import type { CheckReport, Judged } from './judged.js';
import type { Sources } from './sources.js';

/** One finding of GitLab's code quality report. */
export interface GitlabIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITIES: Readonly<Record<Severity, GitlabIssue['severity']>> = {
  error: 'critical',
  warning: 'major',
  info: 'info',
};

/** Findings as GitLab's code quality report, those of a baseline left out: GitLab itself compares with the target branch. */
export function gitlabIssues({ findings, sources }: CheckReport): GitlabIssue[] {
  return findings.filter(({ baseline }) => baseline !== 'unchanged').map((finding) => issue(finding, sources));
}

function issue({ diagnostic, fingerprint }: Judged, sources: Sources): GitlabIssue {
  const { file, span } = diagnostic.location;
  return {
    description: diagnostic.message,
    check_name: `${diagnostic.code} ${diagnostic.slug}`,
    fingerprint,
    severity: SEVERITIES[diagnostic.severity],
    location: { path: file, lines: { begin: sources.lines(file).position(span.start).line } },
  };
}
