import type { LeftMend, MadeMend, Mended } from '../diagnostics/mended.js';
import { inOrder } from '../diagnostics/summary.js';
import { breaking, servesLess } from '../fit/no-worse.js';
import { indexPlan, type Plan } from '../ir/index.js';
import { compile, type ModuleHost } from '../semantics/index.js';
import type { Diagnostic, Fix } from '../text/diagnostic.js';
import { applyEdits } from '../text/edits.js';
import type { FileEdit } from '../text/span.js';
import type { Checked, Workspace } from './workspace.js';

/** Which findings are mended. */
export type MendWish =
  /** Those whose mend saves something once the others are made. */
  | { readonly type: 'best' }
  /** Whatever has a mend, whether it saves or costs. */
  | { readonly type: 'all' }
  /** Those of one code, at one block or below it where a path is given. */
  | { readonly type: 'finding'; readonly code: string; readonly path?: string };

/** Where a plan is mended. */
export interface MendInput {
  readonly host: ModuleHost;
  readonly workspace: Workspace;
  readonly file: string;
  readonly scenario?: string;
  /** The plan as it is, checked with simulation. */
  readonly checked: Checked;
}

/** A saving below this share of the plan's present value is rounding. */
const ROUNDING = 1e-12;

/**
 * Chooses mends that go together, the dearest finding's first, and makes them in the text: each is simulated with those that
 * are made already, and stays out where it touches the same text, breaks what held in the plan as written, or, where only
 * what saves is wished for, saves nothing more. `undefined` for a plan that does not compile or was not simulated.
 */
export function mendPlan({ host, workspace, file, scenario, checked }: MendInput, wish: MendWish): Mended | undefined {
  const { plan, report } = checked;
  if (plan === undefined || report === undefined) return undefined;
  const written = { plan, index: indexPlan(plan), result: report.result };
  const breaks = breaking(written);
  const read = (name: string): string => host.read(name) ?? '';
  let edits: readonly FileEdit[] = [];
  let texts: ReadonlyMap<string, string> = new Map();
  let current: number | null = report.result.presentValue;
  const mended = new Set<Diagnostic>();
  const made: MadeMend[] = [];
  const left = new Map<Diagnostic, LeftMend>();
  for (const { diagnostic, fix } of candidates(checked.diagnostics, wish)) {
    if (mended.has(diagnostic)) continue;
    const leave = (reason: string): void => {
      // The first reason is that of the best mend.
      if (!left.has(diagnostic)) left.set(diagnostic, { diagnostic, fix, reason });
    };
    const joined = join(edits, fix.edits);
    if (joined === undefined) {
      leave('changes the same text as a mend that is made');
      continue;
    }
    const tried = textsWith(joined, read);
    const after = compiled(host, file, scenario, tried);
    if (after === undefined) {
      leave('does not compile together with those that are made');
      continue;
    }
    const result = workspace.simulate(after);
    const saved = difference(current, result.presentValue);
    if (wish.type === 'best' && !(saved !== null && saved > ROUNDING * Math.abs(current ?? 0))) {
      leave('saves nothing more once the others are made');
      continue;
    }
    if (servesLess(written.result, result) || breaks({ plan: after, index: indexPlan(after), result })) {
      leave('together with the others it serves less work, or breaks a limit');
      continue;
    }
    made.push({ diagnostic, fix, saved });
    mended.add(diagnostic);
    left.delete(diagnostic);
    edits = joined;
    texts = tried;
    current = result.presentValue;
  }
  return { made, left: [...left.values()], texts, before: report.result.presentValue, after: current };
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : before - after;
}

interface Candidate {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
}

/** Mends in the order in which they are tried: those that save most first, those of words and names last. */
function candidates(diagnostics: readonly Diagnostic[], wish: MendWish): Candidate[] {
  const worth = ({ fix }: Candidate): number => fix.predicted?.presentValue ?? -Infinity;
  return inOrder(diagnostics)
    .filter((diagnostic) => isWished(diagnostic, wish))
    .flatMap((diagnostic) => (diagnostic.fixes ?? []).map((fix): Candidate => ({ diagnostic, fix })))
    .filter((candidate) => wish.type !== 'best' || worth(candidate) > 0)
    .sort((a, b) => (worth(a) === worth(b) ? 0 : worth(b) - worth(a)));
}

function isWished({ code, path = '' }: Diagnostic, wish: MendWish): boolean {
  if (wish.type !== 'finding') return true;
  const at = wish.path;
  return (
    code === wish.code && (at === undefined || path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`))
  );
}

/** Edits together; an edit that both have is made once. `undefined` where they touch the same text. */
function join(made: readonly FileEdit[], more: readonly FileEdit[]): readonly FileEdit[] | undefined {
  const fresh = more.filter((edit) => !made.some((other) => isSame(edit, other)));
  return fresh.some((edit) => made.some((other) => overlaps(edit, other))) ? undefined : [...made, ...fresh];
}

function isSame(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;
}

function overlaps(a: FileEdit, b: FileEdit): boolean {
  return a.file === b.file && a.span.start < b.span.end && b.span.start < a.span.end;
}

function textsWith(edits: readonly FileEdit[], read: (file: string) => string): ReadonlyMap<string, string> {
  const files = [...new Set(edits.map(({ file }) => file))];
  return new Map(
    files.map((file) => [
      file,
      applyEdits(
        read(file),
        edits.filter((edit) => edit.file === file),
      ),
    ]),
  );
}

function compiled(
  host: ModuleHost,
  file: string,
  scenario: string | undefined,
  texts: ReadonlyMap<string, string>,
): Plan | undefined {
  const read = (name: string): string | undefined => texts.get(name) ?? host.read(name);
  return compile(file, { ...host, read }, scenario === undefined ? {} : { scenario }).plan;
}
