import { type AnyCooling, central, type Hall, type Rack, resolve, type UncertainNumber } from '../../ir/index.js';
import { showIn, showNumber, showShare } from '../../ir/show.js';
import { type Figure, type FigureInput, nameWithin, quantityCell, textCell } from '../figure.js';
import { ROLE, SERIES } from '../palette.js';
import { element, escaped, fitted } from '../svg.js';

const WIDTH = 760;
const CARD = { width: 244, gap: 14, cabinet: 74, height: 190 };
const PER_ROW = 3;
const MOST_CARDS = 12;
/** Slots are drawn singly up to here. */
const MOST_SLOTS = 24;

interface RackUse {
  readonly hall: Hall;
  readonly rack: Rack;
  readonly cooling: AnyCooling;
  readonly count: number;
  readonly path: string;
}

/** The racks of each hall: what stands in one, where its heat goes, and what the hall's cooling carries per rack. */
export function racks(input: FigureInput): Figure | undefined {
  const { path, campus, index } = input;
  const uses = campus.hall.flatMap((hall) =>
    hall.racks.map(({ count, of }): RackUse => ({
      hall,
      rack: resolve<Rack>(index, of),
      cooling: resolve<AnyCooling>(index, hall.cooling),
      count,
      path: hall.path ?? path,
    })),
  );
  if (uses.length === 0) return undefined;
  const rows = Math.ceil(uses.length / PER_ROW);
  return {
    name: 'racks',
    campus: path,
    title: 'Racks',
    says: uses
      .slice(0, 4)
      .map(({ hall, rack, count, cooling }) => `${nameWithin(path, hall.path ?? '')}: ${words(rack, count, cooling)}.`)
      .join(' '),
    ...(uses.length > MOST_CARDS
      ? {}
      : {
          drawing: {
            type: 'svg',
            width: WIDTH,
            height: rows * (CARD.height + CARD.gap) - CARD.gap,
            body: element(
              'g',
              { 'font-family': 'system-ui, sans-serif' },
              ...uses.map((use, i) =>
                card(
                  input,
                  use,
                  (i % PER_ROW) * (CARD.width + CARD.gap),
                  Math.floor(i / PER_ROW) * (CARD.height + CARD.gap),
                ),
              ),
            ),
          },
        }),
    table: {
      head: ['Hall', 'rack', 'racks', 'accelerators a rack', 'nameplate', 'cooling carries', 'to liquid', 'weight'],
      rows: uses.map(({ hall, rack, count, cooling }) => [
        textCell(nameWithin(path, hall.path ?? '', hall.count), hall.path),
        textCell(titleOf(rack)),
        quantityCell(count, ''),
        quantityCell(rack.accelerators, ''),
        quantityCell(middle(rack.peak), 'kW'),
        quantityCell(middle(cooling.maxDensity), 'kW/rack'),
        quantityCell(liquidOf(rack, cooling), '%'),
        quantityCell(middle(rack.weight), 'kg'),
      ]),
    },
  };
}

function middle(value: UncertainNumber | undefined): number | null {
  return value === undefined ? null : central(value);
}

function liquidOf(rack: Rack, cooling: AnyCooling): number {
  return Math.min(middle(rack.liquidShare) ?? 0, central(cooling.liquidShare));
}

function titleOf(rack: Rack): string {
  return (rack.name ?? rack.base?.replace(/^.*#/, '') ?? 'rack').replaceAll('_', ' ');
}

function words(rack: Rack, count: number, cooling: AnyCooling): string {
  return `${showNumber(count)} ${titleOf(rack)} of ${showIn(middle(rack.peak), 'kW')}, ${showShare(liquidOf(rack, cooling))} of the heat to liquid`;
}

function card(input: FigureInput, { hall, rack, cooling, count, path }: RackUse, x: number, y: number): string {
  const servers = rack.servers ?? 0;
  const text = (line: string, row: number, strong = false): string =>
    element(
      'text',
      {
        x: x + CARD.cabinet + 24,
        y: y + 18 + row * 17,
        'font-size': 12,
        ...(strong ? { 'font-weight': 600 } : {}),
        fill: strong ? ROLE.ink : ROLE.muted,
      },
      escaped(fitted(line, CARD.width - CARD.cabinet - 30)),
    );
  const peak = middle(rack.peak);
  const carries = middle(cooling.maxDensity);
  const weight = middle(rack.weight);
  const liquid = liquidOf(rack, cooling);
  const lines = [
    titleOf(rack),
    `${nameWithin(input.path, path, hall.count)}: ${showNumber(count)} racks`,
    `${showNumber(rack.accelerators)} accelerators`,
    ...(servers > 0 ? [`${showNumber(servers)} servers`] : []),
    `nameplate ${showIn(peak, 'kW')}`,
    ...(carries === null ? [] : [`cooling for ${showIn(carries, 'kW')}`]),
    `${showShare(liquid)} to liquid`,
    ...(weight === null ? [] : [`weighs ${showIn(weight, 'kg')}`]),
    ...(rack.scaleUpDomain === undefined ? [] : [`scale-up of ${showNumber(rack.scaleUpDomain)}`]),
  ];
  return element(
    'g',
    { 'data-path': path, 'aria-label': lines.join(', ') },
    element('title', {}, escaped(lines.join(', '))),
    cabinet(x, y, servers > 0 ? servers : rack.accelerators, liquid),
    ...lines.map((line, i) => text(line, i, i === 0)),
  );
}

/** A cabinet with its servers, and beside it where the heat goes. */
function cabinet(x: number, y: number, servers: number, liquid: number): string {
  const inner = CARD.height - 12;
  const slots = Math.min(servers, MOST_SLOTS);
  const pitch = Math.min(22, inner / Math.max(1, slots));
  const width = CARD.cabinet - 18;
  const top = y + CARD.height - 6 - slots * pitch;
  const rows = Array.from({ length: slots }, (_, i) =>
    element('rect', {
      x: x + 6,
      y: top + i * pitch + 1,
      width: width - 12,
      height: pitch - 2,
      rx: 1,
      fill: SERIES[0],
    }),
  );
  const wet = inner * liquid;
  return [
    element('rect', { x, y, width, height: CARD.height, rx: 3, fill: ROLE.panel, stroke: ROLE.muted }),
    ...rows,
    element('rect', { x: x + width + 6, y: y + 6, width: 8, height: inner - wet, fill: SERIES[4] }),
    element('rect', { x: x + width + 6, y: y + 6 + inner - wet, width: 8, height: wet, fill: SERIES[1] }),
  ].join('');
}
