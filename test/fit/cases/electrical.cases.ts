import { expect } from 'vitest';
import type { electricalCodes } from '../../../compiler/src/text/codes/fit/electrical.js';
import { type Cases, chat, hall } from '../cases.js';
import { campus, expectClose, find, type Found, training, worth } from '../fixture.js';
import { H200 } from './plans.js';

/** Training behind a power path. */
const trained = (electrical: string): string =>
  training({
    hall: hall(
      '8 of GB200_NVL72',
      'DirectToChip',
      `electrical: ${electrical}`,
      'RailOptimized { oversubscription: 1:1 }',
    ),
  });
/** Chat behind a power path. */
const served = (electrical: string, value = ''): string =>
  campus({
    hall: hall(H200, 'AirEconomizer', `electrical: ${electrical}`),
    workload: chat(`demand: 40 req/s${value === '' ? '' : `, value: ${value}`}`),
  });

const yearly = ({ result }: Found, path: string, metric: string): number[] =>
  result.metrics
    .get(path)!
    .get(metric)!
    .byYear.map((value) => value!);
const dearer = (a: Found, b: Found): number => a.result.presentValue! - b.result.presentValue!;

export const electricalCases: Cases<keyof typeof electricalCodes> = {
  'availability-overbuilt': {
    fires: trained('Inference_2N'),
    quiet: trained('Training_Path'),
    path: 'C.A.electrical',
    at: 'Inference_2N',
    words: [
      "A's Inference_2N path is 2N, with a UPS for 100 % and generators for 100 % of it",
      'Frontier can stop and go on',
    ],
    also: ({ impact, fixes, notes }, found) => {
      const lean = find(trained('Training_Path'));
      expect(fixes!.map(({ title }) => title)).toEqual(['electrical: Training_Path']);
      // 28.8 h of its class and 2.6 h of the grid.
      expect(notes![0]).toContain('0.4 h a year; 31.4 h with electrical: Training_Path');
      const cost = lean.result.workloadCosts.get('C.Frontier')!;
      const [before, after] = [found, lean].map((each) => yearly(each, 'C.Frontier', 'outageLoss'));
      const made = [0, 1].map((year) => cost[year]! * ((1 - before![year]!) / (1 - after![year]!) - 1));
      const saved = dearer(found, lean) - worth(made);
      expect(Math.abs(impact!.presentValue! / saved - 1)).toBeLessThan(1e-6);
      expect(fixes![0]!.predicted!.presentValue).toBeGreaterThan(impact!.presentValue!);
    },
  },
  'availability-underbuilt': {
    fires: served('Training_Path', '2_000 USD/Mtok'),
    quiet: served('Block_4N3', '2_000 USD/Mtok'),
    path: 'C.A.electrical',
    at: 'Training_Path',
    words: [
      "A's Training_Path stands without power 31.4 h a year: W cannot wait and loses up to 0.358 % of a year's work",
    ],
    also: ({ impact, fixes, notes }, found) => {
      expect(fixes!.map(({ title }) => title)).toEqual(['electrical: Block_4N3']);
      const better = find(served('Block_4N3', '2_000 USD/Mtok'));
      const tokens = yearly(found, 'C.W', 'served');
      // 28.8 h of its class and 2.6 h of the grid, of which the tenth behind a UPS rides through 5 min of 2 h; against 0.8 h.
      const held = found.result.assignments[0]!.accelerators;
      const hours = [...held].map((each) => 28.8 + 2.6 * (1 - (0.1 / (each / 320)) * (1 - Math.exp(-5 / 120))));
      const kept = worth(tokens.map((each, year) => ((hours[year]! - 0.8) / 8760) * (each / 1e6)));
      const costs = -dearer(found, better);
      expectClose(impact!.presentValue, 2000 * kept - costs, 1e-3);
      expect(notes![1]).toContain(`more than ${(costs / kept).toFixed(0)} USD/Mtok`);
      // Nothing to weigh a path against.
      expect(find(served('Training_Path')).of('DCP4602')).toEqual([]);
    },
  },
  'redundancy-stranding': {
    fires: served('Inference_2N', '20 USD/Mtok'),
    quiet: served('Standard', '20 USD/Mtok'),
    path: 'C.A.electrical',
    at: 'Inference_2N',
    words: [
      "A's Inference_2N path is built for 838 kW and carries 419 kW: 2N keeps 419 kW in reserve that no hour may use",
    ],
    also: ({ impact, fixes, severity }, found) => {
      expect(severity).toBe('warning');
      expect(fixes!.map(({ title }) => title)).toEqual(['electrical: Standard']);
      const leaner = find(served('Standard', '20 USD/Mtok'));
      const lost = worth(yearly(found, 'C.W', 'served').map((each) => ((1.6 - 0.4) / 8760) * (each / 1e6) * 20));
      expectClose(impact!.presentValue, dearer(found, leaner) - lost, 1e-6);
      // Without a value: information, before what interruptions take.
      const unweighed = find(served('Inference_2N')).one('DCP4603');
      expect(unweighed.severity).toBe('info');
      expectClose(unweighed.impact!.presentValue, dearer(found, leaner), 1e-6);
    },
  },
  'stranded-capacity': {
    fires: campus(),
    quiet: campus({ policy: '  policy { findingMinimum: 100_000_000 USD }' }),
    path: 'C',
    at: 'C',
    words: ['of the IT power that C is built for stands by on average', 'of A, where there is no more work'],
    also: ({ message, severity, impact }, { result }) => {
      expect([severity, impact]).toEqual(['info', undefined]);
      const { stranded, plantRating } = result.halls.get('C.A')!;
      const annuity = (stranded[0]!.total + stranded[1]!.total) / 2;
      expect(message).toContain(`${(annuity / 1e6).toPrecision(3)} M USD a year of annuity`);
      const peaks = yearly({ result } as Found, 'C.A', 'itPeak');
      const watts = plantRating - (peaks[0]! + peaks[1]!) / 2;
      expect(message).toContain(`${(watts / 1e3).toFixed(0)} kW of the IT power`);
    },
  },
};
