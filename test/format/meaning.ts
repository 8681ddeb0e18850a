/** What a formatted text must keep: its words, its comments, and what it compiles to. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatText } from '../../compiler/src/format/format.js';
import { compile } from '../../compiler/src/semantics/index.js';
import { lex } from '../../compiler/src/syntax/lexer.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

export function formatted(text: string, width?: number): string {
  const result = formatText(text, width === undefined ? {} : { printWidth: width });
  if ('errors' in result) throw new Error(result.errors.map(({ message }) => message).join('; '));
  return result.text;
}

/** What the file says, a line each: every token but commas, which may become line ends, and every comment. */
export function said(text: string): string {
  const { tokens, comments } = lex(text, 0, text.length);
  return [
    ...tokens.map(({ image }) => image).filter((image) => image !== ','),
    'comments:',
    ...comments.map(({ image }) => image.trimEnd()).sort(),
  ].join('\n');
}

/** The whole IR of a plan as text, in the order of the text; of what does not compile, what is said about it. */
export function meaning(text: string, file: string): string {
  const { plan, diagnostics } = compile(file, {
    read: (path) => (path === file ? text : readFileSync(`${root}${path}`, 'utf8')),
    resolve: (from, spec) => from.replace(/[^/]*$/, '') + spec.replace(/^\.\//, ''),
    stdlib: stdlibFiles,
  });
  if (plan !== undefined) return JSON.stringify(plan);
  return diagnostics
    .map(({ code, message }) => `${code} ${message}`)
    .sort()
    .join('\n');
}
