import { describe, expect, it } from 'vitest';
import { semanticsCodes, type SemanticsSlug } from '../../compiler/src/text/codes/semantics.js';
import { compileText, inCampus } from './fixture.js';
import { epwText, mild } from './weather/epw-text.js';

interface Case {
  readonly fires: string;
  readonly quiet: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Other files for the text that is right. */
  readonly quietFiles?: Readonly<Record<string, string>>;
  readonly scenario?: string;
}

/** A `let` that rests on a `let`, and so on. */
function chain(length: number): string {
  return `${Array.from({ length }, (_, index) => `let a${index} = a${index + 1}`).join('\n')}\nlet a${length} = 1`;
}

/** A list over a list over a list, 60 to the third. */
function nested(length: number): string {
  const list = `[${Array.from({ length }, (_, index) => String(index)).join(', ')}]`;
  return `let l = ${list}\nlet n = sum([sum([sum([sum([a * b * c * d for a in l]) for b in l]) for c in l]) for d in l])`;
}

/** Campuses that inherit many blocks. */
function campuses(count: number, contracts: number): string {
  const first = Array.from({ length: contracts }, (_, index) => `contract C${index} { capacity: 1 MW }`).join('\n');
  return `${inCampus(first)}${Array.from({ length: count }, (_, index) => `campus P${index}: Prairie { }`).join('\n')}`;
}

/** A campus under the weather of a file. */
const weatherly = inCampus('climate: Here { weather: "prairie.epw" }').replace('  climate: Here\n', '');

