import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../compiler/src/semantics/index.js';
import { simulate, SimulationCache } from '../../compiler/src/simulation/index.js';
import { placedYear } from '../../compiler/src/simulation/operation/it-model.js';
import { layoutOf } from '../../compiler/src/simulation/placement/layout.js';
import { ErlangTable } from '../../compiler/src/simulation/serving/erlang.js';
import {
  type AnyEntity,
  type Campus,
  central,
  type Plan,
  valueAt,
  type VaryingUncertainNumber,
} from '../../compiler/src/ir/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { campus, imports } from './inputs/campus.js';
import { writeDcplan } from './inputs/dcplan.js';
import { type Cost, medianCost, run } from './measure.js';
import type { Row } from './table.js';

const HALLS = 100;
const YEARS = 15;
const HOURS = 8760;
/** Issue of the road: fifteen years of a hundred distinct halls, ms of one thread and bytes. */
const BUDGET_MS = 400;
const BUDGET_MB = 250;

/** Design of placement: a programme for each year, ms. */
const PLACED_YEARS = 20;
const BUDGET_PLACED_MS = 400;
const FIRST_YEAR = 2027.5;

/** Runs before those that are timed: the engine goes on compiling for about that long. */
const WARM = 12;

/** Design of F0: what the editor runs while somebody types, ms. */
const QUICK_HALLS = 64;
const QUICK_YEARS = 20;
const BUDGET_QUICK_MS = 30;

/**
 * Hour by hour, all halls distinct, at work and open from the first day, on one thread. What a plant does in this weather is
 * tabulated once and kept; every run has racks that draw otherwise, so that every hall is simulated anew, and placement is
 * held: it has a budget of its own. A year in which a hall draws what it drew the year before is not run again.
 */
export function simulation(folder: string): Row[] {
  const plan = planOf(HALLS, YEARS);
  const first = medianCost(() => simulate(plan), { warm: 0, runs: 1 });
  const whole = inItsOwnProcess();
  const bound = medianCost(() => stream(HALLS, YEARS), { warm: 2, runs: 9 });
  const each = perHour(whole, HALLS, YEARS);
  const least = perHour(bound, HALLS, YEARS);
  const small = planOf(QUICK_HALLS, QUICK_YEARS);
  return [
    { what: 'first in the process', value: first.processor, unit: 'ms', note: 'processor time, placement included' },
    {
      what: `${String(HALLS)} halls, ${String(YEARS)} years hourly`,
      value: leastOf(whole),
      unit: 'ms',
      budget: BUDGET_MS,
      note: 'placement held; the clock, or the processor where others hold up the clock',
    },
    {
      what: 'with placement',
      value: placedAnew(plan).processor,
      unit: 'ms',
      note: 'processor time, other work to be placed in every run',
    },
    {
      what: `${String(PLACED_YEARS)} placements of ${String(HALLS)} halls`,
      value: leastOf(placements(planOf(HALLS, PLACED_YEARS))),
      unit: 'ms',
      budget: BUDGET_PLACED_MS,
      note: 'a programme a year, on contracts and halls that are too small for the work',
    },
    {
      what: 'resident memory',
      value: peakMegabytes(folder),
      unit: 'MB',
      budget: BUDGET_MB,
      note: 'peak of a process that compiles and simulates this plan',
    },
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
    {
      what: `F0: ${String(QUICK_HALLS)} halls, ${String(QUICK_YEARS)} years`,
      value: leastOf(edited(small, oneHall)),
      unit: 'ms',
      budget: BUDGET_QUICK_MS,
      note: 'representative days, placement held, one hall changed',
    },
    {
      what: '',
      value: leastOf(edited(small, carbonPrice)),
      unit: 'ms',
      budget: BUDGET_QUICK_MS,
      note: 'one number changed that all halls rest on',
    },
    {
      what: '',
      value: leastOf(repeated(small, 'F0')),
      unit: 'ms',
      budget: BUDGET_QUICK_MS,
      note: 'all racks draw otherwise',
    },
  ];
}

/** What runs of the whole plan, hour by hour, cost. */
export function hourly(): Cost {
  return repeated(planOf(HALLS, YEARS), 'F1');
}

/** The same in a process that has run nothing else, so that no other measurement's memory is collected meanwhile. */
function inItsOwnProcess(): Cost {
  const script = fileURLToPath(new URL('hourly.ts', import.meta.url));
  const { status, stdout, stderr } = run({
    label: 'hourly',
    file: process.execPath,
    arguments: ['--import', 'tsx', script],
  });
  if (status !== 0) throw new Error(`the hourly run of the bench fails: ${stderr}`);
  return JSON.parse(stdout) as Cost;
}

/** Runs of plans that differ in what racks draw at rest, by less than anybody would see. */
function repeated(plan: Plan, fidelity: 'F0' | 'F1'): Cost {
  return edited(plan, warmerRacks, fidelity);
}

