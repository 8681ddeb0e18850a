import { PART_NAMES } from '../../fit/index.js';
import { showShare } from '../../ir/show.js';
import { about, ABOUT, chart, CHART_WIDTH } from '../chart.js';
import { type Figure, type FigureInput, metric, metricCell, nameWithin, textCell } from '../figure.js';
import { FIT_RANGE, ROLE } from '../palette.js';

const MOST_ROWS = 24;
/** Below this a fit is as bad as the colours go. */
const WORST = 0.4;

/** Fit by hall and year as a heat map: cost of what is built for this work over the cost of what is planned. */
export function fit(input: FigureInput): Figure | undefined {
  const { path, campus, report } = input;
  const { years } = report.result;
  const paths = [path, ...campus.hall.map((hall) => hall.path ?? '')].filter(
    (of) => metric(report, of, 'infrastructureFit')?.byYear.some((value) => value !== null) === true,
  );
  if (paths.length === 0) return undefined;
  const name = (of: string): string =>
    of === path ? 'campus' : nameWithin(path, of, report.result.halls.get(of)?.count);
  const shown = paths.length > MOST_ROWS ? worstOf(input, paths) : paths;
  const values = shown.flatMap((of) =>
    years.flatMap((year, i) => {
      const value = metric(report, of, 'infrastructureFit')?.byYear[i];
      return value == null
        ? []
        : [
            {
              hall: name(of),
              year,
              fit: Math.round(100 * value),
              about: about(of, `${name(of)} in ${String(year)}: ${showShare(value)}${failingIn(input, of, year)}`),
            },
          ];
    }),
  );
  const axes = {
    x: { field: 'year', type: 'ordinal', title: null, axis: { labelAngle: 0, ticks: false, domain: false } },
    y: {
      field: 'hall',
      type: 'nominal',
      title: null,
      sort: shown.map(name),
      axis: { labelColor: ROLE.ink, ticks: false, domain: false },
    },
  } as const;
  return {
    name: 'fit',
    campus: path,
    title: 'Fit by hall and year',
    says: sentence(input, paths),
    drawing: chart({
      width: CHART_WIDTH,
      height: { step: 28 },
      data: { values },
      encoding: axes,
      layer: [
        {
          mark: { type: 'rect', stroke: ROLE.page, strokeWidth: 2, cornerRadius: 3 },
          encoding: {
            fill: {
              field: 'fit',
              type: 'quantitative',
              title: 'Infrastructure fit, %',
              scale: {
                domain: [100 * WORST, 50 + 50 * WORST, 100],
                range: [...FIT_RANGE],
                interpolate: 'rgb',
                clamp: true,
              },
              legend: { gradientLength: 200, orient: 'bottom' },
            },
            description: ABOUT,
          },
        },
        ...(years.length > 20
          ? []
          : [
              {
                mark: { type: 'text', fontSize: 11 },
                encoding: {
                  text: { field: 'fit', type: 'quantitative' },
                  // On the middle of the scale, which is light on any page, text is dark.
                  fill: {
                    condition: { test: 'datum.fit > 86 || datum.fit < 54', value: '#fffffe' },
                    value: '#1f2327',
                  },
                },
              } as const,
            ]),
      ],
    }),
    table: {
      head: ['Hall', 'whole', ...years.map(String)],
      rows: paths.map((of) => [
        textCell(name(of), of),
        metricCell(report, of, 'infrastructureFit'),
        ...years.map((_, i) => metricCell(report, of, 'infrastructureFit', i)),
      ]),
    },
  };
}

/** The part that fails most of a hall in a year, over the workloads on it. */
function failingIn({ report }: FigureInput, hall: string, year: number): string {
  const worst = report.hallFits
    .filter((each) => each.hall === hall && each.year === year && each.failing !== undefined)
    .sort((a, b) => (a.infrastructureFit ?? 1) - (b.infrastructureFit ?? 1))[0];
  return worst?.failing === undefined ? '' : `, ${PART_NAMES[worst.failing]} most`;
}

/** The campus and the halls that fit worst, in the plan's order. */
function worstOf({ report, path }: FigureInput, paths: readonly string[]): readonly string[] {
  const value = (of: string): number => metric(report, of, 'infrastructureFit')?.value ?? 1;
  const kept = new Set([...paths].sort((a, b) => value(a) - value(b)).slice(0, MOST_ROWS - 1));
  return paths.filter((of) => of === path || kept.has(of));
}

function sentence({ report, path }: FigureInput, paths: readonly string[]): string {
  const whole = metric(report, path, 'infrastructureFit')?.value ?? null;
  const halls = paths
    .filter((of) => of !== path)
    .map((of) => ({ of, value: metric(report, of, 'infrastructureFit')?.value ?? 1 }))
    .sort((a, b) => a.value - b.value);
  const worst = halls[0];
  return [
    `Over the horizon the campus's infrastructure fit is ${showShare(whole)}.`,
    ...(worst === undefined ? [] : [`${nameWithin(path, worst.of)} fits worst, with ${showShare(worst.value)}.`]),
  ].join(' ');
}
