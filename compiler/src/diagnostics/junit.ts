import type { Diagnostic } from '../text/diagnostic.js';
import { type CheckReport, fails, type Judged } from './judged.js';

/** One case of a JUnit report. */
export interface JunitCase {
  readonly name: string;
  /** What it belongs to, shown as its class. */
  readonly of: string;
  readonly file: string;
  readonly line?: number;
  readonly outcome:
    | { readonly type: 'passed'; readonly output?: string }
    | { readonly type: 'failed'; readonly message: string; readonly kind: string; readonly text: string }
    | { readonly type: 'skipped'; readonly message: string };
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/**
 * Findings as JUnit, a suite for each file. What makes the exit code 1 is a failure; what does not is a case that passes, with
 * the message as its output; what an `@allow` takes out is skipped, with the reason. A plan without any is one case that passes.
 */
export function renderCheckJunit(report: CheckReport): string {
  const files = new Set([
    ...report.plans.map(({ file }) => file),
    ...report.findings.map(({ diagnostic }) => diagnostic.location.file),
  ]);
  const all = [...report.findings, ...report.suppressed];
  return renderJunit(
    'dcplan check',
    [...files].map((file) => {
      const mine = all.filter(({ diagnostic }) => diagnostic.location.file === file);
      const cases = mine.map((finding) => caseOf(finding, report));
      return {
        name: file,
        cases: cases.length > 0 ? cases : [{ name: 'no findings', of: file, file, outcome: { type: 'passed' } }],
      };
    }),
  );
}

function caseOf(finding: Judged, { failOn, sources }: CheckReport): JunitCase {
  const { diagnostic, suppression } = finding;
  const { file, span } = diagnostic.location;
  const { line } = sources.lines(file).position(span.start);
  return { name: nameOf(diagnostic), of: file, file, line, outcome: outcome() };

  function outcome(): JunitCase['outcome'] {
    if (suppression !== undefined) return { type: 'skipped', message: suppression.reason };
    const text = [diagnostic.message, ...(diagnostic.notes ?? [])].join('\n');
    if (!fails(finding, failOn)) return { type: 'passed', output: `${diagnostic.severity}: ${text}` };
    return {
      type: 'failed',
      kind: diagnostic.slug,
      message: diagnostic.message,
      text: `${file}:${String(line)}: ${text}`,
    };
  }
}

function nameOf({ code, slug, path }: Diagnostic): string {
  return [code, slug, ...(path === undefined ? [] : [path])].join(' ');
}

/** A JUnit report, without times: the same plans give the same bytes. */
export function renderJunit(name: string, suites: readonly JunitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name, ...counts(cases) })}>`,
    ...suites.flatMap((suite) => [
      `  <testsuite ${attributes({ name: suite.name, ...counts(suite.cases) })}>`,
      ...suite.cases.flatMap(caseLines),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function counts(cases: readonly JunitCase[]): Readonly<Record<string, number>> {
  const of = (type: JunitCase['outcome']['type']): number =>
    cases.filter(({ outcome }) => outcome.type === type).length;
  return { tests: cases.length, failures: of('failed'), errors: 0, skipped: of('skipped') };
}

function caseLines({ name, of, file, line, outcome }: JunitCase): string[] {
  const head = `    <testcase ${attributes({ name, classname: of, file, ...(line === undefined ? {} : { line }) })}`;
  switch (outcome.type) {
    case 'passed':
      return outcome.output === undefined
        ? [`${head}/>`]
        : [`${head}>`, `      <system-out>${xml(outcome.output)}</system-out>`, '    </testcase>'];
    case 'skipped':
      return [`${head}>`, `      <skipped ${attributes({ message: outcome.message })}/>`, '    </testcase>'];
    case 'failed':
      return [
        `${head}>`,
        `      <failure ${attributes({ message: outcome.message, type: outcome.kind })}>${xml(outcome.text)}</failure>`,
        '    </testcase>',
      ];
  }
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${xml(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}

/** Text for XML; what XML 1.0 has no place for becomes a replacement character. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
