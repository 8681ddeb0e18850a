import type { DiffFigure, PlanDiff } from '../diagnostics/diff-report.js';
import { attribute } from '../fit/attribution.js';
import type { Plan } from '../ir/index.js';
import type { PlanDifference } from '../ir/difference.js';
import { metricInfo } from '../ir/metric-info.js';
import { mixPlans } from '../ir/mix.js';
import type { Cause } from './diff-causes.js';
import { figureOf, isSearched, KEY_METRICS } from './diff-figures.js';
import { fitsOfPlan } from './diff-fits.js';
import type { Checked, Workspace } from './workspace.js';

/** Shares of the causes in each figure, by campus and metric. */
export interface Attributed {
  readonly method: PlanDiff['method'];
  readonly shares: (campus: string, metric: string) => readonly (number | null)[] | undefined;
}

/** Shares out what figures change by among causes. */
export function attributions(
  difference: PlanDifference,
  after: Plan,
  causes: readonly Cause[],
  checked: { readonly base: Checked; readonly head: Checked },
  campuses: readonly string[],
  originalPath: (path: string) => string,
  workspace: Workspace,
  seed: number,
): Attributed {
  // A search on the way to an unknown figure would tell nothing.
  const isKnown = (campus: string, metric: string): boolean =>
    known(checked.base, originalPath(campus), metric) !== null && known(checked.head, campus, metric) !== null;
  const wanted = campuses.flatMap((campus) =>
    KEY_METRICS.map(([metric]) => ({ campus, metric })).filter(
      ({ metric }) => !isSearched(metric) || isKnown(campus, metric),
    ),
  );
  const searches = wanted.some(({ metric }) => isSearched(metric));
  const figures = (taken: ReadonlySet<number>): (number | null)[] => {
    const { base, head } = checked;
    if (taken.size === 0) return wanted.map(({ campus, metric }) => known(base, originalPath(campus), metric));
    if (taken.size === causes.length) return wanted.map(({ campus, metric }) => known(head, campus, metric));
    const choices = new Set(causes.flatMap((cause, i) => (taken.has(i) ? cause.choices : [])));
    const mixture = mixPlans(difference.base, after, choices);
    const result = workspace.simulate(mixture, seed);
    const fits = searches ? fitsOfPlan(workspace, mixture, result, seed) : undefined;
    return wanted.map(
      ({ campus, metric }) => (isSearched(metric) ? fits : result.metrics)?.get(campus)?.get(metric)?.value ?? null,
    );
  };
  const { method, shares } = attribute(causes.length, figures);
  return {
    method,
    shares: (campus, metric) => {
      const index = wanted.findIndex((each) => each.campus === campus && each.metric === metric);
      return index < 0 || causes.length === 0 ? undefined : shares.map((mine) => mine[index] ?? null);
    },
  };
}

function known({ report }: Checked, campus: string, metric: string): number | null {
  return report === undefined ? null : (figureOf(report, campus, metric) ?? null);
}

/** Key figures of campuses on both sides. Campuses are named as on the second. */
export function figureRows(
  base: Checked | undefined,
  head: Checked | undefined,
  campuses: readonly string[],
  originalPath: (path: string) => string,
  shares: Attributed['shares'] | undefined,
): DiffFigure[] {
  return campuses.flatMap((campus) =>
    KEY_METRICS.map(([metric, label]): DiffFigure => {
      const was = base === undefined ? null : known(base, originalPath(campus), metric);
      const is = head === undefined ? null : known(head, campus, metric);
      return {
        campus,
        metric,
        label,
        unit: metricInfo('campus', metric)?.unit ?? '',
        base: was,
        head: is,
        change: was === null || is === null ? null : is - was,
        causes: shares?.(campus, metric) ?? null,
      };
    }),
  );
}
