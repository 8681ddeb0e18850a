import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hall } from '../../../compiler/src/ir/index.js';
import {
  calibration,
  chip,
  deferrable,
  hall,
  hoursOf,
  inference,
  mean,
  model,
  operate,
  rack,
  requests,
  training,
} from './plans.js';

const policies = ['off', 'sleep', 'consolidate', 'spread'] as const satisfies readonly Hall['idle'][];

test('idle policies draw in order', () => {
  const demand = fc.double({ min: 1, max: 20_000, noNaN: true });
  const prompt = fc.integer({ min: 10, max: 20_000 });
  fc.assert(
    fc.property(demand, prompt, fc.boolean(), (rate, promptTokens, tokens) => {
      const workload = tokens ? inference('W', { demand: rate, promptTokens }) : requests('W', { demand: 100 * rate });
      const energy = policies.map((idle) =>
        mean(
          hoursOf(
            operate({ halls: [hall('A', 200, { idle })], workloads: [workload] })
              .year(2028)
              .halls.get('C.A'),
          ),
        ),
      );
      for (let i = 1; i < energy.length; i++)
        expect(energy[i - 1]).toBeLessThanOrEqual((energy[i] ?? NaN) * (1 + 1e-9));
    }),
    { numRuns: 60 },
  );
});

