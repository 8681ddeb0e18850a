import type { FitReport } from '../fit/index.js';
import type { Plan } from '../ir/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { draw } from './draw.js';
import type { FigureName, Table } from './figure.js';
import { type FigureOptions, figuresOf } from './figures/index.js';
import { verdict } from './sections/verdict.js';

/** A figure as an editor shows it: drawn already, so that what shows it needs no library for charts. */
export interface PreviewFigure {
  readonly name: FigureName;
  readonly campus: string;
  readonly title: string;
  readonly says: string;
  /** Marks carry the path of what they show as `data-path`. Absent where the table stands alone. */
  readonly svg?: string;
  readonly table: Table;
}

/** What the preview shows of a plan. Plain data, to be sent from the server to an editor. */
export interface Preview {
  readonly title: string;
  readonly verdict: string;
  readonly years: readonly number[];
  /** Names of the plan's scenarios. */
  readonly scenarios: readonly string[];
  /** The one that is shown; absent for the plan as written. */
  readonly scenario?: string;
  readonly figures: readonly PreviewFigure[];
}

/** Draws the figures of a simulated plan, with its verdict; no diagnostics where it was not searched for what does not fit. */
export async function previewOf(
  plan: Plan,
  report: FitReport,
  diagnostics: readonly Diagnostic[] | undefined,
  options: FigureOptions = {},
): Promise<Preview> {
  const figures = figuresOf(plan, report, options);
  return {
    title: plan.campus.map((campus) => campus.path ?? '').join(', '),
    verdict: verdict(plan, report, diagnostics, options.quick),
    years: report.result.years,
    scenarios: plan.scenarios.map(({ name }) => name),
    ...(plan.scenario === undefined ? {} : { scenario: plan.scenario }),
    figures: await Promise.all(
      figures.map(async (figure): Promise<PreviewFigure> => {
        const svg = await draw(figure);
        const { name, campus, title, says, table } = figure;
        return { name, campus, title, says, table, ...(svg === undefined ? {} : { svg }) };
      }),
    ),
  };
}
