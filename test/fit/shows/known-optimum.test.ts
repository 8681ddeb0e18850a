import { beforeAll, describe, expect, it } from 'vitest';
import { bestPlan, pricingOf } from '../../../compiler/src/fit/counterfactual/best-plan.js';
import { mismatchOf } from '../../../compiler/src/fit/counterfactual/index.js';
import type { LibraryName } from '../../../compiler/src/fit/finding.js';
import { SUBSYSTEMS } from '../../../compiler/src/fit/subsystems.js';
import type { Subsystem } from '../../../compiler/src/simulation/results.js';
import { chat, hall } from '../cases.js';
import { counterfactualOf } from '../counterfactual/fixture.js';
import { campus, expectClose, find } from '../fixture.js';

const HEAD = '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }';
const CONTRACT = (capacity: string): string => `  contract Grid {
    capacity: ${capacity}
    energy: 45 USD/MWh
    demandCharge: 8 USD/kW/month
    minimumDemand: 60 %
  }`;

interface Bad {
  readonly path: string;
  readonly property: string;
  readonly text: string;
  readonly import?: LibraryName;
}

const of = (module: string, name: string): LibraryName => ({ module: `std/${module}`, name });

/** Plans of either kind of work, and one bad subsystem of each kind to put into their best forms. `#`: the racks that stand there. */
const PLANS: Readonly<Record<string, { readonly start: string; readonly bad: Readonly<Record<Subsystem, Bad>> }>> = {
  'training and chat on cold plates': {
    start: campus({
      top: 'rack Dear: GB200_NVL72 { price: 4_500_000 USD }',
      head: HEAD,
      policy: '',
      contract: CONTRACT('3 MW'),
      hall: hall('8 of GB200_NVL72', 'DirectToChip_Chilled', 'idle: spread', 'RailOptimized { oversubscription: 1:1 }'),
      workload: `  workload Frontier: Pretraining { on: [A], accelerators: 288 }\n${chat('demand: 600 req/s, value: 5 USD/Mtok, prefill: separate, kvCache: fp8')}`,
    }),
    bad: {
      cooling: { path: 'C.A', property: 'plantCapacity', text: '9 MW' },
      network: { path: 'C.A', property: 'network', text: 'Dragonfly', import: of('networks', 'Dragonfly') },
      rack: { path: 'C.A', property: 'racks', text: '# of Dear' },
      electrical: {
        path: 'C.A',
        property: 'electrical',
        text: 'Inference_2N',
        import: of('electrical', 'Inference_2N'),
      },
      contract: { path: 'C.Grid', property: 'capacity', text: '12 MW' },
      sizing: { path: 'C.A', property: 'racks', text: '13 of GB200_NVL72' },
      operation: { path: 'C.A', property: 'idle', text: 'spread' },
    },
  },
  'chat on air': {
    start: campus({
      top: 'rack Dear: HGX_H200_Air { price: 1_600_000 USD }',
      head: HEAD,
      policy: '',
      contract: CONTRACT('2 MW'),
      hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller', 'idle: spread'),
      workload: chat('demand: 260 req/s, value: 5 USD/Mtok, prefill: separate, kvCache: fp8'),
    }),
    bad: {
      cooling: { path: 'C.A', property: 'plantCapacity', text: '3 MW' },
      network: { path: 'C.A', property: 'network', text: 'FatTree', import: of('networks', 'FatTree') },
      rack: { path: 'C.A', property: 'racks', text: '# of Dear' },
      electrical: {
        path: 'C.A',
        property: 'electrical',
        text: 'Inference_2N',
        import: of('electrical', 'Inference_2N'),
      },
      contract: { path: 'C.Grid', property: 'capacity', text: '9 MW' },
      sizing: { path: 'C.A', property: 'racks', text: '40 of HGX_H200_Air' },
      operation: { path: 'C.A', property: 'idle', text: 'spread' },
    },
  },
};

describe.each(Object.entries(PLANS))('the best form of a plan: %s', (_, { start, bad }) => {
  let best = '';
  let racks = 0;

  beforeAll(() => {
    const { context, edited } = counterfactualOf(start);
    best = edited(bestPlan(context, pricingOf(context)!).changes);
    racks = counterfactualOf(best).context.plan.campus[0]!.hall[0]!.racks[0]!.count;
  }, 60_000);

  it('raises no finding of what does not fit', () => {
    const { diagnostics } = find(best);
    const found = diagnostics.filter(({ code, severity }) => /^DCP4/.test(code) && severity !== 'info');
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  it('is its own best form', () => {
    const { context } = counterfactualOf(best);
    const { planFit, cost } = mismatchOf(context, [])!;
    expect(cost / context.result.presentValue!).toBeLessThan(1e-3);
    expect(planFit).toBeGreaterThan(0.999);
    expect(planFit).toBeLessThanOrEqual(1);
  });

  it.each(SUBSYSTEMS)('with one bad subsystem names it first: %s', (subsystem) => {
    const { path, property, text, import: name } = bad[subsystem];
    const { edited } = counterfactualOf(best);
    const planted = edited([
      {
        type: 'property',
        path,
        property,
        text: text.replace('#', String(racks)),
        imports: name === undefined ? [] : [name],
      },
    ]);
    const { context } = counterfactualOf(planted);
    const { parts, mends, cost } = mismatchOf(context, [])!;
    const first = [...SUBSYSTEMS].sort((a, b) => parts[b] - parts[a])[0];
    expect(first, JSON.stringify(parts)).toBe(subsystem);
    expect(mends[0]!.subsystem).toBe(subsystem);
    expect(cost).toBeGreaterThan(0);
    expectClose(
      SUBSYSTEMS.reduce((sum, each) => sum + parts[each], 0),
      cost,
      1e-6,
    );
  });
});
