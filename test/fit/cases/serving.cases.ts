import { expect } from 'vitest';
import type { servingCodes } from '../../../compiler/src/text/codes/fit/serving.js';
import { type Cases } from '../cases.js';
import { expectClose, find, worth } from '../fixture.js';
import { busy, lost, tokyo, unserved, westward } from './plans.js';

export const servingCases: Cases<keyof typeof servingCodes> = {
  'slo-distance': {
    fires: tokyo('200 ms'),
    quiet: tokyo('400 ms'),
    path: 'C.W.slo.ttft',
    at: '200 ms',
    words: ['W promises 200 ms', 'its farthest tenth of users would wait', 'the way to them is too long'],
    also: ({ impact, fixes, notes, message }, found) => {
      expect(fixes).toBeUndefined();
      expect(notes![0]).toContain('No size of this campus helps');
      expect(Number(/would wait ([\d.]+) ms/.exec(message)![1])).toBeGreaterThan(200);
      expectClose(impact!.presentValue, lost(found));
    },
  },
  'slo-capacity': {
    fires: unserved('600 req/s'),
    quiet: unserved('60 req/s'),
    path: 'C.W.demand',
    at: '600 req/s',
    words: ['from 2027 up to', "of W's demand goes unserved", 'its halls hold too few replicas for the peak'],
    also: ({ impact, fixes, notes }, found) => {
      expectClose(impact!.presentValue, lost(found));
      expect(notes!.join(' ')).toMatch(/The SLO lets a replica run [\d.]+ % full\. It holds [\d ]+ accelerators\./);
      expect(fixes![0]!.title).toMatch(/^racks: \d+ of HGX_H200_Air in A/);
      expect(fixes![0]!.predicted!.capital).toBeLessThan(0);
      // The fewest that serve everything.
      const racks = Number(/racks: (\d+) of/.exec(fixes![0]!.title)![1]);
      const findings = (count: number): number =>
        find(found.text.replace('racks: 20 of', `racks: ${count} of`).replace('2 MW', '5 MW')).of('DCP4402').length;
      expect([findings(racks - 1), findings(racks)]).toEqual([1, 0]);
    },
  },
  'burst-utilisation': {
    fires: busy(75),
    quiet: busy(53, ', prefill: separate, kvCache: fp8'),
    path: 'C.W',
    at: 'W',
    words: ["W's replicas work", 'of what they could in their busiest hour', 'spares 5 %'],
    also: ({ message, impact, fixes }, { result, plan }) => {
      const workload = plan.campus[0]!.workload[0]!;
      if (workload.kind !== 'inference') throw new Error('chat is served');
      const day = workload.profile!.reduce((sum, value) => sum + value, 0) / 24;
      const busiest = (1200 * Math.max(...workload.profile!)) / ((day * (5 + 2 * 0.57)) / 7);
      const burst = 1 + 3.5 * Math.sqrt(16.1 / (busiest * 60));
      expect(message).toContain(`bursts take ${((burst - 1) * 100).toPrecision(3)} % over the hour's mean`);
      const limit = result.metrics.get('C.W')!.get('utilisationLimit')!.value!;
      expect(message).toContain(`work ${((100 * limit) / (burst * 1.05)).toPrecision(3)} % of what they could`);
      expect(fixes![0]!.title).toBe('prefill: separate of W, racks: 58 of HGX_H200_Air in A');
      // Beyond what a hall of the right size saves as it is: 68 racks.
      const cost = (racks: number, more = ''): number => find(busy(racks, more)).result.presentValue!;
      expectClose(impact!.presentValue, cost(68) - cost(58, ', prefill: separate'), 1e-6);
    },
  },
  'latency-binds': {
    fires: westward('230 ms'),
    quiet: westward('300 ms'),
    path: 'C.W.slo.ttft',
    at: '230 ms',
    words: ["the way to W's users takes 42.8 ms of the 230 ms that it promises", 'a millisecond less would be worth'],
    also: ({ impact, message }, { result }) => {
      const money = result.worths.filter(({ limit }) => limit === 'latency').map((one) => one.money!);
      expect(money).toHaveLength(2);
      const way = Number(/takes ([\d.]+) ms/.exec(message)![1]);
      // A millisecond each year at the margin, times the milliseconds of the way, which the message rounds.
      expectClose(impact!.presentValue, worth(money) * 1e-3 * way, 2e-3);
    },
  },
};