/** Runs of plans that an edit makes, each another one, with the placement of the first. */
function edited(plan: Plan, edit: (plan: Plan, run: number) => Plan, fidelity: 'F0' | 'F1' = 'F0'): Cost {
  const cache = new SimulationCache();
  const { placement } = simulate(plan, cache, 1, fidelity);
  return medianCost((run) => simulate(edit(plan, run + 1), cache, 1, fidelity, { placement }), { warm: WARM, runs: 9 });
}

function warmerRacks(plan: Plan, run: number): Plan {
  const catalogue = Object.entries(plan.catalogue).map(([key, entity]): [string, AnyEntity] => [
    key,
    entity.kind === 'rack' && entity.fixedIdle !== undefined
      ? { ...entity, fixedIdle: central(entity.fixedIdle) * (1 + 1e-9 * run) }
      : entity,
  ]);
  return { ...plan, catalogue: Object.fromEntries(catalogue) };
}

function oneHall(plan: Plan, run: number): Plan {
  const [campus] = plan.campus as [Campus];
  const hall = campus.hall.map((each, i) =>
    i === 5 ? { ...each, plantCapacity: 16e6 + run, path: each.path ?? '' } : each,
  );
  return { ...plan, campus: [{ ...campus, hall }] };
}

function carbonPrice(plan: Plan, run: number): Plan {
  return { ...plan, campus: plan.campus.map((campus) => ({ ...campus, carbonPrice: 0.04 * (1 + 1e-9 * run) })) };
}

/** The same plan with other work to place in every run. */
function placedAnew(plan: Plan): Cost {
  const cache = new SimulationCache();
  return medianCost((run) => simulate(withSpares(plan, 0.05 + 1e-9 * run), cache), { warm: 2, runs: 5 });
}

/** Where the work of a plan goes, decided anew year by year: what is kept of former decisions is thrown away before each run. */
function placements(plan: Plan): Cost {
  const [it] = simulate(scarce(plan), new SimulationCache(), 1, 'F0').placement.values();
  const { model } = it!;
  return medianCost(
    () => {
      const layout = layoutOf(model.jobs, model.fleet.pools, model.supply);
      const anew = { ...model, layout, table: new ErlangTable(), placed: [] };
      for (let year = 0; year < PLACED_YEARS; year++) placedYear(anew, year);
    },
    { warm: 3, runs: 9 },
  );
}

/** The plan on a third of its contracts' power and with more work than its halls hold, which stays so in all years. */
function scarce(plan: Plan): Plan {
  const first = (value: VaryingUncertainNumber, by: number): number => by * valueAt(value, FIRST_YEAR);
  const campuses = plan.campus.map((campus) => ({
    ...campus,
    contract: campus.contract.map((contract) => ({ ...contract, capacity: first(contract.capacity, 0.35) })),
    workload: campus.workload.map((workload) => {
      if (workload.kind === 'training') return { ...workload, accelerators: first(workload.accelerators, 2) };
      return 'demand' in workload ? { ...workload, demand: first(workload.demand, 6) } : workload;
    }),
  }));
  return { ...plan, campus: campuses };
}

function withSpares(plan: Plan, spares: number): Plan {
  const campuses = plan.campus.map((campus) => ({
    ...campus,
    workload: campus.workload.map((workload) => ('spares' in workload ? { ...workload, spares } : workload)),
  }));
  return { ...plan, campus: campuses };
}

/** Peak resident memory of a process that does nothing but this simulation, from the text on, by the built library. */
function peakMegabytes(folder: string): number {
  const file = join(folder, 'simulation.dcplan');
  writeFileSync(file, textOf(HALLS, YEARS));
  const library = new URL('../../compiler/dist/index.js', import.meta.url).href;
  const script = [
    `import { readFileSync } from 'node:fs';`,
    `import { ready, simulate, stdlibFiles, Workspace } from ${JSON.stringify(library)};`,
    `await ready();`,
    `const text = readFileSync(${JSON.stringify(file)}, 'utf8');`,
    `const host = { stdlib: stdlibFiles, read: () => text, resolve: (_from, spec) => spec };`,
    `const { plan } = new Workspace(host).compile('bench.dcplan');`,
    `if (!(simulate(plan).presentValue > 0)) process.exit(1);`,
  ].join('\n');
  const child = run(
    { label: 'simulation', file: process.execPath, arguments: ['--input-type=module', '-e', script] },
    { peak: true },
  );
  if (child.status !== 0) throw new Error(`the simulation of the bench fails: ${child.stderr}`);
  return child.peakMegabytes;
}

/** Of one thread the processor counts helpers beside what the clock counts, and the clock also what others do: the less is nearer. */
function leastOf({ wall, processor }: Cost): number {
  return Math.min(wall, processor);
}

function perHour(cost: Cost, halls: number, years: number): number {
  return (leastOf(cost) * 1e6) / (halls * years * HOURS);
}

/** As many workloads as halls, each on two of them. */
function textOf(halls: number, years: number): string {
  return writeDcplan(campus(halls, halls), imports)
    .replaceAll(/^ {4}opens: .*\n/gm, '')
    .replace(/horizon: 15 years/, `horizon: ${String(years)} years`);
}

function planOf(halls: number, years: number): Plan {
  const text = textOf(halls, years);
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
