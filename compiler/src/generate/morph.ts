import type * as morphModule from 'ts-morph';
import type { StatementStructures } from 'ts-morph';

/** The ts-morph module, for its enumerations. */
export type Morph = typeof morphModule;

/**
 * TypeScript text of the statements that `build` returns, in ts-morph's own stable layout (prettier leaves generated
 * folders alone). ts-morph is loaded here and only here, and all statements are added at once: each addition parses anew.
 */
export async function printStatements(
  header: string,
  build: (morph: Morph) => readonly (StatementStructures | string)[],
): Promise<string> {
  const morph = await import('ts-morph');
  const project = new morph.Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: morph.IndentationText.TwoSpaces,
      newLineKind: morph.NewLineKind.LineFeed,
      quoteKind: morph.QuoteKind.Single,
    },
  });
  const file = project.createSourceFile('generated.ts');
  file.addStatements([...build(morph)]);
  return `${header}\n\n${file
    .getFullText()
    .trim()
    .replace(/\n{3,}/g, '\n\n')}\n`;
}

/** `export const name: type = initializer;` with a doc comment, as text: ts-morph would indent the literal once more. */
export function constant(
  name: string,
  doc: string,
  declaration: { readonly type?: string; readonly initializer: string },
): string {
  const type = declaration.type === undefined ? '' : `: ${declaration.type}`;
  return `\n/** ${doc} */\nexport const ${name}${type} = ${declaration.initializer};`;
}

/** A value as the text of a TypeScript literal: JSON with bare keys and single quotes where that loses nothing. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const flat = `[${items.map((item) => literal(item)).join(', ')}]`;
    if (flat.length + indent.length <= 100) return flat;
    const inner = `${indent}  `;
    return `[\n${items.map((item) => `${inner}${literal(item, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
    if (entries.length === 0) return '{}';
    const flat = `{ ${entries.map(([key, item]) => `${keyText(key)}: ${literal(item)}`).join(', ')} }`;
    if (flat.length + indent.length <= 100) return flat;
    const inner = `${indent}  `;
    return `{\n${entries.map(([key, item]) => `${inner}${keyText(key)}: ${literal(item, inner)},\n`).join('')}${indent}}`;
  }
  return JSON.stringify(value);
}

function keyText(key: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_]*$/.test(key) ? key : quoted(key);
}

function quoted(text: string): string {
  const json = JSON.stringify(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}
