import { expect, it } from 'vitest';
import { parse, reparse } from '../../compiler/src/syntax/index.js';
import { parsed } from '../../compiler/src/semantics/modules/parsed.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { useParsedLibrary, writeParsedLibrary } from '../../compiler/src/workspace/parsed-library.js';

it('gives the trees that parsing gives, and can be reparsed', () => {
  useParsedLibrary(writeParsedLibrary());
  for (const [name, text] of Object.entries(stdlibFiles)) {
    const { tree, unit } = parsed(name, text);
    expect(unit.children).toEqual([]);
    expect(tree).toStrictEqual(parse(text).tree);
  }
  const text = stdlibFiles['std/racks'] ?? '';
  const edit = { span: { start: 0, end: 0 }, newText: 'let a = 1\n' };
  expect(reparse(parsed('std/racks', text), edit).tree).toEqual(parse(`${edit.newText}${text}`).tree);
});
