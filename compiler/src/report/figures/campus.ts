import { showIn, showNumber } from '../../ir/show.js';
import { type CampusContract, contractsOf } from '../contracts.js';
import {
  drawn,
  type Figure,
  type FigureInput,
  metric,
  metricCell,
  nameWithin,
  quantityCell,
  textCell,
} from '../figure.js';
import { ROLE, SERIES } from '../palette.js';
import { element, escaped, fitted } from '../svg.js';

const WIDTH = 760;
const BOX = { width: 190, gap: 14, pad: 10 };
const COLUMNS = [0, (WIDTH - BOX.width) / 2, WIDTH - BOX.width] as const;
const HEAD = 24;
const LINE = 16;
/** More boxes than these in a column, or more links, and the picture says less than its table. */
const MOST_BOXES = 24;
const MOST_LINKS = 90;
const LINK = { most: 22, least: 1.5 };

interface Box {
  readonly path: string;
  readonly lines: readonly string[];
  readonly colour: string;
}

interface Link {
  readonly from: string;
  readonly to: string;
  /** Share of the widest in its gap. */
  readonly share: number;
  readonly words: string;
}

/** The campus as it hangs together in one year: contracts feed halls, halls carry workloads; links as wide as what flows. */
export function campusMap(input: FigureInput): Figure | undefined {
  const { path, campus, report, year } = input;
  const { result } = report;
  if (campus.hall.length === 0) return undefined;
  const contracts = contractsOf(input);
  const assigned = result.assignments.filter(
    ({ hall, accelerators }) => hall.startsWith(`${path}.`) && (accelerators[year] ?? 0) > 0,
  );
  const workloads = [...new Set(assigned.map(({ workload }) => workload))];
  const halls = campus.hall.map((hall) => hall.path ?? '');
  const columns: readonly (readonly Box[])[] = [
    contracts.map((each) => contractBox(input, each)),
    campus.hall.map((hall) => hallBox(input, hall.path ?? '')),
    workloads.map((of) => ({
      path: of,
      colour: SERIES[2],
      lines: [nameWithin(path, of), `${showNumber(Math.round(heldBy(input, of)))} accelerators`],
    })),
  ];
  const links = [...feeds(input, contracts), ...loads(input, assigned)];
  const fits = columns.every((boxes) => boxes.length <= MOST_BOXES) && links.length <= MOST_LINKS;
  const opening = result.years[year] ?? 0;
  return {
    name: 'campus',
    campus: path,
    title: `The campus in ${String(opening)}`,
    says: `${counted(contracts.length, 'contract')}, ${counted(halls.length, 'hall')} (blocks of identical ones counted once), ${counted(workloads.length, 'workload')} at work.`,
    ...(fits ? { drawing: layOut(columns, links) } : {}),
    table: {
      head: ['Hall', 'elements', 'accelerators', 'IT mean', 'draw mean', 'held', 'fed by', 'carries'],
      rows: campus.hall.map((hall) => {
        const of = hall.path ?? '';
        const own = result.halls.get(of);
        return [
          textCell(nameWithin(path, of), of),
          quantityCell(own?.count ?? 1, ''),
          quantityCell((own?.accelerators ?? 0) * (own?.count ?? 1), ''),
          metricCell(report, of, 'itPower', year),
          metricCell(report, of, 'power', year),
          metricCell(report, of, 'reserved', year),
          textCell(
            links
              .filter(({ to }) => to === of)
              .map(({ from }) => nameWithin(path, from))
              .join(', '),
          ),
          textCell(
            assigned
              .filter((each) => each.hall === of)
              .map(({ workload }) => nameWithin(path, workload))
              .join(', '),
          ),
        ];
      }),
    },
  };
}

function contractBox({ path, year }: FigureInput, { contract, result }: CampusContract): Box {
  const months = [...result.capacity.subarray(12 * year, 12 * year + 12)];
  const peaks = [...result.peak.subarray(12 * year, 12 * year + 12)];
  return {
    path: result.path,
    colour: ROLE.muted,
    lines: [
      contract.name ?? nameWithin(path, result.path),
      `${showIn(Math.max(...months), 'MW')} contracted`,
      `${showIn(Math.max(...peaks), 'MW')} at peak`,
    ],
  };
}

function hallBox({ path, report, year }: FigureInput, of: string): Box {
  const own = report.result.halls.get(of);
  const power = metric(report, of, 'power')?.byYear[year] ?? null;
  const pue = metric(report, of, 'pue')?.byYear[year] ?? null;
  return {
    path: of,
    colour: SERIES[0],
    lines: [
      nameWithin(path, of, own?.count),
      `${showNumber((own?.accelerators ?? 0) * (own?.count ?? 1))} accelerators`,
      `${showIn(power, 'MW')}${pue === null ? '' : `, dPUE ${showIn(pue, '')}`}`,
    ],
  };
}

function heldBy({ report, year, path }: FigureInput, workload: string): number {
  return report.result.assignments.reduce(
    (sum, each) =>
      each.workload === workload && each.hall.startsWith(`${path}.`) ? sum + (each.accelerators[year] ?? 0) : sum,
    0,
  );
}

