import { CompletionRequest, HoverRequest, ReferencesRequest, SemanticTokensRequest } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { fileOf, relativeSpec, resolveFile, uriOf } from '../../lsp/src/core/uris.js';
import { changeDocument, openDocument } from '../../lsp/src/core/server.js';
import { Editor } from './support/editor.js';

const position = { line: 0, character: 0 };

describe('bad input', () => {
  it('is refused as text where it is none, and the file is mended later', () => {
    const editor = new Editor('campus\0 C { }\n');
    expect(editor.underlined()).toContain('not-text');
    editor.edit({ start: position, end: { line: 9, character: 0 } }, 'campus C {\n}\n');
    expect(editor.underlined()).not.toContain('not-text');
  });

  it('may be a position far past the end', async () => {
    const editor = new Editor('campus C {\n}\n');
    const far = { line: 1e6, character: 1e6 };
    editor.edit({ start: far, end: { line: 2e6, character: 0 } }, 'let a = 1\n');
    expect(editor.text).toBe('campus C {\n}\nlet a = 1\n');
    const here = { textDocument: { uri: editor.uri }, position: far };
    expect(await editor.ask(HoverRequest.type, here)).toBeNull();
    expect(await editor.ask(CompletionRequest.type, here)).not.toBeUndefined();
  });

  it('may be a range that ends before it begins', () => {
    const editor = new Editor('campus C {\n}\n');
    editor.edit({ start: { line: 0, character: 8 }, end: { line: 0, character: 7 } }, 'D');
    expect(editor.text).toBe('campus D {\n}\n');
    expect(editor.session.documents.get('/plans/plan.dcplan')?.parsed.text).toBe(editor.text);
  });

  it('may be a version that is not newer: it is dropped', () => {
    const editor = new Editor('let a = 1\n');
    const change = { contentChanges: [{ text: 'let b = 2\n' }] };
    changeDocument(editor.session, { textDocument: { uri: editor.uri, version: 1 }, ...change });
    expect(editor.text).toBe('let a = 1\n');
    changeDocument(editor.session, { textDocument: { uri: editor.uri, version: 2 }, ...change });
    expect(editor.text).toBe('let b = 2\n');
  });

  it('may be a change of a document that is not open, and one that is opened twice', () => {
    const editor = new Editor('let a = 1\n');
    changeDocument(editor.session, {
      textDocument: { uri: 'file:///plans/other.dcplan', version: 2 },
      contentChanges: [{ text: 'x' }],
    });
    expect(editor.session.documents.get('/plans/other.dcplan')).toBeUndefined();
    openDocument(editor.session, { uri: editor.uri, languageId: 'dcplan', version: 1, text: 'let c = 3\n' });
    expect(editor.text).toBe('let c = 3\n');
  });

  it('may be a request for a file that nobody has', async () => {
    const editor = new Editor('let a = 1\n');
    const unknown = { textDocument: { uri: 'file:///nowhere/x.dcplan' }, position };
    expect(await editor.ask(HoverRequest.type, unknown)).toBeNull();
    expect(await editor.ask(CompletionRequest.type, unknown)).toBeNull();
    expect(await editor.ask(ReferencesRequest.type, { ...unknown, context: { includeDeclaration: true } })).toBeNull();
    expect(await editor.ask(SemanticTokensRequest.type, unknown)).toMatchObject({ data: [] });
  });

  it('may be a file that is deleted while it is open: the client has it still', async () => {
    const editor = new Editor(
      '//- /plans/plan.dcplan\nimport "./halls.dcplan" { Big }\ncampus C { hall A: $0Big { } }\n//- /plans/halls.dcplan\nhall Big { idle: off }\n',
    );
    editor.disk.clear();
    editor.session.files.forget();
    editor.session.fileChanged('/plans/halls.dcplan');
    editor.settle();
    expect(editor.underlined()).toContain('module-not-found');
    expect(await editor.ask(HoverRequest.type, editor.here)).not.toBeUndefined();
  });
});

describe('URIs', () => {
  it.each([
    ['file:///plans/a%20b/%C3%BC.dcplan', '/plans/a b/ü.dcplan'],
    ['file:///c%3A/plans/a.dcplan', 'C:/plans/a.dcplan'],
    ['file:///C:/plans/a.dcplan', 'C:/plans/a.dcplan'],
    ['file://server/share/a.dcplan', '//server/share/a.dcplan'],
    ['file:///plans/100%/a%ZZ.dcplan', '/plans/100%/a%ZZ.dcplan'],
    ['file:///plans/%F0%9F%8F%AD%23%3F.dcplan', '/plans/🏭#?.dcplan'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
    ['vscode-vfs://github/acme/plans/a.dcplan', 'vscode-vfs://github/acme/plans/a.dcplan'],
    ['dcplan:/std/racks.dcplan', 'std/racks'],
  ])('%s is %s', (uri, file) => {
    expect(fileOf(uri)).toBe(file);
    expect(fileOf(uriOf(file))).toBe(file);
  });

  it('resolve imports by their own rules, whatever their scheme', () => {
    expect(resolveFile('/plans/a/b.dcplan', '../halls.dcplan')).toBe('/plans/halls.dcplan');
    expect(resolveFile('C:/plans/b.dcplan', './x/../halls.dcplan')).toBe('C:/plans/halls.dcplan');
    expect(resolveFile('vscode-vfs://github/acme/b.dcplan', './h.dcplan')).toBe('vscode-vfs://github/acme/h.dcplan');
    expect(relativeSpec('/plans/a/b.dcplan', '/plans/c/d.dcplan')).toBe('../c/d.dcplan');
    expect(relativeSpec('/plans/b.dcplan', '/plans/d.dcplan')).toBe('./d.dcplan');
  });
});
