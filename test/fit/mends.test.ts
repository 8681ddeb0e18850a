import { describe, expect, it } from 'vitest';
import { chat, hall } from './cases.js';
import { applied, campus, ENTRY, expectClose, type Files, find, type Found, training, workspaceOf } from './fixture.js';

interface Mended {
  readonly before: Found;
  readonly title: string;
  /** Text of the entry file with the mend made. */
  readonly text: string;
  readonly after: Found;
}

/**
 * Makes every mend of one code's findings in the text, each by itself, compiles and simulates that anew, and expects what
 * was predicted. Returns the first whose title contains `title`. One year is enough for that.
 */
function mend(plan: string, code: string, title: string, files: Files = {}): Mended {
  const before = find(plan.replace('horizon: 2 years', 'horizon: 1 year'), { files });
  const fixes = before.of(code).flatMap((finding) => finding.fixes ?? []);
  expect(
    fixes.length,
    before
      .of(code)
      .map(({ message }) => message)
      .join('\n'),
  ).toBeGreaterThan(0);
  const mended = fixes.map((fix) => {
    const texts = applied(before, fix, files);
    const workspace = workspaceOf(texts);
    const { plan, diagnostics } = workspace.compile(ENTRY);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    const result = workspace.simulate(plan!);
    expectClose(result.presentValue, fix.predicted!.planPresentValue);
    // The difference of two large numbers carries their rounding.
    expect(
      Math.abs(before.result.presentValue! - result.presentValue! - fix.predicted!.presentValue),
    ).toBeLessThanOrEqual(1e-9 * before.result.presentValue!);
    expectClose(before.result.energy! - result.energy!, fix.predicted!.energy, 1e-9);
    return { fix, texts };
  });
  const wanted = mended.find(({ fix }) => fix.title.includes(title));
  expect(wanted, `no mend says ${title}: ${fixes.map((fix) => fix.title).join(' | ')}`).toBeDefined();
  const { fix, texts } = wanted!;
  return { before, title: fix.title, text: texts[ENTRY]!, after: find(texts[ENTRY]!, { files: texts }) };
}

/** A property of a hall in the IR. */
function ofHall(found: Found, path: string): Found['plan']['campus'][number]['hall'][number] {
  const [campusPath] = path.split('.');
  return found.plan.campus.find((each) => each.path === campusPath)!.hall.find((each) => each.path === path)!;
}

const H200 = '20 of HGX_H200_Air';
const rail = 'RailOptimized { oversubscription: 1:1 }';

