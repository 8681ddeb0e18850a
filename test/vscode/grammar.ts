import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type StateStack } from 'vscode-textmate';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** A piece of a line, with the scopes that the grammar gives it, outermost first. */
export interface Scoped {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
const path = join(root, 'vscode-extension/syntaxes/dcplan.tmLanguage.json');
const registry = new Registry({
  onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
  loadGrammar: (scope) =>
    Promise.resolve(scope === 'source.dcplan' ? parseRawGrammar(readFileSync(path, 'utf8'), path) : null),
});
const grammar = await registry.loadGrammar('source.dcplan');

/** Colours a text as an editor does, line by line; offsets are of the whole text. */
export function tokenise(text: string): readonly Scoped[] {
  if (grammar === null) throw new Error('the grammar does not load');
  const found: Scoped[] = [];
  let stack: StateStack = INITIAL;
  let offset = 0;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const piece = line.slice(startIndex, endIndex);
      if (piece !== '') found.push({ start: offset + startIndex, end: offset + endIndex, text: piece, scopes });
    }
    stack = ruleStack;
    offset += line.length + 1;
  }
  return found;
}

/** The innermost scope of each piece that is not blank, without the language's name: `hall` is `storage.type.kind`. */
export function coloured(line: string): readonly (readonly [string, string])[] {
  return tokenise(line)
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, scopes }) => [text.trim(), (scopes.at(-1) ?? '').replace(/\.dcplan$/, '')]);
}
