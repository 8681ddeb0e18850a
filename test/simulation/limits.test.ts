import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type MetricValue,
  simulate,
  SimulationCache,
  type SimulationResult,
} from '../../compiler/src/simulation/index.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { planOf } from '../support/plan-of.js';

/** A campus of one hall with whatever is odd about it. */
interface Odd {
  readonly horizon?: string;
  readonly opens?: string;
  readonly campus?: string;
  readonly contract?: string;
  readonly racks?: string;
  readonly cooling?: string;
  readonly electrical?: string;
  readonly network?: string;
  readonly hall?: string;
  readonly work?: string;
}

const IMPORTS = [
  'import std/climates { Dallas }',
  'import std/cooling { AirEconomizer, CRAH_Chiller, DirectToChip, Hybrid }',
  'import std/electrical { Standard }',
  'import std/models { Llama_70B }',
  'import std/networks { LeafSpine, RailOptimized }',
  'import std/racks { GB200_NVL72, HGX_H200_Air }',
  'import std/workloads { BatchInference, Chat, Embeddings, Pretraining }',
].join('\n');

function text(odd: Odd): string {
  return `${IMPORTS}
campus C {
  climate: Dallas
  opens: ${odd.opens ?? '2027-01'}
  horizon: ${odd.horizon ?? '1 year'}
  ${odd.campus ?? ''}
  contract Grid { ${odd.contract ?? 'capacity: 3 MW, energy: 45 USD/MWh, demandCharge: 8 USD/kW/month'} }
  hall A {
    racks: ${odd.racks ?? '8 of GB200_NVL72'}
    cooling: ${odd.cooling ?? 'DirectToChip'}
    electrical: ${odd.electrical ?? 'Standard'}
    network: ${odd.network ?? 'LeafSpine {}'}
    power: Grid
    ${odd.hall ?? ''}
  }
  ${odd.work ?? ''}
}
`;
}

const cache = new SimulationCache();
const run = (odd: Odd): SimulationResult => simulate(planOf(text(odd)), cache);
const metric = (result: SimulationResult, path: string, name: string): MetricValue => {
  const found = result.metrics.get(path)?.get(name);
  if (found === undefined) throw new Error(`${path} has no ${name}`);
  return found;
};

/** Metrics that may be below zero: money of a credit, and an SLO that is missed. */
const SIGNED = new Set(['sloHeadroom']);
/** Shares of a whole. */
const SHARES = new Set([
  'unserved',
  'reserved',
  'busy',
  'idle',
  'loadFactor',
  'utilisation',
  'utilisationLimit',
  'mfu',
]);

/** Everything that is told is a number or said to be none; nothing is negative, no share is above the whole. */
function sound(result: SimulationResult): void {
  for (const [path, metrics] of result.metrics)
    for (const [name, { value, byYear }] of metrics)
      for (const each of [value, ...byYear]) {
        if (each === null) continue;
        expect(each, `${path}.${name}`).not.toBeNaN();
        expect(Number.isFinite(each), `${path}.${name} is ${String(each)}`).toBe(true);
        if (!SIGNED.has(name)) expect(each, `${path}.${name}`).toBeGreaterThanOrEqual(0);
        if (SHARES.has(name)) expect(each, `${path}.${name}`).toBeLessThanOrEqual(1 + 1e-9);
        if (name === 'pue') expect(each, `${path}.${name}`).toBeGreaterThanOrEqual(1 - 1e-9);
      }
  for (const { item, presentValue, byYear } of result.costs) {
    expect(presentValue === null || Number.isFinite(presentValue), item).toBe(true);
    if (presentValue !== null) expect(byYear.every(Number.isFinite), item).toBe(true);
  }
  expect(result.energy === null || Number.isFinite(result.energy)).toBe(true);
  for (const path of result.halls.keys())
    result.years.forEach((_, year) => {
      const hours = result.hours(path, year);
      if (hours === undefined) return;
      for (const series of [hours.it, hours.plant, hours.electrical])
        expect(series.every((watts) => watts >= 0 && Number.isFinite(watts))).toBe(true);
    });
  for (const { use } of result.binds) expect(use === null || (Number.isFinite(use) && use >= 0)).toBe(true);
}

