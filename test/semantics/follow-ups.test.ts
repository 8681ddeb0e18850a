/** One mistake gives one finding: what follows from it is not reported. */
import { expect, it } from 'vitest';
import { compileText, inCampus } from './fixture.js';

function told(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  return compileText(text, {}, files).diagnostics.map(({ slug }) => slug);
}

it.each([
  ['require pue ≤ 1.4', 'unexpected-character'],
  ['require 1.1 <= pue <= 1.3', 'chained-comparison'],
  ['hall C[0..3]: A {}', 'array-index'],
  ['hall north-1: A {}', 'bad-name'],
  ['@source("x", 2026)', 'annotation-alone'],
  ['contract C {\n    capacity: 300\n      MW\n  }', 'missing-colon'],
  ['hall C: A { idle: off\n  "area": 3 MW }', 'quoted-name'],
  ['require climate == Here', 'unsupported-condition'],
])('%s', (member, slug) => {
  expect(told(inCampus(`  ${member}`))).toEqual([slug]);
});

it('two mistakes in two members are two findings', () => {
  expect(told(inCampus('  hall B: A { racks = 3 of Rck }'))).toEqual(['equals-for-colon', 'unknown-name']);
  expect(told(inCampus('  require pue ≤ 1.4\n  hall B: A { idle: offf }'))).toEqual([
    'unexpected-character',
    'unknown-word',
  ]);
  expect(told(inCampus('  hall B: A {\n    require pue ≤ 1.4\n    idle: offf\n  }'))).toEqual([
    'unexpected-character',
    'unknown-word',
  ]);
});

it('a name in a value that failed, or in a branch not taken, is used', () => {
  expect(told('import std/parts { Rack, Blank }\nlet p = Rack | Blank')).toEqual(['misplaced-alternatives']);
  expect(told('import std/parts { Rack, Blank }\nlet p = if 1 < 2 then Rack else Blank')).toEqual([]);
});

it('a rate in its own currency', () => {
  expect(told(`${inCampus('  contract C { capacity: 1 MW, energy: 40 EUR/MWh }')}exchange { EUR: 1.08 EUR }`)).toEqual([
    'cyclic-value',
  ]);
  expect(told(`${inCampus('  contract C { capacity: 1 MW, energy: 40 EUR/MWh }')}exchange { EUR: 3 kW }`)).toEqual([
    'wrong-dimension',
  ]);
});

it('a circle of imports', () => {
  expect(
    told('import "./other.dcplan" { size }\nlet double = 2 * size', {
      'other.dcplan': 'import "./plan.dcplan" { double }\nlet size = double / 2',
    }),
  ).toEqual(['import-cycle']);
});

it('a misspelt import, used as it is written or as it was meant', () => {
  expect(told('import std/parts { Rak }\nrack Mine: Rak {}')).toEqual(['unknown-export']);
  expect(told('import std/parts { Rak }\nrack Mine: Rack {}')).toEqual(['unknown-export']);
  expect(told(inCampus('  hall B: A { racks: 3 of Blank }', 'import std/parts { Blnk }\n'))).toEqual([
    'unknown-export',
  ]);
});

it('ten thousand lets, each resting on the next', () => {
  const chain = (last: string): string =>
    `${Array.from({ length: 10_000 }, (_, index) => `let a${index} = a${index + 1}`).join('\n')}\nlet a10000 = ${last}`;
  expect(told(chain('1'))).toEqual(['long-chain']);
  expect(told(chain('1').split('\n').reverse().join('\n'))).toEqual([]);
});

it('ten thousand misspelt names are all reported, the first of them with suggestions', () => {
  const { diagnostics } = compileText(
    Array.from({ length: 10_000 }, (_, index) => `let alpha${index} = alhpa${index}`).join('\n'),
  );
  expect(diagnostics).toHaveLength(10_000);
  expect(diagnostics[0]?.message).toContain('did you mean `alpha0`');
  expect(diagnostics.filter(({ fixes }) => fixes !== undefined).length).toBeLessThan(20);
});
