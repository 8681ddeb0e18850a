import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type FormattingOptions,
} from 'vscode-languageserver';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { lineEdits } from '../../lsp/src/formatting/line-edits.js';
import { Editor } from './support/editor.js';

// What an editor is set to for other languages.
const options: FormattingOptions = { tabSize: 8, insertSpaces: false };

const crooked = `campus C {
    hall A {
  idle:   off
    }
  hall B { idle:off }
}
`;
const straight = `campus C {
  hall A {
    idle: off
  }
  hall B { idle: off }
}
`;

describe('formatting', () => {
  it('lays a document out, and touches only the lines that change', async () => {
    const editor = new Editor(crooked);
    const edits = await editor.ask(DocumentFormattingRequest.type, { textDocument: { uri: editor.uri }, options });
    expect(editor.applied(edits)).toBe(straight);
    expect(edits?.every(({ range }) => range.start.line >= 1 && range.end.line <= 5)).toBe(true);
    const sound = new Editor(straight);
    expect(await sound.ask(DocumentFormattingRequest.type, { textDocument: { uri: sound.uri }, options })).toEqual([]);
  });

  it('does not touch a file with syntax errors', async () => {
    const editor = new Editor('campus C {\n    hall A { idle: ( }\n');
    expect(await editor.ask(DocumentFormattingRequest.type, { textDocument: { uri: editor.uri }, options })).toBeNull();
  });

  it('keeps the line ends of the document', async () => {
    const editor = new Editor(crooked.replaceAll('\n', '\r\n'));
    const edits = await editor.ask(DocumentFormattingRequest.type, { textDocument: { uri: editor.uri }, options });
    expect(editor.applied(edits)).toBe(straight.replaceAll('\n', '\r\n'));
  });

  it('lays a stretch out', async () => {
    const editor = new Editor(crooked);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } };
    const params = { textDocument: { uri: editor.uri }, range, options };
    const edits = await editor.ask(DocumentRangeFormattingRequest.type, params);
    expect(editor.applied(edits)).toBe(crooked.replace('idle:off', 'idle: off'));
  });

  it('lays out the block that a brace closes, and the line that a line break leaves', async () => {
    const closed = new Editor(crooked.replace('    }\n', '    }$0\n'));
    const edits = await closed.ask(DocumentOnTypeFormattingRequest.type, { ...closed.here, ch: '}', options });
    expect(closed.applied(edits)).toBe(straight.replace('idle: off }', 'idle:off }'));
    const left = new Editor('campus C {\n  hall B { idle:off }\n  $0\n}\n');
    const line = await left.ask(DocumentOnTypeFormattingRequest.type, { ...left.here, ch: '\n', options });
    expect(left.applied(line)).toBe('campus C {\n  hall B { idle: off }\n  \n}\n');
  });

  it('finds edits from any text to any other', () => {
    const text = fc
      .array(fc.constantFrom('a', ' a', 'b', 'c', '', '  '), { maxLength: 12 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const document = TextDocument.create('file:///a', 'dcplan', 0, before);
        expect(TextDocument.applyEdits(document, [...lineEdits(before, after)])).toBe(after);
      }),
    );
  });

  it('replaces the whole where everything differs', () => {
    const before = Array.from({ length: 3_000 }, (_, i) => `a${i}`).join('\n');
    const after = Array.from({ length: 3_000 }, (_, i) => `b${i}`).join('\n');
    expect(lineEdits(before, after)).toHaveLength(1);
  });
});
