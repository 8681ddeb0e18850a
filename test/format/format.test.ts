import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';
import { formatText } from '../../compiler/src/format/format.js';
import * as plugin from '../../compiler/src/format/plugin.js';
import { formatted, meaning, said } from './meaning.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = ['samples', 'stdlib', 'test/fixtures'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dcplan'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort(),
);

describe.each(files)('%s', (file) => {
  const text = readFileSync(`${root}${file}`, 'utf8').replaceAll('\r\n', '\n');

  test.each([40, 80, 120])('formats to itself and says the same, %i wide', (width) => {
    const once = formatted(text, width);
    expect(formatted(once, width)).toBe(once);
    expect(said(once)).toEqual(said(text));
  });
});

test.each(files.filter((file) => file.startsWith('samples/')))(
  '%s is formatted, and means the same formatted otherwise',
  (file) => {
    const text = readFileSync(`${root}${file}`, 'utf8');
    expect(formatted(text)).toBe(text);
    expect(meaning(formatted(text, 60), file)).toBe(meaning(text, file));
  },
);

describe('what it does', () => {
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    [
      'one member to a line',
      'campus C{climate:X,opens:2027\nhorizon:3years}',
      'campus C { climate: X, opens: 2027, horizon: 3 years }\n',
    ],
    [
      'a block that was open stays open',
      'campus C{\nclimate:X,opens:2027}',
      'campus C {\n  climate: X\n  opens: 2027\n}\n',
    ],
    ['one blank line of many', 'let a = 1\n\n\n\nlet b=2*3 - 4', 'let a = 1\n\nlet b = 2*3 - 4\n'],
    [
      'comments behind neighbouring lines in one column',
      'let a = 1 // one\nlet bcd = 2     // two\n\nlet e = 3 // three',
      'let a = 1   // one\nlet bcd = 2 // two\n\nlet e = 3 // three\n',
    ],
    [
      'comments above, behind and below',
      'campus C { // head\n// above\nopens: 2027 // behind\n// below\n}\n// end',
      'campus C { // head\n  // above\n  opens: 2027 // behind\n  // below\n}\n// end\n',
    ],
    [
      'statements of a test on lines of their own',
      'test "t" { with S, expect no findings on C }',
      'test "t" {\n  with S\n  expect no findings on C\n}\n',
    ],
    [
      'a table of dates keeps its commas',
      'campus C {\n  carbonPrice: {\n 2027: 1 USD/t, 2028: 2 USD/t,\n 2029: 3 USD/t }\n}',
      'campus C {\n  carbonPrice: {\n    2027: 1 USD/t, 2028: 2 USD/t, 2029: 3 USD/t\n  }\n}\n',
    ],
    [
      'signs and ranges',
      'let a = -(3+4)\nlet b = 1..2\nlet c = 3   ±   4 %',
      'let a = -(3 + 4)\nlet b = 1..2\nlet c = 3 ± 4 %\n',
    ],
    ['CRLF', 'let a = 1\r\nlet b = 2\r\n', 'let a = 1\nlet b = 2\n'],
    ['nothing at all', '', ''],
    ['a comment alone', '// here', '// here\n'],
  ];
  test.each(cases)('%s', (_what, before, after) => expect(formatted(before)).toBe(after));

  test('a file with syntax errors is not touched', () => {
    const result = formatText('campus C {\n  opens: \n}');
    expect(result).not.toHaveProperty('text');
    expect(result).toHaveProperty('errors');
  });
});

describe('as a Prettier plugin', () => {
  const options = { parser: 'dcplan', plugins: [plugin] };

  test('formats what `dcplan fmt` formats', async () => {
    for (const file of files.slice(0, 8)) {
      const text = readFileSync(`${root}${file}`, 'utf8');
      expect(await prettier.format(text, options)).toBe(formatted(text));
    }
  });

  test('takes the width that Prettier is given', async () => {
    const text = 'campus C { climate: Abilene, opens: 2027-01, horizon: 15 years }\n';
    expect(await prettier.format(text, { ...options, printWidth: 40 })).toBe(formatted(text, 40));
  });

  test('says where a syntax error is', async () => {
    await expect(prettier.format('campus C {\n  opens: \n}', options)).rejects.toThrow(/> 2 \|/);
  });
});
