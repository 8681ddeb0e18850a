import { compile } from '../../compiler/src/semantics/index.js';
import { simulate, SimulationCache } from '../../compiler/src/simulation/index.js';
import type { Plan } from '../../compiler/src/ir/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { campus, imports } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { type Cost, medianCost } from './measure.js';
import type { Row } from './table.js';

const HALLS = 100;
const YEARS = 15;
const HOURS = 8760;
/** Issue of the road: fifteen years of a hundred distinct halls, ms of one thread and bytes. */
const BUDGET_MS = 400;
const BUDGET_MB = 250;

/**
 * Hour by hour, all halls distinct and open from the first day, on one thread. What a plant does in this weather is tabulated
 * once and kept; every run has other work, so that every hour of every hall is simulated anew.
 */
export function simulation(): Row[] {
  const plan = planOf(HALLS, YEARS);
  const first = medianCost(() => simulate(plan), { warm: 0, runs: 1 });
  const whole = repeated(plan, 'F1');
  const memory = process.memoryUsage().rss / 1e6;
  const bound = medianCost(() => stream(HALLS, YEARS), { warm: 2, runs: 9 });
  const quick = repeated(plan, 'F0');
  const each = perHour(whole, HALLS, YEARS);
  const least = perHour(bound, HALLS, YEARS);
  return [
    { what: 'first in the process', value: first.processor, unit: 'ms', note: 'processor time' },
    {
      what: `${String(HALLS)} halls, ${String(YEARS)} years hourly`,
      value: whole.wall,
      unit: 'ms',
      budget: BUDGET_MS,
      note: 'by the clock, of one thread',
    },
    { what: 'resident memory', value: memory, unit: 'MB', budget: BUDGET_MB },
    { what: 'per hall-hour', value: each, unit: 'ns' },
    { what: 'a bare loop over the same arrays', value: least, unit: 'ns', note: 'per hall-hour: the bound' },
    { what: 'over the bound', value: each / least, unit: 'x' },
    {
      what: 'per hall-hour of 10 halls',
      value: perHour(repeated(planOf(10, YEARS), 'F1'), 10, YEARS),
      unit: 'ns',
      note: 'how it grows with halls',
    },
    {
      what: 'per hall-hour of 5 years',
      value: perHour(repeated(planOf(HALLS, 5), 'F1'), HALLS, 5),
      unit: 'ns',
      note: 'how it grows with years',
    },
    { what: 'the same at fidelity F0', value: quick.wall, unit: 'ms', note: 'representative days' },
  ];
}

function repeated(plan: Plan, fidelity: 'F0' | 'F1'): Cost {
  const cache = new SimulationCache();
  return medianCost((run) => simulate(withSpares(plan, 0.05 + 1e-9 * run), cache, 1, fidelity), { warm: 3, runs: 9 });
}

/** The same plan with other work to do, by less than anybody would see. */
function withSpares(plan: Plan, spares: number): Plan {
  const campuses = plan.campus.map((campus) => ({
    ...campus,
    workload: campus.workload.map((workload) => ('spares' in workload ? { ...workload, spares } : workload)),
  }));
  return { ...plan, campus: campuses };
}

function perHour({ wall }: Cost, halls: number, years: number): number {
  return (wall * 1e6) / (halls * years * HOURS);
}

function planOf(halls: number, years: number): Plan {
  const text = writeDcplan(campus(halls, 12), imports)
    .replaceAll(/^ {4}opens: .*\n/gm, '')
    .replace(/horizon: 15 years/, `horizon: ${String(years)} years`);
  const compiled = compile('bench.dcplan', { read: () => text, resolve: (_from, spec) => spec, stdlib: stdlibFiles });
  if (compiled.plan === undefined) {
    throw new Error(
      `the plan of the bench does not compile: ${compiled.diagnostics.map((each) => each.message).join('; ')}`,
    );
  }
  return compiled.plan;
}

/** What no simulation can avoid: reads IT power and weather, writes plant, losses and the contract's sum, hour by hour. */
function stream(halls: number, years: number): number {
  const arrays = Array.from({ length: 6 }, () => new Float64Array(HOURS).fill(1));
  const [it, weather, plant, losses, power, quarters] = arrays as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let sum = 0;
  for (let hall = 0; hall < halls; hall++) {
    for (let year = 0; year < years; year++) {
      for (let hour = 0; hour < HOURS; hour++) {
        const heat = it[hour]!;
        const work = heat * weather[hour]!;
        plant[hour] = work;
        losses[hour] = heat + work;
        power[hour] = power[hour]! + work;
        quarters[hour] = quarters[hour]! + heat;
        sum += work;
      }
    }
  }
  return sum;
}
