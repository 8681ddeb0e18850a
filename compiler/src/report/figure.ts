import type { TopLevelSpec } from 'vega-lite';
import type { FitReport } from '../fit/index.js';
import { metricInfo } from '../ir/metric-info.js';
import type { Campus, Plan, PlanIndex } from '../ir/index.js';
import { inUnit, showIn, showQuantity } from '../ir/show.js';
import type { MetricValue } from '../simulation/results.js';

/** One number of a table, as text and as it is: in the unit of `simulate --json` where it is a metric. */
export interface Cell {
  readonly text: string;
  /** Entity in the plan that it is about. */
  readonly path?: string;
  readonly metric?: string;
  /** Calendar year; absent for the whole horizon. */
  readonly year?: number;
  readonly value?: number | null;
}

export interface Table {
  readonly head: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly Cell[])[];
}

/** What is drawn: a chart for Vega-Lite, or an SVG of our own. */
export type Drawing =
  | { readonly type: 'chart'; readonly spec: TopLevelSpec }
  | { readonly type: 'svg'; readonly width: number; readonly height: number; readonly body: string };

/** In the order in which a planner reads them. */
export const FIGURE_NAMES = [
  'capacity',
  'ramp',
  'power-path',
  'load-duration',
  'pue-load',
  'fit',
  'mismatch',
  'network',
  'costs',
  'campus',
  'racks',
] as const;

export type FigureName = (typeof FIGURE_NAMES)[number];

/** One figure of one campus: a sentence, a picture and the numbers behind it. */
export interface Figure {
  readonly name: FigureName;
  /** Path of the campus. */
  readonly campus: string;
  readonly title: string;
  /** What it shows, in a sentence made from the result: the picture for those who do not see it. */
  readonly says: string;
  /** Absent where it cannot be drawn: the table stands alone. */
  readonly drawing?: Drawing;
  readonly table: Table;
}

export interface FigureInput {
  readonly plan: Plan;
  readonly index: PlanIndex;
  readonly campus: Campus;
  readonly path: string;
  readonly report: FitReport;
  readonly seed: number;
  /** Position of the year that figures of one year show. */
  readonly year: number;
}

/** The value of a metric, from the simulation or, for fits, from the findings. */
export function metric(report: FitReport, path: string, name: string): MetricValue | undefined {
  return report.result.metrics.get(path)?.get(name) ?? report.fits.get(path)?.get(name);
}

/** A metric as a table shows it: over the horizon, or in the year at `year`. */
export function metricCell(report: FitReport, path: string, name: string, year?: number): Cell {
  const { result } = report;
  const unit = metricInfo(result.kinds.get(path) ?? '', name)?.unit ?? '';
  const found = metric(report, path, name);
  const si = (year === undefined ? found?.value : found?.byYear[year]) ?? null;
  const calendarYear = year === undefined ? undefined : result.years[year];
  return {
    text:
      si === null
        ? missing(report, path, name, year)
        : unit.endsWith('USD')
          ? showQuantity(si, unit)
          : showIn(si, unit),
    path,
    metric: name,
    ...(calendarYear === undefined ? {} : { year: calendarYear }),
    value: si === null ? null : inUnit(si, unit),
  };
}

/** What stands where a figure has no meaning, such as a PUE without IT. */
const UNDEFINED = '–';
/** Metrics of campuses and halls that mean something without any IT as well. */
const ALWAYS: ReadonlySet<string> = new Set(['cost', 'capital', 'presentValue']);

/** Unknown is not nothing: a campus's or hall's figure is one or the other. */
function missing(report: FitReport, path: string, name: string, year: number | undefined): string {
  const it = report.result.metrics.get(path)?.get('itPower');
  if (it === undefined || metric(report, path, name) === undefined || report.fits.get(path)?.has(name) === true)
    return UNDEFINED;
  return (year === undefined ? it.value : it.byYear[year]) === 0 && !ALWAYS.has(name) ? UNDEFINED : 'unknown';
}

export function textCell(text: string, path?: string): Cell {
  return { text, ...(path === undefined ? {} : { path }) };
}

/** A quantity that is no metric, in exactly this unit. */
export function quantityCell(si: number | null, unit: string): Cell {
  return { text: si === null ? '–' : showIn(si, unit), value: si === null ? null : inUnit(si, unit) };
}

/** A path as its campus's planner says it: `A`, `A × 4`. */
export function nameWithin(campus: string, path: string, count = 1): string {
  const name = path.startsWith(`${campus}.`) ? path.slice(campus.length + 1) : path;
  return count > 1 ? `${name} × ${String(count)}` : name;
}

/** The unit in which the largest of some powers is read best. */
export function powerUnit(most: number): 'kW' | 'MW' | 'GW' {
  return most >= 2e9 ? 'GW' : most >= 1e6 ? 'MW' : 'kW';
}

/** To the digits that can be seen, so that the last bits of a result do not move a picture. */
export function drawn(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : 0;
}

/** First, middle and last of the years in which the campus costs something; each once. */
export function markedYears({ report, path }: Pick<FigureInput, 'report' | 'path'>): readonly number[] {
  const { result } = report;
  const lines = result.costs.filter((line) => line.campus === path);
  const open = result.years.flatMap((_, i) => (lines.some((line) => (line.byYear[i] ?? 0) !== 0) ? [i] : []));
  const years = open.length === 0 ? result.years.map((_, i) => i) : open;
  return [...new Set([years[0] ?? 0, years[Math.floor(years.length / 2)] ?? 0, years.at(-1) ?? 0])];
}
