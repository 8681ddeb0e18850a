/** A hundred files with imports between them: opening one reads what it reaches, and nothing else. */
import { describe, expect, it } from 'vitest';
import { DocumentSymbolRequest, ReferencesRequest, WorkspaceDiagnosticRequest } from 'vscode-languageserver';
import { Editor } from './support/editor.js';

const COUNT = 100;
const name = (index: number): string => `/plans/f${String(index)}.dcplan`;

/** File n imports files 2n+1 and 2n+2: a tree, of which the file 40 reaches 81 and 82, and the file 3 fifteen. */
function files(): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (let index = 0; index < COUNT; index++) {
    const below = [2 * index + 1, 2 * index + 2].filter((each) => each < COUNT);
    const imports = below.map((each) => `import "./f${String(each)}.dcplan" { v${String(each)} }\n`).join('');
    const sum = ['1 MW', ...below.map((each) => `v${String(each)}`)].join(' + ');
    all.set(name(index), `${imports}let v${String(index)} = ${sum}\n`);
  }
  return all;
}

/** The files that one reaches, itself among them. */
function reached(index: number): readonly string[] {
  return index >= COUNT ? [] : [name(index), ...reached(2 * index + 1), ...reached(2 * index + 2)];
}

/** An editor with one of the files open, and what was read of the disk since. */
function opened(index: number): { readonly editor: Editor; readonly read: Set<string>; readonly milliseconds: number } {
  const editor = new Editor(`//- ${name(index)}\n${files().get(name(index)) ?? ''}`);
  const read = new Set<string>();
  const disk = files();
  editor.disk.get = (file) => {
    read.add(file);
    return disk.get(file);
  };
  editor.disk.keys = () => disk.keys();
  const before = process.cpuUsage();
  editor.session.files.forget();
  editor.close(name(index));
  read.clear();
  editor.open(name(index));
  return { editor, read, milliseconds: process.cpuUsage(before).user / 1000 };
}

describe('of a hundred files', () => {
  it.each([3, 40, 99])('opening number %i reads only what it reaches', (index) => {
    const { editor, read } = opened(index);
    expect([...read].sort()).toEqual([...reached(index)].sort());
    expect(editor.diagnostics().filter(({ severity }) => severity === 1)).toEqual([]);
  });

  it('a query in one file reads no other', async () => {
    const { editor, read } = opened(40);
    read.clear();
    await editor.ask(DocumentSymbolRequest.type, { textDocument: { uri: editor.uri } });
    expect([...read]).toEqual([]);
  });

  it('an edit in one reads nothing anew', () => {
    const { editor, read } = opened(3);
    read.clear();
    const at = editor.session.files.lines(name(3)).positionAt(editor.text.indexOf('1 MW'));
    editor.edit({ start: at, end: { line: at.line, character: at.character + 1 } }, '2');
    expect([...read]).toEqual([]);
    expect(editor.text).toContain('2 MW');
  });

  it('those that are not open are checked for a client that asks for all', async () => {
    const { editor } = opened(3);
    const disk = editor.disk.get.bind(editor.disk);
    editor.disk.get = (file) => (file === name(50) ? 'campus C {\n  horizn: 15 years\n}\n' : disk(file));
    const report = await editor.ask(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    expect(report.items).toHaveLength(COUNT);
    const faulty = report.items.filter((item) => item.kind === 'full' && item.items.length > 0);
    expect(faulty.map(({ uri }) => uri)).toContain('file:///plans/f50.dcplan');
    expect(JSON.stringify(faulty)).toContain('unknown-property');
    const ids = report.items.flatMap(({ uri, resultId }) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
    const again = await editor.ask(WorkspaceDiagnosticRequest.type, { previousResultIds: ids });
    expect(new Set(again.items.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
  });

  it('references are found in all of them, and it is said what that takes', async () => {
    const before = process.memoryUsage().rss;
    const { editor, read, milliseconds } = opened(0);
    const opening = read.size;
    const start = process.cpuUsage();
    const at = editor.session.files.lines(name(0)).positionAt(editor.text.indexOf('v1 '));
    const found = await editor.ask(ReferencesRequest.type, {
      textDocument: { uri: editor.uri },
      position: at,
      context: { includeDeclaration: true },
    });
    expect(found?.map(({ uri }) => uri).sort()).toEqual([
      'file:///plans/f0.dcplan',
      'file:///plans/f0.dcplan',
      'file:///plans/f1.dcplan',
    ]);
    console.log(
      `a hundred files: opened in ${milliseconds.toFixed(0)} ms of the processor (${String(opening)} read), references in ` +
        `${(process.cpuUsage(start).user / 1000).toFixed(0)} ms, ${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB more resident`,
    );
  });
});
