import { type CodeAction, CodeActionRequest, CodeActionResolveRequest } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor, type EditorOptions } from './support/editor.js';
import { smallPlan } from './support/small-plan.js';

const resolving = { textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } } };

const ask = async (
  fixture: string,
  only?: string[],
  options?: EditorOptions,
): Promise<{ editor: Editor; actions: CodeAction[] }> => {
  const editor = new Editor(fixture, options);
  await editor.simulated();
  const [selection] = editor.fixture.selections;
  const range = selection?.range ?? { start: editor.position, end: editor.position };
  const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
  const found = await editor.ask(CodeActionRequest.type, { textDocument: { uri: editor.uri }, range, context });
  return { editor, actions: (found ?? []) as CodeAction[] };
};

const chosen = async (fixture: string, title: string | RegExp, only?: string[]): Promise<string> => {
  const { editor, actions } = await ask(fixture, only);
  const action = actions.find((each) => (typeof title === 'string' ? each.title === title : title.test(each.title)));
  if (action === undefined)
    throw new Error(`not offered: ${String(title)}; there are ${actions.map((each) => each.title).join(', ')}`);
  return editor.applied(action.edit);
};

describe('quick fixes', () => {
  it('mend a misspelt name', async () => {
    expect(await chosen('campus C {\n  hor$0izn: 15 years\n}\n', 'Change to `horizon`')).toContain(
      '  horizon: 15 years',
    );
  });

  it('mend a unit', async () => {
    expect(await chosen('campus C {\n  contract G { capacity: 100 $0mw }\n}\n', /MW/)).toContain('capacity: 100 MW');
  });

  it('import what another file declares', async () => {
    const text = await chosen(
      '//- /plans/plan.dcplan\ncampus C {\n  hall A: B$0ig { }\n}\n//- /plans/halls.dcplan\nhall Big { idle: off }\n',
      'Import `Big` from `./halls.dcplan`',
    );
    expect(text).toBe('import "./halls.dcplan" { Big }\n\ncampus C {\n  hall A: Big { }\n}\n');
  });

  it('add what a block must state', async () => {
    const text = await chosen('campus C {\n  hall $0A {\n    idle: off\n  }\n}\n', /^Add what is missing/);
    expect(text).toMatch(/idle: off\n {4}racks: .*\n {4}cooling: /);
  });

  it('fix all of a kind at once', async () => {
    const text = await chosen(
      'campus C {\n  hor$0izn: 15 years\n  discoun: 8 %\n}\n',
      'Fix all 2 of `unknown-property`',
    );
    expect(text).toBe('campus C {\n  horizon: 15 years\n  discount: 8 %\n}\n');
  });

  it('say what a mend is predicted to gain, and allow a finding with a reason', async () => {
    const { actions, editor } = await ask(
      smallPlan.replace('hall A', 'hall A').replace('DirectToChip {}', 'Direct$0ToChip {}'),
      undefined,
      {
        simulate: true,
      },
    );
    const all = await editor.ask(CodeActionRequest.type, {
      textDocument: { uri: editor.uri },
      range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } },
      context: { diagnostics: [] },
    });
    const titles = [...actions, ...((all ?? []) as CodeAction[])].map(({ title }) => title);
    expect(titles.some((title) => /\((saves|costs) .*USD/.test(title))).toBe(true);
    expect(titles.some((title) => title.startsWith('Allow `'))).toBe(true);
    const allow = ((all ?? []) as CodeAction[]).find(({ title }) => title.startsWith('Allow `'));
    expect(editor.applied(allow?.edit)).toContain('@allow("');
  }, 90_000);
});

describe('refactoring', () => {
  it('extracts a value to a let above its member', async () => {
    expect(await chosen('campus C {\n  discount: <|8 %|>\n}\n', 'Extract to `let discountValue`')).toBe(
      'campus C {\n  let discountValue = 8 %\n  discount: discountValue\n}\n',
    );
  });

  it('inlines a let, in parentheses where it is more than one value', async () => {
    expect(await chosen('let rate$0 = 8 % + 1 %\ncampus C {\n  discount: rate\n}\n', 'Inline `rate`')).toBe(
      'campus C {\n  discount: (8 % + 1 %)\n}\n',
    );
  });

  it('splits an element off an array', async () => {
    expect(await chosen('campus C {\n  hall $0A[1..4] {\n  }\n}\n', 'Split `A[4]` off')).toBe(
      'campus C {\n  hall A[1..4] {\n  }\n\n  hall A[4] {\n  }\n}\n',
    );
  });

  it('organises imports, without those that are not used', async () => {
    const text = await chosen(
      'import std/racks { GB200_NVL72 }\nimport std/cooling { Hybrid, DirectToChip }\nimport std/cooling { Hybrid as H }\n$0campus C { cooling: H }\n',
      'Organise imports',
      ['source.organizeImports'],
    );
    expect(text.split('\n')[0]).toBe('import std/cooling { Hybrid as H }');
  });
});

describe('code actions', () => {
  it('are of the kinds that are asked for only', async () => {
    const { actions } = await ask('campus C {\n  hor$0izn: 15 years\n}\n', ['source']);
    expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(['source.fixAll.dcplan']));
  });

  it('work their edits out when one is chosen', async () => {
    const { editor, actions } = await ask('campus C {\n  hor$0izn: 15 years\n}\n', ['quickfix'], { client: resolving });
    const [action] = actions;
    expect(action?.edit).toBeUndefined();
    const resolved = await editor.ask(CodeActionResolveRequest.type, action!);
    expect(editor.applied(resolved.edit)).toContain('horizon: 15 years');
  });
});
