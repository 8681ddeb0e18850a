import type { FitReport } from '../../fit/index.js';
import type { Plan } from '../../ir/index.js';
import { showNumber } from '../../ir/show.js';
import { type Cell, markedYears, metric, metricCell, nameWithin, type Table, textCell } from '../figure.js';

/** What is asked of a campus first, with the words for it. */
const CAMPUS: readonly (readonly [string, string])[] = [
  ['contracted', 'Contracted'],
  ['peak', 'Peak'],
  ['power', 'Mean'],
  ['itPower', 'IT, mean'],
  ['loadFactor', 'Load factor'],
  ['stranded', 'Stranded'],
  ['pue', 'dPUE'],
  ['wue', 'WUE'],
  ['cue', 'CUE'],
  ['energy', 'Energy'],
  ['carbon', 'Carbon'],
  ['water', 'Water'],
  ['capital', 'Capital'],
  ['cost', 'Cost a year'],
  ['presentValue', 'Present value'],
  ['costPerPower', 'Cost per contracted power'],
  ['costPerAcceleratorHour', 'Cost per accelerator-hour held'],
  ['infrastructureFit', 'Infrastructure fit'],
  ['fit', 'Fit, racks included'],
];
/** Of these a year says nothing that the whole does not. */
const WHOLE_ONLY: ReadonlySet<string> = new Set(['capital', 'presentValue']);

const HALL = [
  'itPower',
  'power',
  'reserved',
  'busy',
  'pue',
  'plantLoad',
  'belowTurndown',
  'freeCooling',
  'cost',
] as const;
const HALL_HEADS = ['IT mean', 'mean', 'held', 'busy', 'dPUE', 'plant load', 'below turndown', 'free cooling', 'cost'];

const WORKLOAD: readonly (readonly [string, string])[] = [
  ['accelerators', 'accelerators'],
  ['unserved', 'unserved'],
  ['utilisation', 'of limit'],
  ['sloHeadroom', 'SLO headroom'],
  ['ttft', 'TTFT'],
  ['tpot', 'TPOT'],
  ['costPerMtok', 'per Mtok'],
  ['costPerTrainingDay', 'per training day'],
  ['energyPerToken', 'per token'],
  ['mfu', 'MFU'],
];

/** Key figures of a campus: over the horizon, and in its first, middle and last year. */
export function keyFigures(path: string, report: FitReport): Table {
  const years = markedYears({ report, path });
  const known = CAMPUS.filter(([name]) => metric(report, path, name) !== undefined);
  return {
    head: ['', 'whole', ...years.map((i) => String(report.result.years[i] ?? ''))],
    rows: known.map(([name, label]): readonly Cell[] => [
      textCell(label),
      metricCell(report, path, name),
      ...years.map((i) => (WHOLE_ONLY.has(name) ? textCell('') : metricCell(report, path, name, i))),
    ]),
  };
}

export function hallsTable(campus: string, report: FitReport): Table {
  const halls = [...report.result.halls.values()].filter(({ path }) => path.startsWith(`${campus}.`));
  return {
    head: ['Hall', 'accelerators', ...HALL_HEADS],
    rows: halls.map(({ path, count, accelerators }) => [
      textCell(nameWithin(campus, path, count), path),
      { text: showNumber(accelerators * count), value: accelerators * count },
      ...HALL.map((name) => metricCell(report, path, name)),
    ]),
  };
}

/** The campus's own workloads, and those above the campuses; columns that none of them has are left out. */
export function workloadsTable(campus: string, plan: Plan, report: FitReport): Table {
  const above = new Set(plan.workload.map(({ path }) => path ?? ''));
  const paths = [...report.result.workloadCosts.keys()].filter(
    (path) => path.startsWith(`${campus}.`) || above.has(path),
  );
  const columns = WORKLOAD.filter(([name]) => paths.some((path) => metric(report, path, name)?.value != null));
  return {
    head: ['Workload', ...columns.map(([, label]) => label)],
    rows: paths.map((path) => [
      textCell(nameWithin(campus, path), path),
      ...columns.map(([name]) => metricCell(report, path, name)),
    ]),
  };
}
