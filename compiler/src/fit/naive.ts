import {
  type Accelerator,
  type AnyWorkload,
  type Campus,
  type CountOf,
  central,
  indexPlan,
  type Plan,
  type PlanIndex,
  type Rack,
  resolve,
} from '../ir/index.js';
import { refine } from '../ir/refine.js';
import { metricInfo } from '../ir/metric-info.js';
import type { MetricValue, SimulationResult } from '../simulation/results.js';
import { costOf } from './context.js';

/** What a planner would conclude who treats all AI compute as equal (MODELS A4), as `dcplan simulate --as` names it. */
export const NAIVE_VIEWS = ['average-load', 'nameplate', 'pue-only'] as const;
export type NaiveView = (typeof NAIVE_VIEWS)[number];

/** One figure in the naive view and as simulated. SI; `null` where it is unknown or the view has no such number. */
export interface NaiveRow {
  readonly label: string;
  /** Entity that the figure is of, `''` for the plan. */
  readonly of: string;
  readonly unit: string;
  readonly naive: number | null;
  readonly simulated: number | null;
}

export interface NaiveComparison {
  readonly view: NaiveView;
  readonly rows: readonly NaiveRow[];
  /** What the view assumes, and what it cannot see. */
  readonly assumes: string;
  readonly misses: string;
}

const WORDS: Readonly<Record<NaiveView, { readonly assumes: string; readonly misses: string }>> = {
  'average-load': {
    assumes: 'one average utilisation for all AI compute, in every hall and every hour; demand comes at its mean',
    misses:
      'Peaks, and all that is sized for them: replicas for the busiest hour, its bursts and the promise to users, the contract that their power needs, and the hours in which a plant runs below its turndown.',
  },
  nameplate: {
    assumes: 'every rack draws its nameplate in every hour',
    misses:
      'What racks draw in truth: energy and peaks come out too high and part load not at all, so that plant, path and contract that stand unused look well used.',
  },
  'pue-only': {
    assumes: "IT energy times the PUE at the plant's design point, at the mean energy price",
    misses:
      'Everything that is paid for without being drawn: racks, plant, path and fabric that stand idle, and what the contract bills by peak, by minimum and by promise; and that PUE itself moves with load and weather.',
  },
};

/** A naive view of a plan beside its simulation; `result` is that of the plan as it is, `simulate` at the same fidelity. */
export function naiveView(
  view: NaiveView,
  plan: Plan,
  result: SimulationResult,
  simulate: (plan: Plan) => SimulationResult,
): NaiveComparison {
  const index = indexPlan(plan);
  const full = simulate(withDraw(plan, index, () => 1));
  const rows =
    view === 'pue-only'
      ? pueOnly(plan, result, full)
      : compared(plan, view === 'nameplate' ? full : simulate(averaged(plan, index, result, full)), result);
  return { view, rows, ...WORDS[view] };
}

/** The plan with one load for all racks of a campus, by which their energy is as simulated, and demand at its mean. */
function averaged(plan: Plan, index: PlanIndex, result: SimulationResult, full: SimulationResult): Plan {
  const flat = withDraw(plan, index, (campus) => averageLoad(campus, result, full));
  return {
    ...flat,
    workload: flat.workload.map(atItsMean),
    campus: flat.campus.map((campus) => ({ ...campus, workload: campus.workload.map(atItsMean) })),
  };
}

/**
 * Share of their nameplate that a campus's racks draw on average while their halls are open. Networks draw the same in both
 * results: `1 - (energy at nameplate - energy) / energy of the racks at nameplate`.
 */
function averageLoad(campus: Campus, result: SimulationResult, full: SimulationResult): number {
  let more = 0;
  let rated = 0;
  for (const { path = '' } of campus.hall) {
    const hall = result.halls.get(path);
    const most = full.halls.get(path)?.itEnergy;
    const mean = full.metrics.get(path)?.get('itPower')?.byYear ?? [];
    hall?.itEnergy.forEach((joules, year) => {
      const atNameplate = most?.[year] ?? 0;
      const watts = mean[year] ?? 0;
      if (watts <= 0) return;
      more += (atNameplate - joules) * hall.count;
      // Seconds in which the hall is open, from its energy and its mean power at nameplate.
      rated += hall.nameplate * hall.count * ((atNameplate * hall.count) / watts);
    });
  }
  return rated > 0 ? 1 - more / rated : 1;
}

/** The plan with every rack drawing one share of its nameplate, whatever it does: nothing swings, nothing rests. */
function withDraw(plan: Plan, index: PlanIndex, share: (campus: Campus) => number): Plan {
  const steady = (workload: AnyWorkload): AnyWorkload =>
    workload.kind === 'training' ? { ...workload, swing: 0 } : workload;
  return {
    ...plan,
    workload: plan.workload.map(steady),
    campus: plan.campus.map((campus) => {
      const load = share(campus);
      const racks = (all: readonly CountOf<Rack>[]): CountOf<Rack>[] =>
        all.map(({ count, of }) => ({ count, of: drawing(of, index, load) }));
      return {
        ...campus,
        workload: campus.workload.map(steady),
        hall: campus.hall.map((hall) => ({
          ...hall,
          idle: 'spread' as const,
          racks: racks(hall.racks),
          refresh: hall.refresh.map((refresh) => ({ ...refresh, to: racks(refresh.to) })),
        })),
      };
    }),
  };
}

