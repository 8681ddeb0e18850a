import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hall } from '../../../compiler/src/ir/index.js';
import { NO_SUPPLY, type Supply } from '../../../compiler/src/simulation/placement/supply.js';
import { inWords } from '../../../compiler/src/simulation/placement/worths.js';
import { chip, hall, inference, operate, rack, training } from '../operation/plans.js';

const CONTRACT = { path: 'C.Grid', price: () => 40 / 3.6e9, limits: true } as const;

/** Halls on one contract of so many MW, without plant and losses. */
function onGrid(halls: number, megawatts: number): Supply {
  return {
    ...NO_SUPPLY,
    halls: Array.from({ length: halls }, () => ({ contracts: [0], overhead: 1, base: 0 })),
    contracts: [{ ...CONTRACT, capacity: () => megawatts * 1e6 }],
  };
}

const priced = (name: string, racks: number, price: number, over: Partial<Hall> = {}): Hall =>
  hall(name, racks, { racks: [{ count: racks, of: { ...rack, path: `R${name}`, price } }], ...over });

const held = (result: ReturnType<ReturnType<typeof operate>['year']>, workload: string): Record<string, number> =>
  Object.fromEntries(
    result.assignments
      .filter((one) => one.workload === workload)
      .map(({ hall: place, accelerators }) => [place, Math.round(accelerators * 1e6) / 1e6]),
  );

describe('work goes where it costs least', () => {
  test('without places named, training too', () => {
    const halls = [priced('Dear', 20, 5e6), priced('Cheap', 20, 3e6)];
    const { year } = operate({ halls, workloads: [training('T', { accelerators: 1000 })] });
    expect(held(year(2027), 'C.T')).toEqual({ 'C.Cheap': 1000 });
  });

  test('places named are kept to, whatever they cost', () => {
    const halls = [priced('Dear', 20, 5e6), priced('Cheap', 20, 3e6)];
    const on = [{ ref: 'C.Dear' }, { ref: 'C.Cheap' }];
    const { year } = operate({ halls, workloads: [training('T', { accelerators: 1000, on })] });
    expect(held(year(2027), 'C.T')).toEqual({ 'C.Dear': 1000 });
  });

  test('one that can go elsewhere makes room for one that cannot', () => {
    const halls = [priced('A', 20, 3e6), priced('B', 20, 5e6)];
    const workloads = [
      training('First', { accelerators: 1000, priority: 1 }),
      training('Bound', { accelerators: 1000, on: [{ ref: 'C.A' }] }),
    ];
    const result = operate({ halls, workloads }).year(2027);
    expect(held(result, 'C.First')).toEqual({ 'C.B': 1000 });
    expect(held(result, 'C.Bound')).toEqual({ 'C.A': 1000 });
  });

  test('each workload where it has the greater advantage', () => {
    // Training gains more from the new chip than decoding does, which is held back by memory.
    const newer = { ...chip, path: 'Newer', name: 'Newer', bf16: 5e15 };
    const halls = [
      hall('Old', 40),
      hall('New', 40, {
        racks: [{ count: 40, of: { ...rack, path: 'RN', accelerator: { ref: 'Newer' }, price: 4e6 } }],
      }),
    ];
    const { year } = operate({
      halls,
      workloads: [inference('W', { demand: 150 }), training('T', { accelerators: 2000 })],
      plan: { accelerator: [chip, newer] },
    });
    expect(Object.keys(held(year(2027), 'C.T'))).toEqual(['C.New']);
  });
});

test('a job of training is whole in one hall where it can be', () => {
  const halls = [hall('A', 14), hall('B', 14), hall('D', 14)];
  const jobs = (jobSize?: number) =>
    held(
      operate({
        halls,
        workloads: [training('T', { accelerators: 2000, ...(jobSize === undefined ? {} : { jobSize }) })],
      }).year(2027),
      'C.T',
    );
  expect(jobs(500)).toEqual({ 'C.A': 1000, 'C.B': 1000 });
  expect(jobs(400)).toEqual({ 'C.A': 800, 'C.B': 800, 'C.D': 400 });
  // Larger than any hall: it has to be split.
  expect(jobs()).toEqual({ 'C.A': 1008, 'C.B': 992 });
});

