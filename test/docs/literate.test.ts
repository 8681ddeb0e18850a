import { describe, expect, test } from 'vitest';
import { literateBlocks, outcomeOf } from '../support/literate.js';

function check(info: string, code: string): { expected: readonly string[]; found: readonly string[] } {
  const blocks = literateBlocks(`# Page\n\n\`\`\`dcplan ${info}\n${code}\n\`\`\`\n`);
  return outcomeOf(blocks[0]!, blocks);
}

describe('a literate block', () => {
  test('knows its heading, its line and its words', () => {
    const blocks = literateBlocks(
      '# A\n## B\n```dcplan ok\n```\n### C\n```text\n```\n## D\n```dcplan error in hall today=2028-06-01\nidle: off\n```\n',
    );
    expect(blocks).toEqual([
      { heading: 'A > B', line: 4, info: { mode: 'ok' }, text: '\n' },
      {
        heading: 'A > D',
        line: 10,
        info: { mode: 'error', context: 'hall', today: '2028-06-01' },
        text: 'idle: off\n',
      },
    ]);
  });

  test('must say what it gives', () => {
    expect(() => literateBlocks('```dcplan\n```')).toThrow(
      'line 1: a dcplan block begins with ok, error, warning, syntax',
    );
    expect(() => literateBlocks('```dcplan ok within hall\n```')).toThrow('`within` means nothing');
    expect(() => literateBlocks('```dcplan ok\n')).toThrow('the fence is not closed');
  });

  test('that is ok has no finding', () => {
    expect(check('ok in hall', 'idle: no').found).toEqual(['line 1: DCP2105 unknown-word', 'the block is error']);
  });

  test('that is an error gives what it names, where it names it', () => {
    const { expected, found } = check('error in hall', 'area: 4 m2\nidle: no // ^ DCP2105 unknown-word');
    expect(found).toEqual(expected);
    expect(found).toContain('line 2: DCP2105 unknown-word');
  });

  test('may state columns', () => {
    const { expected, found } = check('error in hall', 'idle: no\n//    ^ DCP2105 unknown-word');
    expect(expected).toContain('line 1 columns 7-8: DCP2105 unknown-word');
    expect(found).toContain('line 1 columns 7-9: DCP2105 unknown-word');
  });

  test('may state values, by line or by path', () => {
    const { expected, found } = check('ok in hall', 'area: 1 ha // = 10 000 m2\n// Prairie.A.area = 9 m2');
    expect(expected).toEqual(['Prairie.A.area = 9 m2', 'line 1 = 10 000 m2', 'the block is ok']);
    expect(found).toEqual(['Prairie.A.area = 10 000 m2', 'line 1 = 10 000 m2', 'the block is ok']);
  });

  test('names a value that is not there', () => {
    expect(check('ok in hall', 'idle: off\n// Prairie.B.idle = off').found).toContain(
      'Prairie.B.idle = no such property',
    );
    expect(check('error in hall', 'idle: no // = off').found).toContain(
      'line 1: no value, since the plan does not compile',
    );
  });
});
