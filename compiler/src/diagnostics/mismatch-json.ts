import type { Change, FitReport } from '../fit/index.js';
import type { Subsystem } from '../simulation/results.js';

/** A change as its source would say it; an alternative by its number from 1 among those that the plan declares. */
export type JsonChange =
  | { readonly path: string; readonly property: string; readonly text: string }
  | { readonly path: string; readonly property: string; readonly alternative: number }
  | { readonly path: string; readonly member: string };

export interface JsonMend {
  readonly title: string;
  readonly subsystem: Subsystem;
  readonly value: number;
  readonly spent: number;
  readonly presentValue: number;
  readonly energy: number;
  readonly capital: number;
  readonly carbon: number | null;
  readonly from: string;
  readonly changes: readonly JsonChange[];
  readonly conflicts: readonly { readonly title: string; readonly why: string }[];
}

export interface JsonMismatch {
  readonly cost: number;
  readonly parts: { readonly [subsystem in Subsystem]: number };
  readonly byCampus: { readonly [campus: string]: number };
  readonly planFit: number;
  readonly built: { readonly asOf: string; readonly halls: readonly string[] } | null;
  readonly estimate: number;
  readonly best: {
    readonly title: string;
    readonly presentValue: number | null;
    readonly changes: readonly JsonChange[];
  };
  readonly mends: readonly JsonMend[];
  readonly search: {
    readonly simulations: number;
    readonly exhaustive: boolean;
    readonly cut: boolean;
    readonly groups: number;
    readonly byDesign: boolean;
    readonly left: readonly string[];
  };
}

export interface JsonHallFit {
  readonly hall: string;
  readonly workload: string;
  readonly year: number;
  readonly fit: number | null;
  readonly infrastructureFit: number | null;
  readonly failing: Subsystem | null;
  readonly infrastructureFailing: Subsystem | null;
}

/** What the plan costs beyond its best mended form; null where costs are unknown. */
export function mismatchJson({ mismatch }: FitReport): JsonMismatch | null {
  if (mismatch === undefined) return null;
  const { cost, parts, byCampus, planFit, built, estimate, best, mends, simulations, isExhaustive, isCut, hallSearch } =
    mismatch;
  return {
    cost,
    parts,
    byCampus: Object.fromEntries(byCampus),
    planFit,
    built: built ?? null,
    estimate,
    best: { title: best.title, presentValue: best.presentValue, changes: best.changes.map(changeJson) },
    mends: mends.map(({ title, subsystem, value, spent, predicted, carbon, from, changes, conflicts }) => ({
      title,
      subsystem,
      value,
      spent,
      presentValue: predicted.presentValue,
      energy: predicted.energy,
      capital: predicted.capital,
      carbon,
      from,
      changes: changes.map(changeJson),
      conflicts,
    })),
    search: { simulations, exhaustive: isExhaustive, cut: isCut, ...hallSearch },
  };
}

/** Fits by hall, workload and year. */
export function hallFitsJson({ hallFits }: FitReport): JsonHallFit[] {
  return hallFits.map(({ hall, workload, year, fit, infrastructureFit, failing, infrastructureFailing }) => ({
    hall,
    workload,
    year,
    fit,
    infrastructureFit,
    failing: failing ?? null,
    infrastructureFailing: infrastructureFailing ?? null,
  }));
}

function changeJson(change: Change): JsonChange {
  const { path } = change;
  switch (change.type) {
    case 'property':
      return { path, property: change.property, text: change.text };
    case 'alternative':
      return { path, property: change.property, alternative: change.option + 1 };
    case 'member':
      return { path, member: change.text };
  }
}
