import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { literateBlocks } from '../support/literate.js';
import { Editor } from './support/editor.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const file = '/plans/plan.dcplan';

/** What the command line's engine finds in a text, without simulation. */
const checked = (text: string): readonly Diagnostic[] =>
  new Workspace({
    stdlib: stdlibFiles,
    read: (name) => (name === file ? text : undefined),
    resolve: (_, spec) => `/plans/${spec.replace(/^\.\//, '')}`,
  }).check(file, { simulate: false, today: '2027-01-01' }).diagnostics;

const sorted = (all: readonly Diagnostic[]): string[] =>
  all.map(({ code, message, location: { span } }) => `${span.start}-${span.end} ${code} ${message}`).sort();

const found = (editor: Editor): string[] =>
  sorted(editor.session.checker.findings(file).map(({ diagnostic }) => diagnostic));

const samples = ['samples', 'samples/tutorial', 'samples/claims'].flatMap((folder) =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith('.dcplan'))
    .map((name) => `${folder}/${name}`),
);

describe('the same findings as the command line', () => {
  it.each([...samples, 'test/fixtures/language-sample.dcplan'])('%s', (name) => {
    const text = read(name);
    expect(found(new Editor(text))).toEqual(sorted(checked(text)));
  });

  it('in every example of the language’s reference', () => {
    const blocks = literateBlocks(read('docs/language.md')).filter(({ info }) => info.mode !== 'syntax');
    for (const { text } of blocks) expect(found(new Editor(text)), text).toEqual(sorted(checked(text)));
  });

  it.each([
    { how: 'in one go', slow: false },
    { how: 'in slices, as a large plan is', slow: true },
  ])('however the text came to be: typed, cut, pasted, undone; evaluated $how', ({ slow }) => {
    const text = read('samples/tutorial/02-a-mismatch.dcplan');
    const editor = new Editor(text, { slow });
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const undo: { readonly start: number; readonly end: number; readonly text: string }[] = [];
    for (let step = 0; step < 60; step++) {
      const lines = editor.session.files.lines(file);
      const now = editor.text;
      const last = undo.at(-1);
      if (step % 3 === 2 && last !== undefined) {
        editor.edit({ start: lines.positionAt(last.start), end: lines.positionAt(last.end) }, last.text);
        undo.pop();
      } else {
        const start = random(now.length);
        const end = Math.min(now.length, start + random(30));
        const from = random(now.length);
        const pasted = step % 2 === 0 ? now.slice(from, from + random(80)) : '';
        editor.edit({ start: lines.positionAt(start), end: lines.positionAt(end) }, pasted);
        undo.push({ start, end: start + pasted.length, text: now.slice(start, end) });
      }
      editor.session.checker.release();
      expect(found(editor)).toEqual(sorted(checked(editor.text)));
    }
  });
});
