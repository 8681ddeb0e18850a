import { COST_NAMES, type Mismatch } from '../fit/index.js';
import { type Plan, splitPath } from '../ir/index.js';
import { showIn, showMoney, showNumber, showQuantity, showShare } from '../ir/show.js';
import type { MetricValue, SimulationResult, Subsystem, YearlyWorth } from '../simulation/results.js';
import { mismatchSections } from './mismatch-text.js';
import { noPaint, type Paint } from './paint.js';
import { columns } from './table.js';

/** What stands where a figure has no meaning, such as a PUE without IT; one that nobody knows is `unknown`. */
const UNDEFINED = '-';

/** The figures of a plan: one screen for each campus. */
export function renderSimulation(
  plan: Plan,
  result: SimulationResult,
  paint: Paint = noPaint,
  mismatch?: Mismatch,
): string {
  const campuses = plan.campus.map((campus) => renderCampus(plan, campus.path ?? '', result, paint));
  const shared = plan.workload.map((workload) => workload.path ?? '');
  const above =
    shared.length === 0
      ? []
      : [
          `${paint.strong('Workloads above the campuses')}\n\n${workloadTable(shared, result, pickYears(result.years, []))}`,
        ];
  return [...campuses, ...above, ...(mismatch === undefined ? [] : mismatchSections(mismatch))].join('\n\n');
}

