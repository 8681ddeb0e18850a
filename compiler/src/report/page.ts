import { assumptionsOf, type JsonSimulation, simulationJson } from '../diagnostics/simulation-json.js';
import type { Sources } from '../diagnostics/sources.js';
import { countBySeverity } from '../diagnostics/summary.js';
import type { FitReport } from '../fit/index.js';
import { indexPlan, type Plan } from '../ir/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Figure, Table } from './figure.js';
import { figuresOf } from './figures/index.js';
import { bindsTable, worthsTable } from './sections/binds.js';
import { type ShownFinding, shownFindings } from './sections/findings.js';
import { hallsTable, keyFigures, workloadsTable } from './sections/key-figures.js';
import { assumptionsTable, notesTable, sourcesTable } from './sections/sources.js';
import { verdict } from './sections/verdict.js';

/** A plan, checked and simulated, as a report needs it. */
export interface ReportInput {
  readonly engine: string;
  readonly file: string;
  readonly hash: string;
  readonly plan: Plan;
  readonly report: FitReport;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  readonly seed: number;
}

/** One part of a report, for every format to render in its own way. */
export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'table'; readonly title: string; readonly table: Table; readonly folded: boolean }
  | { readonly type: 'figure'; readonly figure: Figure }
  | { readonly type: 'findings'; readonly findings: readonly ShownFinding[] };

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Page {
  readonly title: string;
  /** What a planner has to know first. */
  readonly verdict: string;
  readonly sections: readonly Section[];
  /** What made it: versions, seed, scenario, hash of the plan. */
  readonly foot: readonly (readonly [string, string])[];
  /** What `simulate --json` gives, so that a reader of the page needs nothing else. */
  readonly json: JsonSimulation;
}

/** Rows that a table may have before a page folds it away. */
const LONG = 24;

/** The report of one plan, in parts. Pure: the same plan, library and seed give the same page. */
export function pageOf(input: ReportInput): Page {
  const { plan, report, file, hash, engine, seed, diagnostics } = input;
  const names = plan.campus.map((campus) => campus.path ?? '');
  const figures = figuresOf(plan, report, { seed });
  const several = names.length > 1;
  const { errors, warnings, infos } = countBySeverity(diagnostics);
  const { years } = report.result;
  return {
    title: names.join(', '),
    verdict: verdict(plan, report, diagnostics),
    sections: [
      ...names.map((path) => ({
        id: anchor(`campus-${path}`),
        title: several ? path : 'Key figures',
        blocks: [
          ...tableBlock('Over the years', keyFigures(path, report), false),
          ...figures.filter(({ campus }) => campus === path).map((figure): Block => ({ type: 'figure', figure })),
          ...tableBlock('Halls', hallsTable(path, report)),
          ...tableBlock('Workloads', workloadsTable(path, plan, report)),
          ...tableBlock('What one more of each limit is worth', worthsTable(path, report)),
          ...tableBlock('What binds each hall', bindsTable(path, report)),
        ],
      })),
      {
        id: 'findings',
        title: 'Findings',
        blocks: [
          { type: 'text', text: counted(errors, warnings, infos) },
          { type: 'findings', findings: shownFindings(diagnostics, input.sources) },
        ],
      },
      {
        id: 'assumptions',
        title: 'Assumptions and sources',
        blocks: [
          ...tableBlock('Assumed, without a published source', assumptionsTable(assumptionsOf(plan))),
          ...tableBlock('Sources of everything else', sourcesTable(indexPlan(plan))),
          ...tableBlock('Where a model left its range, or a figure is unknown', notesTable(report.result.notes)),
        ],
      },
    ],
    foot: [
      ['Plan', file],
      ['Years', `${String(years[0] ?? '')} to ${String(years.at(-1) ?? '')}`],
      ['Scenario', plan.scenario ?? 'the plan as written'],
      ['Seed', String(seed)],
      ['Fidelity', 'F1: every hour of every year'],
      ['Made by', `${engine}, language and library ${plan.engine}`],
      ['Hash of the plan', hash],
    ],
    json: simulationJson(engine, plan, { file, hash }, report, seed),
  };
}

function tableBlock(title: string, table: Table, folded = table.rows.length > LONG): readonly Block[] {
  return table.rows.length === 0 ? [] : [{ type: 'table', title, table, folded }];
}

function counted(errors: number, warnings: number, infos: number): string {
  const words = [
    [errors, 'error'],
    [warnings, 'warning'],
    [infos, 'note'],
  ] as const;
  const found = words.filter(([count]) => count > 0);
  return found.length === 0
    ? 'Nothing was found that does not fit.'
    : `${found.map(([count, noun]) => `${String(count)} ${noun}${count === 1 ? '' : 's'}`).join(', ')}.`;
}

/** A name for a place within a page or for a file: letters, digits and dashes. */
export function anchor(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');
}
