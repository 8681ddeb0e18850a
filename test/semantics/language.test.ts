import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { check, compileText, inCampus, planOf } from './fixture.js';

/** Each row of the language reference's table, as texts. */

const prairie = readFileSync(new URL('prairie.dcplan', import.meta.url), 'utf8');

function entity(text: string, path: string): Record<string, unknown> {
  const found = indexPlan(planOf(text)).get(path);
  expect(found, path).toBeDefined();
  return found as unknown as Record<string, unknown>;
}

describe('a whole plan', () => {
  it('compiles, every construct of it', () => {
    const plan = planOf(prairie);
    const campus = plan.campus[0]!;
    expect(campus.hall.map((hall) => [hall.name, hall.count, hall.base])).toEqual([
      ['A', 4, undefined],
      ['Edge', undefined, 'Prairie.A'],
    ]);
    expect(campus.contract[0]).toMatchObject({
      kind: 'contract',
      base: 'std/parts#Industrial',
      minimumDemand: 0.85,
      rampRate: 40e6 / 60,
    });
    expect(campus.workload.map((workload) => workload.kind)).toEqual(['inference', 'training']);
    expect(plan.requirements.map((requirement) => [requirement.mode, requirement.at, requirement.text])).toEqual([
      ['prefer', 'Prairie', 'infrastructureFit >= 90 %'],
      ['require', 'Prairie', 'Grid.peak <= 0.95 * Grid.capacity'],
      ['require', 'Prairie', 'pue <= 1.25'],
    ]);
    expect(plan.scenarios).toEqual([{ name: 'InferenceSurge', probability: 0.3 }]);
  });

  it('applies the scenario that is asked for', () => {
    const demand = indexPlan(planOf(prairie, { scenario: 'InferenceSurge' })).get(
      'Prairie.Assistant',
    ) as unknown as Record<string, unknown>;
    expect(demand['demand']).toMatchObject({ series: 'growing', base: 36_000, rate: 0.35 });
  });
});

describe('blocks', () => {
  it('start from an entry, and what the body says overrides it', () => {
    expect(entity(inCampus('network Net: Fabric { opticalShare: 50 % }'), 'Prairie.Net')).toMatchObject({
      kind: 'railOptimized',
      base: 'std/parts#Fabric',
      opticalShare: 0.5,
      switch: { ref: 'std/parts#Switch' },
    });
  });

  it('inherit child blocks, and change them in their own body', () => {
    const assistant = entity(inCampus('workload Quick: Serve { slo { ttft: 200 ms } }'), 'Prairie.Quick');
    expect(assistant['slo']).toMatchObject({ path: 'Prairie.Quick.slo', ttft: 0.2, tpot: 0.04 });
  });

  it('merge named child blocks by name', () => {
    const text = inCampus(
      `hall B: A { retrofit Later { to: Air, cost: 900 USD/kW, downtime: 3 months, at: 2033 } }
hall C: B { retrofit Later { at: 2035 } }`,
      'import std/parts { Air }\n',
    );
    expect(entity(text, 'Prairie.C')['retrofit']).toMatchObject([
      { path: 'Prairie.C.Later', at: '2035-01-01', cost: 0.9 },
    ]);
  });

  it('take an unnamed child as the one that the kind allows', () => {
    check(`
import std/workloads { Chat }
import std/parts { Llama }
workload W: Chat {
  on: [], demand: 1 req/s, model: Llama
  slo Fast { ttft: 1 s }
  //  ^^^^ block-name: no name
}
`);
  });

  it('may be the value of a property, and then change what the base has', () => {
    const text = inCampus('hall B: A { cooling { redundancy: 2N } }\nhall C: B { cooling { turndown: 30 % } }');
    expect(entity(text, 'Prairie.C')['cooling']).toMatchObject({
      kind: 'directToChip',
      base: 'std/parts#Plant',
      redundancy: '2N',
      turndown: 0.3,
      supply: 305.15,
    });
  });

  it('copy a campus whole, with its halls on its own contracts', () => {
    const plan = planOf(`${inCampus('')}campus East: Prairie { opens: 2029 }`);
    const east = plan.campus.find((campus) => campus.name === 'East')!;
    expect(east.hall[0]).toMatchObject({ path: 'East.A', base: 'Prairie.A', power: [{ ref: 'East.Grid' }] });
    expect(east.workload[0]).toMatchObject({ on: [{ ref: 'East.A' }] });
  });

  it('state what a name reaches inside of them: properties of a base follow the block that inherits them', () => {
    const text = inCampus(
      'workload Twice: Serve { promptTokens: 2 * outputTokens }\nworkload More: Twice { outputTokens: 300 }',
    );
    expect(entity(text, 'Prairie.More')['promptTokens']).toBe(600);
  });
});

