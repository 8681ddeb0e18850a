import type { TopLevelSpec } from 'vega-lite';
import type { Drawing } from './figure.js';
import { ROLE, SERIES } from './palette.js';

/** Marks what Vega says of a mark, so that drawing can tell the path from the words: `mark('Prairie.A', 'A: 3 MW')`. */
export const PATH_OPEN = '\uE000';
export const PATH_CLOSE = '\uE001';

/** What a mark is about and what it says, for the `description` channel. */
export function about(path: string, words: string): string {
  return `${PATH_OPEN}${path}${PATH_CLOSE}${words}`;
}

export const ABOUT = { field: 'about', type: 'nominal' } as const;

/** One layer of a layered chart. */
export type Layer = Extract<TopLevelSpec, { layer: unknown[] }>['layer'][number];

export const CHART_WIDTH = 640;

const LOOK: NonNullable<TopLevelSpec['config']> = {
  background: ROLE.page,
  font: 'system-ui, sans-serif',
  axis: {
    labelColor: ROLE.muted,
    titleColor: ROLE.ink,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    gridColor: ROLE.grid,
    domainColor: ROLE.muted,
    tickColor: ROLE.muted,
    labelLimit: 0,
    titlePadding: 8,
    // Thousands are set apart by a space, as everywhere.
    labelExpr: "replace(datum.label, regexp(',(?=[0-9])', 'g'), '\u2009')",
  },
  legend: {
    labelColor: ROLE.ink,
    titleColor: ROLE.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 0,
    titleLimit: 0,
    orient: 'bottom',
    direction: 'horizontal',
    columns: 4,
    symbolStrokeWidth: 2,
  },
  text: { fill: ROLE.ink, fontSize: 12 },
  header: { labelColor: ROLE.ink, titleColor: ROLE.ink, labelFontSize: 12 },
  view: { stroke: 'transparent' },
  range: { category: [...SERIES] },
  aria: true,
};

/** A chart in the look that all figures share. */
export function chart(spec: TopLevelSpec): Drawing {
  return { type: 'chart', spec: { ...spec, config: LOOK } };
}

/** The axis of calendar years; data stand at decimal years. */
export function yearAxis(years: readonly number[]) {
  const domain: number[] = [years[0] ?? 0, (years.at(-1) ?? 0) + 1];
  return {
    field: 'year',
    type: 'quantitative',
    title: null,
    scale: { domain, nice: false },
    axis: { format: 'd', tickMinStep: 1, grid: false, labelFlush: false },
  } as const;
}
