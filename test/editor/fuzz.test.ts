/** Random edits of every sample in a session: it finds what a new session finds, and answers whatever it is asked. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  ResponseError,
  SelectionRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from 'vscode-languageserver';
import { Editor } from './support/editor.js';

const folder = fileURLToPath(new URL('../../samples/', import.meta.url));
const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.dcplan'))
  .sort();

/** The query that took longest, in milliseconds of the processor. */
let slowest = { method: '', milliseconds: 0 };
afterAll(() => console.log(`slowest query: ${slowest.method}, ${slowest.milliseconds.toFixed(0)} ms of the processor`));

/** Asks for everything at a place; refusals are answers, bugs are not. */
async function askAll(editor: Editor, at: number): Promise<void> {
  const lines = editor.session.files.lines('/plans/plan.dcplan');
  const [position, end] = [lines.positionAt(at), lines.positionAt(editor.text.length)];
  const here = { textDocument: { uri: editor.uri }, position };
  const whole = { textDocument: { uri: editor.uri }, range: { start: { line: 0, character: 0 }, end } };
  const queries: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['hover', () => editor.ask(HoverRequest.type, here)],
    ['completion', () => editor.ask(CompletionRequest.type, here)],
    ['signature help', () => editor.ask(SignatureHelpRequest.type, here)],
    ['definition', () => editor.ask(DefinitionRequest.type, here)],
    ['references', () => editor.ask(ReferencesRequest.type, { ...here, context: { includeDeclaration: true } })],
    ['highlights', () => editor.ask(DocumentHighlightRequest.type, here)],
    ['rename', () => editor.ask(PrepareRenameRequest.type, here)],
    ['symbols', () => editor.ask(DocumentSymbolRequest.type, here)],
    ['tokens', () => editor.ask(SemanticTokensRequest.type, here)],
    ['folding', () => editor.ask(FoldingRangeRequest.type, here)],
    ['selection', () => editor.ask(SelectionRangeRequest.type, { ...here, positions: [position] })],
    ['hints', () => editor.ask(InlayHintRequest.type, whole)],
    ['lenses', () => editor.ask(CodeLensRequest.type, here)],
    [
      'actions',
      () => editor.ask(CodeActionRequest.type, { ...whole, context: { diagnostics: [...editor.diagnostics()] } }),
    ],
    [
      'formatting',
      () => editor.ask(DocumentFormattingRequest.type, { ...here, options: { tabSize: 2, insertSpaces: true } }),
    ],
  ];
  for (const [method, run] of queries) {
    const before = process.cpuUsage();
    await run().catch((error: unknown) => {
      if (!(error instanceof ResponseError)) throw error;
    });
    const milliseconds = process.cpuUsage(before).user / 1000;
    if (milliseconds > slowest.milliseconds) slowest = { method, milliseconds };
  }
}

const found = (editor: Editor): readonly string[] =>
  editor.session.checker
    .findings('/plans/plan.dcplan')
    .map(
      ({ diagnostic: { code, message, location } }) => `${location.span.start}-${location.span.end} ${code} ${message}`,
    )
    .sort();

const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const edits = fc.array(
  fc.record({
    where: dice,
    length: fc.nat({ max: 25 }),
    from: dice,
    pasted: fc.nat({ max: 60 }),
    undone: fc.boolean(),
  }),
  {
    minLength: 2,
    maxLength: 3,
  },
);

describe('a session in which', () => {
  it.each(samples)('%s is edited at random finds what a new one finds, and answers', async (name) => {
    const editor = new Editor(readFileSync(`${folder}${name}`, 'utf8'));
    const replace = (start: number, end: number, text: string): void => {
      const lines = editor.session.files.lines('/plans/plan.dcplan');
      editor.edit({ start: lines.positionAt(start), end: lines.positionAt(end) }, text);
      editor.session.checker.release();
      expect(found(editor)).toEqual(found(new Editor(editor.text)));
    };
    await fc.assert(
      fc.asyncProperty(edits, async (made) => {
        for (const { where, length, from, pasted, undone } of made) {
          const { text } = editor;
          const start = Math.floor(where * text.length);
          const end = Math.min(text.length, start + length);
          const source = Math.floor(from * text.length);
          const by = text.slice(source, source + pasted);
          replace(start, end, by);
          await askAll(editor, start + by.length);
          if (undone) replace(start, start + by.length, text.slice(start, end));
        }
      }),
      { numRuns: 3 },
    );
    expect(slowest.milliseconds).toBeLessThan(1000);
  });
});
