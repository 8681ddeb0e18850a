import type { Plan } from '../ir/index.js';
import { metricInfo } from '../ir/metric-info.js';
import type { SimulationResult } from '../simulation/results.js';
import { type SwungInput, swungInputs } from './sensitivity-inputs.js';

/** A figure that a planner quotes, and how a plan's result gives it. SI; `null` where it is unknown. */
interface Headline {
  readonly metric: string;
  readonly of: string;
  readonly unit: string;
  readonly read: (result: SimulationResult) => number | null;
}

/** What a headline becomes at both ends of one input's range, all else held. */
export interface Swing {
  readonly path: string;
  readonly property: string | null;
  readonly central: number;
  readonly low: number;
  readonly high: number;
  readonly range: SwungInput['range'];
  readonly standing: SwungInput['standing'];
  readonly source: SwungInput['source'];
  /** The headline at the low and the high end; `null` where the plan has no such number there. */
  readonly atLow: number | null;
  readonly atHigh: number | null;
  /** Largest difference between any two of low, central and high. */
  readonly swing: number;
}

export interface HeadlineSensitivity {
  readonly metric: string;
  readonly of: string;
  readonly unit: string;
  readonly value: number | null;
  /** The inputs that move it most, the most first; those that do not move it are left out. */
  readonly inputs: readonly Swing[];
}

export interface Sensitivity {
  readonly headlines: readonly HeadlineSensitivity[];
  /** Figures that were swung, and simulations that it took. */
  readonly inputs: number;
  readonly simulations: number;
}

/** Inputs that are named for each headline. */
const NAMED = 5;
/** Inputs whose other end is simulated as well, for each headline: a few more than are named. */
const SECOND = 8;

/**
 * The figures that move a plan's headlines most, by swinging one at a time over its range (MODELS A8): present value, cost
 * of a million tokens of the largest workload, and dPUE. Every input is first moved to its end farther from the central
 * value, one simulation each; for the eight that move a headline most, the other end follows: at most n + 1 + 8 for each
 * headline. What two figures do together is not seen. `simulate` should be at F0.
 */
export function sensitivityOf(plan: Plan, simulate: (plan: Plan) => SimulationResult): Sensitivity {
  const base = simulate(plan);
  const headlines = headlinesOf(plan, base);
  const inputs = swungInputs(plan);
  let simulations = 1;
  const ends = inputs.map((input) => {
    const far = input.high - input.central >= input.central - input.low ? input.high : input.low;
    simulations++;
    return { input, far, results: new Map([[far, valuesAt(headlines, simulate(input.at(plan, far)))]]) };
  });
  const central = valuesAt(headlines, base);
  const moved = (values: readonly (number | null)[] | undefined, h: number): number =>
    Math.abs((values?.[h] ?? central[h] ?? 0) - (central[h] ?? 0));
  const second = new Set(
    headlines.flatMap((_, h) =>
      ends
        .filter(({ far, results }) => moved(results.get(far), h) > 0)
        .sort((a, b) => moved(b.results.get(b.far), h) - moved(a.results.get(a.far), h))
        .slice(0, SECOND),
    ),
  );
  for (const end of second) {
    const { input, far, results } = end;
    const near = far === input.high ? input.low : input.high;
    if (near === input.central) results.set(near, central);
    else {
      results.set(near, valuesAt(headlines, simulate(input.at(plan, near))));
      simulations++;
    }
  }
  return {
    headlines: headlines.map(({ metric, of, unit }, h) => ({
      metric,
      of,
      unit,
      value: central[h] ?? null,
      inputs: [...second]
        .map(({ input, results }) => swingOf(input, central[h] ?? null, results, h))
        .filter(({ swing }) => swing > 0)
        .sort((a, b) => b.swing - a.swing || (a.path < b.path ? -1 : 1))
        .slice(0, NAMED),
    })),
    inputs: inputs.length,
    simulations,
  };
}

function swingOf(
  { path, property, central, low, high, range, standing, source }: SwungInput,
  value: number | null,
  results: ReadonlyMap<number, readonly (number | null)[]>,
  h: number,
): Swing {
  const atLow = results.get(low)?.[h] ?? null;
  const atHigh = results.get(high)?.[h] ?? null;
  const known = [atLow, value, atHigh].filter((each) => each !== null);
  const swing = known.length < 2 ? 0 : Math.max(...known) - Math.min(...known);
  return { path, property, central, low, high, range, standing, source, atLow, atHigh, swing };
}

function valuesAt(headlines: readonly Headline[], result: SimulationResult): (number | null)[] {
  return headlines.map(({ read }) => read(result));
}

/** Present value; cost of a million tokens, or of an exaFLOP, of the workload that costs most; dPUE of the largest campus. */
function headlinesOf(plan: Plan, base: SimulationResult): Headline[] {
  const [largest] = [...base.workloadCosts]
    .map(([path, cost]) => ({ path, cost: cost.reduce((sum, usd) => sum + usd, 0) }))
    .sort((a, b) => b.cost - a.cost);
  const [campus] = plan.campus
    .map((one) => ({ path: one.path ?? '', power: base.metrics.get(one.path ?? '')?.get('power')?.value ?? 0 }))
    .sort((a, b) => b.power - a.power);
  const unitCosts = ['levelisedCostPerMtok', 'levelisedCostPerExaflop'] as const;
  const unitCost = unitCosts.find((metric) => base.metrics.get(largest?.path ?? '')?.get(metric)?.value != null);
  return [
    { metric: 'presentValue', of: '', unit: 'USD', read: ({ presentValue }) => presentValue },
    ...(largest === undefined || unitCost === undefined ? [] : [metricHeadline(base, largest.path, unitCost)]),
    ...(campus === undefined ? [] : [metricHeadline(base, campus.path, 'pue')]),
  ];
}

function metricHeadline(base: SimulationResult, of: string, metric: string): Headline {
  const unit = metricInfo(base.kinds.get(of) ?? '', metric)?.unit ?? '';
  return { metric, of, unit, read: (result) => result.metrics.get(of)?.get(metric)?.value ?? null };
}
