import { describe, expect, it } from 'vitest';
import { fitCases } from './fit.cases.js';
import { chat, hall } from './cases.js';
import { campus, find } from './fixture.js';
import { mend } from './mend.js';

/** Findings of plants, power paths and contracts whose case has a mend, and how its title begins. */
const MENDED = [
  ['thermal-cycling', 'DCP4104', 'lowLoad: hotGas'],
  ['chiller-class', 'DCP4105', 'cooling: CRAH_Chiller'],
  ['supply-too-cold', 'DCP4106', 'supply: 45 degC'],
  ['density-above-air', 'DCP4107', 'cooling: '],
  ['liquid-share', 'DCP4108', 'cooling: AirEconomizer'],
  ['ride-through', 'DCP4109', 'bufferVolume: 6.3 L/kW'],
  ['availability-overbuilt', 'DCP4601', 'electrical: Training_Path'],
  ['availability-underbuilt', 'DCP4602', 'electrical: '],
  ['redundancy-stranding', 'DCP4603', 'electrical: Standard'],
  ['interruptible-cannot-wait', 'DCP4307', 'firm: 70 %'],
  ['firm-could-wait', 'DCP4308', 'firm: 50 %'],
] as const;

describe('what is found of plants, paths and contracts', () => {
  it.each(MENDED)('%s: its mend does what it says, and nothing is found of it then', (slug, code, title) => {
    const { after } = mend(fitCases[slug].fires, code, title);
    expect(after.of(code)).toEqual([]);
  });

  it('less capacity, so that less is promised: what is left is hours', () => {
    const { before, after } = mend(fitCases['take-or-pay-unused'].fires, 'DCP4304', 'capacity: ');
    const [was, is] = [before, after].map((found) => found.one('DCP4304').impact!.presentValue!);
    expect(is).toBeLessThan(0.6 * was!);
  });

  it('a peak that grows out of its contract: more of it from the month in which it is needed', () => {
    const text = campus({
      contract:
        '  contract Grid { capacity: 160 kW, energy: 50 USD/MWh, demandCharge: 10 USD/kW/month, minimumDemand: 100 % }',
      workload: chat('demand: 20 req/s growing 100 %/year from 2027'),
    });
    const found = find(text).one('DCP4302');
    expect(found.notes![0]).toMatch(/^The contract holds for \d+ months\. More has to be in force by 2027-\d\d; /);
    const { title, after } = mend(text, 'DCP4302', 'capacity: step');
    expect(title).toMatch(/^capacity: step \{ 2027-01: 0\.16 MW, 2027-\d\d: 0\.\d+ MW \}$/);
    expect(after.of('DCP4302')).toEqual([]);
  });

  it('a path for the work that cannot stop, beside work that can', () => {
    const text = campus({
      hall: hall('20 of HGX_H200_Air', 'AirEconomizer'),
      workload: `${chat('demand: 40 req/s')}\n  workload T: Pretraining { on: [A], accelerators: 160 }`,
    });
    const { title, text: mended } = mend(text, 'DCP4601', 'upsShare: ');
    expect(title).toMatch(/^upsShare: \d+ %, generatorShare: \d+ %$/);
    expect(mended).toMatch(/electrical: electrical \{|electrical \{/);
  });
});
