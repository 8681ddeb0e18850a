import type { DiffChange, PlanDiff } from '../diagnostics/diff-report.js';
import { contentHash } from '../ir/canonical.js';
import { comparePlans, isSame, type PlanDifference } from '../ir/difference.js';
import type { Plan } from '../ir/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { type Causes, causesOf } from './diff-causes.js';
import { compareFindings, judged } from './diff-findings.js';
import { hallFitRows } from './diff-fits.js';
import { scenarioChanges } from './diff-scenarios.js';
import { attributions, figureRows } from './diff-shares.js';
import { dateRows } from './diff-dates.js';
import { bindings } from './diff-figures.js';
import { type Side, Words } from './diff-words.js';
import type { Checked } from './workspace.js';

export type { Side } from './diff-words.js';

/** How both sides of a comparison are checked. */
export interface DiffOptions {
  readonly seed: number;
  /** ISO day by which suppressions are judged; without it none is. */
  readonly today?: string;
}

/** A plan that does not compile on one side: nothing can be compared. */
export interface Broken {
  readonly side: 'base' | 'head';
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compares a plan on two sides: what changed, what that does to key figures and through which declaration, and which findings
 * come and go. `undefined` for a file that declares no campus on either side.
 */
export function diffPlan(
  base: Side | undefined,
  head: Side | undefined,
  options: DiffOptions,
): PlanDiff | Broken | undefined {
  const plans = { base: base && planOf(base), head: head && planOf(head) };
  for (const [name, side] of [
    ['base', base],
    ['head', head],
  ] as const) {
    if (side === undefined || plans[name] !== undefined) continue;
    const { diagnostics } = side.workspace.compile(side.file, side.scenario);
    return { side: name, file: side.file, diagnostics: diagnostics.filter(({ severity }) => severity === 'error') };
  }
  if ((plans.base?.campus.length ?? 0) + (plans.head?.campus.length ?? 0) === 0) return undefined;
  const names = { base: base?.file ?? null, head: head?.file ?? null };
  const hashes = { base: hashOf(plans.base), head: hashOf(plans.head) };
  if (base === undefined || head === undefined || plans.base === undefined || plans.head === undefined)
    return { ...names, hashes, ...oneSided(base, head, options) };
  const difference = comparePlans(plans.base, plans.head);
  const overrides = scenarioChanges(base, head);
  if (isSame(difference) && overrides.length === 0) return { ...names, hashes, ...NOTHING };
  return { ...names, hashes, ...compared(base, head, plans.head, difference, overrides, options) };
}

type Content = Omit<PlanDiff, 'base' | 'head' | 'hashes'>;

const NOTHING: Content = {
  changes: [],
  causes: [],
  method: 'none',
  figures: [],
  dates: [],
  binds: [],
  hallFits: [],
  added: [],
  gone: [],
  kept: 0,
};

function planOf({ workspace, file, scenario }: Side): Plan | undefined {
  return workspace.compile(file, scenario).plan;
}

function hashOf(plan: Plan | undefined): string | null {
  return plan === undefined ? null : contentHash(plan);
}

function checkSide({ workspace, file, scenario, checked }: Side, { seed, today }: DiffOptions): Checked {
  return (
    checked ??
    workspace.check(file, {
      simulate: true,
      seed,
      ...(scenario === undefined ? {} : { scenario }),
      ...(today === undefined ? {} : { today }),
    })
  );
}

/** A plan that is new, or gone: its figures stand on one side. */
function oneSided(base: Side | undefined, head: Side | undefined, options: DiffOptions): Content {
  const checked = { base: base && checkSide(base, options), head: head && checkSide(head, options) };
  const plan = checked.head?.plan ?? checked.base?.plan;
  const campuses = plan?.campus.map(({ path }) => path ?? '') ?? [];
  return {
    ...NOTHING,
    figures: figureRows(checked.base, checked.head, campuses, (campus) => campus, undefined),
    dates: dateRows(checked.base, checked.head, campuses, (path) => path),
    binds: bindings(checked.base?.report?.result, checked.head?.report?.result, (path) => path),
    hallFits: hallFitRows(checked.base?.report, checked.head?.report, (path) => path),
    added: head === undefined ? [] : judged(head, checked.head?.diagnostics ?? []),
    gone: base === undefined ? [] : judged(base, checked.base?.diagnostics ?? []),
  };
}

function compared(
  base: Side,
  head: Side,
  after: Plan,
  difference: PlanDifference,
  overrides: readonly DiffChange[],
  options: DiffOptions,
): Content {
  const originalPath = backwards(difference);
  const words = new Words(base, head, originalPath);
  const causes = causesOf(difference, after, words);
  const checked = { base: checkSide(base, options), head: checkSide(head, options) };
  const campuses = [...new Set([...after.campus, ...difference.base.campus].map(({ path }) => path ?? ''))];
  const attributed = attributions(
    difference,
    after,
    causes.causes,
    checked,
    campuses,
    originalPath,
    head.workspace,
    options.seed,
  );
  const newPath = forwards(difference);
  const findings = compareFindings(base, head, checked, newPath);
  return {
    changes: [...changesOf(difference, causes, words), ...overrides],
    causes: causes.causes.map(({ title, paths }) => ({ title, paths })),
    method: attributed.method,
    figures: figureRows(checked.base, checked.head, campuses, originalPath, attributed.shares),
    dates: dateRows(checked.base, checked.head, campuses, newPath),
    binds: bindings(checked.base.report?.result, checked.head.report?.result, newPath),
    hallFits: hallFitRows(checked.base.report, checked.head.report, originalPath),
    ...findings,
  };
}

/** The path that a block had before its name changed. */
function backwards({ renames }: PlanDifference): (path: string) => string {
  return mapped(renames.map(({ from, to }) => [to, from]));
}

function forwards({ renames }: PlanDifference): (path: string) => string {
  return mapped(renames.map(({ from, to }) => [from, to]));
}

function mapped(pairs: readonly (readonly [string, string])[]): (path: string) => string {
  const sorted = [...pairs].sort(([a], [b]) => b.length - a.length);
  return (path) => {
    const pair = sorted.find(([of]) => path === of || path.startsWith(`${of}.`) || path.startsWith(`${of}[`));
    return pair === undefined ? path : pair[1] + path.slice(pair[0].length);
  };
}

function changesOf(difference: PlanDifference, { of, followers }: Causes, words: Words): DiffChange[] {
  const changes: DiffChange[] = [];
  const seen = new Set<string>();
  for (const { from, to, kind } of difference.renames)
    changes.push({ type: 'renamed', what: kind, path: to, was: from, is: to, cause: null });
  for (const block of difference.blocks) {
    const { type, kind, path } = block;
    changes.push({ type, what: kind, path, was: null, is: null, cause: of.get(block) ?? null });
  }
  for (const [name, was = null, is = null] of words.changedLets())
    changes.push({
      type: typeOf(was, is),
      what: 'let',
      path: name,
      was,
      is,
      cause: causeOfLet(difference, words, of, name),
    });
  for (const change of difference.properties) {
    const declaration = words.declaredBy(change);
    // One declaration reaches every block that has it as a base; its own change says it all.
    const key = `${declaration} ${change.property}`;
    if (seen.has(key) || followers.has(change) || declaration.startsWith('let ')) continue;
    seen.add(key);
    const [was, is] = words.valuesOf(change);
    const path = declaration + change.property.slice(change.top.length);
    changes.push({
      type: typeOf(was, is),
      what: 'property',
      path: change.top === '[]' ? declaration : path,
      was,
      is,
      cause: of.get(change) ?? null,
    });
  }
  for (const entry of difference.entries) {
    const [was, is] = words.entryValues(entry);
    changes.push({
      type: typeOf(was, is),
      what: 'entry',
      path: `${entry.key}.${entry.property}`,
      was,
      is,
      cause: of.get(entry) ?? null,
    });
  }
  for (const { type, requirement } of difference.requirements) {
    const { mode, at, text } = requirement;
    const [was, is] = type === 'required' ? [null, text] : [text, null];
    changes.push({ type: typeOf(was, is), what: mode, path: at, was, is, cause: null });
  }
  for (const { type, name } of difference.scenarios)
    changes.push({ type, what: 'scenario', path: name, was: null, is: null, cause: null });
  for (const { path, about } of difference.words)
    changes.push({ type: 'changed', what: WORDS[about], path, was: null, is: null, cause: null });
  return changes;
}

const WORDS = {
  doc: 'documentation',
  sources: 'sources',
  allows: 'suppressions',
  alternatives: 'alternatives',
} as const;

function typeOf(was: string | null, is: string | null): 'added' | 'removed' | 'changed' {
  if (was === null) return 'added';
  return is === null ? 'removed' : 'changed';
}

function causeOfLet(difference: PlanDifference, words: Words, of: Causes['of'], name: string): number | null {
  const reached = difference.properties.find((change) => words.declaredBy(change).split(', ').includes(`let ${name}`));
  return reached === undefined ? null : (of.get(reached) ?? null);
}
