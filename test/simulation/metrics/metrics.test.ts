import { describe, expect, it } from 'vitest';
import { metricInfo } from '../../../compiler/src/ir/metric-info.js';
import { simulate, type SimulationResult } from '../../../compiler/src/simulation/index.js';
import { oneHall, type OneHall } from '../../validation/support/campus.js';
import { planOf } from '../../validation/support/plan.js';

const TOP = ['import std/racks { GB200_NVL72 }', 'import std/models { Llama_70B }'];
const TRAINING = 'training Train { on: A, accelerators: 1_000, model: Llama_70B }';
const CHAT =
  'inference Chat { on: A, model: Llama_70B, demand: 20 req/s, promptTokens: 1_000, outputTokens: 200, value: 2 USD/Mtok }';

function run(over: Partial<OneHall> = {}, change = (text: string): string => text): SimulationResult {
  const { plan } = planOf(change(oneHall({ top: TOP, racks: '20 of GB200_NVL72', campus: [CHAT], ...over })));
  return simulate(plan);
}

function value(result: SimulationResult, path: string, name: string): number {
  const found = result.metrics.get(path)?.get(name)?.value;
  if (found == null) throw new Error(`${path}.${name} is ${String(found)}`);
  return found;
}

const HOUR = 3600;
const YEAR = 8_760 * HOUR;

describe('costs per unit, each by hand from what it divides', () => {
  const result = run({ campus: [TRAINING, CHAT] });
  const of = (name: string): number => value(result, 'C', name);
  const cost = result.costs.reduce((sum, line) => sum + line.byYear[0]!, 0);

  it('of the campus', () => {
    const hall = result.halls.get('C.A')!;
    const it = hall.itEnergy[0]!;
    const facility = it + hall.plantEnergy[0]! + hall.electricalEnergy[0]!;
    expect(of('cost')).toBeCloseTo(cost, 3);
    expect(of('levelisedCost') / (cost / it)).toBeCloseTo(1, 9);
    expect(of('equivalentAnnualCost') / cost).toBeCloseTo(1, 9);
    expect(of('costPerInstalledHour') / (cost / (1_440 * YEAR))).toBeCloseTo(1, 9);
    expect(of('costPerBusyHour') / (cost / (hall.busy[0]! * YEAR))).toBeCloseTo(1, 9);
    expect(of('powerPerAccelerator') / (facility / 1_440 / YEAR)).toBeCloseTo(1, 9);
    expect(of('powerPerAccelerator')).toBeGreaterThan(500);
    expect(of('powerPerAccelerator')).toBeLessThan(3_000);
    const rated = 20 * 132e3 + value(result, 'C.Net', 'power');
    expect(of('costPerItPower') / (cost / (rated * YEAR))).toBeCloseTo(1, 9);
  });

  it('of contracted power, over the time that it stands', () => {
    const half = run({ campus: [CHAT] }, (text) => text.replace(/opens: \S+/, 'opens: 2027-07'));
    const [contracted] = half.contracts.get('C.Grid')!.capacity;
    const paid = half.costs.reduce((sum, line) => sum + line.byYear[0]!, 0);
    // Of 365 days those from 1 July on.
    const open = (184 / 365) * YEAR;
    const found = half.metrics.get('C')!.get('costPerPower')!.byYear[0]!;
    expect(found / (paid / (contracted! * open))).toBeCloseTo(1, 9);
  });

  it('of training and of tokens', () => {
    const train = result.workloadCosts.get('C.Train')![0]!;
    const chat = result.workloadCosts.get('C.Chat')![0]!;
    expect(value(result, 'C.Train', 'costPerTrainingDay') / (train / 365)).toBeCloseTo(1, 9);
    expect(value(result, 'C.Train', 'costPerAcceleratorDay') / (train / 365 / 1_000)).toBeCloseTo(1, 9);
    const flops = value(result, 'C.Train', 'goodput') * YEAR;
    expect(value(result, 'C.Train', 'costPerExaflop') / (train / flops)).toBeCloseTo(1, 9);
    expect(value(result, 'C.Train', 'levelisedCostPerExaflop') / (train / flops)).toBeCloseTo(1, 9);
    expect(value(result, 'C.Train', 'energyPerExaflop')).toBeGreaterThan(0);
    const tokens = value(result, 'C.Chat', 'served');
    expect(value(result, 'C.Chat', 'costPerMtok') / (chat / tokens)).toBeCloseTo(1, 9);
    expect(value(result, 'C.Chat', 'levelisedCostPerMtok') / (chat / tokens)).toBeCloseTo(1, 9);
    const held = value(result, 'C.Chat', 'accelerators');
    expect(value(result, 'C.Chat', 'costPerAcceleratorHour') / (chat / (held * YEAR))).toBeCloseTo(1, 9);
  });

  it('every metric is declared for its kind', () => {
    for (const [path, metrics] of result.metrics)
      for (const name of metrics.keys())
        expect(metricInfo(result.kinds.get(path)!, name), `${path}.${name}`).toBeDefined();
  });

  it('every part of the cost is charged', () => {
    const items = new Set(result.costs.map(({ item }) => item));
    for (const item of ['racks', 'network', 'shell and fit-out', 'land', 'distribution', 'UPS', 'cooling'])
      expect(items).toContain(`${item} capital`);
    for (const item of ['racks upkeep', 'cooling upkeep', 'staff']) expect(items).toContain(item);
    expect(items).toContain('energy of IT');
  });
});

