import { describe, expect, it } from 'vitest';
import { renderSimulation } from '../../compiler/src/diagnostics/simulation-text.js';
import { chat, hall } from '../fit/cases.js';
import { campus, ENTRY, find, type Found, withImports, workspaceOf } from '../fit/fixture.js';
import { unsoundness } from './soundness.js';

/** Checks a plan and expects that nothing it says is absurd. */
function sound(text: string): Found {
  const plan = text.replace('horizon: 2 years', 'horizon: 1 year');
  const workspace = workspaceOf({ [ENTRY]: plan });
  const found = find(plan, { workspace });
  expect(unsoundness(plan, workspace, workspace.check(ENTRY, { simulate: true }))).toEqual([]);
  return found;
}

const air = hall('20 of HGX_H200_Air', 'AirEconomizer');

describe('what random plans have found', () => {
  it('requests that take no time hold the two replicas that any service does', () => {
    const { result } = sound(
      campus({
        workload: '  workload W: Recommendation { on: [A], demand: 20 req/s, work: 0 ms, slo { latency: 1 s } }',
      }),
    );
    expect(result.metrics.get('C.W')!.get('accelerators')!.value).toBe(2);
    expect(result.metrics.get('C.W')!.get('unserved')!.value).toBe(0);
  });

  it('work on an accelerator without throughput has no latency', () => {
    const { result } = sound(
      campus({
        top: 'accelerator Odd: H200_SXM { bf16: 0 TFLOP/s }\nrack Ours: HGX_H200_Air { accelerator: Odd }',
        hall: hall('20 of Ours', 'AirEconomizer'),
        workload: '  workload W: Recommendation { on: [A], demand: 20 req/s, slo { latency: 1 s } }',
      }),
    );
    expect(result.metrics.get('C.W')!.get('ttft')!.value).toBeNull();
  });

  it('an accelerator refined to twice the throughput takes half the time for a request', () => {
    const times = ['', 'bf16: 1_979 TFLOP/s'].map((figure) => {
      const { result } = sound(
        campus({
          top: `accelerator Ours: H200_SXM { ${figure} }\nrack Racks: HGX_H200_Air { accelerator: Ours }`,
          hall: hall('20 of Racks', 'AirEconomizer'),
          workload: '  workload W: Recommendation { on: [A], demand: 10_000 req/s, work: 2 ms }',
        }),
      );
      return result.metrics.get('C.W')!.get('accelerators')!.value!;
    });
    expect(times[1]! / times[0]!).toBeCloseTo(0.5, 2);
  });

  it('a plant of nothing binds without a number', () => {
    const { result, plan } = sound(
      campus({ hall: hall('20 of HGX_H200_Air', 'AirEconomizer', 'plantCapacity: 0 MW') }),
    );
    expect(result.binds[0]).toEqual({ path: 'C.A', year: 2027, dimension: 'air cooling', use: null });
    expect(renderSimulation(plan, result)).toContain('air cooling missing');
  });

  it('a contract whose credit pays for capacity is no less breached, and costs nothing', () => {
    const found = sound(
      campus({
        contract:
          '  contract Grid { capacity: 100 kW, energy: 50 USD/MWh, firm: 0 %, interruptibleCredit: 2 USD/kW/month }',
        hall: air,
        workload: chat('demand: 40 req/s'),
      }),
    );
    expect(found.one('DCP4302').impact!.presentValue).toBe(0);
    expect(found.one('DCP4302').fixes![0]!.predicted!.presentValue).toBeGreaterThan(0);
  });

  it('credits above the rest of the bill are paid out, and are no minimum bill', () => {
    const found = sound(
      campus({
        contract:
          '  contract Grid { capacity: 2 MW, energy: 50 USD/MWh, firm: 0 %, interruptibleCredit: 90 USD/kW/month }',
      }),
    );
    expect(found.result.metrics.get('C.Grid')!.get('minimumExposure')!.value).toBe(0);
    expect(found.result.metrics.get('C.Grid')!.get('bill')!.value).toBeLessThan(0);
    expect(found.of('DCP4301')).toEqual([]);
  });

  it('a hall takes no water before it opens', () => {
    const [whole, half] = ['2027-01', '2027-07'].map((opens) => {
      const tower = hall('20 of HGX_H200_Air', 'CRAH_Chiller', `opens: ${opens}`);
      const { result } = sound(campus({ hall: tower, workload: '' }));
      return result.halls.get('C.A')!.water[0]!;
    });
    expect(half! / whole!).toBeGreaterThan(0.4);
    expect(half! / whole!).toBeLessThan(0.65);
    const never = sound(campus({ hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller', 'opens: 2040') }));
    expect(never.result.halls.get('C.A')!.water[0]).toBe(0);
  });

  it('accelerators are rented while the campus is open', () => {
    const rents = ['2027-01', '2027-07'].map((opens) => {
      const { result } = sound(
        campus({
          head: `  climate: Dallas\n  opens: ${opens}\n  horizon: 1 year`,
          more: '  cloud Rent: H100_Reserved_3Years { accelerators: 64, price: 2 USD/h }',
        }),
      );
      return result.costs.find(({ path }) => path === 'C.Rent')!.byYear;
    });
    expect(rents[1]![0]! + rents[1]![1]!).toBeCloseTo(rents[0]![0]!, -3);
    expect(rents[1]![0]! / rents[0]![0]!).toBeCloseTo(0.5, 1);
  });

  it('what a shared contract bills though nobody draws falls on the campus that is open', () => {
    const part = (name: string, opens: string): string =>
      `campus ${name} {\n  climate: Dallas\n  opens: ${opens}\n  horizon: 1 year\n  hall A {\n    racks: 0 of HGX_H200_Air\n    cooling: AirEconomizer\n    network: LeafSpine\n    power: Shared\n  }\n}`;
    const found = sound(
      withImports(
        `contract Shared { capacity: 2 MW, energy: 50 USD/MWh, fixedCharge: 1_000 USD/month }\n\n${part('C', '2027')}\n\n${part('Far', '2028-07')}\n`,
      ),
    );
    const paid = (campusName: string): number[] =>
      [0, 1, 2].map((year) =>
        found.result.costs
          .filter(({ campus, item }) => campus === campusName && item === 'fixed charge')
          .reduce((sum, { byYear }) => sum + byYear[year]!, 0),
      );
    expect(paid('C')).toEqual([12_000, 0, 0]);
    expect(paid('Far')).toEqual([0, 6_000, 6_000]);
  });

  it('assets that live no time at all cost what they cost each day', () => {
    const { result } = sound(campus({ hall: hall('20 of HGX_H200_Air', 'AirEconomizer { life: 0 years }') }));
    expect(result.costs.find(({ item }) => item === 'cooling capital')!.byYear[0]).toBeGreaterThan(0);
  });

  it('switches and transceivers without a rate give no endless fabric', () => {
    sound(campus({ hall: hall('20 of HGX_H200_Air', 'AirEconomizer', '', 'LeafSpine { transceiverRate: 0 Gb/s }') }));
    const slow = sound(
      campus({
        top: 'switch Slow { radix: 64, portRate: 0 Gb/s, power: 900 W, price: 20_000 USD }',
        hall: hall('20 of HGX_H200_Air', 'AirEconomizer', '', 'LeafSpine { switch: Slow }'),
      }),
    );
    expect(slow.result.notes.map(({ message }) => message).join('\n')).toContain('even in 64 planes');
  });

  it('two metrics compared read as a sentence', () => {
    const found = sound(campus({ more: '  prefer A.pue <= A.overhead' }));
    expect(found.one('DCP6002').message).toMatch(/A's pue is [\d.]+, against A's overhead of [\d.]+/);
  });
});
