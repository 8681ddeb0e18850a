import { type AnyEntity, central, type Hall, type PlanIndex, type Rack, resolve } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import { unitFactor } from '../../ir/show-units.js';
import { about, ABOUT, chart, CHART_WIDTH } from '../chart.js';
import { drawn, type Figure, type FigureInput, metric, powerUnit, quantityCell, textCell } from '../figure.js';
import { ROLE } from '../palette.js';

type Part = 'level' | 'beyond' | 'unused' | 'overhead' | 'idle';

interface Step {
  readonly name: string;
  readonly part: Part;
  /** W: of a level the whole, else what is taken off. */
  readonly watts: number;
  readonly from: number;
}

const COLOURS: Readonly<Record<Part, string>> = {
  level: '#0072b2',
  beyond: '#882255',
  unused: '#8c959f',
  overhead: ROLE.demand,
  idle: '#e69f00',
};
const PARTS: Readonly<Record<Part, string>> = {
  level: 'reached',
  beyond: 'drawn, not contracted',
  unused: 'contracted, not drawn',
  overhead: 'drawn, not IT',
  idle: 'IT, not at work',
};

/**
 * The path from contracted power to power at work, in one year, as a waterfall: what no hall can reach, what is left above
 * the highest draw, what lies between highest and mean, losses, cooling, network, accelerators that stand idle.
 */
export function powerPath(input: FigureInput): Figure | undefined {
  const { path, report, year } = input;
  const { result } = report;
  const at = (name: string): number | null => metric(report, path, name)?.byYear[year] ?? null;
  const [contracted, usable, peak, mean, it] = ['contracted', 'usable', 'peak', 'power', 'itPower'].map(at);
  if (contracted == null || mean == null || it == null || contracted === 0) return undefined;
  const seconds = shareOfYear(input);
  const halls = [...result.halls.values()].filter((hall) => hall.path.startsWith(`${path}.`));
  const over = (pick: (hall: (typeof halls)[number]) => number): number =>
    halls.reduce((sum, hall) => sum + hall.count * pick(hall), 0) / seconds;
  const electrical = over((hall) => hall.electricalEnergy[year] ?? 0);
  const cooling = over((hall) => hall.plantEnergy[year] ?? 0);
  const own = Math.max(0, mean - it - electrical - cooling);
  const network = Math.min(it, networkPower(input));
  const idle = idlePower(input);
  const reach = Math.min(contracted, usable ?? contracted);
  const highest = Math.min(reach, peak ?? reach);
  const steps: Step[] = [];
  let left = contracted;
  const level = (name: string): void => void steps.push({ name, part: 'level', watts: left, from: 0 });
  const take = (name: string, part: Part, watts: number): void => {
    if (watts <= contracted * 1e-6) return;
    left -= watts;
    steps.push({ name, part, watts, from: left });
  };
  level('Contracted');
  take('More than the halls can draw', 'unused', contracted - reach);
  take('Never drawn, not even at peak', 'unused', reach - highest);
  take('Between peak and mean', 'unused', highest - mean);
  if (mean > contracted) {
    steps.push({ name: 'Above the contract', part: 'beyond', watts: mean - contracted, from: left });
    left = mean;
  }
  level('Mean draw at the meter');
  take('Storage, generation and the rest', 'overhead', own);
  take('Electrical losses', 'overhead', electrical);
  take('Cooling', 'overhead', cooling);
  level('IT');
  take('Network', 'overhead', network);
  if (idle !== null) take('Accelerators powered and idle', 'idle', Math.min(left, idle));
  level(idle === null ? 'Racks' : 'Racks at work');
  const unit = powerUnit(contracted);
  const scale = unitFactor(unit);
  const values = steps.map(({ name, part, watts, from }, order) => ({
    name,
    order,
    part: PARTS[part],
    start: drawn(from / scale),
    end: drawn((from + watts) / scale),
    text: `${signOf(part)}${showIn(watts, unit)}`,
    about: about(path, `${name}: ${showIn(watts, unit)}`),
  }));
  const shown = (Object.keys(PARTS) as Part[]).filter((part) => steps.some((step) => step.part === part));
  const y = { field: 'name', type: 'nominal', sort: { field: 'order' }, title: null } as const;
  return {
    name: 'power-path',
    campus: path,
    title: `From contracted to useful power, ${String(result.years[year] ?? '')}`,
    says: `Of ${showIn(contracted, unit)} contracted, ${showIn(mean, unit)} is drawn on average and ${showIn(it, unit)} reaches the IT; ${showIn(left, unit)} is left for ${idle === null ? 'racks' : 'racks at work'}.`,
    drawing: chart({
      width: CHART_WIDTH - 150,
      height: { step: 26 },
      data: { values },
      encoding: { y, x: { field: 'start', type: 'quantitative', title: unit } },
      layer: [
        {
          mark: { type: 'bar', height: { band: 0.7 } },
          encoding: {
            y: { ...y, axis: { labelColor: ROLE.ink, ticks: false, domain: false } },
            x2: { field: 'end' },
            fill: {
              field: 'part',
              type: 'nominal',
              title: null,
              scale: { domain: shown.map((part) => PARTS[part]), range: shown.map((part) => COLOURS[part]) },
            },
            description: ABOUT,
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 5 },
          encoding: { x: { field: 'end', type: 'quantitative' }, text: { field: 'text' } },
        },
      ],
    }),
    table: {
      head: ['Step', 'Power', 'Of contracted'],
      rows: steps.map(({ name, part, watts }) => [
        textCell(`${signOf(part)}${part === 'level' ? '' : ' '}${name}`, path),
        quantityCell(watts, 'MW'),
        quantityCell(watts / contracted, '%'),
      ]),
    },
  };
}

