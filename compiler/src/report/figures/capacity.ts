import { decimalYear } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import { unitFactor } from '../../ir/show-units.js';
import { YEAR_SECONDS } from '../../simulation/calendar/calendar.js';
import { about, ABOUT, chart, CHART_WIDTH, type Layer, yearAxis } from '../chart.js';
import { type CampusContract, contractsOf } from '../contracts.js';
import {
  drawn,
  type Figure,
  type FigureInput,
  metric,
  metricCell,
  nameWithin,
  powerUnit,
  quantityCell,
  textCell,
} from '../figure.js';
import { ROLE, seriesColour } from '../palette.js';

/** Beyond this many, the halls that draw least are shown as one. */
const MOST_HALLS = 7;

interface Band {
  readonly name: string;
  readonly path: string;
  /** Mean power at the meters by year, W. */
  readonly power: readonly (number | null)[];
}

/**
 * Capacity against contract over the years: mean draw stacked by hall, and as steps by month what is contracted, the firm
 * part of it and the highest quarter-hour; the first breach is marked.
 */
export function capacity(input: FigureInput): Figure | undefined {
  const contracts = contractsOf(input);
  if (contracts.length === 0) return undefined;
  const { path, report } = input;
  const { years } = report.result;
  const months = monthly(contracts, years.length);
  const bands = bandsOf(input);
  const unit = powerUnit(Math.max(...months.map(({ capacity, peak }) => Math.max(capacity, peak))));
  const breach = months.findIndex(({ over }) => over);
  const scale = unitFactor(unit);
  const firstYear = years[0] ?? 0;
  const at = (month: number): number => toMonth(firstYear + month / 12);
  const { opens, closes } = lifeOf(input);
  const areas = bands.flatMap(({ name, path: of, power }, order) =>
    power.flatMap((watts, i) => {
      const row = {
        hall: name,
        order,
        power: drawn((watts ?? 0) / scale),
        about: about(of, `${name}, mean by year`),
      };
      const [from, to] = [Math.max(years[i] ?? 0, opens), Math.min((years[i] ?? 0) + 1, closes)];
      if (from >= to) return [];
      return to >= closes || i === years.length - 1
        ? [
            { ...row, year: from },
            { ...row, year: to },
          ]
        : [{ ...row, year: from }];
    }),
  );
  const contractPath = contracts[0]?.result.path ?? path;
  const steps = (['capacity', 'firm', 'peak'] as const).flatMap((key) =>
    key === 'firm' && months.every(({ firm, capacity }) => firm === capacity)
      ? []
      : stepsOf(
          months.map((month) => month[key]),
          at,
          scale,
          // Before its first day and after its last the campus draws nothing.
          key === 'peak'
            ? [Math.round(12 * (opens - firstYear)), Math.round(12 * (closes - firstYear))]
            : [0, months.length],
        ).map((row) => ({ ...row, line: LINES[key], about: about(contractPath, LINES[key]) })),
  );
  const lines = [...new Set(steps.map(({ line }) => line))];
  const layers: Layer[] = [
    {
      data: { values: areas },
      mark: { type: 'area', interpolate: 'step-after', stroke: ROLE.page, strokeWidth: 0.5 },
      encoding: {
        x: yearAxis(years),
        y: { field: 'power', type: 'quantitative', stack: 'zero', title: unit },
        fill: {
          field: 'hall',
          type: 'nominal',
          title: 'Mean draw at the meter',
          scale: { domain: bands.map(({ name }) => name), range: bands.map((_, i) => seriesColour(i)) },
        },
        order: { field: 'order' },
        description: ABOUT,
      },
    },
    {
      data: { values: steps },
      mark: { type: 'line', interpolate: 'step-after', strokeWidth: 2 },
      encoding: {
        x: yearAxis(years),
        y: { field: 'power', type: 'quantitative' },
        stroke: {
          field: 'line',
          type: 'nominal',
          title: 'By month',
          scale: { domain: lines, range: lines.map((line) => (line === LINES.peak ? ROLE.demand : ROLE.ink)) },
        },
        strokeDash: {
          field: 'line',
          type: 'nominal',
          scale: { domain: lines, range: lines.map((line) => (line === LINES.firm ? [5, 3] : [1, 0])) },
        },
        description: ABOUT,
      },
    },
    ...(breach < 0
      ? []
      : [breachRule(at(breach), years), breachText(at(breach), `first breach ${monthName(breach, firstYear)}`, years)]),
  ];
  return {
    name: 'capacity',
    campus: path,
    title: 'Capacity against contract',
    says: sentence(input, contracts, months, breach),
    drawing: chart({ width: CHART_WIDTH, height: 260, layer: layers }),
    table: {
      head: ['Year', 'Contracted', 'Firm part', 'Highest quarter-hour', 'Mean', 'Load factor'],
      rows: years.map((year, i) => [
        textCell(String(year)),
        metricCell(report, path, 'contracted', i),
        quantityCell(meanOf(months.slice(12 * i, 12 * i + 12).map(({ firm }) => firm)), 'MW'),
        metricCell(report, path, 'peak', i),
        metricCell(report, path, 'power', i),
        metricCell(report, path, 'loadFactor', i),
      ]),
    },
  };
}

