import { describe, expect, it } from 'vitest';
import { simulationJson } from '../../compiler/src/diagnostics/simulation-json.js';
import { engine, type Workspace } from '../../compiler/src/workspace/workspace.js';
import { chat, hall } from './cases.js';
import { campus, jsonOf, training, workspaceOf } from './fixture.js';

const year = (text: string): string => text.replace('horizon: 2 years', 'horizon: 1 year');

/** A plan with a training hall and one that serves, batch work, and all that they may refine. */
function mixed(change: (text: string) => string = (text) => text): string {
  const body = change(`rack Ours: HGX_H200_Air {}
model Small: Llama_70B {}

campus C {
  climate: Dallas
  opens: 2027-01
  horizon: 1 year
  users { us_south: 60 %, us_east: 40 % }
  policy { findingMinimum: 1 USD, findingShare: 0 % }
  contract Grid: ERCOT_Industrial { capacity: 5 MW, rampRate: 0.5 MW/min }
  hall A { racks: 8 of GB200_NVL72, cooling: DirectToChip, network: RailOptimized {}, power: Grid }
  hall B { racks: 20 of Ours, cooling: AirEconomizer, network: LeafSpine { oversubscription: 3:1 }, power: Grid }
  workload Frontier: Pretraining { on: [A], accelerators: 576 }
  workload W: Chat { on: [B], model: Small, demand: 40 req/s }
  workload Embed: Embeddings { on: [B], demand: 500 req/s, slo { latency: 300 ms } }
  workload Batch: BatchInference { on: [B], model: Small, demand: 2 req/s }
}
`);
  const names = [
    'racks { GB200_NVL72, HGX_H200_Air }',
    'models { Llama_70B }',
    'cooling { AirEconomizer, DirectToChip }',
    'networks { LeafSpine, RailOptimized }',
    'tariffs { ERCOT_Industrial }',
    'climates { Dallas }',
    'workloads { BatchInference, Chat, Embeddings, Pretraining }',
  ];
  return `${names.map((name) => `import std/${name}\n`).join('')}\n${body}`;
}

const within =
  (from: string, to: string) =>
  (text: string): string => {
    expect(text).toContain(from);
    return text.replace(from, to);
  };

/** One change each, of everything that some part of the simulation rests on. */
const changes: readonly (readonly [string, (text: string) => string])[] = [
  ['nothing', (text) => text],
  ['draw of training', within('accelerators: 576', 'accelerators: 576, power: 60 %')],
  ['draw of requests', within('demand: 500 req/s', 'demand: 500 req/s, power: 30 %')],
  ['MFU', within('accelerators: 576', 'accelerators: 576, mfu: 30 %')],
  ['job size', within('accelerators: 576', 'accelerators: 576, jobSize: 72')],
  ['checkpoints', within('accelerators: 576', 'accelerators: 576, checkpoint { restart: 60 min }')],
  ['spares', within('demand: 40 req/s', 'demand: 40 req/s, spares: 50 %')],
  ['users', within('us_east: 40 %', 'us_west: 40 %')],
  ['a site', within('  climate: Dallas', '  site { lat: 61, lon: 25 }\n  climate: Dallas')],
  ['a rack', within('rack Ours: HGX_H200_Air {}', 'rack Ours: HGX_H200_Air { fixedBusy: 8 kW }')],
  ['a price', within('rack Ours: HGX_H200_Air {}', 'rack Ours: HGX_H200_Air { price: 1_000_000 USD }')],
  ['a model', within('model Small: Llama_70B {}', 'model Small: Llama_70B { kvPerToken: 400 kB/token }')],
  ['idle policy', within('racks: 20 of Ours', 'idle: sleep, racks: 20 of Ours')],
  ['electrical path', within('racks: 20 of Ours', 'electrical { redundancy: 2N }, racks: 20 of Ours')],
  ['plant', within('racks: 20 of Ours', 'plantCapacity: 300 kW, racks: 20 of Ours')],
  ['cooling', within('cooling: AirEconomizer', 'cooling: AirEconomizer { airFan: 0.1 }')],
  ['weather', within('climate: Dallas', 'climate: Dallas { warmestHour: 8 }')],
  ['opening', within('racks: 20 of Ours', 'opens: 2027-04, racks: 20 of Ours')],
  ['fabric', within('oversubscription: 3:1', 'oversubscription: 8:1')],
  ['optics', within('oversubscription: 3:1', 'oversubscription: 3:1, transceiverPower: 30 W')],
  ['contract', within('capacity: 5 MW', 'capacity: 5 MW, minimumDemand: 90 %, demandCharge: 9 USD/kW/month')],
  ['battery', within('  hall A {', '  battery Cells { power: 1 MW, energy: 1 MWh }\n  hall A {')],
  ['economics', within('  opens: 2027-01', '  economics { itLife: 3 years }\n  opens: 2027-01')],
  ['discount', within('  opens: 2027-01', '  discount: 3 %\n  opens: 2027-01')],
  ['carbon price', within('  opens: 2027-01', '  carbonPrice: 90 USD/t\n  opens: 2027-01')],
];