describe('outside a range', () => {
  const workspace = (source: string): Workspace =>
    new Workspace({
      stdlib: stdlibFiles,
      read: (file) => (file === 'plan.dcplan' ? source : undefined),
      resolve: (_, spec) => spec,
    });
  const found = (odd: Odd): readonly string[] =>
    workspace(text(odd))
      .check('plan.dcplan', { simulate: true })
      .diagnostics.map(({ message }) => message);

  test.each([
    [{ cooling: 'DirectToChip { supply: 75 degC }' }, /supply.*5 degC.*60 degC/],
    [{ cooling: 'DirectToChip { turndown: 95 % }' }, /turndown.*0 %.*90 %/],
    [{ horizon: '0 h' }, /horizon.*1 h.*40 years/],
    [{ horizon: '60 years' }, /horizon.*40 years/],
    [{ electrical: 'Standard { distribution: 40 % }' }, /distribution.*0 %.*10 %/],
    [{ work: 'workload T: Pretraining { on: [A], accelerators: 10, mfu: 95 % }' }, /mfu.*1 %.*80 %/],
  ] as const)('%o: whose range, and which', (odd, message) => {
    expect(found(odd).some((each) => message.test(each))).toBe(true);
  });

  test('a chiller in water that its curves were not fitted for says so, and whose curve it is', () => {
    const result = run({
      cooling: 'CRAH_Chiller { supply: 40 degC, copReference: 6, inputRatioCurve: [1, 0, 0, 0, 0, 0] }',
      work: 'workload T: Pretraining { on: [A], accelerators: 576 }',
    });
    const ranges = result.notes.filter(({ type, path }) => type === 'range' && path.startsWith('C.A'));
    expect(ranges.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/curves of the chillers are fitted for water leaving at .*\d.*degC/),
    );
    sound(result);
  });

  test('a negative loss coefficient is zero, and said', () => {
    const result = run({ electrical: 'Standard { ups: [-0.01, 0.01, 0.01] }' });
    expect(result.notes.filter(({ type }) => type === 'range').map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/UPS.*negative/),
    );
    sound(result);
  });
});

describe('load above capacity', () => {
  test('requests beyond the hall are shed and reported', () => {
    const result = run({ work: 'workload W: Chat { on: [A], model: Llama_70B, demand: 1_000_000 req/s }' });
    const unserved = metric(result, 'C.W', 'unserved').value!;
    expect(unserved).toBeGreaterThan(0.9);
    expect(unserved).toBeLessThan(1);
    expect(result.unservedReasons.get('C.W')).toEqual(['capacity']);
    const demand = metric(result, 'C.W', 'demand').value!;
    expect(Math.abs(metric(result, 'C.W', 'served').value! / (demand * (1 - unserved)) - 1)).toBeLessThan(1e-9);
    sound(result);
  });

  test('training beyond the hall gets what is there', () => {
    const result = run({ work: 'workload T: Pretraining { on: [A], accelerators: 5_760 }' });
    expect(metric(result, 'C.T', 'accelerators').value).toBeCloseTo(576, 6);
    expect(metric(result, 'C.T', 'unserved').value).toBeCloseTo(0.9, 6);
    sound(result);
  });

  test('power beyond the contract is flagged with its month and energy', () => {
    const result = run({
      contract: 'capacity: 0.2 MW, energy: 45 USD/MWh',
      work: 'workload T: Pretraining { on: [A], accelerators: 576 }',
    });
    const { firstPeakBreach, overEnergy } = result.contracts.get('C.Grid')!;
    expect(firstPeakBreach).toBe(0);
    expect(overEnergy[0]).toBeGreaterThan(0);
    sound(result);
  });

  test('heat beyond the plant is said', () => {
    const result = run({
      hall: 'plantCapacity: 0.2 MW',
      work: 'workload T: Pretraining { on: [A], accelerators: 576 }',
    });
    expect(result.notes.filter(({ path }) => path.startsWith('C.A')).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/heat|plant/),
    );
    sound(result);
  });
});

describe('nothing at all', () => {
  test('a hall without work draws what idles, and its PUE is finite', () => {
    const result = run({});
    expect(metric(result, 'C', 'energy').value).toBeGreaterThan(0);
    expect(metric(result, 'C', 'pue').value).toBeGreaterThan(1);
    sound(result);
  });

  test.each(['0 req/s', '0.000_001 req/s'])('a service with a demand of %s', (demand) => {
    sound(run({ work: `workload W: Chat { on: [A], model: Llama_70B, demand: ${demand} }` }));
  });

  test('training on no accelerators', () => {
    const result = run({ work: 'workload T: Pretraining { on: [A], accelerators: 0 }' });
    expect(metric(result, 'C.T', 'accelerators').value).toBe(0);
    sound(result);
  });

  test('a hall without racks has an undefined PUE, not an infinite one', () => {
    const result = run({ racks: '0 of GB200_NVL72' });
    expect(metric(result, 'C.A', 'pue').value).toBeNull();
    expect(metric(result, 'C', 'pue').value).toBeNull();
    sound(result);
  });

  test('work on a hall without racks is unserved', () => {
    const result = run({
      racks: '0 of GB200_NVL72',
      work: 'workload W: Chat { on: [A], model: Llama_70B, demand: 10 req/s }',
    });
    expect(metric(result, 'C.W', 'unserved').value).toBe(1);
    sound(result);
  });

  test('a hall that opens after the horizon', () => {
    const result = run({ hall: 'opens: 2030-01', work: 'workload T: Pretraining { on: [A], accelerators: 576 }' });
    expect(metric(result, 'C.A', 'pue').value).toBeNull();
    expect(metric(result, 'C.T', 'unserved').value).toBe(1);
    sound(result);
  });
});

