import { compile } from '../../compiler/src/semantics/index.js';
import { simulate } from '../../compiler/src/simulation/index.js';
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

/** Hour by hour, all halls distinct and open from the first day: one thread, nothing kept from run to run. */
export function simulation(): Row[] {
  const plan = planOf(HALLS, YEARS);
  const first = medianCost(() => simulate(plan), { warm: 0, runs: 1 });
  const whole = medianCost(() => simulate(plan), { warm: 3, runs: 9 });
  const memory = process.memoryUsage().rss / 1e6;
  const bound = medianCost(() => stream(HALLS, YEARS), { warm: 2, runs: 9 });
  const fewHalls = perHour(simulation15(10), 10, YEARS);
  const fewYears = perHour(medianCost(() => simulate(planOf(HALLS, 5)), { warm: 1, runs: 5 }), HALLS, 5);
  const quick = medianCost(() => simulate(plan, undefined, 1, 'F0'), { warm: 3, runs: 9 });
  const each = perHour(whole, HALLS, YEARS);
  const least = perHour(bound, HALLS, YEARS);
  const what = `${String(HALLS)} halls, ${String(YEARS)} years hourly`;
  return [
    { what: 'first in the process', value: first.processor, unit: 'ms', note: 'processor time' },
    { what, value: whole.wall, unit: 'ms', budget: BUDGET_MS, note: 'by the clock, of one thread' },
    { what: 'resident memory', value: memory, unit: 'MB', budget: BUDGET_MB },
    { what: 'per hall-hour', value: each, unit: 'ns' },
    { what: 'a bare loop over the same arrays', value: least, unit: 'ns', note: 'per hall-hour: the bound' },
    { what: 'over the bound', value: each / least, unit: 'x' },
    { what: 'per hall-hour of 10 halls', value: fewHalls, unit: 'ns', note: 'how it grows with halls' },
    { what: 'per hall-hour of 5 years', value: fewYears, unit: 'ns', note: 'how it grows with years' },
    { what: 'the same at fidelity F0', value: quick.wall, unit: 'ms', note: 'representative days' },
  ];
}

function simulation15(halls: number): Cost {
  const plan = planOf(halls, YEARS);
  return medianCost(() => simulate(plan), { warm: 2, runs: 9 });
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