describe('cooling', () => {
  it('a plant that fits: a property that the hall lacks', () => {
    const { text } = mend(campus(), 'DCP4103', 'plantCapacity: 0.2 MW');
    expect(text).toContain('    power: Grid\n    plantCapacity: 0.2 MW\n  }');
  });

  it('a plant that fits: a property that the hall states', () => {
    const { text } = mend(
      campus({ hall: hall(H200, 'AirEconomizer', 'plantCapacity: 390 kW') }),
      'DCP4103',
      'plantCapacity: 0.2 MW',
    );
    expect(text).toContain('    plantCapacity: 0.2 MW\n  }');
    expect(text).not.toContain('390 kW');
  });

  it('a plant that fits: a body on one line', () => {
    const { text } = mend(
      campus({
        hall: `  hall A { racks: ${H200}, cooling: AirEconomizer, network: LeafSpine { oversubscription: 8:1 }, power: Grid }`,
      }),
      'DCP4103',
      'plantCapacity: 0.2 MW',
    );
    expect(text).toContain('  hall A {\n    racks: 20 of');
  });

  it('a plant that fits stands at each element of an array', () => {
    const { text, after } = mend(
      campus({
        contract: '  contract Grid: ERCOT_Industrial { capacity: 4 MW }',
        hall: hall(H200, 'AirEconomizer').replace('hall A', 'hall A[1..2]'),
        workload: chat('demand: 80 req/s'),
      }),
      'DCP4103',
      'plantCapacity: 0.2 MW',
    );
    expect(text).toContain('plantCapacity: 0.2 MW');
    expect(after.result.halls.get('C.A')!.plantRating).toBe(200_000);
  });

  // Fits its heat, and cannot take so little of it: another cooling is all that helps.
  const door = hall(H200, 'RearDoor { turndown: 85 % }', 'plantCapacity: 200 kW');

  it('another cooling: its import is added to the one that is there', () => {
    const { text } = mend(campus({ hall: door }), 'DCP4103', 'cooling: AirEconomizer');
    expect(text).toContain('import std/cooling { RearDoor, AirEconomizer }');
    expect(text).toContain('    cooling: AirEconomizer\n');
  });

  it('another cooling: its import is there', () => {
    const { text } = mend(
      campus({ hall: door }).replace('{ RearDoor }', '{ AirEconomizer, RearDoor }'),
      'DCP4103',
      'cooling: AirEconomizer',
    );
    expect(text).toContain('import std/cooling { AirEconomizer, RearDoor }');
  });

  it('another cooling: no import of that module is there', () => {
    const own = campus({ hall: door.replace('RearDoor { turndown: 85 % }', 'Ours') }).replace(
      '\n\ncampus',
      '\nimport "./ours.dcplan" { Ours }\n\ncampus',
    );
    const { text } = mend(own, 'DCP4103', 'cooling: AirEconomizer', {
      'ours.dcplan': 'import std/cooling { RearDoor }\n\nrearDoor Ours: RearDoor { turndown: 85 % }\n',
    });
    expect(text).toContain('import "./ours.dcplan" { Ours }\nimport std/cooling { AirEconomizer }\n');
  });

  it('a hall that inherits keeps what it has, when its base is mended', () => {
    const { after } = mend(
      campus({ hall: `${door}\n  hall B: A {}`, workload: chat('demand: 80 req/s', 'W', '[A, B]') }),
      'DCP4103',
      'cooling: AirEconomizer',
    );
    expect(ofHall(after, 'C.A').cooling).toEqual({ ref: 'std/cooling#AirEconomizer' });
    expect(ofHall(after, 'C.B').cooling).toMatchObject({ base: 'std/cooling#RearDoor' });
  });

  it('a hall that inherits is mended by itself', () => {
    const text = training({
      contract: '  contract Grid: ERCOT_Industrial { capacity: 6 MW }',
      hall: `${hall('8 of GB200_NVL72', 'DirectToChip_Chilled')}\n  hall Edge: A {}`,
      workload: `  workload Frontier: Pretraining { on: [A], accelerators: 576 }\n${chat('demand: 20 req/s', 'W', '[Edge]')}`,
    });
    const { before, text: mended, after } = mend(text, 'DCP4103', 'plantCapacity');
    expect(before.one('DCP4103').path).toBe('C.Edge.cooling');
    expect(before.one('DCP4103').related?.map(({ message }) => message)).toEqual(['cooling is stated here']);
    expect(mended).toMatch(/hall Edge: A \{\n {4}plantCapacity: [\d.]+ MW\n {2}\}/);
    expect(ofHall(after, 'C.A').plantCapacity).toBeUndefined();
  });

  it('an element that is split off is mended by itself, and so is what it was split from', () => {
    const array = hall(H200, 'AirEconomizer').replace('hall A', 'hall A[1..2]');
    const text = campus({
      contract: '  contract Grid: ERCOT_Industrial { capacity: 4 MW }',
      hall: `${array}\n  hall A[2] { idle: consolidate, plantCapacity: 350 kW }`,
    });
    const { before, after } = mend(text, 'DCP4103', 'plantCapacity');
    expect(before.of('DCP4103').map(({ path }) => path)).toEqual(['C.A.cooling', 'C.A[2].cooling']);
    expect(ofHall(after, 'C.A[2]').plantCapacity).toBe(350_000);
  });
});

