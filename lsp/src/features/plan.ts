import type { Range } from 'vscode-languageserver';
import type { Preview } from '../../../compiler/src/report/preview.js';
import type { Feature, Handler } from '../core/feature.js';
import type { Session } from '../core/session.js';
import type { PlanState, Wanted } from '../core/shown.js';
import { fileOf } from '../core/uris.js';

/** A request about a plan as a whole, beyond the protocol's own. */
export interface PlanParams {
  readonly uri: string;
  readonly scenario?: string;
  /** Calendar year of the figures that show one. */
  readonly year?: number;
  /** Leaves out of the figures what takes a search among other plans: fit and mismatch. */
  readonly quick?: boolean;
  /** The text that a comparison is with. */
  readonly base?: string;
  /** Quick figures are of the plan as if the file had this text: what a mend would change. */
  readonly text?: string;
}

/** Where the block at a path is written. */
export interface Place {
  readonly uri: string;
  /** From the first character of its head to the last of its body. */
  readonly range: Range;
  readonly name: Range;
}

/** The answer to `dcplan/figures`: the preview, with where what it shows is written; or why there is none. */
export interface FiguresResult {
  readonly preview?: Preview;
  readonly places: Readonly<Record<string, Place>>;
  readonly problem?: string;
}

/** The answer to `dcplan/report` (HTML), `dcplan/summary` (plain text) and `dcplan/comparison` (Markdown). */
export interface TextResult {
  readonly text?: string;
  readonly problem?: string;
}

/** The answer to `dcplan/state`: what a status bar says of a plan. */
export interface StateResult {
  readonly state?: PlanState;
  readonly problem?: string;
}

/** `dcplan/figures`, `dcplan/report`, `dcplan/summary`, `dcplan/comparison` and `dcplan/state`: what a client shows of a plan beside its text. */
export const planFeature: Feature = {
  capabilities: () => ({
    experimental: { dcplan: { figures: true, report: true, summary: true, comparison: true, state: true } },
  }),
  handlers: [
    plan('dcplan/figures', async (session, file, params): Promise<FiguresResult> => {
      const shown = await session.checker.show(file, { what: 'figures', ...chosen(params) });
      return shown === undefined
        ? { places: {} }
        : { preview: shown as Preview, places: placesOf(session, file, params.scenario) };
    }),
    plan('dcplan/report', async (session, file, params): Promise<TextResult> => text(session, file, 'report', params)),
    plan('dcplan/summary', async (session, file, params): Promise<TextResult> =>
      text(session, file, 'summary', params),
    ),
    plan('dcplan/comparison', async (session, file, params): Promise<TextResult> =>
      text(session, file, 'comparison', params),
    ),
    plan('dcplan/state', async (session, file, params): Promise<StateResult> => {
      const shown = await session.checker.show(file, { what: 'state', ...chosen(params) });
      return shown === undefined ? {} : { state: shown as PlanState };
    }),
  ],
};

type Run = (session: Session, file: string, params: PlanParams) => Promise<FiguresResult | TextResult | StateResult>;

/** Says why there is nothing to show, where the plan does not compile or has no campus. */
function plan(method: string, run: Run): Handler {
  return {
    method,
    run: async (session, params) => {
      const asked = params as PlanParams;
      const file = fileOf(asked.uri);
      const problem = problemOf(session, file, asked.scenario);
      return problem === undefined ? run(session, file, asked) : { places: {}, problem };
    },
  };
}

async function text(
  session: Session,
  file: string,
  what: 'report' | 'summary' | 'comparison',
  params: PlanParams,
): Promise<TextResult> {
  const shown = await session.checker.show(file, { what, ...chosen(params) });
  return shown === undefined ? {} : { text: shown as string };
}

function chosen({ uri: _, ...wanted }: PlanParams): Omit<Wanted, 'what'> {
  return wanted;
}

function problemOf(session: Session, file: string, scenario: string | undefined): string | undefined {
  if (session.files.read(file) === undefined) return 'This file is not there.';
  const compilation = session.workspace.compile(file, scenario);
  if (compilation.plan === undefined) {
    const errors = compilation.diagnostics.filter(({ severity }) => severity === 'error').length;
    return `The plan does not compile: ${String(errors)} ${errors === 1 ? 'error' : 'errors'}.`;
  }
  return compilation.plan.campus.length === 0
    ? 'There is no campus in this file: it is a module of others.'
    : undefined;
}

function placesOf(session: Session, file: string, scenario: string | undefined): FiguresResult['places'] {
  const { origins } = session.workspace.compile(file, scenario);
  const places: Record<string, Place> = {};
  for (const path of origins.paths()) {
    const block = origins.block(path);
    if (block === undefined || block.isInherited) continue;
    const { whole, name } = block;
    places[path] = {
      uri: session.files.uri(whole.file),
      range: session.files.range(whole.file, whole.span),
      name: session.files.range(name.file, name.span),
    };
  }
  return places;
}
