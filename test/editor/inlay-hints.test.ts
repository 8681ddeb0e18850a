import { InlayHintRequest, InlayHintResolveRequest, type MarkupContent, type Range } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { settingsOf } from '../../lsp/src/core/settings.js';
import { Editor } from './support/editor.js';

const plan = `import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip }
let growth = 30 % + 5 %
let plainly = 3 MW
campus C {
  let each = 2 * 3 MW
  hall A {
    racks: 480 of GB200_NVL72
    cooling: DirectToChip {}
    floor: each
  }
  hall B[1..4]: A {
    racks: [2 of GB200_NVL72, 1 of GB200_NVL72]
    density: max(100 kW/rack, 132 kW/rack)
  }
}
`;

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** Lines with their hints written where they are shown. */
const shown = async (text: string, range = whole, inherited = false): Promise<string[]> => {
  const editor = new Editor(text);
  editor.session.settings = settingsOf({ dcplan: { hints: { inherited } } });
  const hints = (await editor.ask(InlayHintRequest.type, { textDocument: { uri: editor.uri }, range })) ?? [];
  const lines = editor.text.split('\n');
  return hints.map(({ position: { line, character }, label }) => {
    const written = lines[line] ?? '';
    return `${written.slice(0, character).trim()} «${label as string}»${written.slice(character)}`;
  });
};

describe('inlay hints', () => {
  it('show totals of racks, over all elements of an array, and what expressions come to', async () => {
    const hints = await shown(plan);
    expect(hints).toContain('let growth = 30 % + 5 % «= 0.35»');
    expect(hints).toContain('let each = 2 * 3 MW «= 6 MW»');
    expect(hints).toContain('density: max(100 kW/rack, 132 kW/rack) «= 132 kW/rack»');
    expect(hints.find((line) => line.startsWith('racks: 480'))).toMatch(
      /^racks: 480 of GB200_NVL72 «= [\d.]+ MW, 34 560 accelerators»$/,
    );
    expect(hints.find((line) => line.startsWith('racks: [2'))).toMatch(/«= 12 racks, [\d.]+ MW, 864 accelerators»$/);
    expect(hints.some((line) => line.startsWith('let plainly'))).toBe(false);
  });

  it('say what a growth by a name comes to, and nothing again that is written out', async () => {
    const demand = (rate: string): string =>
      `import std/workloads { Chat }\nlet g = 30 %/year\nworkload W: Chat {\n  demand: 100 req/s growing ${rate} from 2027 until 2030\n}\n`;
    expect(await shown(demand('g'))).toEqual([
      'demand: 100 req/s growing g from 2027 until 2030 «= 100 req/s growing 30 %/year from 2027-01 until 2030-01»',
    ]);
    expect(await shown(demand('30 %/year'))).toEqual([]);
  });

  it('show only what is asked for', async () => {
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    expect(await shown(plan, range)).toEqual(['let growth = 30 % + 5 % «= 0.35»']);
  });

  it('show what a block has from its base, where that is wished', async () => {
    const range = { start: { line: 11, character: 0 }, end: { line: 12, character: 0 } };
    expect(await shown(plan, range)).toEqual([]);
    const [head] = await shown(plan, range, true);
    expect(head).toMatch(/^hall B\[1\.\.4\]: A «.*cooling .*» \{$/);
  });

  it('tell more of their block when they are pointed at', async () => {
    const editor = new Editor(plan);
    const hints = (await editor.ask(InlayHintRequest.type, { textDocument: { uri: editor.uri }, range: whole })) ?? [];
    const hint = hints.find(({ position }) => position.line === 7);
    const resolved = await editor.ask(InlayHintResolveRequest.type, hint!);
    expect((resolved.tooltip as MarkupContent).value).toContain('hall A');
  });

  it('leave out what is wrong', async () => {
    expect(
      await shown('campus C {\n  let a = 2 MW + 3 kg\n  hall A { racks: 4 of Nothing, density: 1 + }\n}\n'),
    ).toEqual([]);
  });
});
