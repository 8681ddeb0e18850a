import { CancellationToken } from 'vscode-languageserver';
import { describe, expect, it, vi } from 'vitest';
import type { ExplainResult, IrResult } from '../../lsp/src/features/explain.js';
import { features } from '../../lsp/src/features/index.js';
import { Editor } from './support/editor.js';
import { smallPlan } from './support/small-plan.js';

vi.setConfig({ testTimeout: 90_000 });

const ask = async <R>(editor: Editor, method: string, params: object): Promise<R | null> => {
  const handler = features.flatMap(({ handlers }) => handlers).find((each) => each.method === method);
  return (await handler?.run(editor.session, params, CancellationToken.None)) as R | null;
};

describe('dcplan/ir', () => {
  it('is the plan as canonical JSON', async () => {
    const editor = new Editor(smallPlan);
    const result = await ask<IrResult>(editor, 'dcplan/ir', { uri: editor.uri });
    expect(result?.errors).toBe(0);
    const plan = JSON.parse(result?.json ?? '') as { readonly campus: readonly { readonly name: string }[] };
    expect(plan.campus.map(({ name }) => name)).toEqual(['C']);
  });

  it('says how many errors keep a file from being a plan, and knows no file that is not there', async () => {
    const editor = new Editor('campus C { hall A { density: 3 kg } }\n');
    const result = await ask<IrResult>(editor, 'dcplan/ir', { uri: editor.uri });
    expect(result?.json).toBeUndefined();
    expect(result?.errors).toBeGreaterThan(0);
    expect(await ask(editor, 'dcplan/ir', { uri: 'file:///plans/none.dcplan' })).toBeNull();
  });
});

describe('dcplan/explain', () => {
  it('is what a code means, with the findings of it in a file', async () => {
    const editor = new Editor(smallPlan, { simulate: true });
    await editor.simulated();
    const [found] = editor.session.checker
      .findings('/plans/plan.dcplan')
      .filter(({ diagnostic }) => diagnostic.path !== undefined);
    const { code, slug, message, path } = found!.diagnostic;
    const explained = await ask<ExplainResult>(editor, 'dcplan/explain', { code: slug, uri: editor.uri });
    expect(explained).toMatchObject({ code, slug });
    expect(explained?.explanation.length).toBeGreaterThan(40);
    expect(explained?.findings).toContainEqual(expect.objectContaining({ message, path, standing: 'exact' }));
    expect(explained?.arithmetic).toBeUndefined();
    const asked = { code, uri: editor.uri, arithmetic: true };
    expect((await ask<ExplainResult>(editor, 'dcplan/explain', asked))?.arithmetic).toContain('What shows it');
  });

  it('knows codes without a file, and no other words', async () => {
    const editor = new Editor('let a = 1\n');
    expect(await ask<ExplainResult>(editor, 'dcplan/explain', { code: 'DCP4103' })).toMatchObject({
      code: 'DCP4103',
      findings: [],
    });
    expect(await ask(editor, 'dcplan/explain', { code: 'DCP9999' })).toBeNull();
  });
});
