import {
  DeclarationRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  ImplementationRequest,
  type Location,
  ReferencesRequest,
  TypeDefinitionRequest,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';
import { positionText } from './support/places.js';

const plan = (cursor: (text: string) => string): string =>
  cursor(`import std/racks { GB200_NVL72 as Rack }
import std/cooling { DirectToChip }
let growth = 35 %/year
campus C {
  contract Grid { capacity: 100 MW }
  hall A[1..4] {
    racks: 4 of Rack
    cooling: DirectToChip { supply: 32 degC }
    power: Grid
  }
  hall A[2] { racks: 5 of Rack }
  hall B: A { idle: off }
  require Grid.peak <= 0.9 * Grid.capacity
}
scenario S { C.B.idle: spread }
`);

/** Puts the cursor at the `n`th place of a text. */
const at = (needle: string, n = 0): string =>
  plan((text) => {
    let from = -1;
    for (let i = 0; i <= n; i++) from = text.indexOf(needle, from + 1);
    return `${text.slice(0, from)}$0${text.slice(from)}`;
  });

const ask = async (
  fixture: string,
  type:
    | typeof DefinitionRequest.type
    | typeof DeclarationRequest.type
    | typeof TypeDefinitionRequest.type
    | typeof ImplementationRequest.type,
): Promise<string[]> => {
  const editor = new Editor(fixture);
  const found = (await editor.ask(type, editor.here)) as Location[] | null;
  return (found ?? []).map((place) => positionText(editor, place));
};

describe('definition', () => {
  it.each([
    ['power: Grid', at('Grid', 1), 'plan 4:11 Grid'],
    ['a base', at('A {', 0), 'plan 5:7 A'],
    ['an entry under another name', at('Rack', 1), 'std/racks GB200_NVL72'],
    ['an entry of the library', at('DirectToChip', 1), 'std/cooling DirectToChip'],
    ['a property in a condition', at('capacity', 1), 'plan 4:18 capacity'],
    ['a metric', at('peak'), 'std/metrics/contract peak'],
    ['a property key', at('supply'), 'std/kinds/cooling supply'],
    ['a kind', at('contract'), 'std/kinds/contract contract'],
    ['the path of a scenario', at('B.idle'), 'plan 11:7 B'],
    ['a module', at('std/cooling'), 'std/cooling start'],
  ])('of %s', async (_, fixture, expected) => {
    expect((await ask(fixture, DefinitionRequest.type)).join()).toContain(expected);
  });

  it('goes to the alias for a declaration and to the entry for a definition', async () => {
    expect(await ask(at('Rack', 1), DeclarationRequest.type)).toEqual(['plan 0:34 Rack']);
  });

  it('knows the type of a block and the blocks that derive from it', async () => {
    expect((await ask(at('Grid', 1), TypeDefinitionRequest.type)).join()).toContain('std/kinds/contract contract');
    expect(await ask(at('A[1'), ImplementationRequest.type)).toEqual(['plan 11:7 B']);
  });
});

describe('references', () => {
  it('are those of one thing, whatever else has its name', async () => {
    const editor = new Editor(at('Grid', 0));
    const found = await editor.ask(ReferencesRequest.type, { ...editor.here, context: { includeDeclaration: true } });
    expect(found?.map((place) => positionText(editor, place))).toEqual([
      'plan 4:11 Grid',
      'plan 8:11 Grid',
      'plan 12:10 Grid',
      'plan 12:29 Grid',
    ]);
  });

  it('are found in files that import the file', async () => {
    const editor = new Editor(`//- /plans/halls.dcplan
hall $0Big { racks: 4 of GB200_NVL72 }
//- /plans/plan.dcplan
import "./halls.dcplan" { Big }
campus C { hall A: Big { } }
//- /plans/other.dcplan
let Big = 3
`);
    const found = await editor.ask(ReferencesRequest.type, { ...editor.here, context: { includeDeclaration: true } });
    expect(found?.map((place) => positionText(editor, place))).toEqual([
      'halls 0:5 Big',
      'plan 0:26 Big',
      'plan 1:19 Big',
    ]);
  });

  it('are highlighted, the declaration apart', async () => {
    const editor = new Editor(at('A[1'));
    const found = await editor.ask(DocumentHighlightRequest.type, editor.here);
    expect(found?.map(({ range, kind }) => `${range.start.line} ${kind}`)).toEqual(['5 3', '10 3', '11 2']);
  });
});
