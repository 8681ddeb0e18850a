import { describe, expect, it } from 'vitest';
import { chat, hall } from './cases.js';
import { campus, find, training } from './fixture.js';
import { H200, mend, ofHall } from './mend.js';

describe('contract', () => {
  const terms = 'energy: 50 USD/MWh, demandCharge: 10 USD/kW/month, minimumDemand: 80 %';
  const train = (contract: string, workload?: string): string =>
    training({ contract, ...(workload === undefined ? {} : { workload }) });

  it('less capacity, in the form in which it is stated', () => {
    const capacity = (value: string): string =>
      mend(train(`  contract Grid { capacity: ${value}, ${terms} }`), 'DCP4301', 'capacity: ').text;
    expect(capacity('3 MW')).toMatch(/capacity: 1\.\d+ MW,/);
    expect(capacity('{ 2027: 3 MW, 2029: 4 MW }')).toMatch(
      /capacity: \{ 2027-01-01: 1\.\d+ MW, 2029-01-01: 1\.\d+ MW \},/,
    );
    expect(capacity('step { 2027: 3 MW, 2028-07: 4 MW }')).toMatch(
      /capacity: step \{ 2027-01-01: 1\.\d+ MW, 2028-07-01: 1\.\d+ MW \},/,
    );
    expect(capacity('3 MW growing 10 %/year from 2027 until 2029')).toMatch(
      /capacity: 1\.\d+ MW growing 10 %\/year from 2027-01-01 until 2029-01-01,/,
    );
  });

  it('less capacity where the base states it', () => {
    const { text } = mend(
      training({ top: `contract Base { capacity: 3 MW, ${terms} }`, contract: '  contract Grid: Base {}' }),
      'DCP4301',
      'capacity: ',
    );
    expect(text).toMatch(/contract Base \{ capacity: 3 MW/);
    expect(text).toMatch(/contract Grid: Base \{\n {4}capacity: 1\.\d+ MW\n {2}\}/);
  });

  it('more capacity, after which nothing is exceeded', () => {
    for (const value of ['1 MW', '{ 2027: 0.8 MW, 2029: 1 MW }']) {
      const { after } = mend(train(`  contract Grid { capacity: ${value}, ${terms} }`), 'DCP4302', 'capacity: ');
      expect(after.of('DCP4302')).toEqual([]);
    }
  });

  it('is not offered where no multiple of the capacity would do', () => {
    const found = find(train(`  contract Grid { capacity: step { 2027: 0 MW, 2028: 3 MW }, ${terms} }`));
    expect(found.one('DCP4302').fixes ?? []).toEqual([]);
  });

  it('an idle policy in several halls at once, one of them the base of the other', () => {
    const air = `  hall A { racks: 10 of HGX_H200_Air, cooling: AirEconomizer, network: LeafSpine { oversubscription: 8:1 }, power: Grid }\n  hall B: A {}`;
    const text = campus({
      contract: '  contract Grid { capacity: 160 kW, energy: 50 USD/MWh }',
      hall: air,
      workload: chat('demand: 40 req/s', 'W', '[A, B]'),
    });
    const { title, after } = mend(text, 'DCP4302', 'idle: sleep');
    expect(title).toBe('idle: sleep in A and B');
    expect([ofHall(after, 'C.A').idle, ofHall(after, 'C.B').idle]).toEqual(['sleep', 'sleep']);
    expect(after.of('DCP4302')).toEqual([]);
  });

  it('a battery, after which the ramp is kept; beside one of that name too', () => {
    for (const more of ['', '  battery Smoothing { power: 100 kW, energy: 100 kWh }']) {
      const { text, after } = mend(
        training({ contract: '  contract Grid: ERCOT_Industrial { capacity: 3 MW, rampRate: 0.1 MW/min }', more }),
        'DCP4303',
        'a battery of',
      );
      expect(text).toContain(
        more === '' ? '  battery Smoothing {\n    power: 0.6 MW\n' : '  battery Smoothing2 {\n    power: ',
      );
      expect(after.of('DCP4303')).toEqual([]);
    }
  });
});

describe('a ramp', () => {
  it('that the grid follows slowly takes a battery with the energy of the whole step', () => {
    const { title } = mend(
      training({ contract: '  contract Grid: ERCOT_Industrial { capacity: 3 MW, rampRate: 0.005 MW/min }' }),
      'DCP4303',
      'a battery of',
    );
    // 0.6213 MW, at 5 kW a minute: half of it over two hours.
    expect(title).toBe('a battery of 700 kW, 700 kWh');
  });
});

describe('sizing and operation', () => {
  it('more racks, and the capacity that they need', () => {
    const text = campus({
      contract: '  contract Grid: ERCOT_Industrial { capacity: 430 kW }',
      workload: chat('demand: 600 req/s'),
    });
    const { title, after } = mend(text, 'DCP4402', 'racks: ');
    expect(title).toMatch(/^racks: \d+ of HGX_H200_Air in A, capacity: [\d.]+ MW of Grid$/);
    expect(after.of('DCP4402')).toEqual([]);
    expect(after.of('DCP4302')).toEqual([]);
  });

  it('more racks of one that the plan refines by name', () => {
    const text = campus({
      top: 'rack Ours: HGX_H200_Air { price: 700_000 USD }',
      hall: hall('20 of Ours', 'AirEconomizer'),
      workload: chat('demand: 500 req/s'),
    });
    expect(mend(text, 'DCP4402', 'racks: ').text).toMatch(/racks: \d+ of Ours\n/);
  });

  it('no racks are offered in place of one that is refined where it stands', () => {
    const text = campus({
      hall: hall('20 of HGX_H200_Air { price: 700_000 USD }', 'AirEconomizer'),
      workload: chat('demand: 500 req/s'),
    });
    expect(find(text).one('DCP4402').fixes ?? []).toEqual([]);
  });

  it('work that can wait is let into a hall: beside others, into an array, into both its parts', () => {
    const batch = (on: string): string =>
      `  workload Batch: BatchInference {\n    on: [${on}]\n    model: Llama_70B\n    demand: 5 req/s\n  }`;
    const two = `${hall(H200, 'AirEconomizer')}\n  hall B: A { racks: 2 of HGX_H200_Air }`;
    const wide = '  contract Grid: ERCOT_Industrial { capacity: 5 MW }';
    const heavy = batch('B').replace('5 req/s', '60 req/s');
    expect(mend(campus({ contract: wide, hall: two, more: heavy }), 'DCP4501', 'on: [B, A] for Batch').text).toContain(
      '    on: [B, A]\n',
    );
    expect(
      mend(
        campus({
          contract: wide,
          hall: hall(H200, 'AirEconomizer').replace('hall A', 'hall A[1..2]'),
          more: batch(''),
        }),
        'DCP4501',
        'on: [A] for Batch',
      ).text,
    ).toContain('    on: [A]\n    model: Llama_70B\n    demand: 5');
  });

  it('work that can wait is let into one part of an array, and into the last of them', () => {
    const wide = '  contract Grid: ERCOT_Industrial { capacity: 5 MW }';
    const split = `${hall(H200, 'AirEconomizer').replace('hall A', 'hall A[1..3]')}\n  hall A[2] { racks: 2 of HGX_H200_Air }`;
    const batch = (on: string): string =>
      `  workload Batch: BatchInference { on: ${on}, model: Llama_70B, demand: 60 req/s }`;
    mend(campus({ contract: wide, hall: split, more: batch('[A[2]]') }), 'DCP4501', 'on: [A] for Batch');
    const { after } = mend(
      campus({ contract: wide, hall: `${split}\n  hall B: A { racks: 2 of HGX_H200_Air }`, more: batch('B') }),
      'DCP4501',
      'on: [B, A[1], A[3]] for Batch',
    );
    expect(after.plan.campus[0]!.workload.find(({ name }) => name === 'Batch')!.on).toEqual([
      { ref: 'C.B' },
      { ref: 'C.A' },
      { ref: 'C.A' },
    ]);
  });
});
