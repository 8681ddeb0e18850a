import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/src/semantics/index.js';
import { catalogues } from './catalogues.js';
import { compileText, entry, inCampus, memoryHost, planOf } from './fixture.js';

function told(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  return compileText(text, {}, files).diagnostics.map(({ slug, message }) => `${slug}: ${message}`);
}

describe('imports', () => {
  it('bring names, under others where asked', () => {
    const plan = planOf('import std/parts { Rack as Cabinet }\nrack Mine: Cabinet { }');
    expect(plan.rack[0]).toMatchObject({ name: 'Mine', base: 'std/parts#Rack', accelerators: 32 });
  });

  it('bring a module as a name', () => {
    expect(planOf('import std/parts as parts\nrack Mine: parts.Rack { }').rack[0]?.base).toBe('std/parts#Rack');
    expect(told('import std/parts as parts\nrack Mine: parts.Rak { }')).toEqual([
      'unknown-name: `std/parts` has no `Rak`; did you mean `Rack`?',
    ]);
  });

  it('bring everything, and its lets', () => {
    expect(planOf('import std/parts\ncontract C { capacity: 1 MW, firm: halfway }').contract[0]?.firm).toBe(0.5);
  });

  it('read files beside the plan; what they declare of hardware is a catalogue', () => {
    const files = {
      'lib/racks.dcplan': 'import "./chips.dcplan" { Chip }\nrack Big { accelerator: Chip, accelerators: 72 }',
      'lib/chips.dcplan': 'accelerator Chip { tdp: 1 kW }',
    };
    const text = `import "./lib/racks.dcplan" { Big }\n${inCampus('hall B: A { racks: 10 of Big }')}`;
    const plan = planOf(text, {}, files);
    expect(plan.campus[0]!.hall[1]!.racks).toEqual([{ count: 10, of: { ref: './lib/racks.dcplan#Big' } }]);
    expect(plan.catalogue['./lib/racks.dcplan#Big']).toMatchObject({ accelerator: { ref: './lib/chips.dcplan#Chip' } });
    expect(plan.catalogue).toHaveProperty(['./lib/chips.dcplan#Chip']);
    expect(compileText(text, {}, files).files).toEqual([entry, 'lib/racks.dcplan', 'lib/chips.dcplan']);
  });

  it('read packages', () => {
    const plan = planOf(
      'import "@acme/catalogue/racks.dcplan" { Big }\nrack Mine: Big { }',
      {},
      { 'node_modules/@acme/catalogue/racks.dcplan': 'rack Big { accelerators: 72 }' },
    );
    expect(plan.rack[0]?.base).toBe('@acme/catalogue/racks.dcplan#Big');
  });

  it('make one plan of several files', () => {
    const files = { 'west.dcplan': inCampus('').replaceAll('Prairie', 'West') };
    const plan = planOf(
      'import "./west.dcplan"\nimport std/workloads { Chat }\nimport std/parts { Llama }\nworkload Shared: Chat { on: [West.A], demand: 1 req/s, model: Llama }',
      {},
      files,
    );
    expect(plan.campus.map((campus) => campus.path)).toEqual(['West']);
    expect(plan.workload[0]?.on).toEqual([{ ref: 'West.A' }]);
  });

  it('that fail are reported once, and not again at each use', () => {
    expect(told('import std/prts { Rack }\nrack Mine: Rack { }')).toEqual([
      'module-not-found: The standard library has no `std/prts`; did you mean `std/parts`?',
    ]);
    expect(told('import "./gone.dcplan" { Rack }\nrack Mine: Rack { }')).toEqual([
      'module-not-found: There is no file `./gone.dcplan`.',
    ]);
    expect(told('import std/parts { Rak }\nrack Mine: Rak { }')).toEqual([
      'unknown-export: `std/parts` declares no `Rak`; did you mean `Rack`?',
    ]);
  });

  it('in a circle are told at the import that closes it', () => {
    const { diagnostics } = compileText(
      'import "./a.dcplan" { A }\nrack Mine: A { }',
      {},
      {
        'a.dcplan': 'import "./b.dcplan" { B }\nrack A: B { }',
        'b.dcplan': 'import "./a.dcplan" { A }\nrack B: A { }',
      },
    );
    expect(diagnostics.map(({ slug, location }) => `${slug} ${location.file}`)).toEqual(['import-cycle b.dcplan']);
    expect(told('import "./plan.dcplan"')).toEqual(['import-cycle: This file imports itself.']);
  });

  it('that nothing uses are told, with the edit that removes them', () => {
    const { diagnostics } = compileText('import std/parts { Rack, Plant }\nrack Mine: Rack { }');
    expect(diagnostics).toMatchObject([{ slug: 'unused-import', severity: 'warning' }]);
    expect(diagnostics[0]?.fixes?.[0]?.edits).toEqual([{ file: entry, span: { start: 23, end: 30 }, newText: '' }]);
  });

  it('report syntax errors of every file at its place', () => {
    const { diagnostics, plan } = compileText(
      'import "./a.dcplan" { A }\nrack Mine: A { }',
      {},
      { 'a.dcplan': 'rack A { accelerators: }' },
    );
    expect(diagnostics.some(({ location, code }) => location.file === 'a.dcplan' && code.startsWith('DCP1'))).toBe(
      true,
    );
    expect(plan).toBeUndefined();
  });
});

it('a missing plan is a finding', () => {
  const { diagnostics, plan } = compile('gone.dcplan', memoryHost({}));
  expect(diagnostics.map((diagnostic) => diagnostic.slug)).toEqual(['module-not-found']);
  expect(plan).toBeUndefined();
});

it('an empty plan is a plan', () => {
  expect(planOf('').campus).toEqual([]);
});

it('the regions that users are in come from the library without being imported', () => {
  const regions = (text: string): string[] =>
    Object.keys(planOf(text).catalogue).filter((key) => key.startsWith('std/regions'));
  expect(regions(inCampus('users { us_south: 35 %, us_east: 40 % }'))).toEqual([
    'std/regions#us_east',
    'std/regions#us_south',
  ]);
  expect(regions(inCampus('workload W: Serve { users: { us_west: 35 % } }'))).toEqual(['std/regions#us_west']);
  expect(regions(`region us_west { lat: 1, lon: 2 }\n${inCampus('users { us_west: 35 % }')}`)).toEqual([]);
  expect(told(inCampus('users { us_sout: 35 % }'))).toEqual([
    'unknown-name: There is no region `us_sout`; did you mean `us_south`?',
  ]);
});

it('a plan that serves a model has the measured curves', () => {
  const curves = {
    ...catalogues,
    'std/calibrations':
      'import std/parts { Llama, Gpu }\ncalibration Curve { model: Llama, accelerator: Gpu, accelerators: 8, t0: 6 ms, t1: 0.1 ms, p0: 60 %, p1: 40 %, batchMax: 64, error: 2 % }',
  };
  const keys = (text: string): string[] =>
    Object.keys(compile(entry, memoryHost({ [entry]: text }, curves)).plan?.catalogue ?? {});
  expect(keys(inCampus(''))).toContain('std/calibrations#Curve');
  expect(keys('contract C { capacity: 1 MW }')).toEqual([]);
});