describe('stranded capital', () => {
  it('is part of the cost of the hall, and of the campus by its halls', () => {
    const result = run();
    const stranded = value(result, 'C', 'strandedCapital');
    expect(stranded).toBe(value(result, 'C.A', 'strandedCapital'));
    expect(stranded).toBeGreaterThan(0);
    expect(stranded).toBeLessThan(value(result, 'C.A', 'cost'));
    expect(result.halls.get('C.A')!.stranded[0]!.cause).toBe('demand');
  });

  it('falls when the same hall has more work', () => {
    const busier = run({ campus: [CHAT, TRAINING] });
    expect(value(busier, 'C', 'strandedCapital')).toBeLessThan(value(run(), 'C', 'strandedCapital'));
  });

  it('of racks that are all held names the accelerators as what is used up', () => {
    const full = run({ campus: ['training Train { on: A, accelerators: 1_440 }'] });
    expect(full.halls.get('C.A')!.stranded[0]).toMatchObject({
      cause: 'accelerators',
      parts: { accelerators: 0, floor: 0 },
    });
  });
});

describe('worth of the work served', () => {
  it('is what workloads say, less the cost', () => {
    const result = run();
    const worth = value(result, 'C.Chat', 'served') * 2e-6;
    expect(value(result, 'C', 'netPresentValue')).toBeCloseTo((worth - value(result, 'C', 'cost')) / 1.08, -2);
  });

  it('is unknown where a workload says none', () => {
    expect(
      run({ campus: [CHAT, TRAINING] })
        .metrics.get('C')
        ?.get('netPresentValue')?.value,
    ).toBeNull();
  });
});

describe('plans with next to nothing in them', () => {
  const cases: readonly (readonly [string, () => SimulationResult])[] = [
    ['no racks', () => run({ racks: '0 of GB200_NVL72', campus: [] })],
    ['no racks and work', () => run({ racks: '0 of GB200_NVL72' })],
    ['racks and no work', () => run({ campus: [] })],
    ['work that asks for nothing', () => run({ campus: [CHAT.replace('20 req/s', '0 req/s')] })],
    ['an hour of horizon', () => run({}, (text) => text.replace('horizon: 1 years', 'horizon: 1 h'))],
    ['no hall', () => run({ campus: [] }, (text) => text.replace(/ {2}hall A \{[^}]*\}\n/, ''))],
  ];

  it.each(cases)('%s: every number is finite, what is undefined is null', (_, simulated) => {
    const result = simulated();
    for (const [path, metrics] of result.metrics)
      for (const [name, metric] of metrics)
        for (const each of [metric.value, ...metric.byYear])
          if (each !== null) expect(Number.isFinite(each), `${path}.${name} is ${each}`).toBe(true);
    for (const line of result.costs) {
      expect(
        line.byYear.every((usd) => Number.isFinite(usd)),
        line.item,
      ).toBe(true);
      if (line.presentValue !== null) expect(Number.isFinite(line.presentValue)).toBe(true);
    }
  });

  it('without IT there is no PUE and no cost per unit', () => {
    const metrics = run({ racks: '0 of GB200_NVL72', campus: [] }).metrics.get('C')!;
    for (const name of ['pue', 'levelisedCost', 'costPerInstalledHour', 'costPerBusyHour', 'powerPerAccelerator'])
      expect(metrics.get(name)?.value, name).toBeNull();
  });

  it('tokens that nobody asks for have no price', () => {
    const chat = run({ campus: [CHAT.replace('20 req/s', '0 req/s')] }).metrics.get('C.Chat')!;
    for (const name of ['costPerMtok', 'levelisedCostPerMtok', 'energyPerToken'])
      expect(chat.get(name)?.value).toBeNull();
  });
});

