import type { Plan, PlanIndex, Provenance } from '../../ir/index.js';
import type { SimulationResult, Subsystem } from '../../simulation/results.js';
import type { Finding, Sum } from '../finding.js';
import { inputsOf } from './inputs.js';
import { shownNumbers } from './numbers.js';
import { ownSum } from './sums.js';

export type { Sum } from '../finding.js';

/** One figure of the simulation that shows the reason of a finding, over the horizon and by year. SI. */
export interface ShownNumber {
  readonly of: string;
  readonly metric: string;
  readonly unit: string;
  readonly doc: string;
  readonly value: number | null;
  readonly byYear: readonly (number | null)[];
}

/** Present value of one subsystem on both sides, USD; the difference is what the mend saves there. */
export interface CostStep {
  readonly subsystem: Subsystem;
  readonly written: number;
  readonly mended: number;
}

/** The plan as written against the plan with the finding's first mend, part by part. */
export interface Comparison {
  readonly mend: string;
  readonly lines: readonly CostStep[];
  /** Sums of the lines, USD. */
  readonly written: number;
  readonly mended: number;
}

/** A declared figure that the numbers rest on. `value` is as the IR has it; `source` is absent where none is stated. */
export interface InputFigure {
  readonly path: string;
  readonly kind: string;
  readonly property: string;
  readonly value: unknown;
  readonly source?: Provenance;
}

/** One finding's arithmetic: what shows it, what it costs step by step, and what that rests on. */
export interface Arithmetic {
  readonly finding: Finding;
  readonly numbers: readonly ShownNumber[];
  readonly comparison?: Comparison;
  readonly sum?: Sum;
  readonly inputs: readonly InputFigure[];
}

/** What arithmetic is worked out from: the plan, its result, and the same with the finding's first mend. */
export interface ArithmeticInput {
  readonly plan: Plan;
  readonly index: PlanIndex;
  readonly result: SimulationResult;
  readonly mended?: SimulationResult;
}

/** The arithmetic of a finding. Its parts add up: lines to totals, totals or sums to the number of the finding. */
export function arithmeticOf(of: ArithmeticInput, finding: Finding): Arithmetic {
  const comparison = compared(of, finding);
  const sum = ownSum(of, finding, comparison);
  return {
    finding,
    numbers: shownNumbers(of.result, of.index, finding),
    ...(comparison === undefined ? {} : { comparison }),
    ...(sum === undefined ? {} : { sum }),
    inputs: inputsOf(of, finding, comparison),
  };
}

const ORDER: readonly Subsystem[] = ['rack', 'sizing', 'electrical', 'cooling', 'network', 'contract', 'operation'];

function compared({ result, mended }: ArithmeticInput, { mends }: Finding): Comparison | undefined {
  const [mend] = mends ?? [];
  if (mend === undefined || mended === undefined) return undefined;
  const before = bySubsystem(result);
  const after = bySubsystem(mended);
  if (before === undefined || after === undefined) return undefined;
  const lines = ORDER.map((subsystem) => ({
    subsystem,
    written: before.get(subsystem) ?? 0,
    mended: after.get(subsystem) ?? 0,
  })).filter(({ written, mended: then }) => written !== 0 || then !== 0);
  const total = (pick: (line: CostStep) => number): number => lines.reduce((sum, line) => sum + pick(line), 0);
  return {
    mend: mend.title,
    lines,
    written: total(({ written }) => written),
    mended: total(({ mended: then }) => then),
  };
}

/** Present value by subsystem; `undefined` where a line is unknown. */
function bySubsystem(result: SimulationResult): ReadonlyMap<Subsystem, number> | undefined {
  const sums = new Map<Subsystem, number>();
  for (const { subsystem, presentValue } of result.costs) {
    if (presentValue === null) return undefined;
    sums.set(subsystem, (sums.get(subsystem) ?? 0) + presentValue);
  }
  return sums;
}
