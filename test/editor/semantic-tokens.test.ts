import { SemanticTokensDeltaRequest, SemanticTokensRangeRequest, SemanticTokensRequest } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { capabilitiesFor } from '../../lsp/src/core/server.js';
import { Editor } from './support/editor.js';

const provider = capabilitiesFor({}).semanticTokensProvider;
const legend = provider?.legend ?? { tokenTypes: [], tokenModifiers: [] };

/** The tokens of a text as `line word: type modifiers`. */
const decoded = (text: string, data: readonly number[]): string[] => {
  const lines = text.split('\n');
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, along = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    character = down === 0 ? character + along : along;
    line += down;
    const modifiers = legend.tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0).join(' ');
    const word = lines[line]!.slice(character, character + length);
    found.push(`${line} ${word}: ${legend.tokenTypes[type] ?? ''} ${modifiers}`.trimEnd());
  }
  return found;
};

const plan = `import std/racks { GB200_NVL72 }
let growth = 35 %/year
campus C {
  hall A { racks: 4 of GB200_NVL72, idle: off }
  require A.pue <= 1.2
}
scenario S { C.A.idle: spread }
`;

describe('semantic tokens', () => {
  it('say what each name stands for', async () => {
    const editor = new Editor(plan);
    const tokens = await editor.ask(SemanticTokensRequest.type, { textDocument: { uri: editor.uri } });
    const found = decoded(plan, tokens?.data ?? []);
    expect(found).toEqual(
      expect.arrayContaining([
        '0 GB200_NVL72: class defaultLibrary',
        '1 growth: variable declaration readonly',
        '2 campus: type',
        '2 C: class declaration',
        '3 racks: property',
        '3 off: enumMember',
        '4 A: class',
        '4 pue: function',
        '6 S: event declaration',
        '6 spread: enumMember',
      ]),
    );
  });

  it('come for a range alone', async () => {
    const editor = new Editor(plan);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 99 } };
    const tokens = await editor.ask(SemanticTokensRangeRequest.type, { textDocument: { uri: editor.uri }, range });
    expect(decoded(plan, tokens?.data ?? [])).toEqual(['4 A: class', '4 pue: function']);
  });

  it('come as what has changed since', async () => {
    const editor = new Editor(plan);
    const textDocument = { uri: editor.uri };
    const before = await editor.ask(SemanticTokensRequest.type, { textDocument });
    editor.edit({ start: { line: 1, character: 4 }, end: { line: 1, character: 10 } }, 'rise');
    const delta = await editor.ask(SemanticTokensDeltaRequest.type, {
      textDocument,
      previousResultId: before!.resultId!,
    });
    if (delta === null || !('edits' in delta)) throw new Error('a delta is due');
    const data = [...before!.data];
    for (const { start, deleteCount, data: fresh = [] } of delta.edits) data.splice(start, deleteCount, ...fresh);
    const full = await editor.ask(SemanticTokensRequest.type, { textDocument });
    expect(data).toEqual(full?.data);
    expect(delta.edits[0]?.data?.length ?? 0).toBeLessThan(10);
  });
});
