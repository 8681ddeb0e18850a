import { inUnit } from '../ir/show.js';
import type { DiffBinding, DiffCause, DiffChange, DiffDate, DiffHallFit, DiffReport, PlanDiff } from './diff-report.js';
import { isChanged } from './diff-report.js';
import type { Judged } from './judged.js';
import type { Sources } from './sources.js';

export interface JsonDiffFinding {
  readonly code: string;
  readonly slug: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly path: string | null;
  readonly presentValue: number | null;
  readonly fingerprint: string;
}

export interface JsonPlanDiff {
  readonly base: string | null;
  readonly head: string | null;
  readonly hashes: PlanDiff['hashes'];
  readonly changed: boolean;
  readonly changes: readonly DiffChange[];
  readonly causes: readonly DiffCause[];
  readonly method: PlanDiff['method'];
  readonly figures: readonly {
    readonly campus: string;
    readonly metric: string;
    readonly unit: string;
    readonly base: number | null;
    readonly head: number | null;
    readonly change: number | null;
    readonly causes: readonly (number | null)[] | null;
  }[];
  readonly dates: readonly DiffDate[];
  readonly binds: readonly DiffBinding[];
  readonly hallFits: readonly DiffHallFit[];
  readonly findings: {
    readonly added: readonly JsonDiffFinding[];
    readonly gone: readonly JsonDiffFinding[];
    readonly kept: number;
  };
}

export interface JsonDiff {
  readonly schemaVersion: 1;
  readonly engine: string;
  readonly seed: number;
  readonly scenario: string | null;
  readonly base: string;
  readonly head: string;
  readonly changed: boolean;
  readonly plans: readonly JsonPlanDiff[];
}

/** A comparison as a value; figures in the unit that they are shown in. */
export function diffJson(report: DiffReport): JsonDiff {
  const { engine, seed, scenario, base, head, plans } = report;
  return {
    schemaVersion: 1,
    engine,
    seed,
    scenario,
    base,
    head,
    changed: plans.some(isChanged),
    plans: plans.map((plan) => planJson(plan, report)),
  };
}

function planJson(plan: PlanDiff, { sources }: DiffReport): JsonPlanDiff {
  return {
    base: plan.base,
    head: plan.head,
    hashes: plan.hashes,
    changed: isChanged(plan),
    changes: plan.changes,
    causes: plan.causes,
    method: plan.method,
    figures: plan.figures.map(({ campus, metric, unit, base, head, change, causes }) => {
      const shown = (value: number | null): number | null => (value === null ? null : inUnit(value, unit));
      return {
        campus,
        metric,
        unit,
        base: shown(base),
        head: shown(head),
        change: shown(change),
        causes: causes?.map(shown) ?? null,
      };
    }),
    dates: plan.dates,
    binds: plan.binds,
    hallFits: plan.hallFits,
    findings: {
      added: plan.added.map((finding) => findingJson(finding, sources.head)),
      gone: plan.gone.map((finding) => findingJson(finding, sources.base)),
      kept: plan.kept,
    },
  };
}

function findingJson({ diagnostic, fingerprint }: Judged, sources: Sources): JsonDiffFinding {
  const { code, slug, severity, message, location, path, impact } = diagnostic;
  return {
    code,
    slug,
    severity,
    message,
    file: location.file,
    line: sources.lines(location.file).position(location.span.start).line,
    path: path ?? null,
    presentValue: impact?.presentValue ?? null,
    fingerprint,
  };
}