describe('arrays', () => {
  const halls = 'hall H[1..4]: A { idle: off }\nhall H[2] { idle: sleep }\nhall H[3..4] { racks: 10 of Rack }';

  it('stand for identical halls, and give up those that later blocks change', () => {
    const campus = planOf(inCampus(halls)).campus[0]!;
    expect(
      campus.hall.map(({ name, path, count, elements, idle, base }) => [name, path, count, elements, idle, base]),
    ).toEqual([
      ['A', 'Prairie.A', undefined, undefined, 'spread', undefined],
      ['H', 'Prairie.H', 1, [1], 'off', 'Prairie.A'],
      ['H[2]', 'Prairie.H[2]', 1, [2], 'sleep', 'Prairie.H'],
      ['H[3..4]', 'Prairie.H[3..4]', 2, [3, 4], 'off', 'Prairie.H'],
    ]);
  });

  it('mean all their elements in a list', () => {
    const workload = entity(inCampus(`${halls}\nworkload W: Serve { on: [H] }`), 'Prairie.W');
    expect(workload['on']).toEqual([{ ref: 'Prairie.H' }, { ref: 'Prairie.H[2]' }, { ref: 'Prairie.H[3..4]' }]);
  });

  it('may be named in part only where that part is a block of its own', () => {
    const on = (places: string): ReturnType<typeof compileText> =>
      compileText(inCampus(`${halls}\nworkload W: Serve { on: [${places}] }`));
    expect(on('H[2]').diagnostics).toEqual([]);
    expect(on('H[3], H[4]').diagnostics).toEqual([]);
    expect(on('H[4]').diagnostics.map(({ slug, message }) => `${slug}: ${message}`)).toEqual([
      'several-blocks: This element of `H` is not a block of its own: 2 that are alike are one. Split off what is to differ: `hall H[4] {}`.',
    ]);
  });

  it('are one element as a base', () => {
    expect(entity(inCampus(`${halls}\nhall B: H { }`), 'Prairie.B')['count']).toBeUndefined();
  });

  it('sum figures over their elements', () => {
    const text = inCampus(
      `hall H[1..4]: A { area: 100 m2 }\nhall H[2] { area: 50 m2 }\nreserve R { power: H.area * 1 kW / 1 m2 }`,
    );
    expect(entity(text, 'Prairie.R')['power']).toBe(350_000);
  });

  it('forget a part whose elements are all changed again', () => {
    const campus = planOf(inCampus('hall H[1..2]: A { }\nhall H[2] { idle: off }\nhall H[2] { idle: sleep }'))
      .campus[0]!;
    expect(campus.hall.map((hall) => [hall.path, hall.idle])).toEqual([
      ['Prairie.A', 'spread'],
      ['Prairie.H', 'spread'],
      ['Prairie.H[2]', 'sleep'],
    ]);
  });

  it('need a range to begin with', () => {
    const { diagnostics } = check(`
import std/parts { Rack, Fabric, Plant, Here }
campus P {
  climate: Here, opens: 2027
  contract Grid { capacity: 1 MW }
  hall A[8] { racks: 1 of Rack, cooling: Plant, network: Fabric, power: Grid }
  //    ^^^ index-without-array: A[1..8]
}
`);
    expect(diagnostics[0]?.fixes?.[0]?.edits[0]?.newText).toBe('[1..8]');
  });
});

describe('names', () => {
  it('resolve outward, and anywhere as long as one block has them', () => {
    const text = `${inCampus('')}workload Shared: Chat { on: [A], demand: 1 req/s, model: Llama }`;
    expect(entity(text, 'Shared')['on']).toEqual([{ ref: 'Prairie.A' }]);
  });

  it('are words of the enumeration that is due before anything else', () => {
    expect(entity(`let off = 3\n${inCampus('hall B: A { idle: off }')}`, 'Prairie.B')['idle']).toBe('off');
  });

  it('mean the one further out when they are the property itself', () => {
    expect(entity(inCampus('hall B: A { opens: opens }'), 'Prairie.B')['opens']).toBe('2027-01-01');
  });

  it('suggest the nearest in scope', () => {
    const { diagnostics } = check(`
import std/parts { Rack, Fabric, Plant, Here }
campus P {
  climate: Here, opens: 2027
  contract Grid { capacity: 1 MW }
  hall A { racks: 1 of Rack, cooling: Plnt, network: Fabric, power: Grid }
  //                                  ^^^^ unknown-name: did you mean \`Plant\`
}
`);
    expect(diagnostics[0]?.fixes?.[0]?.title).toBe('Change to `Plant`');
  });

  it('of the library are offered with their import', () => {
    const { diagnostics } = compileText(inCampus('hall B: A { cooling: Air }'));
    expect(diagnostics.map((each) => each.message)).toEqual(['`Air` is not imported; `std/parts` declares it.']);
    expect(diagnostics[0]?.fixes?.[0]?.edits).toMatchObject([{ newText: ', Air' }]);
  });

  it('list their candidates where they are ambiguous', () => {
    const campuses = `${inCampus('')}campus East: Prairie { contract G { capacity: 1 MW } }\ncampus West: Prairie { contract G { capacity: 1 MW } }\n`;
    const { diagnostics } = compileText(`${campuses}contract C { capacity: G.capacity }`);
    expect(diagnostics.map((each) => each.message)).toEqual(['`G` could be `East.G`, `West.G`: write the path.']);
  });
});