function signOf(part: Part): string {
  return part === 'level' ? '' : part === 'beyond' ? '+' : '−';
}

/** Seconds of the year in which the campus stands: what its mean powers are over. */
function shareOfYear({ report, path, year }: FigureInput): number {
  const energy = metric(report, path, 'energy')?.byYear[year] ?? 0;
  const power = metric(report, path, 'power')?.byYear[year] ?? 0;
  return power > 0 ? energy / power : 365 * 86400;
}

/** Draw of the fabrics of a campus, W; it is part of the IT. */
function networkPower({ report, path }: FigureInput): number {
  let sum = 0;
  for (const [of, kind] of report.result.kinds)
    if (of.startsWith(`${path}.`) && report.result.metrics.get(of)?.has('switches') === true && kind !== 'hall')
      sum += metric(report, of, 'power')?.value ?? 0;
  return sum;
}

/** Draw of accelerators that are powered and have nothing to do, with their part of the rack, W; `null` where a figure is blank. */
function idlePower({ campus, report, index, year }: FigureInput): number | null {
  let sum = 0;
  for (const hall of campus.hall) {
    const result = report.result.halls.get(hall.path ?? '');
    const idle = (result?.idle[year] ?? 0) * (result?.count ?? 1);
    if (idle === 0) continue;
    const each = idleDraw(hall, index);
    if (each === null) return null;
    sum += idle * each;
  }
  return sum;
}

/** W per accelerator at rest, over the racks of a hall. */
function idleDraw(hall: Hall, index: PlanIndex): number | null {
  let watts = 0;
  let accelerators = 0;
  for (const { count, of } of hall.racks) {
    const rack = resolve<Rack>(index, of);
    if (rack.accelerators === 0) continue;
    const chip =
      rack.accelerator === undefined
        ? undefined
        : resolve<Extract<AnyEntity, { kind: 'accelerator' }>>(index, rack.accelerator);
    if (chip?.idle === undefined || rack.fixedIdle === undefined) return null;
    watts += count * (rack.accelerators * central(chip.idle) + central(rack.fixedIdle));
    accelerators += count * rack.accelerators;
  }
  return accelerators === 0 ? 0 : watts / accelerators;
}
