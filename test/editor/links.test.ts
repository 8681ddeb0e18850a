import {
  DocumentLinkRequest,
  LinkedEditingRangeRequest,
  TextDocumentContentRequest,
  WillRenameFilesRequest,
} from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

const linksOf = async (text: string): Promise<string[]> => {
  const editor = new Editor(text);
  const links = (await editor.ask(DocumentLinkRequest.type, { textDocument: { uri: editor.uri } })) ?? [];
  const lines = editor.session.files.lines('/plans/a.dcplan');
  return links.map(({ range, target }) => `${lines.getText(range)} -> ${target ?? ''}`);
};

describe('document links', () => {
  it('open imported modules, weather files and web pages', async () => {
    const text = [
      '//- /plans/a.dcplan',
      'import std/racks { GB200_NVL72 }',
      'import "./shared/b.dcplan"',
      'import "./not-there.dcplan"',
      'climate Prairie { weather: "prairie.epw" }',
      '@source("Outlook", 2026, "see https://example.org/a?b=1, page 3")',
      'let a = 1',
      '//- /plans/shared/b.dcplan',
      'let b = 1',
      '',
    ].join('\n');
    expect(await linksOf(text)).toEqual([
      'std/racks -> dcplan:/std/racks.dcplan',
      '"./shared/b.dcplan" -> file:///plans/shared/b.dcplan',
      'prairie.epw -> file:///plans/prairie.epw',
      'https://example.org/a?b=1 -> https://example.org/a?b=1',
    ]);
  });
});

describe('renaming files', () => {
  const text = [
    '//- /plans/a.dcplan',
    'import "./b.dcplan" { b }',
    'import std/racks { GB200_NVL72 }',
    'let a = b',
    '//- /plans/b.dcplan',
    'import "./deep/c.dcplan" { c }',
    'let b = c',
    '//- /plans/deep/c.dcplan',
    'let c = 1',
    '',
  ].join('\n');

  it('keeps the imports of a moved file and those of it right', async () => {
    const editor = new Editor(text);
    const files = [{ oldUri: 'file:///plans/b.dcplan', newUri: 'file:///plans/deep/new%20b.dcplan' }];
    const edit = await editor.ask(WillRenameFilesRequest.type, { files });
    expect(editor.applied(edit)).toMatch(/^import "\.\/deep\/new b\.dcplan" \{ b \}\nimport std\/racks/);
    expect(editor.applied(edit, 'file:///plans/b.dcplan')).toMatch(/^import "\.\/c\.dcplan" \{ c \}\n/);
    expect(Object.keys(edit?.changes ?? {})).toHaveLength(2);
  });

  it('follows a folder, in which files keep naming one another', async () => {
    const editor = new Editor(text);
    const files = [{ oldUri: 'file:///plans/deep', newUri: 'file:///plans/flat' }];
    const edit = await editor.ask(WillRenameFilesRequest.type, { files });
    expect(editor.applied(edit, 'file:///plans/b.dcplan')).toMatch(/^import "\.\/flat\/c\.dcplan" \{ c \}\n/);
    expect(Object.keys(edit?.changes ?? {})).toEqual(['file:///plans/b.dcplan']);
    const all = [{ oldUri: 'file:///plans', newUri: 'file:///sites' }];
    expect(await editor.ask(WillRenameFilesRequest.type, { files: all })).toBeNull();
  });

  it('changes nothing for files that nobody imports', async () => {
    const editor = new Editor(text);
    const files = [{ oldUri: 'file:///plans/nobody.dcplan', newUri: 'file:///plans/else.dcplan' }];
    expect(await editor.ask(WillRenameFilesRequest.type, { files })).toBeNull();
  });
});

describe('documents of the server', () => {
  it('are modules of the library and what findings mean', async () => {
    const editor = new Editor('let a = 1\n');
    const text = async (uri: string): Promise<string> =>
      (await editor.ask(TextDocumentContentRequest.type, { uri })).text;
    expect(await text('dcplan:/std/racks.dcplan')).toContain('rack GB200_NVL72');
    expect(await text('dcplan:/findings/DCP4103.md')).toMatch(/^# DCP4103 [a-z-]+\n\n/);
    expect(await text('dcplan:/findings/DCP9999.md')).toBe('');
  });
});

describe('linked editing', () => {
  it('changes a variable at all its places', async () => {
    const editor = new Editor('campus C {\n  hall A { idle: off }\n  let p = sum(h$0.power for h in halls)\n}\n');
    const linked = await editor.ask(LinkedEditingRangeRequest.type, editor.here);
    expect(linked?.ranges.map(({ start }) => start.character).sort((a, b) => a - b)).toEqual([14, 26]);
  });

  it('leaves names that other files may have alone', async () => {
    const editor = new Editor('let gro$0wth = 1\nlet b = growth\n');
    expect(await editor.ask(LinkedEditingRangeRequest.type, editor.here)).toBeNull();
  });
});