test('what is asked for is served or not, and never more than there is', () => {
  const some = fc.record({
    training: fc.double({ min: 0, max: 20_000, noNaN: true }),
    chat: fc.double({ min: 0, max: 5_000, noNaN: true }),
    batch: fc.double({ min: 0, max: 5_000, noNaN: true }),
    racks: fc.integer({ min: 1, max: 200 }),
    count: fc.integer({ min: 1, max: 3 }),
    idle: fc.constantFrom(...policies),
  });
  fc.assert(
    fc.property(some, ({ training: gang, chat, batch, racks, count, idle }) => {
      const { year } = operate({
        halls: [hall('A', racks, { idle, count }), hall('B', 20)],
        workloads: [
          training('T', { accelerators: gang }),
          inference('W', { demand: chat }),
          deferrable('D', { demand: batch, weekend: 0.8, minimumBlock: 4 * 3600 }),
        ],
      });
      const result = year(2029);
      for (const workload of result.workloads.values()) {
        expect(workload.served + workload.unserved).toBeCloseTo(
          workload.demand,
          -Math.floor(Math.log10(workload.demand + 1)) + 9,
        );
        expect(workload.served).toBeLessThanOrEqual(workload.demand * (1 + 1e-9));
        expect(workload.reason === undefined).toBe(workload.unserved <= 1e-9 * workload.demand);
      }
      let energy = 0;
      for (const [path, found] of result.halls) {
        expect(found.held).toBeLessThanOrEqual(found.installed * (1 + 1e-9));
        expect(found.busy).toBeLessThanOrEqual(found.installed * (1 + 1e-9));
        expect(found.backfilled).toBeLessThanOrEqual(found.held - (found.busy - found.backfilled) + 1e-6);
        energy += mean(hoursOf(found)) * 8760 * 3600 * (path === 'C.A' ? count : 1);
      }
      const attributed = [...result.workloads.values()].reduce(
        (sum, workload) => sum + (workload.busyEnergyShare ?? NaN),
        0,
      );
      expect(attributed).toBeLessThanOrEqual(energy * (1 + 1e-9));
      const held = result.assignments.reduce((sum, { accelerators }) => sum + accelerators, 0);
      expect(held).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

test('all energy of full halls is attributed', () => {
  const result = operate({ halls: [hall('A', 10)], workloads: [training('T', { accelerators: 720 })] }).year(2027);
  expect(result.workloads.get('C.T')?.busyEnergyShare).toBeCloseTo(10 * (42e3 + 72 * 1200 * 0.9) * 8760 * 3600, -6);
});

test('work that waits takes what the hour leaves before it takes accelerators of its own', () => {
  const chat = inference('W', { demand: 500 });
  const small = operate({ halls: [hall('A', 100)], workloads: [chat, deferrable('D', { demand: 20 })] }).year(2027);
  const found = small.halls.get('C.A');
  expect(small.workloads.get('C.D')?.unserved).toBe(0);
  expect(found?.backfilled).toBeGreaterThan(0);
  expect(found?.backfilled).toBeCloseTo(small.workloads.get('C.D')?.heldAccelerators ?? NaN, 6);
  const large = operate({ halls: [hall('A', 100)], workloads: [chat, deferrable('D', { demand: 900 })] }).year(2027);
  expect(large.workloads.get('C.D')?.heldAccelerators).toBeGreaterThan(large.halls.get('C.A')?.backfilled ?? NaN);
});

test('a deadline within the day serves no more than one of a week', () => {
  const served = (deadline: number) =>
    operate({
      halls: [hall('A', 20)],
      workloads: [inference('W', { demand: 600 }), deferrable('D', { demand: 80, weekend: 0, deadline })],
    })
      .year(2027)
      .workloads.get('C.D');
  expect(served(3600)?.served).toBeLessThanOrEqual(served(7 * 86400)?.served ?? NaN);
});

test('H42: nothing runs before it is built, and a refresh changes what stands there', () => {
  const newer = { ...chip, path: 'Newer', name: 'Newer', tdp: 2000, idle: 200 };
  const { year } = operate({
    halls: [
      hall('A', 10, {
        opens: '2028-07-01',
        refresh: [
          {
            kind: 'refresh',
            at: '2030-01-01',
            to: [{ count: 5, of: { ...rack, path: 'R2', accelerator: { ref: 'Newer' } } }],
          },
        ],
      }),
    ],
    workloads: [training('T', { accelerators: 720 })],
    plan: { accelerator: [chip, newer] },
  });
  const before = year(2027);
  expect(mean(hoursOf(before.halls.get('C.A')))).toBe(0);
  expect(before.workloads.get('C.T')).toMatchObject({ served: 0, reason: 'capacity' });
  const first = year(2028).halls.get('C.A');
  expect(hoursOf(first)?.findIndex((watts) => watts > 0)).toBe(181 * 24);
  expect(year(2029).halls.get('C.A')?.installed).toBe(720);
  expect(year(2030).halls.get('C.A')?.installed).toBe(360);
});

test('demand grows by the month', () => {
  const { year } = operate({
    halls: [hall('A', 100)],
    workloads: [
      inference('W', {
        profile: [],
        weekend: 1,
        demand: { series: 'growing', base: 100, rate: 0.5, from: '2027-01-01' },
      }),
    ],
  });
  const grown = (y: number) => year(y).workloads.get('C.W')?.demand ?? NaN;
  expect(grown(2028) / grown(2027)).toBeCloseTo(1.5, 9);
  const hours = hoursOf(year(2027).halls.get('C.A'));
  expect(hours?.[8759]).toBeGreaterThan(hours?.[0] ?? NaN);
});

test('priority goes before kind, and kind before order', () => {
  const order = (priority: number) =>
    operate({
      halls: [hall('A', 10)],
      workloads: [inference('W', { demand: 1e6, priority }), training('T', { accelerators: 1e6 })],
    })
      .year(2027)
      .assignments.map(({ workload }) => workload);
  expect(order(0)).toEqual(['C.T']);
  expect(order(1)).toEqual(['C.W']);
});

test('users too far away and models too slow are refused, with the reason', () => {
  const region = { kind: 'region', path: 'Tokyo', name: 'Tokyo', lat: 35.68, lon: 139.77, access: 0.015 } as const;
  const run = (ttft: number, tpot: number) =>
    operate({
      halls: [hall('A', 100)],
      workloads: [inference('W', { users: { Tokyo: 1 }, slo: { kind: 'slo', ttft, tpot, percentile: 0.99 } })],
      plan: { region: [region] },
    })
      .year(2027)
      .workloads.get('C.W');
  expect(run(1, 0.05)).toMatchObject({ unserved: 0 });
  expect(run(0.15, 0.05)).toMatchObject({ served: 0, reason: 'distance' });
  expect(run(1, 0.01)).toMatchObject({ served: 0, reason: 'slo' });
  expect(run(0.15, 0.05)?.sloHeadroom).toBeLessThan(0);
});

test('a model that does not fit is carried over to more accelerators, or refused', () => {
  const tiny = { ...chip, path: 'Tiny', name: 'Tiny', memory: 40e9 };
  const parts = {
    halls: [hall('A', 100, { racks: [{ count: 100, of: { ...rack, path: 'R2', accelerator: { ref: 'Tiny' } } }] })],
    workloads: [inference('W')],
  };
  const carried = operate({ ...parts, plan: { accelerator: [chip, tiny] } });
  expect(carried.year(2027).workloads.get('C.W')?.unserved).toBe(0);
  expect(carried.notes.notes.map(({ type, message }) => `${type}: ${message}`)).toEqual([
    'assumption: no calibration for Tiny: carried over from Dense70 on 2 Chip, ±40 %',
  ]);
  const measured = operate({
    ...parts,
    plan: { accelerator: [chip, tiny], calibration: [{ ...calibration, accelerator: { ref: 'Tiny' } }] },
  });
  expect(measured.year(2027).workloads.get('C.W')).toMatchObject({ served: 0, reason: 'memory' });
});

test('a blank figure makes the draw unknown, never zero', () => {
  const { tdp: _tdp, ...blank } = chip;
  const { year, notes } = operate({
    halls: [hall('A', 10)],
    workloads: [training('T', { accelerators: 10 })],
    plan: { accelerator: [blank] },
  });
  expect(year(2027).halls.get('C.A')?.profile).toBeUndefined();
  expect(year(2027).workloads.get('C.T')?.busyEnergyShare).toBeUndefined();
  expect(notes.notes.map(({ message }) => message)).toContain(
    'Chip has no TDP in the library, and the draw of C.A rests on it',
  );
});

test('without any calibration nothing is served', () => {
  const { year, notes } = operate({
    halls: [hall('A', 10)],
    workloads: [inference('W', { model: { ref: 'Dense70' } })],
    plan: { calibration: [], model: [model] },
  });
  expect(year(2027).workloads.get('C.W')).toMatchObject({ served: 0, reason: 'calibration' });
  expect(notes.notes.map(({ type }) => type)).toEqual(['unknown']);
});

test('a fabric that blocks lowers MFU, a large job lowers goodput', () => {
  const trained = (oversubscription: number, jobSize: number) =>
    operate(
      {
        halls: [hall('A', 1000)],
        workloads: [training('T', { accelerators: 65_536, jobSize, crossing: 1, model: { ref: 'Dense70' } })],
      },
      { oversubscription, linkRate: 50e9, bisectionPerEndpoint: 50e9 / oversubscription, topology: 'fatTree' },
    )
      .year(2027)
      .workloads.get('C.T');
  expect(trained(1, 65_536)?.mfu).toBeCloseTo(0.41, 9);
  expect(trained(4, 65_536)?.mfu).toBeCloseTo(0.41 / 1.45, 9);
  expect(trained(1, 8192)?.goodputShare).toBeGreaterThan(trained(1, 65_536)?.goodputShare ?? NaN);
  // H36: FLOP/s are accelerators times peak times MFU times what failures leave.
  const one = trained(1, 65_536);
  expect((one?.goodput ?? NaN) / (65_536 * 2.5e15 * (one?.mfu ?? NaN) * (one?.goodputShare ?? NaN))).toBeCloseTo(1, 9);
  expect(((one?.trainedTokens ?? NaN) * 6 * 70.6e9) / (365 * 86400) / (one?.goodput ?? NaN)).toBeCloseTo(1, 9);
  expect(one?.neededBisection).toBe(50e9);
});

test('a training hall ramps and swings as a gang, a serving hall hardly', () => {
  const gang = operate({ halls: [hall('A', 100)], workloads: [training('T', { accelerators: 7200 })] })
    .year(2027)
    .halls.get('C.A');
  const chat = operate({ halls: [hall('A', 100)], workloads: [inference('W', { demand: 5000 })] })
    .year(2027)
    .halls.get('C.A');
  expect(gang?.swing2s).toBeCloseTo(0.375 * 7200 * (1200 + 42e3 / 72), 0);
  expect(gang?.minuteRamp).toBeCloseTo((7200 * (0.9 * 1200 + 42e3 / 72 - 168 - 30e3 / 72)) / 60, 0);
  expect(chat?.swing2s).toBeLessThan(0.25 * (gang?.swing2s ?? NaN));
  expect(chat?.minuteRamp).toBeLessThan(0.1 * (gang?.minuteRamp ?? NaN));
  expect(gang?.quarterHourPeakFactor).toBe(1);
  expect(chat?.quarterHourPeakFactor).toBeGreaterThan(1);
});

test('a cloud is used where it is named, and rented by the hour', () => {
  const cloud = {
    kind: 'cloud',
    name: 'Rent',
    path: 'C.Rent',
    accelerator: { ref: 'Chip' },
    accelerators: 5000,
    price: 1,
    committed: 0,
  } as const;
  const run = (on: readonly { readonly ref: string }[] | undefined) =>
    operate({
      halls: [hall('A', 1)],
      workloads: [inference('W', { demand: 300, ...(on === undefined ? {} : { on }) })],
      campus: { cloud: [cloud] },
    }).year(2027);
  expect(run(undefined).clouds.get('C.Rent')?.acceleratorHours).toBe(0);
  const rented = run([{ ref: 'C.A' }, { ref: 'C.Rent' }]);
  expect(rented.workloads.get('C.W')?.unserved).toBe(0);
  expect(rented.clouds.get('C.Rent')?.acceleratorHours).toBeGreaterThan(0);
  expect(rented.assignments.map(({ hall: place }) => place)).toEqual(['C.A', 'C.Rent']);
});

test('H43: years may be run in any order', () => {
  const run = () =>
    operate({ halls: [hall('A', 50)], workloads: [inference('W', { demand: 700 }), deferrable('D', { demand: 30 })] });
  const forward = run();
  const backward = run();
  const a = [2027, 2030].map((y) => forward.year(y));
  const b = [2030, 2027].map((y) => backward.year(y)).reverse();
  expect(a).toEqual(b);
});
