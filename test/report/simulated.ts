import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import type { Page } from '../../compiler/src/report/page.js';
import { pageOf } from '../../compiler/src/report/page.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { type Checked, Workspace } from '../../compiler/src/workspace/workspace.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Simulated = Required<Pick<Checked, 'plan' | 'hash' | 'report'>> & Checked;

export function sample(file: string): string {
  return readFileSync(join(root, 'samples', file), 'utf8');
}

/** A plan's text, checked and simulated; throws where it does not compile. */
export function simulated(text: string): Simulated & { readonly page: Page } {
  const workspace = workspaceOf(text);
  const checked = workspace.check('plan.dcplan', { simulate: true });
  const { plan, report, hash, diagnostics } = checked;
  if (plan === undefined || report === undefined || hash === undefined)
    throw new Error(`the plan does not compile: ${diagnostics.map(({ message }) => message).join('; ')}`);
  const sources = new Sources((file) => workspace.text(file));
  const page = pageOf({ engine: 'test', file: 'plan.dcplan', hash, plan, report, diagnostics, sources, seed: 1 });
  return { ...checked, plan, report, hash, page };
}

/** The same without a search for what does not fit, which takes long on a plan of many halls. */
export function unjudged(text: string): Pick<Simulated, 'plan' | 'report'> {
  const workspace = workspaceOf(text);
  const { plan, diagnostics } = workspace.compile('plan.dcplan');
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return {
    plan,
    report: { result: workspace.simulate(plan), findings: [], fits: new Map(), hallFits: [], mismatch: undefined },
  };
}

function workspaceOf(text: string): Workspace {
  return new Workspace({
    stdlib: stdlibFiles,
    read: (file) => (file === 'plan.dcplan' ? text : undefined),
    resolve: (from, spec) => join(dirname(from), spec),
  });
}

/** Two halls of different kinds on one contract that is soon too small, with a ramp limit and an interruptible part. */
export const BREACHING = `import std/racks { HGX_H200_Air, GB200_NVL72 }
import std/cooling { AirEconomizer, DirectToChip_Chilled }
import std/networks { LeafSpine, RailOptimized }
import std/tariffs { ERCOT_Industrial }
import std/climates { Dallas }
import std/workloads { Chat, Pretraining }
import std/models { Llama_70B }

campus First {
  climate: Dallas
  opens: 2027-07
  horizon: 3 years
  contract Grid: ERCOT_Industrial {
    capacity: step { 2027-07: 9 MW, 2028-07: 5 MW }
    firm: 80 %
    rampRate: 0.1 MW/min
  }
  hall A[1..2] {
    racks: 120 of HGX_H200_Air
    cooling: AirEconomizer
    network: LeafSpine { oversubscription: 3:1 }
    power: Grid
  }
  hall B {
    racks: 60 of GB200_NVL72
    cooling: DirectToChip_Chilled
    network: RailOptimized { oversubscription: 1:1 }
    power: Grid
  }
  workload Assistant: Chat {
    on: [A]
    model: Llama_70B
    demand: 1_000 req/s growing 20 %/year from 2027 until 2031
  }
  workload Frontier: Pretraining {
    on: [B]
    accelerators: 4_000
  }
}
`;
