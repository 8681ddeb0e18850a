import { expect } from 'vitest';
import { type ParsedFile, parse } from '../../compiler/src/syntax/index.js';
import { print } from './print.js';

/** `source` is understood as `understood`, without errors. */
export function reads(source: string, understood: string): void {
  const file = parse(source);
  expect(errorsOf(file)).toEqual([]);
  expect(print(file.tree)).toBe(understood);
}

/** The errors of a file, each as `line:column slug «text»`. */
export function errorsOf({ text, errors }: ParsedFile): string[] {
  return errors.map(
    ({ slug, span }) => `${place(text, span.start)} ${slug} «${text.slice(span.start, span.end).split('\n')[0] ?? ''}»`,
  );
}

/** `source` gives exactly these errors, and applying the first fix of each in turn gives a text without any. */
export function mends(source: string, errors: string[], mended: string): void {
  let file = parse(source);
  expect(errorsOf(file)).toEqual(errors);
  for (let round = 0; file.errors.length > 0 && round < 20; round++) file = parse(applyFix(file));
  expect(file.text).toBe(mended);
}

/** `source` gives exactly these errors and is understood as `understood` nonetheless. */
export function fails(source: string, errors: string[], understood?: string): void {
  const file = parse(source);
  expect(errorsOf(file)).toEqual(errors);
  if (understood !== undefined) expect(print(file.tree)).toBe(understood);
}

function applyFix(file: ParsedFile): string {
  const edits = file.errors[0]?.fixes?.[0]?.edits ?? [];
  expect(edits, `a fix for ${file.errors[0]?.slug ?? ''} in ${file.text}`).not.toEqual([]);
  let text = file.text;
  for (const { span, newText } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  return text;
}

function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
