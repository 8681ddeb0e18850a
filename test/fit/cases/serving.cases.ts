import { expect } from 'vitest';
import type { servingCodes } from '../../../compiler/src/text/codes/fit/serving.js';
import { type Cases } from '../cases.js';
import { expectClose, find } from '../fixture.js';
import { tokyo, unserved, lost } from './plans.js';

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
};
