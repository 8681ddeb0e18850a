import {
  type DocumentSymbol,
  DocumentSymbolRequest,
  type SymbolInformation,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

const plan = `import std/racks { GB200_NVL72 }
let growth = 35 %/year
campus C {
  hall A[1..4] {
    racks: 4 of GB200_NVL72
    cooling: DirectToChip { supply: 32 degC }
  }
  hall B: A { idle: off }
  require pue <= 1.3
}
scenario Slow { C.A.racks: 2 of GB200_NVL72 }
`;

const tree = { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } };

/** One line for each symbol, indented as it is nested. */
const drawn = (symbols: readonly DocumentSymbol[], depth = 0): string[] =>
  symbols.flatMap(({ name, detail, children }) => [
    `${'  '.repeat(depth)}${name}${detail === undefined ? '' : ` | ${detail}`}`,
    ...drawn(children ?? [], depth + 1),
  ]);

const outline = async (text: string): Promise<string[]> => {
  const editor = new Editor(text, { client: tree });
  return drawn(
    (await editor.ask(DocumentSymbolRequest.type, { textDocument: { uri: editor.uri } })) as DocumentSymbol[],
  );
};

describe('document symbols', () => {
  it('are the tree of what a file declares', async () => {
    expect(await outline(plan)).toEqual([
      'growth | 35 %/year',
      'C | campus',
      '  A[1..4] | hall',
      '    racks | 4 of GB200_NVL72',
      '    cooling | DirectToChip { supply: 32 degC }',
      '      supply | 32 degC',
      '  B | hall: A',
      '    idle | off',
      '  require pue <= 1.3',
      'Slow | scenario',
      '  C.A.racks | 2 of GB200_NVL72',
    ]);
  });

  it('are listed with what is around them for clients without a tree', async () => {
    const editor = new Editor(plan);
    const symbols = (await editor.ask(DocumentSymbolRequest.type, {
      textDocument: { uri: editor.uri },
    })) as SymbolInformation[];
    expect(symbols.map(({ name, containerName }) => `${containerName ?? ''}/${name}`)).toContain('C.B/idle');
  });

  it('select a name within the whole of what it names, also in a broken file', async () => {
    const broken = 'campus C {\n  hall A { racks: (\n  }\n  hall B { idle: off }\n}\nlet = 3\ncampus {\n';
    const editor = new Editor(broken, { client: tree });
    const symbols = (await editor.ask(DocumentSymbolRequest.type, {
      textDocument: { uri: editor.uri },
    })) as DocumentSymbol[];
    const lines = editor.session.files.lines('/plans/plan.dcplan');
    const check = (symbol: DocumentSymbol): void => {
      expect(symbol.name).not.toBe('');
      const [start, end] = [lines.offsetAt(symbol.range.start), lines.offsetAt(symbol.range.end)];
      expect(lines.offsetAt(symbol.selectionRange.start)).toBeGreaterThanOrEqual(start);
      expect(lines.offsetAt(symbol.selectionRange.end)).toBeLessThanOrEqual(end);
      symbol.children?.forEach(check);
    };
    symbols.forEach(check);
    expect(drawn(symbols).map((line) => line.trim())).toEqual(
      expect.arrayContaining(['A | hall', 'B | hall', 'idle | off']),
    );
  });
});

describe('workspace symbols', () => {
  const editor = new Editor(
    `//- /plans/a.dcplan\n${plan}//- /plans/b.dcplan\ncampus Delta { hall Beta { idle: off } }\n`,
  );
  const found = async (query: string): Promise<string[]> => {
    const answer = editor.ask(WorkspaceSymbolRequest.type, { query });
    await Promise.resolve();
    for (let i = 0; i < 5; i++) {
      editor.settle();
      await Promise.resolve();
      await Promise.resolve();
    }
    return ((await answer) ?? []).map(({ name, containerName }) => `${containerName ?? ''} ${name}`);
  };

  it('are found in every plan by letters in order', async () => {
    expect(await found('beta')).toContain('b.dcplan.Delta Beta');
    expect((await found('gwt'))[0]).toBe('a.dcplan growth');
    expect(await found('')).toEqual([
      'a.dcplan growth',
      'a.dcplan C',
      'a.dcplan.C A[1..4]',
      'a.dcplan.C B',
      'a.dcplan Slow',
      'b.dcplan Delta',
      'b.dcplan.Delta Beta',
    ]);
  });

  it('are found in the library, the nearest name first', async () => {
    expect((await found('gb200_nvl72'))[0]).toBe('std/racks GB200_NVL72');
    expect(await found('no such name anywhere')).toEqual([]);
  });
});