describe('network', () => {
  it('a leaf-spine of the hall itself, with its import', () => {
    const { text } = mend(
      campus({ hall: hall(H200, 'AirEconomizer', '', rail) }),
      'DCP4201',
      'network: LeafSpine { oversubscription: 8:1 }',
    );
    expect(text).toContain('import std/networks { RailOptimized, LeafSpine }');
    expect(text).toContain('    network: LeafSpine { oversubscription: 8:1 }\n');
  });

  it('a thinner leaf of the fabric that the hall states for itself', () => {
    const { text } = mend(
      campus({ hall: hall(H200, 'AirEconomizer', '', 'LeafSpine { oversubscription: 2:1, opticalShare: 60 % }') }),
      'DCP4201',
      'oversubscription: 8:1',
    );
    expect(text).toContain('LeafSpine { oversubscription: 8:1, opticalShare: 60 % }');
  });

  it('a thinner leaf of a block: stated, inherited, on one line', () => {
    const block = (network: string): string => campus({ network, hall: hall(H200, 'AirEconomizer', '', 'Backend') });
    expect(
      mend(
        block(`  network Backend: RailOptimized {\n    oversubscription: 1:1\n  }`),
        'DCP4201',
        'oversubscription: 8:1',
      ).text,
    ).toContain('    oversubscription: 8:1\n  }');
    expect(mend(block('  network Backend: RailOptimized {}'), 'DCP4201', 'oversubscription: 8:1').text).toContain(
      '  network Backend: RailOptimized {\n    oversubscription: 8:1\n  }',
    );
    const twice = mend(
      block('  network First: RailOptimized { opticalShare: 90 % }\n  network Backend: First { rails: 4 }'),
      'DCP4201',
      'oversubscription: 8:1',
    );
    expect(twice.text).toContain('  network Backend: First {\n    rails: 4\n    oversubscription: 8:1\n  }');
  });

  it('a fabric that one hall needs and another does not: the other gets its own', () => {
    const text = training({
      contract: '  contract Grid: ERCOT_Industrial { capacity: 9 MW }',
      network: '  network Backend: RailOptimized {}',
      hall: `${hall('20 of GB200_NVL72', 'DirectToChip', '', 'Backend')}\n  hall Edge: A {}`,
      workload: `  workload Frontier: Pretraining { on: [A], accelerators: 1_440 }\n${chat('demand: 150 req/s', 'W', '[Edge]')}`,
    });
    const { before, after } = mend(text, 'DCP4201', 'network: LeafSpine');
    expect(before.one('DCP4201').path).toBe('C.Edge.network');
    expect(ofHall(after, 'C.A').network).toEqual({ ref: 'C.Backend' });
  });

  it('a fabric that does not block, for training: it costs, and gives back in training', () => {
    const text = training({
      contract: '  contract Grid: ERCOT_Industrial { capacity: 9 MW }',
      network: '  network Backend: RailOptimized { oversubscription: 8:1 }',
      hall: hall('40 of GB200_NVL72', 'DirectToChip', '', 'Backend'),
      workload: '  workload Frontier: Pretraining { on: [A], accelerators: 2_880, crossing: 100 % }',
    });
    const { before, after } = mend(text, 'DCP4202', 'oversubscription: 1:1');
    const [finding] = before.of('DCP4202');
    expect(finding!.path).toBe('C.Backend.oversubscription');
    expect(finding!.fixes![0]!.predicted!.presentValue).toBeLessThan(0);
    expect(finding!.impact!.presentValue).toBeGreaterThan(0);
    expect(after.of('DCP4202')).toEqual([]);
  });
});

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

describe('no mend', () => {
  const titles = (text: string, code: string): string[] =>
    find(text.replace('horizon: 2 years', 'horizon: 1 year'))
      .of(code)
      .flatMap(({ fixes = [] }) => fixes.map(({ title }) => title));

  it('leaves another hall with a plant that cannot carry its heat', () => {
    const plan = (second: string): string =>
      training({
        contract: '  contract Grid: ERCOT_Industrial { capacity: 6 MW }',
        hall: `${hall('8 of GB200_NVL72', 'DirectToChip_Chilled')}\n  hall B: A {${second}}`,
        workload: `  workload Frontier: Pretraining { on: [B], accelerators: 576 }\n${chat('demand: 20 req/s')}`,
      });
    expect(titles(plan(' plantCapacity: 1.1 MW '), 'DCP4103').join()).toContain('plantCapacity: 0.4 MW');
    expect(titles(plan(''), 'DCP4103').join()).not.toContain('plantCapacity');
  });

  it('supplies air that the racks do not accept', () => {
    const plan = (limit: string): string =>
      campus({
        top: `rack Ours: HGX_H200_Air { airInletMax: ${limit} }`,
        hall: hall('20 of Ours', 'RearDoor { airSupply: 22 degC, turndown: 85 % }', 'plantCapacity: 200 kW'),
      });
    expect(titles(plan('27 degC'), 'DCP4103')).toContain('cooling: AirEconomizer');
    expect(titles(plan('23 degC'), 'DCP4103')).not.toContain('cooling: AirEconomizer');
  });

  it('draws more than is contracted', () => {
    const plan = (capacity: string): string =>
      campus({
        contract: `  contract Grid { capacity: ${capacity}, energy: 50 USD/MWh }`,
        hall: hall(H200, 'CRAH_Chiller', 'plantCapacity: 200 kW, idle: sleep', rail),
      });
    const peak = Math.max(...find(plan('2 MW')).result.contracts.get('C.Grid')!.peak);
    const tight = find(plan(`${Math.ceil(peak / 1e3)} kW`));
    for (const fix of tight.diagnostics.flatMap(({ fixes = [] }) => fixes)) {
      if (fix.predicted === undefined) continue;
      const workspace = workspaceOf(applied(tight, fix));
      expect(
        workspace.simulate(workspace.compile(ENTRY).plan!).contracts.get('C.Grid')!.firstPeakBreach,
        fix.title,
      ).toBe(-1);
    }
  });
});
