import { performance } from 'node:perf_hooks';
import { applyChanges } from '../../compiler/src/fit/counterfactual/patch.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { type Checked, Workspace } from '../../compiler/src/workspace/workspace.js';
import type { Row } from './table.js';

const HALLS = 64;
const DESIGNS = 8;
const YEARS = 20;
const FILE = 'bench.dcplan';
/** Issue of the road: ms of one thread. */
const BUDGET = { quick: 50, hourly: 1500, cold: 5000 } as const;

/**
 * What does not fit in a campus of 64 halls over 20 years: from nothing with the search for the best plan, and after an edit of
 * one hall's plant. Each is measured once: what a planner waits for is the first time. The first mend of each finding is
 * simulated hour by hour, changed in the IR: compiling its edited source is the editor's.
 */
export function fit(): Row[] {
  let text = planOf();
  const workspace = new Workspace({
    stdlib: stdlibFiles,
    read: (name) => (name === FILE ? text : undefined),
    resolve: (_from, specifier) => specifier,
  });
  const check = (fidelity: 'F0' | 'F1'): Checked => workspace.check(FILE, { simulate: true, fidelity });
  const cold = timed(() => {
    const { mismatch } = check('F0').report ?? {};
    if (mismatch === undefined) throw new Error('the plan of the bench has no mismatch cost');
    return mismatch.simulations;
  });
  text = text.replace('plantCapacity: 9 MW', 'plantCapacity: 8.7 MW');
  workspace.changed(FILE);
  const compiled = timed(() => workspace.compile(FILE));
  const quick = timed(() => check('F0'));
  const hourly = timed(() => {
    const { plan, report } = quick.value;
    if (plan === undefined || report === undefined) throw new Error('the plan of the bench does not compile');
    const mends = report.findings.flatMap(({ mends: [first] = [] }) => first ?? []);
    for (const mended of [
      plan,
      ...mends.flatMap(({ changes }) => applyChanges(plan, changes, workspace.library()) ?? []),
    ])
      workspace.simulate(mended);
    return mends.length;
  });
  return [
    {
      what: 'from nothing: findings and the best plan, F0',
      value: cold.processor,
      unit: 'ms',
      budget: BUDGET.cold,
      note: `processor time; ${String(cold.value)} simulations of the search`,
    },
    {
      what: 'after an edit in one hall: compiled',
      value: compiled.processor,
      unit: 'ms',
      note: 'not a part of what follows',
    },
    {
      what: 'after an edit in one hall: all findings, F0',
      value: quick.processor,
      unit: 'ms',
      budget: BUDGET.quick,
      note: `${String(quick.value.diagnostics.length)} findings`,
    },
    {
      what: 'after an edit in one hall: plan and mends, F1',
      value: hourly.processor,
      unit: 'ms',
      budget: BUDGET.hourly,
      note: `${String(hourly.value)} mends`,
    },
  ];
}

function timed<T>(work: () => T): { readonly value: T; readonly wall: number; readonly processor: number } {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const value = work();
  const { user, system } = process.cpuUsage(used);
  return { value, wall: performance.now() - start, processor: (user + system) / 1000 };
}

/** Eight designs of halls, eight of each, on four contracts, for training and for four models that are served. */
function planOf(): string {
  const halls = Array.from({ length: HALLS }, (_, i) => hall(i));
  const names = (of: (index: number) => boolean): string =>
    Array.from({ length: HALLS }, (_, i) => i)
      .filter(of)
      .map((i) => `H${String(i)}`)
      .join(', ');
  const served = Array.from(
    { length: 4 },
    (_, i) => `  workload Chat${String(i)}: Chat {
    model: Llama_70B
    demand: ${String(40 + 10 * i)} req/s growing 10 %/year
    value: ${String(4 + i)} USD/Mtok
    on: [${names((hall) => hall % DESIGNS >= 4 && hall % 4 === i)}]
  }`,
  );
  return `import std/racks { GB200_NVL72 }
import std/models { Llama_70B }
import std/cooling { DirectToChip, DirectToChip_Chilled }
import std/networks { RailOptimized, LeafSpine }
import std/tariffs { ERCOT_Industrial }
import std/climates { Abilene }
import std/workloads { Pretraining, Chat }

campus Prairie {
  climate: Abilene
  opens: 2027-01
  horizon: ${String(YEARS)} years
  discount: 8 %
${Array.from(
  { length: 4 },
  (_, i) => `  contract Grid${String(i)}: ERCOT_Industrial {
    capacity: ${String(190 + 10 * i)} MW
    minimumDemand: 60 %
    takeOrPay: 40 %
    demandCharge: 9 USD/kW/month
  }`,
).join('\n')}
${halls.join('\n')}
  workload Train: Pretraining {
    accelerators: ${String(28 * 40 * 72)}
    on: [${names((hall) => hall % DESIGNS < 4)}]
  }
${served.join('\n')}
}
`;
}

function hall(index: number): string {
  const design = index % DESIGNS;
  const cooling = design % 2 === 0 ? 'DirectToChip_Chilled' : 'DirectToChip';
  const ratio = design % 4 < 2 ? '1:1' : '2:1';
  return `  hall H${String(index)} {
    power: Grid${String(index % 4)}
    racks: ${String(40 + design)} of GB200_NVL72
    cooling: ${cooling}
    network: ${design < 4 ? 'RailOptimized' : 'LeafSpine'} { oversubscription: ${ratio} }
    plantCapacity: 9 MW
  }`;
}
