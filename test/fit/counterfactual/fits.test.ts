import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPlan, pricingOf } from '../../../compiler/src/fit/counterfactual/best-plan.js';
import { fitsOf } from '../../../compiler/src/fit/counterfactual/index.js';
import { chat, hall } from '../cases.js';
import { campus, expectClose, find } from '../fixture.js';
import { counterfactualOf } from './fixture.js';
import { smallPlans } from './plans.js';

const head = '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }';
const contract =
  '  contract Grid {\n    capacity: 3 MW\n    energy: 45 USD/MWh\n    demandCharge: 8 USD/kW/month\n    minimumDemand: 60 %\n  }';

describe('fit of halls', () => {
  it('lies between nought and one, and has no value without useful work', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(smallPlans, (text) => {
        const { context } = counterfactualOf(text);
        const { halls, metrics } = fitsOf(context);
        expect(halls.length).toBeGreaterThan(0);
        for (const { fit, infrastructureFit, failing, cost } of halls) {
          for (const value of [fit, infrastructureFit]) {
            if (value === null) continue;
            expect(value).toBeGreaterThan(0);
            expect(value).toBeLessThanOrEqual(1);
          }
          if (fit !== null) expect(failing === undefined).toBe(fit === 1);
          expect(cost.best).toBeLessThanOrEqual(cost.here);
        }
        for (const [path, values] of metrics)
          for (const [name, { value }] of values)
            if (value !== null) expect(value, `${path} ${name}`).toBeLessThanOrEqual(1);
      }),
      { numRuns: 3 },
    );
  });

  it('adds up: what workloads cost in halls is what they cost', () => {
    const { context } = counterfactualOf(
      campus({ head, contract, workload: `${chat('demand: 60 req/s', 'V')}\n${chat('demand: 90 req/s')}` }),
    );
    const base = context.estimate(context.plan);
    for (const path of ['C.V', 'C.W']) {
      const own = fitsOf(context).halls.filter(({ workload }) => workload === path);
      expectClose(
        own.reduce((sum, { cost }) => sum + cost.here, 0),
        base.workloadCosts.get(path)![0]!,
      );
    }
  });

  it('is one where the hall was built for its work', { timeout: 60_000 }, () => {
    const start = campus({
      head,
      contract,
      hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller'),
      workload: chat('demand: 260 req/s, value: 5 USD/Mtok'),
    });
    const { context, edited } = counterfactualOf(start);
    const before = fitsOf(context).metrics.get('C.A')!.get('infrastructureFit')!.value!;
    const { context: best } = counterfactualOf(edited(bestPlan(context, pricingOf(context)!).changes));
    const { metrics, halls } = fitsOf(best);
    expect(metrics.get('C.A')!.get('fit')!.value).toBeGreaterThan(0.999);
    expect(metrics.get('C.A')!.get('infrastructureFit')!.value).toBeGreaterThan(0.998);
    expect(before).toBeLessThan(0.95);
    expect(halls.every(({ year }) => year === 2027)).toBe(true);
  });

  it('names the subsystem that fails: a fabric that a fifth of it would do for', () => {
    const thick = campus({
      head,
      hall: hall('20 of HGX_H200_Air', 'AirEconomizer', '', 'RailOptimized { oversubscription: 1:1 }'),
      workload: chat('demand: 200 req/s'),
    });
    const [first] = fitsOf(counterfactualOf(thick).context).halls;
    expect(first!.infrastructureFailing).toBe('network');
  });

  it('is there for requirements', { timeout: 60_000 }, () => {
    const required = (least: string): string => campus({ head, more: `  require A.infrastructureFit >= ${least}` });
    expect(find(required('99 %')).one('DCP6001').message).toContain("A's infrastructureFit is");
    expect(find(required('5 %')).of('DCP6001')).toEqual([]);
    expect(
      find(campus({ head, more: '  require W.fit >= 1 %', workload: chat('demand: 40 req/s') })).of('DCP6001'),
    ).toEqual([]);
  });
});