describe('one hour of horizon', () => {
  const work = 'workload T: Pretraining { on: [A], accelerators: 576 }';

  test('is finite, and the hour is an hour of the work', () => {
    const result = run({ horizon: '1 h', work });
    sound(result);
    const [hour, year] = [result, run({ work })].map((each) => each.hours('C.A', 0)!.it[0]!);
    expect(hour).toBeGreaterThan(0);
    expect(Math.abs(hour! / year! - 1)).toBeLessThan(1e-9);
    expect(metric(result, 'C', 'energy').value).toBeCloseTo(
      3600 * (['it', 'plant', 'electrical'] as const).reduce((sum, each) => sum + result.hours('C.A', 0)![each][0]!, 0),
      -3,
    );
  });

  test('also in the middle of a year, with a service', () => {
    sound(
      run({
        opens: '2027-07-15',
        horizon: '1 h',
        work: 'workload W: Chat { on: [A], model: Llama_70B, demand: 10 req/s }',
      }),
    );
  });
});

describe('odd plans', () => {
  const works = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 0, max: 100_000 }).map((count) => `workload T: Pretraining { on: [A], accelerators: ${count} }`),
    fc
      .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
      .map(([count, size]) => `workload T: Pretraining { on: [A], accelerators: ${count}, jobSize: ${size} }`),
    fc
      .record({
        demand: fc.constantFrom('0', '0.001', '7', '500', '1_000_000'),
        prompt: fc.constantFrom(0, 1, 1155, 200_000, 10_000_000),
        output: fc.constantFrom(0, 1, 211, 1_000_000),
        hit: fc.integer({ min: 0, max: 100 }),
        spares: fc.constantFrom(0, 5, 200),
        dispersion: fc.constantFrom(0.01, 1, 10_000),
        tpot: fc.constantFrom('0.1 ms', '40 ms', '10 s'),
        ttft: fc.constantFrom('1 ms', '450 ms', '100 s'),
      })
      .map(
        (each) =>
          `workload W: Chat { on: [A], model: Llama_70B, demand: ${each.demand} req/s, promptTokens: ${each.prompt}, ` +
          `outputTokens: ${each.output}, prefixHit: ${each.hit} %, spares: ${each.spares} %, dispersion: ${each.dispersion}\n` +
          `    slo { ttft: ${each.ttft}, tpot: ${each.tpot}, percentile: 99 % }\n  }`,
      ),
    fc
      .constantFrom('0', '1', '100', '1_000_000')
      .map((rate) => `workload E: Embeddings { on: [A], demand: ${rate} req/s }`),
    fc
      .constantFrom('0', '1', '100_000')
      .map((rate) => `workload B: BatchInference { on: [A], demand: ${rate} req/s, deadline: 1 h }`),
  );
  const odds: fc.Arbitrary<Odd> = fc.record({
    horizon: fc.constantFrom('1 h', '5 h', '1 days', '40 days', '1 year', '15 months'),
    opens: fc.constantFrom('2027-01', '2027-02-28', '2027-07-15', '2027-12-31', '2028'),
    campus: fc.constantFrom('', 'discount: 0 %', 'discount: 50 %', 'discount: -5 %', 'carbonPrice: 1_000 USD/t'),
    contract: fc.constantFrom(
      'capacity: 3 MW, energy: 45 USD/MWh, demandCharge: 8 USD/kW/month',
      'capacity: 0 MW, energy: 0 USD/MWh',
      'capacity: 0.001 MW, energy: 45 USD/MWh, takeOrPay: 100 %, minimumDemand: 100 %, ratchet: 100 %',
      'capacity: 10_000 MW, energy: 45 USD/MWh, coincidentCharge: 100 USD/kW/year, rampRate: 0.001 MW/min',
    ),
    racks: fc.constantFrom('0 of GB200_NVL72', '1 of HGX_H200_Air', '8 of GB200_NVL72', '3_000 of GB200_NVL72'),
    cooling: fc.constantFrom(
      'DirectToChip',
      'CRAH_Chiller',
      'AirEconomizer',
      'Hybrid',
      'DirectToChip { supply: 5 degC }',
      'DirectToChip { chiller: none, supply: 60 degC }',
      'CRAH_Chiller { turndown: 90 %, unitSize: 60 MW, redundancy: 2N }',
      'Hybrid { airCapacity: 0 %, liquidShare: 100 % }',
    ),
    electrical: fc.constantFrom(
      'Standard',
      'Standard { upsShare: 0 %, houseLoad: 0 % }',
      'Standard { redundancy: 2N }',
    ),
    network: fc.constantFrom('LeafSpine {}', 'RailOptimized {}', 'LeafSpine { oversubscription: 64:1 }'),
    hall: fc.constantFrom('', 'plantCapacity: 0.01 MW', 'plantCapacity: 500 MW', 'idle: sleep', 'idle: off'),
    work: works,
  });

  test('no plan throws, and nothing that it tells is negative, infinite or NaN', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(odds, (odd) => {
        sound(run(odd));
      }),
      { numRuns: 300 },
    );
  });
});