describe('called hours', () => {
  const TERMS = 'capacity: 2 MW, energy: 60 USD/MWh, firm: 50 %, interruptibleHours: 100 h';
  const GRID = 'contract Grid { capacity: 1_000 MW, energy: 60 USD/MWh }';
  const called = (text: string): string => text.replace(GRID, `contract Grid { ${TERMS} }`);

  it('of a contract of one campus are those that it may call, and take a share of the work', () => {
    const result = run({ campus: [TRAINING] }, called);
    expect(value(result, 'C.Grid', 'calledHours')).toBe(100 * HOUR);
    const energy = value(result, 'C.Grid', 'calledEnergy');
    expect(energy).toBeGreaterThan(0);
    expect(energy).toBeLessThanOrEqual(value(result, 'C', 'peak') * 100 * HOUR);
    const loss = value(result, 'C.Train', 'calledLoss');
    expect(loss).toBeGreaterThan(0);
    expect(loss).toBeLessThanOrEqual(100 / 8_760 + 1e-12);
  });

  it('of a firm contract are none, and take nothing', () => {
    const result = run({ campus: [TRAINING] });
    for (const name of ['calledHours', 'calledEnergy', 'generated']) expect(value(result, 'C.Grid', name)).toBe(0);
    expect(value(result, 'C.Train', 'calledLoss')).toBe(0);
  });

  it('of a contract of several campuses are unknown, not none', () => {
    const result = run({ campus: [TRAINING] }, (text) => {
      const [head, body] = [text.slice(0, text.indexOf('campus C')), text.slice(text.indexOf('campus C'))];
      const member = body.replace(`  ${GRID}\n`, '');
      return `${head}contract Grid { ${TERMS} }\n${member}${member.replace('campus C', 'campus D')}`;
    });
    for (const name of ['calledHours', 'calledEnergy']) expect(result.metrics.get('Grid')?.get(name)?.value).toBeNull();
    for (const path of ['C.Train', 'D.Train']) expect(result.metrics.get(path)?.get('calledLoss')?.value).toBeNull();
    expect(result.notes.some(({ type, path }) => type === 'unsupported' && path === 'Grid')).toBe(true);
  });
});

describe('fabric', () => {
  it('shows its hops, its time, and what experts beyond the scale-up domain need of it', () => {
    const wide = CHAT.replace('model: Llama_70B', 'model: DeepSeek_V3, expertParallel: 144, slo { tpot: 50 ms }');
    const result = run({
      top: ['import std/racks { GB200_NVL72 }', 'import std/models { DeepSeek_V3 }'],
      campus: [wide],
    });
    expect(value(result, 'C.Net', 'hops')).toBe(3);
    expect(value(result, 'C.Net', 'meanHops')).toBeLessThan(3);
    expect(value(result, 'C.Net', 'meanLatency')).toBeLessThan(value(result, 'C.Net', 'latency'));
    expect(value(result, 'C.Net', 'latencyNeeded')).toBeCloseTo(0.05 / (2 * 61), 9);
    expect(run().metrics.get('C.Net')?.get('latencyNeeded')?.value).toBeNull();
  });
});