/** A rack that draws a share of its nameplate, all of it outside its accelerators; unknown stays unknown. */
function drawing(of: CountOf<Rack>['of'], index: PlanIndex, load: number): CountOf<Rack>['of'] {
  const rack = resolve<Rack>(index, of);
  if (rack.peak === undefined) return of;
  const draw = central(rack.peak) * load;
  const same = { fixedIdle: draw, fixedBusy: draw, sleep: draw, off: draw };
  const key = 'ref' in of ? of.ref : undefined;
  if (rack.accelerator === undefined) return refine(rack, same, key);
  const chip = rack.accelerator;
  const still = refine(resolve<Accelerator>(index, chip), { tdp: 0, idle: 0 }, 'ref' in chip ? chip.ref : undefined);
  return refine(rack, { ...same, accelerator: still }, key);
}

/** Work that comes at its mean in every hour, without bursts, spares or promises. */
function atItsMean(workload: AnyWorkload): AnyWorkload {
  if (workload.kind === 'training' || workload.kind === 'workload') return workload;
  const { slo: _promise, ...rest } = workload;
  return { ...rest, profile: Array.from({ length: 24 }, () => 1), weekend: 1, dispersion: 0.01, spares: 0 };
}

/** The figures that the two views give, campus by campus, then of each workload. */
function compared(plan: Plan, naive: SimulationResult, result: SimulationResult): NaiveRow[] {
  const row = (label: string, of: string, metric: string, pick: (value: MetricValue) => number | null): NaiveRow => {
    const read = (from: SimulationResult): number | null => {
      const value = from.metrics.get(of)?.get(metric);
      return value === undefined ? null : pick(value);
    };
    const unit = metricInfo(result.kinds.get(of) ?? '', metric)?.unit ?? '';
    return { label, of, unit, naive: read(naive), simulated: read(result) };
  };
  const whole = ({ value }: MetricValue): number | null => value;
  const most = ({ byYear }: MetricValue): number | null =>
    byYear.every((value) => value === null) ? null : Math.max(...byYear.map((value) => value ?? 0));
  return [
    ...plan.campus.flatMap(({ path = '', hall }) => [
      row('Peak', path, 'peak', most),
      row('Mean', path, 'power', whole),
      row('Load factor', path, 'loadFactor', whole),
      row('dPUE', path, 'pue', whole),
      ...hall.map((one) => row('Below turndown a year', one.path ?? '', 'belowTurndown', whole)),
    ]),
    ...[...result.workloadCosts.keys()].flatMap((path) => [
      row('Accelerators held at most', path, 'accelerators', most),
      ...['costPerMtok', 'costPerExaflop']
        .filter((metric) => result.metrics.get(path)?.get(metric)?.value != null)
        .map((metric) => row('Cost of the work', path, metric, whole)),
    ]),
    { label: 'Energy', of: '', unit: 'GWh', naive: naive.energy, simulated: result.energy },
    { label: 'Present value', of: '', unit: 'MUSD', naive: naive.presentValue, simulated: result.presentValue },
  ].filter(({ naive: guess, simulated }) => guess !== null || simulated !== null);
}

/** Energy by IT energy times the PUE of full load, and what that costs at the mean energy price, against all that is paid. */
function pueOnly(plan: Plan, result: SimulationResult, full: SimulationResult): NaiveRow[] {
  let energy: number | null = 0;
  const rows: NaiveRow[] = [];
  for (const { path = '' } of plan.campus) {
    const pue = full.metrics.get(path)?.get('pue')?.value ?? null;
    const own = result.metrics.get(path)?.get('pue')?.value ?? null;
    const used = result.metrics.get(path)?.get('energy')?.value ?? null;
    rows.push({ label: 'dPUE', of: path, unit: '', naive: pue, simulated: own });
    energy = energy === null || pue === null || own === null || used === null ? null : energy + (used / own) * pue;
  }
  const bill = costOf(result, ({ item }) => item.startsWith('energy of '));
  const price = bill === null || !result.energy ? null : bill / result.energy;
  const naive = energy === null || price === null ? null : energy * price;
  rows.push({ label: 'Energy', of: '', unit: 'GWh', naive: energy, simulated: result.energy });
  rows.push({ label: 'Present value of energy', of: '', unit: 'MUSD', naive, simulated: bill });
  rows.push({ label: 'Present value', of: '', unit: 'MUSD', naive, simulated: result.presentValue });
  return rows;
}