/** From contracts to halls, by the halls' mean draw; a hall on several contracts is drawn to each. */
function feeds({ campus, path, report, year }: FigureInput, contracts: readonly CampusContract[]): readonly Link[] {
  const found = campus.hall.flatMap((hall) => {
    const of = hall.path ?? '';
    const power = metric(report, of, 'power')?.byYear[year] ?? 0;
    const mine = contracts.filter(({ contract }) =>
      hall.power.some((use) => ('ref' in use ? use.ref : use.path) === contract.path),
    );
    return mine.map(({ result }) => ({ from: result.path, to: of, amount: power / mine.length }));
  });
  return shares(
    found,
    ({ from, to, amount }) => `${nameWithin(path, from)} to ${nameWithin(path, to)}: ${showIn(amount, 'MW')}`,
  );
}

function loads(
  { path, year }: FigureInput,
  assigned: readonly { readonly workload: string; readonly hall: string; readonly accelerators: Float64Array }[],
): readonly Link[] {
  const found = assigned.map(({ workload, hall, accelerators }) => ({
    from: hall,
    to: workload,
    amount: accelerators[year] ?? 0,
  }));
  return shares(
    found,
    ({ from, to, amount }) =>
      `${nameWithin(path, from)} for ${nameWithin(path, to)}: ${showNumber(Math.round(amount))} accelerators`,
  );
}

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

function shares(flows: readonly Flow[], words: (flow: Flow) => string): readonly Link[] {
  const most = Math.max(1e-9, ...flows.map(({ amount }) => amount));
  return flows.map((flow) => ({ from: flow.from, to: flow.to, share: drawn(flow.amount / most), words: words(flow) }));
}

function layOut(columns: readonly (readonly Box[])[], links: readonly Link[]) {
  const heights = columns.map((boxes) => boxes.reduce((sum, box) => sum + heightOf(box) + BOX.gap, -BOX.gap));
  const tallest = Math.max(...heights);
  const places = new Map<string, { readonly x: number; readonly y: number; readonly height: number }>();
  const drawnBoxes = columns.flatMap((boxes, column) => {
    let y = HEAD + (tallest - (heights[column] ?? 0)) / 2;
    return boxes.map((box) => {
      const height = heightOf(box);
      const place = { x: COLUMNS[column] ?? 0, y, height };
      places.set(box.path, place);
      y += height + BOX.gap;
      return drawBox(box, place.x, place.y, height);
    });
  });
  const titles = ['Contracts', 'Halls', 'Workloads'].map((title, i) =>
    columns[i]?.length === 0
      ? ''
      : element('text', { x: COLUMNS[i] ?? 0, y: 12, 'font-size': 12, fill: ROLE.muted }, title),
  );
  return {
    type: 'svg',
    width: WIDTH,
    height: Math.ceil(HEAD + tallest + 2),
    body: element(
      'g',
      { 'font-family': 'system-ui, sans-serif' },
      ...titles,
      ...drawLinks(links, places),
      ...drawnBoxes,
    ),
  } as const;
}

function heightOf({ lines }: Box): number {
  return 2 * BOX.pad - 4 + lines.length * LINE;
}

function drawBox({ path, lines, colour }: Box, x: number, y: number, height: number): string {
  const texts = lines.map((line, i) =>
    element(
      'text',
      {
        x: x + BOX.pad + 4,
        y: y + BOX.pad + 10 + i * LINE,
        'font-size': 12,
        ...(i === 0 ? { 'font-weight': 600 } : {}),
        fill: i === 0 ? ROLE.ink : ROLE.muted,
      },
      escaped(fitted(line, BOX.width - 2 * BOX.pad)),
    ),
  );
  return element(
    'g',
    { 'data-path': path, 'aria-label': lines.join(', ') },
    element('title', {}, escaped(lines.join(', '))),
    element('rect', { x, y, width: BOX.width, height, rx: 4, fill: ROLE.panel, stroke: ROLE.grid }),
    element('rect', { x, y, width: 4, height, fill: colour }),
    ...texts,
  );
}

function drawLinks(
  links: readonly Link[],
  places: ReadonlyMap<string, { readonly x: number; readonly y: number; readonly height: number }>,
): readonly string[] {
  return links.flatMap(({ from, to, share, words }) => {
    const a = places.get(from);
    const b = places.get(to);
    if (a === undefined || b === undefined) return [];
    const spread = (end: 'from' | 'to', path: string, height: number): number => {
      const mine = links.filter((link) => link[end] === path);
      const position = mine.findIndex((link) => link.from === from && link.to === to);
      return (height * (position + 0.5)) / mine.length;
    };
    const x1 = a.x + BOX.width;
    const y1 = a.y + spread('from', from, a.height);
    const y2 = b.y + spread('to', to, b.height);
    const middle = (x1 + b.x) / 2;
    const d = [x1, y1, middle, y1, middle, y2, b.x, y2].map((value) => String(Number(value.toFixed(1))));
    return [
      element(
        'path',
        {
          d: `M${d.slice(0, 2).join(',')}C${d.slice(2).join(',')}`,
          fill: 'none',
          stroke: SERIES[1],
          'stroke-opacity': 0.55,
          'stroke-width': Math.max(LINK.least, LINK.most * share),
        },
        element('title', {}, escaped(words)),
      ),
    ];
  });
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
