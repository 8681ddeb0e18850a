import type { Location } from '../text/span.js';
import type { JunitSuite } from './junit.js';
import { noPaint, type Paint } from './paint.js';
import type { Sources } from './sources.js';
import { printable, wrap } from './wrap.js';

/** An expectation that does not hold. */
export interface FailedExpectation {
  readonly location: Location;
  /** As written, without `expect`. */
  readonly text: string;
  /** What was found instead, for people. */
  readonly why: string;
  /** The condition with its values beneath it, where it is one. */
  readonly drawn?: readonly string[];
}

/** What came of one test. A plain value: it comes back from other threads. */
export interface TestOutcome {
  readonly file: string;
  readonly title: string;
  readonly location: Location;
  /** Expectations that hold. */
  readonly held: number;
  readonly failed: readonly FailedExpectation[];
}

const INDENT = '   ';

/** Tests for a terminal: a line each, and under those that fail what was found. */
export function renderTests(outcomes: readonly TestOutcome[], sources: Sources, paint: Paint = noPaint): string {
  const blocks: string[] = [];
  for (const [file, mine] of byFile(outcomes)) {
    const lines = mine.flatMap((outcome) =>
      outcome.failed.length === 0
        ? [`${paint.good('pass')}  ${printable(outcome.title)}`]
        : [`${paint.error('fail')}  ${paint.strong(printable(outcome.title))}`, ...failures(outcome, sources, paint)],
    );
    blocks.push([paint.strong(printable(file)), ...lines].join('\n'));
  }
  return blocks.join('\n\n');
}

/** `2 passed, 1 failed`: the closing line. */
export function renderTestCounts(outcomes: readonly TestOutcome[], paint: Paint = noPaint): string {
  const failed = outcomes.filter((outcome) => outcome.failed.length > 0).length;
  const passed = outcomes.length - failed;
  return [
    `${outcomes.length === 1 ? '1 test' : `${String(outcomes.length)} tests`}: ${paint.good(`${String(passed)} passed`)}`,
    failed === 0 ? '0 failed' : paint.error(`${String(failed)} failed`),
  ].join(', ');
}

function failures({ failed }: TestOutcome, sources: Sources, paint: Paint): string[] {
  return failed.flatMap(({ location, text, why, drawn }) => {
    const { line, column } = sources.lines(location.file).position(location.span.start);
    return [
      `${INDENT}${paint.faint(`${printable(location.file)}:${String(line)}:${String(column)}`)}`,
      ...wrap(printable(why), INDENT),
      ...(drawn ?? [`expect ${text}`]).map((each) => `${INDENT}  ${printable(each)}`),
      '',
    ];
  });
}

/** Tests as suites of a JUnit report, one for each file. */
export function testSuites(outcomes: readonly TestOutcome[], sources: Sources): JunitSuite[] {
  return [...byFile(outcomes)].map(([file, mine]) => ({
    name: file,
    cases: mine.map(({ title, location, failed }) => ({
      name: title,
      of: file,
      file,
      line: sources.lines(file).position(location.span.start).line,
      outcome:
        failed.length === 0
          ? { type: 'passed' }
          : {
              type: 'failed',
              kind: 'expectation',
              message: failed.map(({ why }) => why).join('; '),
              text: failed
                .map(({ text, why, drawn }) => [why, ...(drawn ?? [`expect ${text}`])].join('\n'))
                .join('\n\n'),
            },
    })),
  }));
}

function byFile(outcomes: readonly TestOutcome[]): ReadonlyMap<string, readonly TestOutcome[]> {
  const files = new Map<string, TestOutcome[]>();
  for (const outcome of outcomes) files.set(outcome.file, [...(files.get(outcome.file) ?? []), outcome]);
  return files;
}
