import type { AnyWorkload, Campus } from '../../ir/index.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import type { Metrics, MetricValue, SimulationResult, Subsystem } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import { hallCosts, holding, type SubsystemCosts } from './hall-costs.js';
import { alikeHalls } from './halls.js';
import { delivered } from './held-equal.js';
import { type PurposeBuilt, purposeBuilt } from './purpose-built.js';
import { SUBSYSTEMS } from '../subsystems.js';

/** What `infrastructureFit` counts. */
const INFRASTRUCTURE = SUBSYSTEMS.filter((subsystem) => subsystem !== 'rack');

/** How well a hall fits a workload in a year (MODELS A4). */
export interface HallFit {
  readonly campus: string;
  readonly hall: string;
  readonly workload: string;
  readonly year: number;
  /** Cost per useful unit of the best purpose-built hall here over that of this hall, in (0, 1]; likewise without racks. */
  readonly fit: number | null;
  readonly infrastructureFit: number | null;
  /** The subsystem whose cost per unit differs most; absent where the hall is as good as the best. */
  readonly failing?: Subsystem;
  /** The same without racks. */
  readonly infrastructureFailing?: Subsystem;
  /** USD of the year that this part costs here, and would cost in the best hall. */
  readonly cost: { readonly here: number; readonly best: number };
  readonly infrastructure: { readonly here: number; readonly best: number };
}

/** Fits of every hall, workload and year in which work is done there, by representative hours. */
export function hallFits(context: FitContext): readonly HallFit[] {
  const base = context.estimate(context.plan);
  if (base.presentValue === null) return [];
  return alikeHalls(context.plan).flatMap(({ campus, hall, paths }) =>
    [...campus.workload, ...context.plan.workload].flatMap((workload) => {
      const built = purposeBuilt(context, base, campus, hall, workload);
      if (built === undefined) return [];
      return paths.flatMap((path) =>
        base.years.map((_, year) => fitOf(base, campus, path, workload, year, hall.path ?? '', built)),
      );
    }),
  );
}

function fitOf(
  base: SimulationResult,
  campus: Campus,
  hall: string,
  workload: AnyWorkload,
  y: number,
  builtPath: string,
  built: PurposeBuilt,
): HallFit {
  const path = workload.path ?? '';
  const { here, everywhere } = holding(base, path, hall, y);
  const units = everywhere > 0 ? (delivered(base, path, y) * here) / everywhere : 0;
  const builtUnits = delivered(built.result, path, y);
  const costs = hallCosts(base, campus, path, hall, y);
  const best = hallCosts(built.result, built.campus, path, builtPath, y);
  const per = builtUnits > 0 ? units / builtUnits : Number.NaN;
  const cost = pair(costs, best, per, SUBSYSTEMS);
  const infrastructure = pair(costs, best, per, INFRASTRUCTURE);
  const failing = worst(costs, best, per, cost, SUBSYSTEMS);
  const infrastructureFailing = worst(costs, best, per, infrastructure, INFRASTRUCTURE);
  return {
    campus: campus.path ?? '',
    hall,
    workload: path,
    year: base.years[y] ?? 0,
    fit: quotient(cost),
    infrastructureFit: quotient(infrastructure),
    ...(failing === undefined ? {} : { failing }),
    ...(infrastructureFailing === undefined ? {} : { infrastructureFailing }),
    cost,
    infrastructure,
  };
}

/** Cost here and in the best hall for the same work; this hall is itself a candidate, so that the best costs no more. */
function pair(here: SubsystemCosts, best: SubsystemCosts, per: number, of: readonly Subsystem[]): HallFit['cost'] {
  const sum = (costs: SubsystemCosts): number => of.reduce((total, subsystem) => total + costs[subsystem], 0);
  const own = sum(here);
  return { here: own, best: Math.min(own, sum(best) * per) };
}

function quotient({ here, best }: HallFit['cost']): number | null {
  return here > 0 && best > 0 ? best / here : null;
}

/** The subsystem that costs most more than in the best hall; none where the hall is as good as that. */
function worst(
  here: SubsystemCosts,
  best: SubsystemCosts,
  per: number,
  { here: all, best: least }: HallFit['cost'],
  of: readonly Subsystem[],
): Subsystem | undefined {
  if (!(least < all)) return undefined;
  const more = (subsystem: Subsystem): number => here[subsystem] - best[subsystem] * per;
  return [...of].sort((a, b) => more(b) - more(a))[0];
}

/** `fit` and `infrastructureFit` of halls, workloads and campuses: those of their parts, weighted by cost. */
export function fitMetrics(context: FitContext, fits: readonly HallFit[]): Metrics {
  const metrics = new Map<string, Map<string, MetricValue>>();
  const paths = context.plan.campus.flatMap((campus): [string, number][] => [
    [campus.path ?? '', campus.discount],
    ...[...campus.hall, ...campus.workload].map(({ path = '' }): [string, number] => [path, campus.discount]),
  ]);
  const shared = context.plan.workload.map(({ path = '' }): [string, number] => [
    path,
    context.plan.campus[0]?.discount ?? 0,
  ]);
  for (const [path, discount] of [...paths, ...shared]) {
    const mine = fits.filter(({ campus, hall, workload }) => [campus, hall, workload].includes(path));
    metrics.set(
      path,
      new Map([
        ['fit', metricOf(mine, context.result.years, discount, 'cost')],
        ['infrastructureFit', metricOf(mine, context.result.years, discount, 'infrastructure')],
      ]),
    );
  }
  return metrics;
}

function metricOf(
  fits: readonly HallFit[],
  years: readonly number[],
  discount: number,
  of: 'cost' | 'infrastructure',
): MetricValue {
  const sums = years.map((year) => {
    const known = fits.filter((each) => each.year === year && quotient(each[of]) !== null);
    return {
      here: known.reduce((sum, each) => sum + each[of].here, 0),
      best: known.reduce((sum, each) => sum + each[of].best, 0),
    };
  });
  const worth = (pick: (sum: { here: number; best: number }) => number): number =>
    presentValue(Float64Array.from(sums, pick), discount);
  return {
    value: quotient({ here: worth(({ here }) => here), best: worth(({ best }) => best) }),
    byYear: sums.map(quotient),
  };
}
