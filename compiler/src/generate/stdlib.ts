import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type GeneratedFile, generatedHeader } from './output.js';

const target = 'compiler/src/workspace/generated/stdlib.ts';

/**
 * The standard library as a module, so that the core needs no file system to reach it: a key is the name under which a
 * plan imports the file (`std/racks`, `std/kinds/hall`), its value the file's text.
 * @param root the repository's root folder
 * @throws when `stdlib/` cannot be read
 */
export async function generateStdlib(root: string): Promise<GeneratedFile[]> {
  const lines = [...(await readStdlib(root))].map(([name, text]) => `  ${JSON.stringify(name)}: ${asTemplate(text)},`);
  const content = [
    generatedHeader({ open: '//' }),
    '',
    '/** Text of every file of the standard library by the name that a plan imports. */',
    'export const stdlibFiles: Readonly<Record<string, string>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
  return [{ path: target, content }];
}

/** Text of every file of the standard library by the name that a plan imports, in the order of the names. */
export async function readStdlib(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, 'stdlib');
  const entries = await readdir(folder, { recursive: true });
  const names = entries
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.dcplan'))
    .sort();
  const texts = new Map<string, string>();
  for (const name of names) {
    const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
    texts.set(`std/${name.slice(0, -'.dcplan'.length)}`, text);
  }
  return texts;
}

/** A template literal rather than a quoted string, so that a change in the library reads as one in the generated file. */
function asTemplate(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}
