import { CodeLensRequest, CodeLensResolveRequest } from 'vscode-languageserver';
import { describe, expect, it, vi } from 'vitest';
import { Editor } from './support/editor.js';
import { smallPlan } from './support/small-plan.js';

vi.setConfig({ testTimeout: 90_000 });

/** Lenses as they are shown: the head that each stands above, and its text. */
const shown = async (editor: Editor): Promise<Record<string, string>> => {
  const lenses = (await editor.ask(CodeLensRequest.type, { textDocument: { uri: editor.uri } })) ?? [];
  const lines = editor.session.files.lines('/plans/plan.dcplan');
  const entries = lenses.map(async (lens) => {
    const resolved = await editor.ask(CodeLensResolveRequest.type, lens);
    return [lines.getText(lens.range), resolved.command?.title ?? ''] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

describe('code lens', () => {
  it('says what a campus, a hall, a contract and a workload come to', async () => {
    const editor = new Editor(smallPlan, { simulate: true });
    expect(Object.values(await shown(editor))).toEqual(Array(4).fill('not simulated yet'));
    await editor.simulated();
    const texts = await shown(editor);
    expect(Object.keys(texts).sort()).toEqual(['campus C', 'contract Grid', 'hall A', 'workload Train']);
    expect(texts['campus C']).toMatch(/^60 MW contracted · [\d.]+ MW IT · dPUE 1\.\d+ · [\d.]+ M USD a year/);
    expect(texts['hall A']).toMatch(/^[\d.]+ MW · [\d.]+ % plant load · dPUE 1\.\d+ · fit Train [\d.]+ %$/);
    expect(texts['contract Grid']).toMatch(/^[\d.]+ MW peak · [\d.]+ % of capacity · [\d.]+ M USD a year$/);
    expect(texts['workload Train']).toMatch(/per training day/);
    // After an edit the numbers are those of before, and say so.
    const at = editor.session.files.lines('/plans/plan.dcplan').positionAt(editor.text.indexOf('200 of'));
    editor.edit({ start: at, end: { ...at, character: at.character + 3 } }, '100');
    expect((await shown(editor))['hall A']).toContain('(as of before the last edit)');
    await editor.simulated();
    expect((await shown(editor))['hall A']).not.toContain('(');
    expect((await shown(editor))['hall A']).not.toBe(texts['hall A']);
  });

  it('says nothing of what only others derive from, and of unknown files', async () => {
    const editor = new Editor('hall Base { idle: off }\n');
    expect(await shown(editor)).toEqual({});
    expect(await editor.ask(CodeLensRequest.type, { textDocument: { uri: 'file:///plans/none.dcplan' } })).toBeNull();
  });
});
