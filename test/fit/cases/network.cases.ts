import { expect } from 'vitest';
import type { networkCodes } from '../../../compiler/src/text/codes/fit/network.js';
import { type Cases, hall } from '../cases.js';
import { campus, expectClose, find, worth } from '../fixture.js';
import { experts, H200, large } from './plans.js';

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
  'scale-up-too-small': {
    fires: experts('40 of HGX_B200_Liquid'),
    quiet: experts('9 of GB200_NVL72'),
    path: 'C.W.expertParallel',
    at: '64',
    words: ["W exchanges among 64 accelerators at every layer, and the scale-up domain of A's racks holds 8", '88 %'],
    also: ({ impact, fixes, notes }, { result }) => {
      // The same racks joined in domains of 64, as the plan itself would say it.
      const wide = find(experts('40 of HGX_B200_Liquid { scaleUpDomain: 64 }')).result;
      const held = (of: typeof result): number[] => [...of.halls.get('C.A')!.held];
      expect(notes![0]).toContain(`it would hold ${held(wide)[0]} accelerators instead of ${held(result)[0]}`);
      const own = result.costs.filter(({ path, subsystem }) => path === 'C.A' && subsystem !== 'operation');
      const lost = held(result).map(
        (count, year) =>
          ((count - held(wide)[year]!) / (40 * 32)) * own.reduce((sum, { byYear }) => sum + byYear[year]!, 0),
      );
      expectClose(impact!.presentValue, worth(lost));
      expect(fixes![0]!.title).toBe('expertParallel: 8 of W, racks: 16 of HGX_B200_Liquid in A');
    },
  },
};
