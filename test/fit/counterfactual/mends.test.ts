import { beforeAll, describe, expect, it } from 'vitest';
import { mismatchSections } from '../../../compiler/src/diagnostics/mismatch-text.js';
import { type Mismatch, mismatchOf } from '../../../compiler/src/fit/counterfactual/index.js';
import type { Change, Finding } from '../../../compiler/src/fit/finding.js';
import { chat, hall } from '../cases.js';
import { campus } from '../fixture.js';
import { counterfactualOf } from './fixture.js';

const text = campus({
  head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 1 year\n  users { us_south: 100 % }',
  contract: '  contract Grid { capacity: 4 MW, energy: 45 USD/MWh, demandCharge: 8 USD/kW/month, minimumDemand: 60 % }',
  hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller', '', 'RailOptimized { oversubscription: 1:1 }'),
  workload: chat('demand: 200 req/s, value: 5 USD/Mtok'),
});

/** A finding of some rule whose mend is a part of the best plan as well. */
const finding: Finding = {
  code: 'DCP4301',
  slug: 'contract-minimum-unused',
  severity: 'warning',
  path: 'C.Grid',
  message: '',
  mends: [
    {
      title: 'capacity: 1 MW',
      changes: [{ type: 'property', path: 'C.Grid', property: 'capacity', text: '1 MW', imports: [] }],
      predicted: { presentValue: 0, energy: 0, capital: 0, planPresentValue: 0 },
      carbon: null,
    },
  ],
};

describe('mends', () => {
  let mismatch: Mismatch;

  beforeAll(() => {
    mismatch = mismatchOf(counterfactualOf(text).context, [finding])!;
  }, 60_000);

  it('come by what they save, those of findings among them', () => {
    const values = mismatch.mends.map(({ value }) => value);
    expect(values.length).toBeGreaterThan(2);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(mismatch.mends.map(({ title }) => title)).toContain('capacity: 1 MW of Grid');
    for (const { from } of mismatch.mends) expect(from).toBe('2027-01');
  });

  it('say which ones change the same', () => {
    for (const [i, { changes, conflicts }] of mismatch.mends.entries()) {
      const touch = (change: Change): string => (change.type === 'member' ? '' : `${change.path}.${change.property}.`);
      const same = mismatch.mends
        .slice(0, i)
        .filter((other) =>
          other.changes.some((one) =>
            changes.some((two) => touch(one).startsWith(touch(two)) || touch(two).startsWith(touch(one))),
          ),
        )
        .map(({ title }) => title);
      expect(conflicts.filter(({ why }) => why === 'same').map(({ title }) => title)).toEqual(same);
    }
    expect(mismatch.mends.some(({ conflicts }) => conflicts.length > 0)).toBe(true);
  });

  it('are shown as a decision: five lines at most, none that changes the same twice', () => {
    const [first, parts] = mismatchSections(mismatch);
    const lines = first!.split('\n');
    expect(lines[0]).toMatch(/What to change first +saves +from/);
    expect(lines.length).toBeLessThanOrEqual(7);
    expect(lines[2]).toContain(mismatch.mends[0]!.title);
    expect(lines[2]).toContain('2027-01');
    expect(parts).toMatch(/Mismatch cost by part/);
    expect(parts).toMatch(/network +[\d.]+ [kMG]?\w*USD|network +[\d.]+/);
  });

  it('are none where nothing is to be gained', () => {
    expect(mismatchSections({ ...mismatch, cost: 0, mends: [] }).join()).toContain('Nothing');
  });

  it('of a plan whose cost is unknown are not looked for', () => {
    const blank = campus({
      top: 'accelerator Blank { tdp: 700 W, idle: 90 W, memory: 80 GB, memoryBandwidth: 3 TB/s, bf16: 900 TFLOP/s, nic: 400 Gb/s, scaleUpDomain: 8, scaleUpBandwidth: 900 GB/s }\nrack Pod { accelerator: Blank, accelerators: 8, peak: 10 kW, fixedIdle: 1 kW, fixedBusy: 2 kW }',
      hall: hall('20 of Pod', 'AirEconomizer'),
      workload: '',
    });
    expect(mismatchOf(counterfactualOf(blank).context, [])).toBeUndefined();
  });
});
