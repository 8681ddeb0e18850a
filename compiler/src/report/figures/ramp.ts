import { showIn } from '../../ir/show.js';
import { about, ABOUT, chart, CHART_WIDTH, yearAxis } from '../chart.js';
import { contractsOf, rampLimit } from '../contracts.js';
import { drawn, type Figure, type FigureInput, metricCell, nameWithin, quantityCell, textCell } from '../figure.js';
import { ROLE } from '../palette.js';
import { unitFactor } from '../../ir/show-units.js';

const UNIT = 'MW/min';

/** Largest one-minute change by year against the contract's limit, where one sets a limit. */
export function ramp(input: FigureInput): Figure | undefined {
  const { path, report } = input;
  const { years } = report.result;
  const limited = contractsOf(input).filter(({ contract }) => contract.rampRate !== undefined);
  if (limited.length === 0) return undefined;
  const rows = limited.flatMap(({ contract, result }) => {
    const name = nameWithin(path, result.path);
    return years.flatMap((year, i) => {
      const ends = i === years.length - 1 ? [year, year + 1] : [year];
      const limit = rampLimit(contract, year + 0.5) ?? 0;
      return ends.flatMap((at) => [
        row(name, result.path, at, 'Limit', limit),
        row(name, result.path, at, 'Largest change', result.ramp[i] ?? 0),
      ]);
    });
  });
  const breaches = limited.filter(({ result }) => result.firstRampBreach >= 0);
  return {
    name: 'ramp',
    campus: path,
    title: 'One-minute changes against the ramp limit',
    says:
      breaches.length === 0
        ? 'No one-minute change of the draw is larger than its contract allows.'
        : breaches
            .map(
              ({ contract, result }) =>
                `From ${String(years[result.firstRampBreach] ?? '')} changes on ${nameWithin(path, result.path)} reach ${showIn(Math.max(...result.ramp), UNIT)}, above the ${showIn(rampLimit(contract, years[result.firstRampBreach] ?? 0) ?? null, UNIT)} that it allows.`,
            )
            .join(' '),
    drawing: chart({
      data: { values: rows },
      facet: { row: { field: 'contract', title: null, header: { labelOrient: 'top', labelAnchor: 'start' } } },
      spec: {
        width: CHART_WIDTH,
        height: 110,
        mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 },
        encoding: {
          x: yearAxis(years),
          y: { field: 'change', type: 'quantitative', title: UNIT },
          stroke: {
            field: 'line',
            type: 'nominal',
            title: null,
            scale: { domain: ['Limit', 'Largest change'], range: [ROLE.ink, ROLE.demand] },
          },
          description: ABOUT,
        },
      },
    }),
    table: {
      head: ['Year', ...limited.flatMap(({ result }) => [nameWithin(path, result.path), 'limit'])],
      rows: years.map((year, i) => [
        textCell(String(year)),
        ...limited.flatMap(({ contract, result }) => [
          metricCell(report, result.path, 'ramp', i),
          quantityCell(rampLimit(contract, year + 0.5) ?? null, UNIT),
        ]),
      ]),
    },
  };
}

function row(contract: string, path: string, year: number, line: string, change: number) {
  return { contract, year, line, change: drawn(change / unitFactor(UNIT)), about: about(path, `${contract}: ${line}`) };
}