describe('what a block must state', () => {
  it('is told all at once, with lines for it', () => {
    const text = 'campus P {\n  discount: 8 %\n}\n';
    const { diagnostics } = compileText(text);
    expect(diagnostics.map((each) => each.message)).toEqual(['`P`, a campus, lacks `climate` and `opens`.']);
    expect(diagnostics[0]?.fixes?.[0]?.edits).toEqual([
      { file: 'plan.dcplan', span: { start: 26, end: 26 }, newText: '\n  climate: Name\n  opens: 2027' },
    ]);
  });

  it('is told of entries of the library where they are named', () => {
    const blank = inCampus('').replace('climate: Here', 'climate: Half').replace('Here', 'Half');
    const { diagnostics } = compileText(blank);
    expect(diagnostics.map(({ slug, message }) => `${slug}: ${message}`)).toEqual([
      'missing-property: `Half` of `std/parts` leaves `meanWetBulb` blank, since no source gives it: state it in a refinement, `Half { meanWetBulb: 1 }`.',
    ]);
    expect(
      planOf(blank.replace('climate: Half', 'climate: Half { meanWetBulb: 11 degC }')).campus[0]!.climate,
    ).toMatchObject({ base: 'std/parts#Half', meanWetBulb: 284.15 });
  });

  it('is not told where a misspelt property is why it is missing', () => {
    expect(compileText('contract C { capcity: 1 MW }').diagnostics.map((each) => each.slug)).toEqual([
      'unknown-property',
    ]);
  });
});

describe('refinement, lists, alternatives', () => {
  it('an entry with a change is unnamed', () => {
    const hall = entity(inCampus('hall B: A { network: Fabric { oversubscription: 4:1 } }'), 'Prairie.B');
    expect(hall['network']).toMatchObject({ kind: 'railOptimized', base: 'std/parts#Fabric', oversubscription: 4 });
    expect(hall['network']).not.toHaveProperty('name');
    expect(hall['network']).not.toHaveProperty('path');
  });

  it('the first alternative is the plan', () => {
    const hall = entity(
      inCampus('hall B: A { cooling: Plant | Air { supply: 20 degC } }', 'import std/parts { Air }\n'),
      'Prairie.B',
    );
    expect(hall['cooling']).toEqual({ ref: 'std/parts#Plant' });
    expect(hall['alternatives']).toMatchObject({ cooling: [{ kind: 'airCooling', supply: 293.15 }] });
  });

  it('one value is a list of one; a list of racks is a mixed hall', () => {
    const hall = entity(inCampus('hall B: A { racks: [400 of Rack, 20 of Rack { servers: 2 }] }'), 'Prairie.B');
    expect(hall['racks']).toMatchObject([
      { count: 400, of: { ref: 'std/parts#Rack' } },
      { count: 20, of: { servers: 2, accelerators: 16, peak: 20_000 } },
    ]);
    expect(hall['power']).toEqual([{ ref: 'Prairie.Grid' }]);
  });

  it('a kind’s name with braces is a block with the kind’s defaults', () => {
    expect(
      entity(inCampus('hall B: A { electrical: electrical { redundancy: 2N } }'), 'Prairie.B')['electrical'],
    ).toMatchObject({ kind: 'electrical', redundancy: '2N' });
  });

  it('a map where a list of places is due gives each its fixed share', () => {
    const text = (on: string): string =>
      inCampus(
        `hall H[1..4]: A { }\nhall H[2] { idle: off }\nworkload W: Serve { on: ${on} }\nworkload X: W { on: [A] }`,
      );
    expect(entity(text('{ A: 60 %, H: 40 % }'), 'Prairie.W')).toMatchObject({
      on: [{ ref: 'Prairie.A' }, { ref: 'Prairie.H' }, { ref: 'Prairie.H[2]' }],
      shares: { 'Prairie.A': 0.6, 'Prairie.H': expect.closeTo(0.3, 12) as number, 'Prairie.H[2]': 0.1 },
    });
    expect(entity(text('{ A: 60 %, H: 40 % }'), 'Prairie.X')).not.toHaveProperty('shares');
    expect(compileText(text('{ A: 70 %, H: 40 % }')).diagnostics.map((each) => each.slug)).toEqual(['shares-over-one']);
  });
});
