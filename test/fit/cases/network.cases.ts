import { expect } from 'vitest';
import type { networkCodes } from '../../../compiler/src/text/codes/fit/network.js';
import { type Cases, hall } from '../cases.js';
import { campus, expectClose, find, worth } from '../fixture.js';
import { H200, large } from './plans.js';

export const networkCases: Cases<keyof typeof networkCodes> = {
  'network-bisection-unused': {
    fires: campus({ hall: hall(H200, 'AirEconomizer', '', 'RailOptimized { oversubscription: 1:1 }') }),
    quiet: campus(),
    path: 'C.A.network',
    at: 'RailOptimized { oversubscription: 1:1 }',
    words: ['the fabric of A gives every accelerator 400 Gb/s', 'none of it'],
    also: ({ impact, fixes }, { result }) => {
      const network = result.metrics.get('C.A.network')!;
      const need = network.get('bisectionNeeded')!.value! / network.get('bisection')!.value!;
      // Prompts and tokens stay in the replica that serves them: nothing crosses the fabric.
      expect(need).toBe(0);
      expect(impact!.energy).toBeGreaterThan(0);
      expect(fixes![0]!.predicted!.capital).toBeGreaterThan(0);
    },
  },
  'network-too-thin': {
    fires: large('8:1'),
    quiet: large('1:1'),
    path: 'C.A.network',
    at: 'RailOptimized { oversubscription: 8:1 }',
    words: ['Frontier trains on a fabric oversubscribed 8:1 and waits for it', 'instead of 41 %'],
    also: ({ impact, fixes }, { result }) => {
      const wide = find(large('1:1')).result;
      const goodput = (of: typeof result): number[] =>
        of.metrics
          .get('C.Frontier')!
          .get('goodput')!
          .byYear.map((flops) => flops!);
      const before = goodput(result);
      const wasted = goodput(wide).map(
        (flops, year) => result.workloadCosts.get('C.Frontier')![year]! * (1 - before[year]! / flops),
      );
      const added = wide.presentValue! - result.presentValue!;
      expect(added).toBeGreaterThan(0);
      expectClose(impact!.presentValue, worth(wasted) - added);
      expectClose(fixes![0]!.predicted!.presentValue, -added);
    },
  },
};
