import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';

/** What a plan may declare and the program does not simulate, with what it says instead of a number. */
interface Unsupported {
  readonly what: string;
  /** Members of the campus, after the hall. */
  readonly campus?: string;
  /** Members of the hall. */
  readonly hall?: string;
  readonly cooling?: string;
  readonly electrical?: string;
  readonly network?: string;
  readonly contract?: string;
  /** Declarations after the campus. */
  readonly after?: string;
  readonly path: string;
  readonly says: RegExp;
}

const chat = (more: string): string =>
  `workload W: Chat { on: [A], model: Llama_70B, demand: 10 req/s${more === '' ? '' : `, ${more}`} }`;

/** Told by the simulation, where it meets the thing: DCP4902. */
const simulated: readonly Unsupported[] = [
  {
    what: 'speculative decoding',
    campus: chat('speculation: draft'),
    path: 'C.W',
    says: /^speculative decoding is not modelled/,
  },
  {
    what: 'a cache that is moved to the host',
    campus: chat('kvOffload: host'),
    path: 'C.W',
    says: /^moving the cache .* is not modelled/,
  },
  {
    what: 'experts spread over accelerators, of a model that states none',
    campus: chat('expertParallel: 16'),
    path: 'C.W',
    says: /spreads no experts/,
  },
  {
    what: 'heat that is used elsewhere',
    cooling: 'DirectToChip { heatReuse: district }',
    path: 'C.A',
    says: /^heat reuse is not supported/,
  },
  {
    what: '800 V direct current',
    electrical: 'Standard { feed: dc800 }',
    path: 'C.A',
    says: /^800 V direct current counts as losses of its path only/,
  },
  {
    what: 'wind',
    campus: 'generation G { capacity: 2 MW, technology: wind }',
    path: 'C.G',
    says: /wind .* not simulated/,
  },
  {
    what: 'a workload of no kind',
    campus: 'workload W { on: [A] }',
    path: 'C.W',
    says: /^a plain workload says nothing to simulate/,
  },
  {
    what: 'fixed shares of work that can wait',
    campus: 'workload W: BatchInference { on: { A: 100 % }, demand: 1 req/s }',
    path: 'C.W',
    says: /^fixed shares of work that can wait/,
  },
  {
    what: 'an oversubscribed fabric without leaves',
    network: 'Torus3D { oversubscription: 4:1 }',
    path: 'C.A.network',
    says: /no leaves to oversubscribe/,
  },
  {
    what: 'called hours of a contract that campuses share',
    after: `contract Shared { capacity: 5 MW, energy: 45 USD/MWh, firm: 50 %, interruptibleHours: 100 h }
campus D {
  climate: Dallas
  opens: 2027-01
  horizon: 1 year
  hall A { racks: 8 of GB200_NVL72, cooling: DirectToChip, network: LeafSpine {}, power: Shared }
}`,
    contract: 'Shared',
    path: 'Shared',
    says: /called hours are not simulated where several campuses draw/,
  },
  {
    what: 'generation of a campus that has no contract of its own',
    campus:
      'generation Field { capacity: 1 MW, technology: solar, capacityFactor: 25 %, capital: 900 USD/kW, upkeep: 12 USD/kW/year }',
    after: `contract Shared { capacity: 5 MW, energy: 45 USD/MWh }
campus D {
  climate: Dallas
  opens: 2027-01
  horizon: 1 year
  hall A { racks: 8 of GB200_NVL72, cooling: DirectToChip, network: LeafSpine {}, power: Shared }
}`,
    contract: 'Shared',
    path: 'C',
    says: /stand behind no contract of its own: they are paid for and not simulated/,
  },
  {
    what: 'blocks of a hall that is retrofitted',
    hall: 'modular { block: 0.2 MW }\n    retrofit R { to: DirectToChip { supply: 30 degC }, at: 2027-07 }',
    path: 'C.A',
    says: /^blocks of a hall that is retrofitted are not simulated: it is taken to be built at once/,
  },
  {
    what: 'two retrofits of a hall at once',
    hall: 'retrofit R { to: DirectToChip { supply: 30 degC }, downtime: 3 months, at: 2027-03 }\n    retrofit S { to: DirectToChip { supply: 28 degC }, at: 2027-04 }',
    path: 'C.A.S',
    says: /^it begins while another retrofit of its hall is under way/,
  },
];

/** Told of the declaration, with or without a simulation: DCP3010. */
const declared: readonly Unsupported[] = [
  { what: 'a reserve of space', campus: 'reserve R { ends: 2030 }', path: 'C.R', says: /^this reserve names no power/ },
];

function text({ campus = '', hall = '', cooling, electrical, network, contract, after = '' }: Unsupported): string {
  return `import std/climates { Dallas }
import std/cooling { DirectToChip }
import std/electrical { Standard }
import std/models { Llama_70B }
import std/networks { LeafSpine, Torus3D }
import std/racks { GB200_NVL72 }
import std/workloads { BatchInference, Chat }
campus C {
  climate: Dallas
  opens: 2027-01
  horizon: 1 year
  ${contract === undefined ? 'contract Grid { capacity: 3 MW, energy: 45 USD/MWh }' : ''}
  hall A {
    racks: 8 of GB200_NVL72
    cooling: ${cooling ?? 'DirectToChip'}
    electrical: ${electrical ?? 'Standard'}
    network: ${network ?? 'LeafSpine {}'}
    power: ${contract ?? 'Grid'}
    ${hall}
  }
  ${campus}
}
${after}
`;
}

function check(source: string): readonly Diagnostic[] {
  const workspace = new Workspace({
    stdlib: stdlibFiles,
    read: (file) => (file === 'plan.dcplan' ? source : undefined),
    resolve: (_, spec) => spec,
  });
  return workspace.check('plan.dcplan', { simulate: true }).diagnostics;
}

function said(each: Unsupported, code: string): void {
  const found = check(text(each));
  expect(found.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  const told = found.filter((one) => one.code === code && one.path === each.path);
  expect(told.map(({ message }) => message)).toContainEqual(expect.stringMatching(each.says));
}

describe('what the simulation does not support it says', () => {
  test.each(simulated.map((each) => [each.what, each] as const))('%s', (_, each) => {
    said(each, 'DCP4902');
  });

  test('and nothing else: every such note has its case here', () => {
    const root = fileURLToPath(new URL('../../compiler/src/simulation/', import.meta.url));
    const notes = readdirSync(root, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'))
      .reduce(
        (sum, name) => sum + [...readFileSync(root + name, 'utf8').matchAll(/type: 'unsupported'[,\s]/g)].length,
        0,
      );
    expect(simulated).toHaveLength(notes);
  });
});

describe('what lies in the future of a campus is checked, and said not to be simulated', () => {
  test.each(declared.map((each) => [each.what, each] as const))('%s', (_, each) => {
    said(each, 'DCP3010');
  });
});

test('a plan with none of it says nothing of the kind', () => {
  const found = check(text({ what: '', campus: chat(''), path: '', says: /$/ }));
  expect(found.filter(({ code }) => code === 'DCP4902' || code === 'DCP3010')).toEqual([]);
});

test('a battery that buys cheap and sells dear cannot be written', () => {
  const found = check(
    text({ what: '', campus: 'battery B { power: 1 MW, energy: 1 MWh, use: arbitrage }', path: '', says: /$/ }),
  );
  expect(found.find(({ severity }) => severity === 'error')?.message).toMatch(/smoothing.*peaks/);
});
