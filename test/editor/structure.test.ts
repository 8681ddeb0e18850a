import {
  FoldingRangeKind,
  FoldingRangeRequest,
  type SelectionRange,
  SelectionRangeRequest,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

const plan = `// A plan
// of one campus.

import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip }

campus C {
  hall A {
    racks: 4 of GB200_NVL72
    cooling: DirectToChip {
      supply: 32 degC
    }
  }
  hall B { idle: off }
}
`;

const folded = async (text: string, rangeLimit?: number): Promise<string[]> => {
  const editor = new Editor(text, {
    client: rangeLimit === undefined ? {} : { textDocument: { foldingRange: { rangeLimit } } },
  });
  const ranges = await editor.ask(FoldingRangeRequest.type, { textDocument: { uri: editor.uri } });
  return (ranges ?? []).map(
    ({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind === undefined ? '' : ` ${kind}`}`,
  );
};

describe('folding', () => {
  it('folds bodies, values, imports and comments, and leaves closing braces in sight', async () => {
    expect(await folded(plan)).toEqual([
      `0-1 ${FoldingRangeKind.Comment}`,
      `3-4 ${FoldingRangeKind.Imports}`,
      '6-13',
      '7-11',
      '9-10',
    ]);
  });

  it('gives no more ranges than the client takes, the largest', async () => {
    expect(await folded(plan, 2)).toEqual(['6-13', '7-11']);
  });

  it('works in the sound blocks of a broken file', async () => {
    expect(await folded('campus C {\n  hall A { racks: (\n  }\n  hall B {\n    idle: off\n  }\n}\n')).toContain('3-4');
  });
});

describe('selection ranges', () => {
  const grown = async (text: string): Promise<string[]> => {
    const editor = new Editor(text);
    const { textDocument, position } = editor.here;
    const [range] = (await editor.ask(SelectionRangeRequest.type, { textDocument, positions: [position] })) ?? [];
    const texts: string[] = [];
    const lines = editor.session.files.lines('/plans/plan.dcplan');
    for (let at: SelectionRange | undefined = range; at !== undefined; at = at.parent)
      texts.push(lines.getText(at.range));
    return texts;
  };

  it('grow from a word to the file', async () => {
    const texts = await grown('campus C {\n  hall B { density: max(1 kW/rack, 2$0 kW/rack) }\n}\n');
    expect(texts).toEqual([
      '2 kW/rack',
      'max(1 kW/rack, 2 kW/rack)',
      'density: max(1 kW/rack, 2 kW/rack)',
      'hall B { density: max(1 kW/rack, 2 kW/rack) }',
      'campus C {\n  hall B { density: max(1 kW/rack, 2 kW/rack) }\n}',
      'campus C {\n  hall B { density: max(1 kW/rack, 2 kW/rack) }\n}\n',
    ]);
  });

  it('take the body of a block before the block', async () => {
    const texts = await grown('hall B {\n  id$0le: off\n  density: 3 kW/rack\n}\n');
    expect(texts).toEqual([
      'idle',
      'idle: off',
      'idle: off\n  density: 3 kW/rack',
      'hall B {\n  idle: off\n  density: 3 kW/rack\n}',
      'hall B {\n  idle: off\n  density: 3 kW/rack\n}\n',
    ]);
  });

  it('answer a place past the end', async () => {
    const editor = new Editor('hall B { idle: off }');
    const positions = [{ line: 90, character: 7 }];
    const [range] =
      (await editor.ask(SelectionRangeRequest.type, { textDocument: { uri: editor.uri }, positions })) ?? [];
    expect(range?.range.end).toEqual({ line: 0, character: 20 });
  });
});