describe('contracts', () => {
  const two = [priced('A', 20, 3e6), priced('B', 20, 5e6)];
  const rest = (racks: number): number => racks * (30e3 + 72 * 168);

  test('work moves to a dearer hall before a contract is exceeded', () => {
    const supply: Supply = {
      ...onGrid(2, 0),
      halls: [
        { contracts: [0], overhead: 1.2, base: 0 },
        { contracts: [1], overhead: 1.2, base: 0 },
      ],
      contracts: [
        { ...CONTRACT, capacity: () => 2e6 },
        { ...CONTRACT, path: 'C.Other', capacity: () => 9e6 },
      ],
    };
    const result = operate(
      { halls: two, workloads: [training('T', { accelerators: 1440, jobSize: 1 })] },
      undefined,
      supply,
    ).year(2027);
    const perAccelerator = 0.9 * 1200 + 42e3 / 72 - 168 - 30e3 / 72;
    const fits = (2e6 / 1.2 - rest(20)) / perAccelerator;
    expect(held(result, 'C.T')['C.A']).toBeCloseTo(fits, -1);
    const worth = result.worths.find(({ limit }) => limit === 'contract')!;
    // A MW holds 1e6/(1.2 · W beyond rest) accelerators in the hall whose racks cost 2 MUSD less for each 72.
    expect(worth.money! * 1e6).toBeCloseTo((1e6 / 1.2 / perAccelerator) * (2e6 / 72), -3);
    expect(inWords(worth)).toMatch(/^one more MW of contract C\.Grid is worth [\d.]+ M USD a year$/);
  });

  test('what cannot go elsewhere is served all the same, and the contract is exceeded', () => {
    const result = operate(
      { halls: [two[0]!], workloads: [training('T', { accelerators: 1440 })] },
      undefined,
      onGrid(1, 2),
    ).year(2027);
    expect(result.workloads.get('C.T')?.unserved).toBe(0);
    const worth = result.worths.find(({ limit }) => limit === 'contract')!;
    expect(worth).toMatchObject({ path: 'C.Grid', money: null, within: 1 });
    expect(inWords(worth)).toBe('one more MW of contract C.Grid would take 1 MW back within contracts');
  });
});

describe('what one more is worth', () => {
  const short = (value?: number) =>
    operate(
      {
        halls: [hall('A', 4)],
        workloads: [inference('W', { demand: 2000, ...(value === undefined ? {} : { value }) })],
      },
      undefined,
      { ...NO_SUPPLY, annuity: 0 },
    )
      .year(2027)
      .worths.find(({ limit }) => limit === 'accelerators')!;

  test('an accelerator is worth what it serves, where the plan says what that is worth', () => {
    // 1 USD for a million tokens.
    expect(short(1e-6).money).toBeGreaterThan(1000);
    expect(short(2e-6).money! - short(1e-6).money!).toBeCloseTo(short(3e-6).money! - short(2e-6).money!, 3);
  });

  test('without a value it is not known, and what it would serve is said instead', () => {
    const worth = short();
    expect(worth).toMatchObject({ money: null });
    expect(worth.serves).toBeCloseTo(1, 6);
    expect(inWords(worth)).toBe('one more accelerator in C.A would serve work of 1 accelerators');
  });

  test('a millisecond is worth the accelerators that it saves, where waits decide', () => {
    const slo = { kind: 'slo', ttft: 0.12, tpot: 0.04, percentile: 0.99 } as const;
    const run = (ttft: number) =>
      operate({ halls: [hall('A', 4)], workloads: [inference('W', { demand: 150, slo: { ...slo, ttft } })] }).year(
        2027,
      );
    const worth = run(0.12).worths.find(({ limit }) => limit === 'latency');
    if (worth) expect(worth.serves).toBeGreaterThan(0);
    expect(run(10).worths.filter(({ limit }) => limit === 'latency')).toEqual([]);
  });

  test('nothing where nothing binds', () => {
    expect(operate({ halls: [hall('A', 40)], workloads: [inference('W', { demand: 50 })] }).year(2027).worths).toEqual(
      [],
    );
  });
});

const fleet = fc.record({
  racks: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 4 }),
  gang: fc.integer({ min: 0, max: 4000 }),
  chat: fc.integer({ min: 0, max: 600 }),
  urgent: fc.integer({ min: 0, max: 2 }),
});

test('the order in which equal halls are declared does not change what is served and held', () => {
  fc.assert(
    fc.property(fleet, ({ racks, gang, chat, urgent }) => {
      const halls = racks.map(() => 12).map((count, i) => hall(`H${String(i)}`, count));
      const workloads = [training('T', { accelerators: gang }), inference('W', { demand: chat, priority: urgent })];
      const totals = (order: readonly Hall[]) =>
        [...operate({ halls: order, workloads }).year(2027).workloads.values()].map(({ served, heldAccelerators }) => [
          served,
          heldAccelerators,
        ]);
      expect(totals([...halls].reverse())).toEqual(totals(halls));
    }),
    { numRuns: 40 },
  );
});

test('nothing throws and nobody holds more than there is, whatever is asked for', () => {
  fc.assert(
    fc.property(fleet, fc.double({ min: 0, max: 5, noNaN: true }), ({ racks, gang, chat, urgent }, megawatts) => {
      const halls = racks.map((count, i) => priced(`H${String(i)}`, count, 1e6 * (1 + i)));
      const result = operate(
        {
          halls,
          workloads: [
            training('T', { accelerators: 10 * gang }),
            inference('W', { demand: 100 * chat, priority: urgent }),
            inference('V', { demand: chat, on: [{ ref: 'C.H1' }, { ref: 'C.H0' }] }),
          ],
        },
        undefined,
        onGrid(racks.length, megawatts),
      ).year(2027);
      for (const one of result.halls.values()) expect(one.held).toBeLessThanOrEqual(one.installed * (1 + 1e-9));
      for (const { money, serves, within } of result.worths)
        expect([money ?? 0, serves, within].every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 40 },
  );
});
