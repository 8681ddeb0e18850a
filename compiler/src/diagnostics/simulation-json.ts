import type { AnyEntity, Plan, Provenance } from '../ir/index.js';
import { indexPlan } from '../ir/index.js';
import { metricInfo } from '../ir/metric-info.js';
import { inUnit } from '../ir/show.js';
import type { FitReport } from '../fit/index.js';
import { hallFitsJson, type JsonHallFit, type JsonMismatch, mismatchJson } from './mismatch-json.js';
import type { Binding, CostLine, MetricValue, YearlyWorth } from '../simulation/results.js';

export interface JsonMetric {
  readonly value: number | null;
  readonly unit: string;
  readonly byYear: readonly (number | null)[];
}

export interface JsonAssumption {
  readonly path: string;
  readonly property: string;
  readonly source: Provenance;
}

export interface JsonSimulation {
  readonly schemaVersion: 1;
  readonly engine: string;
  readonly plan: { readonly file: string; readonly hash: string };
  readonly scenario: string | null;
  readonly seed: number;
  readonly fidelity: 'F1';
  readonly years: readonly number[];
  readonly presentValue: number | null;
  readonly metrics: { readonly [path: string]: { readonly [metric: string]: JsonMetric } };
  readonly costs: readonly {
    readonly path: string;
    readonly item: string;
    readonly subsystem: CostLine['subsystem'];
    readonly presentValue: number | null;
    readonly outlay: number | null;
    readonly byYear: readonly number[];
  }[];
  readonly mismatch: JsonMismatch | null;
  readonly hallFits: readonly JsonHallFit[];
  readonly binds: readonly Binding[];
  readonly worths: readonly YearlyWorth[];
  readonly assumptions: readonly JsonAssumption[];
  readonly notes: readonly { readonly type: string; readonly path: string; readonly message: string }[];
}

/** The whole result of `simulate` as a value, metrics in the unit that they are shown in. */
export function simulationJson(
  engine: string,
  plan: Plan,
  of: JsonSimulation['plan'],
  report: FitReport,
  seed: number,
): JsonSimulation {
  const { result } = report;
  return {
    schemaVersion: 1,
    engine,
    plan: of,
    scenario: plan.scenario ?? null,
    seed,
    fidelity: 'F1',
    years: result.years,
    presentValue: result.presentValue,
    metrics: metricsJson(report),
    costs: result.costs.map((line) => ({
      path: line.path,
      item: line.item,
      subsystem: line.subsystem,
      presentValue: line.presentValue,
      outlay: line.outlay ?? null,
      byYear: Array.from(line.byYear),
    })),
    mismatch: mismatchJson(report),
    hallFits: hallFitsJson(report),
    binds: result.binds,
    worths: result.worths,
    assumptions: assumptionsOf(plan),
    notes: result.notes.map(({ type, path, message }) => ({ type, path, message })),
  };
}

/** Every metric by path and name, in the unit that it is shown in. */
export function metricsJson({ result, fits }: FitReport): JsonSimulation['metrics'] {
  const metrics: Record<string, Record<string, JsonMetric>> = {};
  for (const source of [result.metrics, fits]) {
    for (const [path, values] of source) {
      const mine = (metrics[path] ??= {});
      for (const [name, metric] of values) mine[name] = jsonMetric(result.kinds.get(path) ?? '', name, metric);
    }
  }
  return metrics;
}

function jsonMetric(kind: string, name: string, metric: MetricValue): JsonMetric {
  const unit = metricInfo(kind, name)?.unit ?? '';
  const shown = (value: number | null): number | null => (value === null ? null : inUnit(value, unit));
  return { value: shown(metric.value), unit, byYear: metric.byYear.map(shown) };
}

/** Every figure of the plan and of the catalogue entries it uses that is assumed rather than sourced. */
export function assumptionsOf(plan: Plan): JsonAssumption[] {
  const assumptions: JsonAssumption[] = [];
  for (const [path, entity] of indexPlan(plan)) {
    const sources: AnyEntity['sources'] = entity.sources ?? {};
    for (const [property, source] of Object.entries(sources)) {
      if (source.standing === 'assumed') assumptions.push({ path, property, source });
    }
  }
  return assumptions;
}
