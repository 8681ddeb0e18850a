import type { Diagnostic, Severity } from '../text/diagnostic.js';
import { type CheckReport, fresh } from './judged.js';
import type { Sources } from './sources.js';
import { inOrder, worst } from './summary.js';

/** A step shows no more annotations than this. */
const MOST_ANNOTATIONS = 10;

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands that GitHub shows as annotations beside the lines: the ten worst, and how many are left out. */
export function renderGithub(report: CheckReport): string {
  const found = fresh(report);
  const shown = inOrder(worst(found, MOST_ANNOTATIONS)).map((diagnostic) => annotation(diagnostic, report.sources));
  const left = found.length - shown.length;
  if (left > 0)
    shown.push(
      `The ${String(MOST_ANNOTATIONS)} worst of ${String(found.length)} findings are annotated: GitHub shows no more of a step.`,
    );
  return shown.map((line) => `${line}\n`).join('');
}

function annotation(diagnostic: Diagnostic, sources: Sources): string {
  const { file, span } = diagnostic.location;
  const { start, end } = sources.lines(file).range(span);
  // Columns are taken only where the place is within a line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const properties = Object.entries({
    file,
    line: start.line,
    endLine: end.line,
    ...columns,
    title: `${diagnostic.code} ${diagnostic.slug}`,
  })
    .map(([name, value]) => `${name}=${property(String(value))}`)
    .join(',');
  return `::${COMMANDS[diagnostic.severity]} ${properties}::${data([diagnostic.message, ...(diagnostic.notes ?? [])].join('\n'))}`;
}

/** The message of a workflow command: percent signs first, else what they escape would be escaped again. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of one of its properties, which commas and colons would end. */
function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
