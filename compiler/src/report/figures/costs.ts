import { COST_NAMES } from '../../fit/index.js';
import { showMoney } from '../../ir/show.js';
import type { Subsystem } from '../../simulation/results.js';
import { about, ABOUT, chart, CHART_WIDTH } from '../chart.js';
import { type Cell, drawn, type Figure, type FigureInput, metricCell, textCell } from '../figure.js';
import { seriesColour } from '../palette.js';

/** What the campus costs by year, by part. */
export function costs({ path, report }: FigureInput): Figure | undefined {
  const { result } = report;
  const lines = result.costs.filter((line) => line.campus === path);
  const parts = (Object.keys(COST_NAMES) as Subsystem[]).flatMap((subsystem) => {
    const mine = lines.filter((line) => line.subsystem === subsystem);
    const known = mine.every((line) => line.presentValue !== null);
    const byYear = result.years.map((_, i) => mine.reduce((sum, line) => sum + (line.byYear[i] ?? 0), 0));
    const presentValue = known ? mine.reduce((sum, line) => sum + (line.presentValue ?? 0), 0) : null;
    return mine.length === 0 ? [] : [{ subsystem, name: COST_NAMES[subsystem], byYear, presentValue }];
  });
  if (parts.length === 0) return undefined;
  const rows = parts.flatMap(({ name, byYear }, order) =>
    byYear.map((usd, i) => ({
      part: name,
      order,
      year: result.years[i] ?? 0,
      cost: drawn(usd / 1e6),
      about: about(path, `${name} ${String(result.years[i] ?? '')}: ${showMoney(usd)}`),
    })),
  );
  const unknown = parts.filter(({ presentValue }) => presentValue === null).map(({ name }) => name);
  const dearest = [...parts].sort((a, b) => (b.presentValue ?? 0) - (a.presentValue ?? 0))[0];
  return {
    name: 'costs',
    campus: path,
    title: 'Cost by part',
    says: [
      dearest === undefined
        ? ''
        : `Most is spent on ${dearest.name}: ${showMoney(dearest.presentValue)} (present value).`,
      ...(unknown.length === 0 ? [] : [`Unknown in part: ${unknown.join(', ')}.`]),
    ].join(' '),
    drawing: chart({
      width: CHART_WIDTH,
      height: 220,
      data: { values: rows },
      mark: { type: 'bar' },
      encoding: {
        x: { field: 'year', type: 'ordinal', title: null, axis: { labelAngle: 0, ticks: false } },
        y: { field: 'cost', type: 'quantitative', stack: 'zero', title: 'M USD a year' },
        fill: {
          field: 'part',
          type: 'nominal',
          title: null,
          scale: { domain: parts.map(({ name }) => name), range: parts.map((_, i) => seriesColour(i)) },
        },
        order: { field: 'order' },
        description: ABOUT,
      },
    }),
    table: {
      head: ['Year', ...parts.map(({ name }) => name), 'whole'],
      rows: [
        ...result.years.map((year, i): readonly Cell[] => [
          textCell(String(year)),
          ...parts.map(({ byYear }) => moneyCell(byYear[i] ?? 0)),
          metricCell(report, path, 'cost', i),
        ]),
        [
          textCell('present value'),
          ...parts.map(({ presentValue }) => moneyCell(presentValue)),
          metricCell(report, path, 'presentValue'),
        ],
      ],
    },
  };
}

function moneyCell(usd: number | null): Cell {
  return { text: showMoney(usd), value: usd };
}