/** Everything that simulating gives, as text. */
function numbers(workspace: Workspace, file: string): string {
  const { plan, diagnostics } = workspace.compile(file);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
  const { metrics, costs, halls, contracts, notes, assignments, presentValue } = workspace.simulate(plan!);
  return JSON.stringify(
    [
      [...metrics].map(([path, values]) => [path, [...values]]),
      costs,
      [...halls],
      [...contracts],
      notes,
      assignments,
      presentValue,
    ],
    (_, value: unknown) => (value instanceof Float64Array ? Array.from(value) : value),
  );
}

it('what was simulated before does not show, in whichever order', () => {
  const plans = changes.map(([name, change]) => [name, mixed(change)] as const);
  const files = Object.fromEntries(plans);
  const fresh = plans.map(([name]) => numbers(workspaceOf(files), name));
  // Otherwise a change has no effect, and the test says nothing of it.
  for (const [i, text] of fresh.entries()) expect(fresh.indexOf(text), plans[i]![0]).toBe(i);
  const forward = workspaceOf(files);
  const backward = workspaceOf(files);
  const names = plans.map(([name]) => name);
  const there = names.map((name) => numbers(forward, name));
  const back = [...names]
    .reverse()
    .map((name) => numbers(backward, name))
    .reverse();
  for (const [i, name] of names.entries()) {
    expect(there[i] === fresh[i], `${name}, after those before it`).toBe(true);
    expect(back[i] === fresh[i], `${name}, after those behind it`).toBe(true);
  }
});

describe('the same plan gives the same bytes', () => {
  const files = {
    'a.dcplan': mixed(),
    'b.dcplan': year(campus({ hall: hall('20 of HGX_H200_Air', 'RearDoor') })),
    'c.dcplan': year(training()),
  };
  const names = Object.keys(files);

  const simulated = (workspace: Workspace, file: string): string => {
    const { plan, hash, report } = workspace.check(file, { simulate: true });
    return JSON.stringify(simulationJson(engine, plan!, { file, hash: hash! }, report!, 1));
  };

  it('in workspaces of their own, and warm in another order', { timeout: 120_000 }, () => {
    const cold = names.map((file) => {
      const workspace = workspaceOf(files);
      return [jsonOf('', workspace, file), simulated(workspace, file)];
    });
    const warm = workspaceOf(files);
    const reversed = [...names]
      .reverse()
      .map((file) => [jsonOf('', warm, file), simulated(warm, file)])
      .reverse();
    expect(reversed).toEqual(cold);
    warm.changed();
    expect(names.map((file) => [jsonOf('', warm, file), simulated(warm, file)])).toEqual(cold);
  });
});

it('a file in another order is the same plan: its hash, its numbers, its findings', () => {
  const blocks = {
    contract: '  contract Grid: ERCOT_Industrial { capacity: 4 MW }',
    hallA: hall('20 of HGX_H200_Air', 'RearDoor'),
    hallZ: hall('8 of GB200_NVL72', 'DirectToChip').replace('hall A', 'hall Z'),
    train: '  workload Frontier: Pretraining { on: [Z], accelerators: 576 }',
    chat: chat('demand: 40 req/s'),
  };
  const one = year(
    campus({
      contract: blocks.contract,
      hall: `${blocks.hallA}\n${blocks.hallZ}`,
      workload: `${blocks.train}\n${blocks.chat}`,
    }),
  );
  const other = year(
    campus({
      contract: blocks.chat,
      hall: `${blocks.train}\n${blocks.hallZ.replace(/( {4}racks.*\n)( {4}cooling.*\n)/, '$2$1')}`,
      workload: `${blocks.hallA}\n${blocks.contract}`,
    }),
  );
  expect(other).not.toBe(one);
  const [a, b] = [workspaceOf({ 'plan.dcplan': one }), workspaceOf({ 'plan.dcplan': other })].map((workspace) => {
    const { hash, diagnostics, report } = workspace.check('plan.dcplan', { simulate: true });
    // Where they stand is all that may differ.
    const found = diagnostics
      .filter(({ code }) => /^DCP[346]/.test(code))
      .map(({ code, path, message, impact, fixes }) =>
        JSON.stringify([code, path, message, impact, fixes?.map(({ title, predicted }) => [title, predicted])]),
      );
    return {
      hash,
      found: found.sort(),
      value: report!.result.presentValue,
      costs: report!.result.costs.map((line) => [line.path, line.item, line.presentValue]),
    };
  });
  expect(b).toEqual(a);
  expect(a!.found.length).toBeGreaterThan(2);
});