/** For each code a text in which it fires, and one like it in which it does not. */
const cases: Readonly<Record<SemanticsSlug, Case>> = {
  'module-not-found': {
    fires: 'import "./gone.dcplan"',
    quiet: 'import "./here.dcplan" { Spare }\nrack Mine: Spare {}',
    files: { 'here.dcplan': 'rack Spare { accelerators: 8 }' },
  },
  'import-cycle': {
    fires: 'import "./a.dcplan"',
    quiet: 'import "./b.dcplan" { B }\nrack C: B {}',
    files: { 'a.dcplan': 'import "./plan.dcplan"', 'b.dcplan': 'rack B { accelerators: 8 }' },
  },
  'unused-import': { fires: 'import std/parts { Rack }', quiet: 'import std/parts { Rack }\nrack Mine: Rack {}' },
  'weather-not-found': { fires: weatherly, quiet: weatherly, files: {}, quietFiles: { 'prairie.epw': epwText() } },
  'weather-not-read': {
    fires: weatherly,
    quiet: weatherly,
    files: { 'prairie.epw': 'hour,degC' },
    quietFiles: { 'prairie.epw': epwText() },
  },
  'weather-doubtful': {
    fires: weatherly,
    quiet: weatherly,
    files: { 'prairie.epw': epwText({ dry: (hour) => (hour === 9 ? 99.9 : mild(hour)) }) },
    quietFiles: { 'prairie.epw': epwText() },
  },
  'unknown-export': { fires: 'import std/parts { Rak }', quiet: 'import std/parts { Rack }\nrack Mine: Rack {}' },
  'unknown-name': { fires: inCampus('hall B: A { power: Gird }'), quiet: inCampus('hall B: A { power: Grid }') },
  'ambiguous-name': {
    fires: `${inCampus('')}campus East: Prairie { contract Other { capacity: 1 MW } }\ncampus West: Prairie { contract Other { capacity: 1 MW } }\nworkload W { on: [] }\ncontract C { capacity: Other.capacity }`,
    quiet: `${inCampus('')}campus East: Prairie { contract Other { capacity: 1 MW } }\ncontract C { capacity: Other.capacity }`,
  },
  'duplicate-name': {
    fires: inCampus('contract Grid { capacity: 1 MW }'),
    quiet: inCampus('contract Other { capacity: 1 MW }'),
  },
  'unknown-property': { fires: inCampus('hall B: A { colling: Plant }'), quiet: inCampus('hall B: A { idle: off }') },
  'unknown-word': { fires: inCampus('hall B: A { idle: spred }'), quiet: inCampus('hall B: A { idle: spread }') },
  'not-a-value': {
    fires: inCampus('contract C { capacity: Grid.peak }'),
    quiet: inCampus('contract C { capacity: Grid.capacity }'),
  },
  'blank-figure': {
    fires: inCampus('contract C { capacity: 400 * Blank.peak }', 'import std/parts { Blank }\n'),
    quiet: inCampus('contract C { capacity: 400 * Rack.peak }'),
  },
  'cyclic-value': { fires: 'let a = b\nlet b = a', quiet: 'let a = b\nlet b = 1' },
  'long-chain': { fires: chain(2_000), quiet: chain(100) },
  'too-much-work': { fires: nested(60), quiet: nested(1) },
  'too-many-blocks': { fires: campuses(300, 300), quiet: campuses(3, 300) },
  'unknown-kind': { fires: inCampus('hal B { }'), quiet: inCampus('hall B: A { }') },
  'misplaced-block': { fires: 'slo { ttft: 1 s }', quiet: inCampus('workload W: Serve { slo { ttft: 1 s } }') },
  'misplaced-member': {
    fires: inCampus('import std/parts { Air }'),
    quiet: inCampus('hall B: A { cooling: Air }', 'import std/parts { Air }\n'),
  },
  'block-name': { fires: inCampus('hall { }'), quiet: inCampus('hall B: A { }') },
  'duplicate-block': { fires: 'policy { }\npolicy { }', quiet: 'policy { }' },
  'duplicate-property': {
    fires: inCampus('hall B: A { idle: off, idle: sleep }'),
    quiet: inCampus('hall B: A { idle: off }'),
  },
  'missing-property': { fires: inCampus('contract C { }'), quiet: inCampus('contract C: Grid { }') },
  'wrong-base': {
    fires: inCampus('hall B: Grid { }'),
    quiet: inCampus('contract B: Industrial { capacity: 1 MW }', 'import std/parts { Industrial }\n'),
  },
  'base-comes-later': {
    fires: inCampus('hall B: C { }\nhall C: A { }'),
    quiet: inCampus('hall C: A { }\nhall B: C { }'),
  },
  'base-cycle': { fires: inCampus('hall B: C { }\nhall C: B { }'), quiet: inCampus('hall C: A { }\nhall B: C { }') },
  'index-without-array': {
    fires: inCampus('hall B[8]: A { }'),
    quiet: inCampus('hall B[1..8]: A { }\nhall B[8] { idle: off }'),
  },
  'index-out-of-range': {
    fires: inCampus('hall B[1..4]: A { }\nhall B[5] { }'),
    quiet: inCampus('hall B[1..4]: A { }\nhall B[4] { }'),
  },
  'array-too-large': { fires: inCampus('hall B[1..20000]: A { }'), quiet: inCampus('hall B[1..200]: A { }') },
  'several-blocks': {
    fires: inCampus('network Net[1..2]: Fabric { }\nnetwork Net[2] { planes: 2 }\nhall B: A { network: Net }'),
    quiet: inCampus('network Net[1..2]: Fabric { }\nhall B: A { network: Net }'),
  },
  'unknown-unit': {
    fires: inCampus('contract C { capacity: 3 MWW }'),
    quiet: inCampus('contract C { capacity: 3 MW }'),
  },
  'no-exchange-rate': {
    fires: inCampus('carbonPrice: 40 EUR/t'),
    quiet: `exchange { EUR: 1.08 USD }\n${inCampus('carbonPrice: 40 EUR/t')}`,
  },
  'wrong-dimension': {
    fires: inCampus('contract C { capacity: 3 MWh }'),
    quiet: inCampus('contract C { capacity: 3 MWh / 1 h }'),
  },
  'temperature-difference': {
    fires: inCampus('hall B: A { cooling: Plant { approach: 5 degC } }'),
    quiet: inCampus('hall B: A { cooling: Plant { approach: 5 K } }'),
  },
  'no-such-date': {
    fires: inCampus('hall B: A { opens: 2027-02-30 }'),
    quiet: inCampus('hall B: A { opens: 2028-02-29 }'),
  },
  'number-too-large': {
    fires: inCampus('contract C { capacity: 1e400 MW }'),
    quiet: inCampus('contract C { capacity: 1e4 MW }'),
  },
  'out-of-bounds': { fires: inCampus('horizon: 0 years'), quiet: inCampus('horizon: 10 years') },
  'wrong-type': { fires: inCampus('hall B: A { cooling: 3 }'), quiet: inCampus('hall B: A { cooling: Plant }') },
  'not-varying': {
    fires: inCampus('discount: { 2027: 8 %, 2030: 9 % }'),
    quiet: inCampus('carbonPrice: { 2027: 8 USD/t, 2030: 9 USD/t }'),
  },
  'not-uncertain': { fires: inCampus('discount: 8 % ± 1 pp'), quiet: inCampus('carbonPrice: 8 USD/t ± 10 %') },
  'unsupported-arithmetic': {
    fires: inCampus('carbonPrice: { 2027: 1 USD/t } * { 2027: 2 }'),
    quiet: inCampus('carbonPrice: { 2027: 1 USD/t } * 2'),
  },
  'bad-distribution': {
    fires: inCampus('carbonPrice: triangular(3 USD/t, 2 USD/t, 1 USD/t)'),
    quiet: inCampus('carbonPrice: triangular(1 USD/t, 2 USD/t, 3 USD/t)'),
  },
  'bad-series': {
    fires: inCampus('carbonPrice: { 2027: 1 USD/t, 2027: 2 USD/t }'),
    quiet: inCampus('carbonPrice: { 2027: 1 USD/t, 2028: 2 USD/t }'),
  },
  'misplaced-alternatives': {
    fires: inCampus('hall B: A { power: [Grid | Grid] }'),
    quiet: inCampus('hall B: A { cooling: Plant | Air }', 'import std/parts { Air }\n'),
  },
  'unknown-function': { fires: 'let a = mx(1, 2)', quiet: 'let a = max(1, 2)' },
  'not-a-condition': { fires: 'let a = if 3 then 1 else 2', quiet: 'let a = if 3 > 2 then 1 else 2' },
  'bad-count': {
    fires: inCampus('hall B: A { racks: 2.5 of Rack }'),
    quiet: inCampus('hall B: A { racks: 2 of Rack }'),
  },
  'shares-over-one': {
    fires: inCampus('users { us_south: 70 %, us_east: 40 % }'),
    quiet: inCampus('users { us_south: 60 %, us_east: 40 % }'),
  },
  'range-in-condition': {
    fires: inCampus('require pue in 1.05..1.25'),
    quiet: inCampus('require pue >= 1.05 and pue <= 1.25'),
  },
  'bad-period': {
    fires: inCampus('require pue <= 1.25 in 2032..2027'),
    quiet: inCampus('require pue <= 1.25 in 2027..2032'),
  },
  'unsupported-condition': { fires: inCampus('require A <= 3'), quiet: inCampus('require A.pue <= 3') },
  'unknown-scenario': { fires: 'scenario B: A { }', quiet: 'scenario A { }\nscenario B: A { }' },
  'bad-override': { fires: 'scenario S { x: 3 }', quiet: 'let x = 2\nscenario S { x: 3 }' },
  'unknown-annotation': {
    fires: inCampus('@sorce("a")\nhall B: A { }'),
    quiet: inCampus('@source("a")\nhall B: A { }'),
  },
  'bad-annotation': {
    fires: inCampus('@allow("thermal-part-load")\nhall B: A { }'),
    quiet: inCampus('@allow("thermal-part-load", "reason")\nhall B: A { }'),
  },
  'misplaced-annotation': {
    fires: inCampus('@probability(30 %)\nhall B: A { }'),
    quiet: '@probability(30 %)\nscenario S { }',
  },
};

function slugs(text: string, files: Readonly<Record<string, string>> | undefined): string[] {
  return compileText(text, {}, files).diagnostics.map((diagnostic) => diagnostic.slug);
}

describe.each(Object.entries(cases))('%s', (slug, { fires, quiet, files, quietFiles }) => {
  it('fires, and nothing else does', () => {
    expect([...new Set(slugs(fires, files))]).toEqual([slug]);
  });

  it('does not fire on a text like it that is right', () => {
    expect(slugs(quiet, quietFiles ?? files)).toEqual([]);
  });
});

it('every code has an explanation with more to say than its title', () => {
  for (const [slug, entry] of Object.entries(semanticsCodes)) {
    expect(entry.code, slug).toMatch(/^DCP2\d{3}$/);
    expect(entry.explanation.trim().length, slug).toBeGreaterThan(entry.title.length + 60);
  }
});

it('no two slugs share a code', () => {
  const codes = Object.values(semanticsCodes).map((entry) => entry.code);
  expect(new Set(codes).size).toBe(codes.length);
});
