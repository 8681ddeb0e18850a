import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compile } from '../../compiler/src/semantics/index.js';
import type { Change } from '../../compiler/src/fit/index.js';
import { changeSource } from '../../compiler/src/workspace/changes.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';

const FILE = 'plan.dcplan';
const PLAN = `import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip }
import std/networks { RailOptimized }
import std/climates { Abilene }
campus C {
  climate: Abilene
  opens: 2027-01
  contract Grid { capacity: 40 MW, energy: 40 USD/MWh }
  hall A {
    power: Grid
    racks: 40 of GB200_NVL72
    cooling: DirectToChip
    network: RailOptimized
    plantCapacity: 8 MW
  }
  hall B: A { racks: 41 of GB200_NVL72 }
  hall D { power: Grid, racks: 40 of GB200_NVL72, cooling: DirectToChip { supply: 30 degC }, network: RailOptimized }
  hall E[1..3] { power: Grid, racks: 40 of GB200_NVL72, cooling: DirectToChip, network: RailOptimized }
}
`;

function compiled(text: string): ReturnType<typeof compile> {
  return compile(FILE, {
    stdlib: stdlibFiles,
    read: (file) => (file === FILE ? text : undefined),
    resolve: (_from, specifier) => specifier,
  });
}

/** The text with changes made; `undefined` where one cannot be. */
function changed(
  text: string,
  changes: readonly Change[],
  onCompile: () => void = () => undefined,
): string | undefined {
  const { origins } = compiled(text);
  const source = {
    origins,
    read: () => text,
    compiled: (texts: ReadonlyMap<string, string>) => {
      onCompile();
      return compiled(texts.get(FILE) ?? text).origins;
    },
  };
  return changeSource(source, changes)?.texts.get(FILE);
}

function property(path: string, name: string, text: string, imports: readonly string[] = []): Change {
  return {
    type: 'property',
    path,
    property: name,
    text,
    imports: imports.map((entry) => ({ module: 'std/cooling', name: entry })),
  };
}

const HALLS = ['C.A', 'C.B', 'C.D', 'C.E[1..3]'];
const some = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(...HALLS).map((path) => property(path, 'plantCapacity', '7 MW')),
    fc.constantFrom(...HALLS).map((path) => property(path, 'cooling', 'Immersion', ['Immersion'])),
    fc
      .constantFrom(...HALLS)
      .map((path) => property(path, 'cooling', 'DirectToChip_Chilled', ['DirectToChip_Chilled'])),
    fc.constantFrom(...HALLS).map((path) => property(`${path}.cooling`, 'supply', '35 degC')),
    fc.constantFrom(...HALLS).map((path) => property(path, 'idle', 'sleep')),
    fc
      .constantFrom('C')
      .map((path): Change => ({
        type: 'member',
        path,
        text: 'battery Pack { power: 5 MW, energy: 10 MWh }',
        imports: [],
      })),
  ),
  { minLength: 2, maxLength: 4, selector: (change) => JSON.stringify(change) },
);

it('changes at once come to what they come to one after the other', () => {
  fc.assert(
    fc.property(some, (changes) => {
      const inTurn = changes.reduce<string | undefined>((text, change) => text && changed(text, [change]), PLAN);
      fc.pre(inTurn !== undefined);
      expect(changed(PLAN, changes)).toBe(inTurn);
    }),
    { numRuns: 60 },
  );
});

it('changes that do not meet are made without compiling in between', () => {
  let compilations = 0;
  const changes = ['C.A', 'C.D'].map((path) => property(path, 'plantCapacity', '7 MW'));
  const text = changed(PLAN, changes, () => compilations++);
  expect(text?.match(/plantCapacity: 7 MW/g)).toHaveLength(2);
  // B has what A had: it is written down there.
  expect(text).toMatch(/hall B: A \{[^}]*plantCapacity: 8 MW/);
  expect(compilations).toBe(0);
});
