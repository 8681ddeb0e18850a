import { renderDiffMarkdown } from '../../../compiler/src/diagnostics/diff-markdown.js';
import { Sources } from '../../../compiler/src/diagnostics/sources.js';
import { renderSimulation } from '../../../compiler/src/diagnostics/simulation-text.js';
import { renderText } from '../../../compiler/src/diagnostics/text.js';
import { renderVerdict } from '../../../compiler/src/diagnostics/verdict-text.js';
import { html } from '../../../compiler/src/report/html.js';
import { pageOf } from '../../../compiler/src/report/page.js';
import { type Preview, previewOf } from '../../../compiler/src/report/preview.js';
import type { FigureOptions } from '../../../compiler/src/report/figures/index.js';
import { diffPlan } from '../../../compiler/src/workspace/diff.js';
import { type Checked, engine, type Workspace } from '../../../compiler/src/workspace/workspace.js';
import { arithmeticText } from './arithmetic.js';

/** What is asked for of a plan beside its findings: figures for the preview, a page to keep, the summary, the state in brief, what an earlier text came to, a finding's arithmetic. */
export interface Wanted {
  readonly what: 'figures' | 'report' | 'summary' | 'state' | 'comparison' | 'arithmetic';
  readonly scenario?: string;
  /** Calendar year of the figures that show one. */
  readonly year?: number;
  /** Of figures only what a simulation gives: without fit, mismatch and findings, which take a search among other plans. */
  readonly quick?: boolean;
  /** The text that a comparison is with. */
  readonly base?: string;
  /** Quick figures are of the plan as if the file had this text. */
  readonly text?: string;
  /** Code of the findings whose arithmetic is asked for. */
  readonly code?: string;
}

/** A plan's state in a line. */
export interface PlanState {
  readonly campuses: readonly {
    readonly path: string;
    /** Infrastructure fit over the horizon, 1 = 100 %; `null` where it is unknown. */
    readonly fit: number | null;
    /** First month above a contract, `2029-03`. */
    readonly firstBreach: string | null;
  }[];
  readonly errors: number;
  readonly warnings: number;
}

/** Plain data, as it crosses from a worker: by `what`, a preview, text (of the report, the summary, the comparison and the arithmetic), a state. */
export type ShownValue = Preview | PlanState | string;

/** Makes what is wanted of a checked plan; `undefined` where it does not compile or has no campus. */
export async function shownOf(
  workspace: Workspace,
  file: string,
  checked: Checked,
  wanted: Wanted,
  withText: (text: string) => Workspace,
): Promise<ShownValue | undefined> {
  const { plan, report, diagnostics, hash } = checked;
  if (plan === undefined || report === undefined) return undefined;
  const sources = new Sources((name) => workspace.text(name));
  switch (wanted.what) {
    case 'figures':
      return previewOf(plan, report, diagnostics, optionsOf(wanted));
    case 'report':
      return html(
        pageOf({ engine, file: nameOf(file), hash: hash ?? '', plan, report, diagnostics, sources, seed: 1 }),
      );
    case 'summary': {
      const found = diagnostics.filter(({ severity }) => severity !== 'info');
      return [
        renderVerdict(report.result, report.mismatch),
        renderSimulation(plan, report.result, undefined, report.mismatch),
        ...(found.length === 0 ? [] : [renderText(found, sources)]),
      ].join('\n\n');
    }
    case 'state':
      return stateOf(checked, report);
    case 'comparison':
      return comparison(workspace, withText(wanted.base ?? ''), file);
    case 'arithmetic':
      return arithmeticText({ workspace, file, plan, report, diagnostics, sources, withText }, wanted.code ?? '');
  }
}

/**
 * Figures of what a simulation to the last hour gives, without the search among other plans: soon there, of the file's text or
 * of what would be in its place. `undefined` where the plan does not compile or has no campus.
 */
export async function simulatedFigures(
  workspace: Workspace,
  file: string,
  wanted: Wanted,
  withText: (text: string) => Workspace,
): Promise<Preview | undefined> {
  const of = wanted.text === undefined ? workspace : withText(wanted.text);
  const { plan } = of.compile(file, wanted.scenario);
  if (plan === undefined || plan.campus.length === 0) return undefined;
  const result = of.simulate(plan);
  const report = { result, findings: [], fits: new Map(), hallFits: [], mismatch: undefined };
  return previewOf(plan, report, undefined, optionsOf(wanted));
}

function optionsOf({ year, quick }: Wanted): FigureOptions {
  return { ...(year === undefined ? {} : { year }), quick: quick === true };
}

/** What changed since an earlier text, and what that does, as Markdown; `undefined` where that one does not compile. */
function comparison(workspace: Workspace, earlier: Workspace, file: string): string | undefined {
  const plan = diffPlan({ workspace: earlier, file }, { workspace, file }, { seed: 1 });
  if (plan === undefined || 'side' in plan) return undefined;
  const sources = {
    base: new Sources((name) => earlier.text(name)),
    head: new Sources((name) => workspace.text(name)),
  };
  return renderDiffMarkdown({
    engine,
    base: 'HEAD',
    head: 'the text',
    scenario: null,
    seed: 1,
    plans: [plan],
    sources,
  });
}

function stateOf({ plan, diagnostics }: Checked, { result, fits }: NonNullable<Checked['report']>): PlanState {
  const [firstYear = 0] = result.years;
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  return {
    campuses: (plan?.campus ?? []).map(({ path = '' }) => {
      const months = [...result.contracts.values()]
        .filter((contract) => contract.path.startsWith(`${path}.`) && contract.firstPeakBreach >= 0)
        .map(({ firstPeakBreach }) => firstPeakBreach);
      const month = Math.min(...months);
      return {
        path,
        fit: fits.get(path)?.get('infrastructureFit')?.value ?? null,
        firstBreach: Number.isFinite(month)
          ? `${String(firstYear + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`
          : null,
      };
    }),
    errors: count('error'),
    warnings: count('warning'),
  };
}

/** A report goes to others: it names the file, not the folders of this machine. */
function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
