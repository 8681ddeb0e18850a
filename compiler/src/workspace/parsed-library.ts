import { remember } from '../semantics/index.js';
import { type FileTree, parse, type ParsedFile } from '../syntax/index.js';
import { stdlibFiles } from './generated/stdlib.js';

/**
 * The standard library's trees as text, one line of JSON for each module in the order of `stdlibFiles`. The build writes
 * it beside the program, because reading it back takes an eighth of the time of parsing the library at every start. It is ASCII.
 * @throws when the library itself has a syntax error
 */
export function writeParsedLibrary(): string {
  const lines = Object.entries(stdlibFiles).map(([name, text]) => {
    const { tree, errors } = parse(text);
    if (errors[0] !== undefined) throw new Error(`${name}: ${errors[0].message}`);
    return JSON.stringify(tree);
  });
  return inAscii(`${lines.join('\n')}\n`);
}

/**
 * Strings, regular expressions and JSON with escapes in place of what is not ASCII: the bytes of the result are its
 * characters, and reading it takes no decoding.
 */
export function inAscii(source: string): string {
  return source.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Takes the library's trees from what `writeParsedLibrary` gave for this same library, each when it is first asked for. */
export function useParsedLibrary(written: string): void {
  const lines = written.split('\n');
  for (const [index, [name, text]] of Object.entries(stdlibFiles).entries()) {
    const line = lines[index];
    if (line !== undefined && line !== '') remember(name, new PreparedFile(text, line));
  }
}

/** A file whose tree is read when it is looked at. It keeps nothing for a reparse, which then reads all of the text. */
class PreparedFile implements ParsedFile {
  readonly errors = [];
  readonly balanced = false;
  readonly refused = false;
  #tree: FileTree | undefined;

  constructor(
    readonly text: string,
    private readonly json: string,
  ) {}

  get tree(): FileTree {
    this.#tree ??= JSON.parse(this.json) as FileTree;
    return this.#tree;
  }

  get unit(): ParsedFile['unit'] {
    const node = this.tree;
    return {
      kind: 'file',
      node,
      length: this.text.length,
      open: 0,
      sound: false,
      children: [],
      findings: [],
      total: 0,
    };
  }
}
