import { expect } from 'vitest';
import type { requirementCodes } from '../../compiler/src/text/codes/requirements.js';
import { type Cases, hall } from './cases.js';
import { campus, training } from './fixture.js';

const allowed = (until: string): string =>
  training({
    contract: '  contract Grid: ERCOT_Industrial { capacity: 1 MW }',
    hall: `  @allow("feeds-below-hall", "capped", until: ${until})\n${hall('8 of GB200_NVL72', 'DirectToChip')}`,
  });
const tpu = (figures: string): string =>
  training({
    top: `rack Pod: TPU_v6e_Rack {\n  ${figures}\n}`,
    hall: hall('2 of Pod', 'DirectToChip', '', 'LeafSpine { linkRate: 200 Gb/s }'),
    workload: '',
  });

/** Requirements, unknown and assumed figures, suppressions: DCP6xxx. */
export const requirementCases: Cases<keyof typeof requirementCodes> = {
  'require-failed': {
    fires: training({ more: '  require pue <= 1.05 "house rule"' }),
    quiet: training({ more: '  require pue <= 1.30 "house rule"' }),
    path: 'C',
    at: 'pue <= 1.05',
    words: ['`pue <= 1.05` fails in 2027', "C's pue is 1.1", 'against 1.05 (house rule)'],
    also: ({ message }, { result }) => {
      const pue = result.metrics.get('C')!.get('pue')!.byYear[0]!;
      expect(message).toContain(`C's pue is ${Number(pue.toPrecision(3))}`);
    },
  },
  'prefer-failed': {
    fires: training({ more: '  prefer Grid.peak <= 0.3 * Grid.capacity' }),
    quiet: training({ more: '  prefer Grid.peak <= 0.7 * Grid.capacity' }),
    path: 'C',
    at: 'Grid.peak <= 0.3 * Grid.capacity',
    words: ['fails in 2027-01', "Grid's peak is 1.11 MW", 'against 0.9 MW'],
  },
  'figure-unknown': {
    fires: tpu('peak: 30 kW, fixedIdle: 4 kW, fixedBusy: 6 kW, liquidShare: 80 %'),
    quiet: tpu(
      'accelerator: TPU_v6e { tdp: 300 W, idle: 60 W }, peak: 30 kW, fixedIdle: 4 kW, fixedBusy: 6 kW, liquidShare: 80 %, price: 500_000 USD',
    ),
    path: 'C.A',
    at: 'A',
    words: ['Pod has no price in the library'],
    also: (_, { result }) => {
      expect(result.presentValue).toBeNull();
      expect(result.energy).toBeNull();
    },
  },
  'requirement-undecided': {
    fires: training({ more: '  require netPresentValue >= 1 MUSD' }),
    quiet: training({ more: '  require fit >= 80 %' }),
    path: 'C',
    at: 'netPresentValue >= 1 MUSD',
    words: ['cannot judge `netPresentValue >= 1 MUSD` in 2027', 'C.netPresentValue is unknown'],
  },
  'assumption-decides': {
    fires: campus(),
    quiet: campus({ hall: hall('20 of HGX_H100_Air', 'AirEconomizer') }),
    path: 'C.Assistant',
    at: 'Assistant',
    words: ['no calibration for H200_SXM: carried over from Llama_70B on 4 H100_SXM5, ±40 %'],
  },
  'unsourced-decides': {
    fires: campus(),
    quiet: campus({ policy: '  policy { findingMinimum: 1 USD, findingShare: 40 % }' }),
    path: 'C',
    at: 'C',
    words: ["move the plan's present value over their ranges: price of HGX_H200_Air by"],
    also: ({ message, notes }, { plan, result }) => {
      // The range is -13.3 % to +20 % of 600,000 USD, on all that is paid for racks.
      const [usd = '', unit = ''] = /by ([\d.]+) ([kM]) USD/.exec(message)!.slice(1);
      const racks = result.costs.filter(({ item }) => item.startsWith('racks '));
      const paid = racks.reduce((sum, { presentValue }) => sum + presentValue!, 0);
      expect(Number(usd) * (unit === 'M' ? 1e6 : 1e3)).toBeCloseTo((paid * 200_000) / 600_000, -4);
      expect(plan.catalogue['std/racks#HGX_H200_Air']!.sources!['']!.standing).toBe('assumed');
      expect(notes![0]).toContain('ranges from -13.3 % to +20 %');
    },
  },
  'allow-expired': {
    fires: allowed('2028-06'),
    quiet: allowed('2028-07'),
    options: { today: '2028-06-01' },
    quietOptions: { today: '2028-06-30' },
    path: 'C.A',
    at: 'A',
    words: ['the suppression of feeds-below-hall here ended on 2028-06-01 ("capped")'],
    also: (_, found) => expect(found.of('DCP3003')).toHaveLength(1),
  },
  'allow-unused': {
    fires: training({ hall: `  @allow("feeds-below-hall", "capped")\n${hall('8 of GB200_NVL72', 'DirectToChip')}` }),
    quiet: allowed('2028-06'),
    path: 'C.A',
    at: 'A',
    words: ['the suppression of feeds-below-hall here suppresses nothing'],
    also: (_, found) => expect(found.of('DCP3003')).toEqual([]),
  },
};
