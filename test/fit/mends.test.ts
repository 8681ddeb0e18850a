import { describe, expect, it } from 'vitest';
import { chat, hall } from './cases.js';
import { applied, campus, ENTRY, find, training, workspaceOf } from './fixture.js';
import { H200, mend, ofHall, rail } from './mend.js';

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
