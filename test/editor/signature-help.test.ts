import { SignatureHelpRequest } from 'vscode-languageserver';
import { describe, expect, it } from 'vitest';
import { Editor } from './support/editor.js';

/** `max(<values…>)`: the signature with the argument that is being typed in angle brackets. */
const signatureAt = async (text: string): Promise<string | undefined> => {
  const editor = new Editor(text);
  const help = await editor.ask(SignatureHelpRequest.type, editor.here);
  const signature = help?.signatures[0];
  if (signature === undefined) return undefined;
  const active = signature.parameters?.[help?.activeParameter ?? 0]?.label;
  if (typeof active !== 'object') return signature.label;
  const [start, end] = active;
  return `${signature.label.slice(0, start)}<${signature.label.slice(start, end)}>${signature.label.slice(end)}`;
};

describe('signature help', () => {
  it.each([
    ['a call that is being typed', 'let a = max($0', 'max(<values…>)'],
    ['a further value', 'let a = max(1 MW, $0\nlet b = 2\n', 'max(<values…>)'],
    ['the second of three', 'let a = triangular(1 MW, $0)', 'triangular(low, <mode>, high)'],
    ['an argument after a list', 'let a = normal(sum([1, 2]), $0', 'normal(mean, <deviation>)'],
    ['the inner of two calls', 'let a = normal(max(1, 2$0), 3)', 'max(<values…>)'],
    ['too many arguments', 'let a = normal(1, 2, $0)', 'normal(mean, deviation)'],
    [
      'the title of a source',
      '@source("$0',
      '@source(<"title">, year, "where", standing: vendor | measured | published | assumed)',
    ],
    [
      'a comma within a text',
      '@source("a, b", $0',
      '@source("title", <year>, "where", standing: vendor | measured | published | assumed)',
    ],
    [
      'an argument by its name',
      '@source("a", standing: $0',
      '@source("title", year, "where", <standing: vendor | measured | published | assumed>)',
    ],
    ['a suppression', '@allow("thermal-part-load", $0', '@allow("finding", <"reason">, until: date)'],
    ['a call that was never closed, and is not around', 'hall A { density: max(1, 2\n}\nlet b = $0', undefined],
    ['a comment', 'let a = max(1, // and $0', undefined],
    ['no call', 'let a = (1 + $0', undefined],
  ])('knows %s', async (_, text, expected) => {
    expect(await signatureAt(text)).toBe(expected);
  });

  it('explains what each argument is', async () => {
    const editor = new Editor('let a = lognormal(3, $0');
    const help = await editor.ask(SignatureHelpRequest.type, editor.here);
    expect(help?.signatures[0]?.parameters?.[1]?.documentation).toMatchObject({
      value: expect.stringContaining('Standard deviation') as string,
    });
  });
});
