import { showMoney } from '../ir/show.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { type CheckReport, fails, fresh, type Judged } from './judged.js';
import { codeMarkdown, foldedMarkdown, proseMarkdown, tableMarkdown } from './markdown.js';
import { renderCounts } from './text.js';
import { inOrder, worst } from './summary.js';

/** A summary of a job may have a megabyte; nobody reads more than this many findings of one. */
const MOST_FINDINGS = 100;

/** Findings as Markdown, for the summary of a job: a verdict, the findings worst first, what is known and suppressed folded. */
export function renderCheckMarkdown(report: CheckReport): string {
  const found = fresh(report);
  const known = report.findings.filter(({ baseline }) => baseline === 'unchanged');
  const parts = [
    `## dcplan check: ${verdict(report)}`,
    `${report.plans.length === 1 ? codeMarkdown(report.plans[0]?.file ?? '') : `${String(report.plans.length)} plans`}: ${renderCounts(found)}.`,
    ...(found.length === 0 ? [] : [findingTable(found, report)]),
    ...(found.length > MOST_FINDINGS
      ? [`The ${String(MOST_FINDINGS)} worst of ${String(found.length)} findings are shown.`]
      : []),
    ...folded('known by the baseline', known, report),
    ...folded('suppressed by `@allow`', report.suppressed, report),
    ...(report.gone.length === 0
      ? []
      : [
          `${String(report.gone.length)} of the baseline found no more: \`dcplan check --update-baseline\` takes them out.`,
        ]),
    `<sub>${report.engine}</sub>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function verdict({ findings, failOn }: CheckReport): string {
  const failing = findings.filter((finding) => fails(finding, failOn)).length;
  return failing === 0 ? 'passed' : `${String(failing)} ${failing === 1 ? 'finding fails' : 'findings fail'} it`;
}

function findingTable(found: readonly Diagnostic[], { sources }: CheckReport): string {
  const shown = worst(found, MOST_FINDINGS);
  return tableMarkdown(
    ['', 'where', 'what', 'cost, present value'],
    (shown.length === found.length ? inOrder(found) : shown).map((diagnostic) => {
      const { file, span } = diagnostic.location;
      const line = sources.lines(file).position(span.start).line;
      return [
        diagnostic.severity === 'info' ? 'note' : diagnostic.severity,
        codeMarkdown(`${file}:${String(line)}`),
        `${diagnostic.code} ${diagnostic.slug}: ${proseMarkdown(diagnostic.message)}`,
        diagnostic.impact === undefined ? '' : showMoney(diagnostic.impact.presentValue),
      ];
    }),
    [0, 1, 2],
  );
}

function folded(what: string, findings: readonly Judged[], report: CheckReport): string[] {
  if (findings.length === 0) return [];
  const table = findingTable(
    findings.map(({ diagnostic }) => diagnostic),
    report,
  );
  return [foldedMarkdown(`${String(findings.length)} ${what.replaceAll('`', '')}`, table)];
}