const LINES = { capacity: 'Contracted', firm: 'Firm part', peak: 'Highest quarter-hour' } as const;

interface Month {
  readonly capacity: number;
  readonly firm: number;
  readonly peak: number;
  /** True where a contract's peak is above its capacity. */
  readonly over: boolean;
}

function monthly(contracts: readonly CampusContract[], years: number): readonly Month[] {
  return Array.from({ length: 12 * years }, (_, m) => {
    const sum = (pick: (each: CampusContract) => number): number =>
      contracts.reduce((total, each) => total + pick(each), 0);
    return {
      capacity: sum(({ result }) => result.capacity[m] ?? 0),
      firm: sum(({ result, contract }) => (result.capacity[m] ?? 0) * contract.firm),
      peak: sum(({ result }) => result.peak[m] ?? 0),
      over: contracts.some(({ result }) => result.firstPeakBreach === m),
    };
  });
}

/** Points of a line that holds: where it changes, and its end. */
function stepsOf(
  values: readonly number[],
  at: (month: number) => number,
  scale: number,
  [first, end]: readonly [number, number],
): readonly { readonly year: number; readonly power: number }[] {
  const rows = values
    .slice(0, end)
    .flatMap((value, m) =>
      m < first || (m > first && values[m - 1] === value) ? [] : [{ year: at(m), power: drawn(value / scale) }],
    );
  const last = values[end - 1];
  return last === undefined ? rows : [...rows, { year: at(end), power: drawn(last / scale) }];
}

/** Decimal years of a campus's first day and of its end. */
function lifeOf({ campus }: FigureInput): { readonly opens: number; readonly closes: number } {
  const opens = decimalYear(campus.opens);
  return { opens, closes: opens + campus.horizon / YEAR_SECONDS };
}

function bandsOf({ campus, path, report }: FigureInput): readonly Band[] {
  const all = campus.hall.map((hall): Band => {
    const of = hall.path ?? '';
    return {
      name: nameWithin(path, of, hall.count),
      path: of,
      power: metric(report, of, 'power')?.byYear ?? [],
    };
  });
  if (all.length <= MOST_HALLS + 1) return all;
  const weight = ({ power }: Band): number => power.reduce<number>((sum, watts) => sum + (watts ?? 0), 0);
  const kept = new Set([...all].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_HALLS));
  const rest = all.filter((band) => !kept.has(band));
  return [
    ...all.filter((band) => kept.has(band)),
    {
      name: `${String(rest.length)} more halls`,
      path,
      power: report.result.years.map((_, i) => rest.reduce((sum, { power }) => sum + (power[i] ?? 0), 0)),
    },
  ];
}

function breachRule(year: number, years: readonly number[]): Layer {
  return {
    data: { values: [{ year }] },
    mark: { type: 'rule', stroke: ROLE.demand, strokeDash: [2, 2], strokeWidth: 1.5 },
    encoding: { x: yearAxis(years) },
  };
}

function breachText(year: number, text: string, years: readonly number[]): Layer {
  const right = year > ((years[0] ?? 0) + (years.at(-1) ?? 0) + 1) / 2;
  return {
    data: { values: [{ year, text }] },
    mark: { type: 'text', align: right ? 'right' : 'left', dx: right ? -6 : 6, y: -6, baseline: 'bottom' },
    encoding: { x: yearAxis(years), text: { field: 'text' } },
  };
}

function sentence(
  { path, report }: FigureInput,
  contracts: readonly CampusContract[],
  months: readonly Month[],
  breach: number,
): string {
  const most = months.reduce((best, { peak, capacity }) => Math.max(best, capacity > 0 ? peak / capacity : 0), 0);
  const shared = contracts.filter((each) => each.shared).map(({ result }) => nameWithin(path, result.path));
  const first = report.result.years[0] ?? 0;
  return [
    breach < 0
      ? `The highest month uses ${showIn(most, '%')} of what is contracted; no month is above it.`
      : `From ${monthName(breach, first)} the draw is above what is contracted; the highest month uses ${showIn(most, '%')}.`,
    ...(shared.length === 0 ? [] : [`${shared.join(', ')} carries other campuses too: lines show all of its draw.`]),
  ].join(' ');
}

function monthName(month: number, firstYear: number): string {
  return `${String(firstYear + Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function toMonth(year: number): number {
  return Number(year.toFixed(4));
}