function renderCampus(plan: Plan, path: string, result: SimulationResult, paint: Paint): string {
  const campus = plan.campus.find((candidate) => candidate.path === path);
  const years = result.years;
  const value = (of: string, name: string): MetricValue | undefined => result.metrics.get(of)?.get(name);
  const marks = pickYears(years, value(path, 'contracted')?.byYear.map((_, i) => isOpen(result, path, i)) ?? []);
  const head =
    campus === undefined
      ? path
      : `${path}: ${String(years[0] ?? '')} to ${String(years[years.length - 1] ?? '')}, ${showShare(campus.discount)} real discount`;
  const work = value(path, 'itPower');
  const yearly = (label: string, of: string, name: string, unit: string): string[] => {
    const metric = value(of, name);
    const show = (shown: number | null | undefined, it: number | null | undefined): string =>
      shown == null && it === 0 ? UNDEFINED : (unit.endsWith('USD') ? showQuantity : showIn)(shown ?? null, unit);
    return [label, show(metric?.value, work?.value), ...marks.map((i) => show(metric?.byYear[i], work?.byYear[i]))];
  };
  const power = columns(
    ['', 'whole', ...marks.map((i) => String(years[i] ?? ''))],
    [
      yearly('Contracted', path, 'contracted', 'MW'),
      yearly('Peak', path, 'peak', 'MW'),
      yearly('Mean', path, 'power', 'MW'),
      yearly('IT, mean', path, 'itPower', 'MW'),
      yearly('Load factor', path, 'loadFactor', '%'),
      yearly('dPUE', path, 'pue', ''),
      yearly('WUE', path, 'wue', 'L/kWh'),
      yearly('Cost a year', path, 'cost', 'MUSD'),
      yearly('USD per kW-year', path, 'costPerPower', 'USD/kW/year').map(bare),
      yearly('USD per accelerator-hour', path, 'costPerAcceleratorHour', 'USD/h').map(bare),
    ],
  );
  const sections = [
    paint.strong(head),
    power,
    hallTable(path, result, marks),
    workloadTable(
      [...result.workloadCosts.keys()].filter((of) => of.startsWith(`${path}.`)),
      result,
      marks,
    ),
    costTable(path, result),
    worthLines(path, result),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

/** Without its unit, which the row's name says. */
function bare(cell: string): string {
  return cell.replace(/ USD\/\S+$/, '');
}

/** Five years at most, evenly over those in which the campus is open. */
function pickYears(years: readonly number[], open: readonly boolean[]): number[] {
  const mine = years.map((_, i) => i).filter((i) => open[i] ?? true);
  const last = mine.length - 1;
  return [...new Set([0, 1, 2, 3, 4].map((quarter) => mine[Math.round((quarter * last) / 4)] ?? 0))];
}

/** True where the campus costs something in the year: it stands. */
function isOpen(result: SimulationResult, campus: string, year: number): boolean {
  return result.costs.some((line) => line.campus === campus && (line.byYear[year] ?? 0) !== 0);
}

function hallTable(campus: string, result: SimulationResult, marks: readonly number[]): string {
  const rows: string[][] = [];
  for (const hall of result.halls.values()) {
    if (!hall.path.startsWith(`${campus}.`)) continue;
    const metric = (name: string): MetricValue | undefined => result.metrics.get(hall.path)?.get(name);
    const name = hall.path.slice(campus.length + 1);
    const share = (metric: MetricValue | undefined): string =>
      hall.accelerators === 0 ? UNDEFINED : showShare(metric?.value ?? null);
    rows.push([
      hall.count > 1 ? `${name} x ${String(hall.count)}` : name,
      showNumber(hall.accelerators * hall.count),
      showIn(metric('itPower')?.value ?? null, 'MW'),
      share(metric('reserved')),
      share(metric('busy')),
      metric('pue')?.value == null && metric('itPower')?.value === 0
        ? UNDEFINED
        : showIn(metric('pue')?.value ?? null, ''),
      share(metric('plantLoad')),
      showIn(metric('belowTurndown')?.value ?? null, 'h'),
      bindingWords(result, hall.path, marks),
    ]);
  }
  return rows.length === 0
    ? ''
    : columns(
        ['Hall', 'accelerators', 'IT mean', 'held', 'busy', 'dPUE', 'plant load', 'below turndown', 'binds'],
        rows,
      );
}

function bindingWords(result: SimulationResult, path: string, marks: readonly number[]): string {
  const year = result.years[marks[Math.floor(marks.length / 2)] ?? 0];
  const binding = result.binds.find((candidate) => candidate.path === path && candidate.year === year);
  return binding === undefined || binding.dimension === 'none'
    ? UNDEFINED
    : `${binding.dimension} ${binding.use === null ? 'missing' : showShare(binding.use)}`;
}

function workloadTable(paths: readonly string[], result: SimulationResult, marks: readonly number[]): string {
  const rows: string[][] = [];
  for (const path of paths) {
    const metric = (name: string): MetricValue | undefined => result.metrics.get(path)?.get(name);
    const last = marks[marks.length - 1] ?? 0;
    const isIdle = metric('accelerators')?.byYear.every((held) => held === 0) === true;
    const unit = [
      ...(metric('costPerMtok')?.value != null ? [showQuantity(metric('costPerMtok')?.value ?? null, 'USD/Mtok')] : []),
      ...(metric('costPerTrainingDay')?.value != null
        ? [`${showMoney(metric('costPerTrainingDay')?.value ?? null)}/day`]
        : []),
      ...(metric('energyPerToken')?.value != null ? [showIn(metric('energyPerToken')?.value ?? null, 'J/token')] : []),
    ];
    rows.push([
      splitPath(path).last,
      showNumber(Math.round(metric('accelerators')?.byYear[0] ?? 0)),
      showNumber(Math.round(metric('accelerators')?.byYear[last] ?? 0)),
      ...['unserved', 'utilisation', 'sloHeadroom'].map((name) => {
        const found = metric(name);
        // Work that nobody asks for is neither served nor not.
        return found === undefined || (found.value === null && (isIdle || name === 'sloHeadroom'))
          ? UNDEFINED
          : showShare(found.value);
      }),
      unit.length === 0 ? UNDEFINED : unit.join(', '),
    ]);
  }
  const first = String(result.years[0] ?? '');
  const lastYear = String(result.years[marks[marks.length - 1] ?? 0] ?? '');
  return rows.length === 0
    ? ''
    : columns(
        ['Workload', `held ${first}`, `held ${lastYear}`, 'unserved', 'of limit', 'SLO headroom', 'per unit of work'],
        rows,
      );
}

/** What binds placement, each limit once, in the year in which most hangs on it; the dearest first. */
function worthLines(campus: string, { worths }: SimulationResult): string {
  const most = new Map<string, YearlyWorth>();
  for (const worth of worths) {
    if (!worth.path.startsWith(`${campus}.`)) continue;
    const key = `${worth.limit} ${worth.path}`;
    const known = most.get(key);
    if (known === undefined || weightOf(worth) > weightOf(known)) most.set(key, worth);
  }
  const shown = [...most.values()].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_WORTHS);
  return shown.length === 0
    ? ''
    : ['What binds', ...shown.map(({ words, year }) => `  in ${String(year)} ${words}`)].join('\n');
}

const MOST_WORTHS = 5;

function weightOf({ money, serves, within }: YearlyWorth): number {
  return money ?? Math.abs(serves) + Math.abs(within);
}

function costTable(campus: string, result: SimulationResult): string {
  const bySubsystem = new Map<Subsystem, number | null>();
  for (const line of result.costs.filter((candidate) => candidate.campus === campus)) {
    const sum = bySubsystem.get(line.subsystem);
    bySubsystem.set(line.subsystem, sum === null || line.presentValue === null ? null : (sum ?? 0) + line.presentValue);
  }
  const total = [...bySubsystem.values()].reduce<number | null>(
    (sum, part) => (sum === null || part === null ? null : sum + part),
    0,
  );
  const rows = [...bySubsystem]
    .filter(([, cost]) => cost !== 0)
    .sort((a, b) => (b[1] ?? Infinity) - (a[1] ?? Infinity))
    .map(([subsystem, cost]) => [
      COST_NAMES[subsystem],
      showMoney(cost),
      total === null || cost === null || total === 0 ? UNDEFINED : showShare(cost / total),
    ]);
  return columns(['Present value', showMoney(total), ''], rows);
}
