import { drawCondition } from '../diagnostics/drawn-condition.js';
import type { FailedExpectation, TestOutcome } from '../diagnostics/test-report.js';
import { failureOf } from '../fit/expectation.js';
import { indexPlan } from '../ir/index.js';
import type { Expectation, TestInfo } from '../semantics/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Checked, Workspace } from './workspace.js';

/** Most findings that a failed expectation names. */
const MOST_NAMED = 5;

/**
 * Runs one test of a file: compiles and checks the plan under its scenarios and overrides, and holds what it expects against
 * that. No date is judged: a test says the same on every day.
 * @param index of the test in the file
 */
export function runTest(workspace: Workspace, file: string, index: number, info: TestInfo): TestOutcome {
  const base = { file, title: info.title, location: info.location };
  const { expectations } = workspace.compile(file, undefined, index);
  const checked = workspace.check(file, { simulate: true, test: index });
  if (expectations === undefined || checked.plan === undefined) {
    const [first] = checked.diagnostics.filter(({ severity }) => severity === 'error');
    const why = `the plan does not compile under this test: ${first?.message ?? 'it declares nothing'}`;
    return { ...base, held: 0, failed: [{ location: first?.location ?? info.location, text: info.title, why }] };
  }
  const failed = expectations.flatMap((expectation) => {
    const found = failure(expectation, checked);
    return found === undefined ? [] : [{ location: expectation.location, text: expectation.text, ...found }];
  });
  return { ...base, held: expectations.length - failed.length, failed };
}

type Found = Pick<FailedExpectation, 'why' | 'drawn'>;

function failure(expectation: Expectation, checked: Checked): Found | undefined {
  switch (expectation.type) {
    case 'condition':
      return ofCondition(expectation, checked);
    case 'finding':
      return ofFinding(expectation, checked.diagnostics);
    case 'noFindings': {
      const found = checked.diagnostics.filter(
        (diagnostic) => diagnostic.severity !== 'info' && isOn(diagnostic, expectation.on),
      );
      return found.length === 0 ? undefined : { why: `there ${named(found)}` };
    }
  }
}

function ofCondition(
  { condition, parts, text }: Extract<Expectation, { type: 'condition' }>,
  { plan, report }: Checked,
): Found | undefined {
  if (plan === undefined || report === undefined) return { why: 'the plan has no campus, and nothing is simulated' };
  const judge = { plan, index: indexPlan(plan), result: report.result, fits: () => report.fits };
  const found = failureOf(
    judge,
    condition,
    parts.map(({ of }) => of),
  );
  if (found === undefined) return undefined;
  const values = parts.map(({ at }, i) => ({ at, value: found.values[i] ?? '' }));
  return {
    why: found.verdict === null ? `cannot be judged in ${found.when}: something is unknown` : `does not hold in ${found.when}`,
    drawn: drawCondition(text, values),
  };
}

function ofFinding(
  { severity, code, on }: Extract<Expectation, { type: 'finding' }>,
  diagnostics: readonly Diagnostic[],
): Found | undefined {
  const mine = diagnostics.filter((diagnostic) => isOn(diagnostic, on));
  const isMeant = (diagnostic: Diagnostic): boolean =>
    (severity === undefined || diagnostic.severity === severity) &&
    (code === undefined || diagnostic.slug === code.toLowerCase() || diagnostic.code === code.toUpperCase());
  if (mine.some(isMeant)) return undefined;
  const what = `no ${severity ?? 'finding'}${code === undefined ? '' : ` \`${code}\``}`;
  return { why: `there is ${what}${on === undefined ? '' : ' here'}; there ${named(mine)}` };
}

/** True for a finding on one of the blocks, or on what stands in it. */
function isOn({ path }: Diagnostic, on: readonly string[] | undefined): boolean {
  if (on === undefined) return true;
  return on.some(
    (block) => path !== undefined && (path === block || path.startsWith(`${block}.`) || path.startsWith(`${block}[`)),
  );
}

function named(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'is none at all';
  const names = diagnostics.map(
    ({ severity, slug, path }) =>
      `${severity === 'info' ? 'note' : severity} \`${slug}\`${path === undefined ? '' : ` on ${path}`}`,
  );
  const left = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return `${names.length === 1 ? 'is' : 'are'} ${shown}${left > 0 ? ` and ${String(left)} more` : ''}`;
}
