import { drawCondition } from '../diagnostics/drawn-condition.js';
import type { FailedExpectation, TestOutcome } from '../diagnostics/test-report.js';
import { failureOf } from '../fit/expectation.js';
import { judgeOf } from '../fit/requirements.js';
import { indexPlan, type Plan } from '../ir/index.js';
import type { Expectation, TestInfo } from '../semantics/index.js';
import type { Metrics, SimulationResult } from '../simulation/results.js';
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
  const { expectations, plan, diagnostics } = workspace.compile(file, undefined, index);
  if (expectations === undefined || plan === undefined) {
    const [first] = diagnostics.filter(({ severity }) => severity === 'error');
    const why = `the plan does not compile under this test: ${first?.message ?? 'it declares nothing'}`;
    return { ...base, held: 0, failed: [{ location: first?.location ?? info.location, text: info.title, why }] };
  }
  // Findings take a search for mends: most tests are of conditions, and a simulation tells.
  let made: Checked | undefined;
  const checked = (): Checked => (made ??= workspace.check(file, { simulate: true, test: index }));
  const failed = expectations.flatMap((expectation) => {
    const found =
      expectation.type === 'condition'
        ? ofCondition(expectation, plan, workspace.simulate(plan), checked)
        : ofFindings(expectation, checked().diagnostics);
    return found === undefined ? [] : [{ location: expectation.location, text: expectation.text, ...found }];
  });
  return { ...base, held: expectations.length - failed.length, failed };
}

type Found = Pick<FailedExpectation, 'why' | 'drawn'>;

function ofCondition(
  { condition, parts, text }: Extract<Expectation, { type: 'condition' }>,
  plan: Plan,
  result: SimulationResult,
  checked: () => Checked,
): Found | undefined {
  const fits = (): Metrics => checked().report?.fits ?? new Map<string, never>();
  const judge = judgeOf({ plan, index: indexPlan(plan), result }, fits);
  const found = failureOf(
    judge,
    condition,
    parts.map(({ of }) => of),
  );
  if (found === undefined) return undefined;
  const values = parts.map(({ at }, i) => ({ at, value: found.values[i] ?? '' }));
  return {
    why:
      found.verdict === null
        ? `cannot be judged in ${found.when}: something is unknown`
        : `does not hold in ${found.when}`,
    drawn: drawCondition(text, values),
  };
}

function ofFindings(
  expectation: Exclude<Expectation, { type: 'condition' }>,
  diagnostics: readonly Diagnostic[],
): Found | undefined {
  if (expectation.type === 'finding') return ofFinding(expectation, diagnostics);
  const found = diagnostics.filter((diagnostic) => diagnostic.severity !== 'info' && isOn(diagnostic, expectation.on));
  return found.length === 0 ? undefined : { why: `there ${named(found)}` };
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
