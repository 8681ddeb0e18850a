import { showIn } from '../../ir/show.js';
import { unitFactor } from '../../ir/show-units.js';
import { about, ABOUT, chart, CHART_WIDTH } from '../chart.js';
import { contractsOf } from '../contracts.js';
import { drawn, type Figure, type FigureInput, markedYears, powerUnit, quantityCell, textCell } from '../figure.js';
import { ROLE, seriesColour } from '../palette.js';

/** Shares of the year at which the curve is drawn: the top in full, since that is what contracts are about. */
const SHARES = [
  0,
  0.001,
  0.002,
  0.005,
  0.01,
  0.02,
  0.03,
  0.05,
  ...Array.from({ length: 19 }, (_, i) => 0.1 + i * 0.05),
];
const TABLE_SHARES = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1] as const;

/** Load duration: for how much of a year the campus draws at least so much; for the first, the middle and the last year. */
export function loadDuration(input: FigureInput): Figure | undefined {
  const { path, report, year } = input;
  const { result } = report;
  const curves = [...new Set([...markedYears(input), year])]
    .sort((a, b) => a - b)
    .flatMap((i) => {
      const hours = campusHours(input, i);
      return hours === undefined || hours.length === 0 ? [] : [{ year: result.years[i] ?? 0, hours }];
    });
  if (curves.length === 0) return undefined;
  const contracted = contractsOf(input).reduce(
    (sum, { result: { capacity } }) => sum + Math.max(...capacity.subarray(12 * year, 12 * year + 12)),
    0,
  );
  const unit = powerUnit(Math.max(contracted, ...curves.map(({ hours }) => hours[0] ?? 0)));
  const scale = unitFactor(unit);
  const rows = curves.flatMap(({ year: of, hours }) =>
    SHARES.map((share) => ({
      share: drawn(100 * share),
      power: drawn(atShare(hours, share) / scale),
      year: String(of),
      about: about(path, `Load duration ${String(of)}`),
    })),
  );
  const last = curves.at(-1);
  return {
    name: 'load-duration',
    campus: path,
    title: 'Load duration',
    says:
      last === undefined
        ? ''
        : `In ${String(last.year)} half of the hours draw at least ${showIn(atShare(last.hours, 0.5), unit)}, a tenth of them at least ${showIn(atShare(last.hours, 0.1), unit)}.`,
    drawing: chart({
      width: CHART_WIDTH,
      height: 220,
      layer: [
        {
          data: { values: rows },
          mark: { type: 'line', strokeWidth: 2 },
          encoding: {
            x: { field: 'share', type: 'quantitative', title: '% of the hours', scale: { domain: [0, 100] } },
            y: { field: 'power', type: 'quantitative', title: unit, scale: { zero: true } },
            stroke: {
              field: 'year',
              type: 'nominal',
              title: null,
              scale: { range: curves.map((_, i) => seriesColour(i)) },
            },
            description: ABOUT,
          },
        },
        {
          data: {
            values: [{ power: drawn(contracted / scale), text: `contracted ${String(result.years[year] ?? '')}` }],
          },
          mark: { type: 'rule', stroke: ROLE.ink, strokeWidth: 1.5, strokeDash: [5, 3] },
          encoding: { y: { field: 'power', type: 'quantitative' } },
        },
        {
          data: {
            values: [{ power: drawn(contracted / scale), text: `contracted ${String(result.years[year] ?? '')}` }],
          },
          mark: { type: 'text', align: 'right', x: 'width', dy: -7, dx: -2 },
          encoding: { y: { field: 'power', type: 'quantitative' }, text: { field: 'text' } },
        },
      ],
    }),
    table: {
      head: ['Share of hours', ...curves.map(({ year: of }) => String(of))],
      rows: TABLE_SHARES.map((share) => [
        textCell(share === 0 ? 'highest hour' : `${String(100 * share)} %`),
        ...curves.map(({ hours }) => quantityCell(atShare(hours, share), 'MW')),
      ]),
    },
  };
}

/** Hours of the campus's halls, IT with plant and losses, highest first, W; `undefined` where a hall's draw is unknown. */
function campusHours({ campus, report }: FigureInput, year: number): Float64Array | undefined {
  let sum: Float64Array | undefined;
  for (const hall of campus.hall) {
    const hours = report.result.hours(hall.path ?? '', year);
    if (hours === undefined) return undefined;
    const total = (sum ??= new Float64Array(hours.it.length));
    const count = hall.count ?? 1;
    for (let h = 0; h < total.length; h++)
      total[h] = total[h]! + count * (hours.it[h]! + hours.plant[h]! + hours.electrical[h]!);
  }
  // Hours before the first day and after the last draw nothing.
  return sum
    ?.filter((watts) => watts > 0)
    .sort()
    .reverse();
}

function atShare(hours: Float64Array, share: number): number {
  return hours[Math.min(hours.length - 1, Math.round(share * (hours.length - 1)))] ?? 0;
}
