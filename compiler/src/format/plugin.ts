import type { AstPath, Doc, Parser, Plugin, Printer, SupportLanguage } from 'prettier';
import { builders } from 'prettier/doc';
import { LineMap, type Position } from '../text/line-map.js';
import { DEFAULT_WIDTH, formatText, INDENT } from './format.js';

/** A file to Prettier: its text, since the formatter reads and writes whole files. */
interface PlanFile {
  readonly type: 'plan';
  readonly text: string;
}

/** For Prettier: the language, by its files. */
export const languages: SupportLanguage[] = [
  { name: 'dcplan', parsers: ['dcplan'], extensions: ['.dcplan'], vscodeLanguageIds: ['dcplan'] },
];

const parser: Parser<PlanFile> = {
  astFormat: 'dcplan',
  parse(text) {
    const formatted = formatText(text);
    if ('errors' in formatted) throw syntaxError(text, formatted.errors[0]!);
    return { type: 'plan', text };
  },
  locStart: () => 0,
  locEnd: ({ text }) => text.length,
};

const printer: Printer<PlanFile> = {
  print(path: AstPath<PlanFile>, { printWidth, tabWidth }): Doc {
    const formatted = formatText(path.node.text, { printWidth, tabWidth });
    return builders.join(builders.hardline, ('text' in formatted ? formatted.text : path.node.text).split('\n'));
  },
};

/** For Prettier: reads a file, and throws what Prettier shows where it has syntax errors. */
export const parsers: Record<string, Parser<PlanFile>> = { dcplan: parser };
/** For Prettier: prints a file. */
export const printers: Record<string, Printer<PlanFile>> = { dcplan: printer };
/** For Prettier: the widths of `dcplan fmt`. */
export const defaultOptions: NonNullable<Plugin['defaultOptions']> = { printWidth: DEFAULT_WIDTH, tabWidth: INDENT };

/** What Prettier shows with its place. It asks for an exception: that is how its parsers say that a file has errors. */
function syntaxError(
  text: string,
  { message, span }: { readonly message: string; readonly span: { readonly start: number; readonly end: number } },
): SyntaxError {
  const lines = new LineMap(text);
  const at = (offset: number): Position => lines.position(offset);
  return Object.assign(new SyntaxError(message), { loc: { start: at(span.start), end: at(span.end) } });
}
