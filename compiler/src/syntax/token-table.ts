import * as patterns from './patterns.js';

export type TokenCategory =
  | 'comment'
  | 'documentation'
  | 'string'
  | 'number'
  | 'unit'
  | 'date'
  | 'keyword'
  | 'operatorWord'
  | 'name'
  | 'operator'
  | 'punctuation';

/** One kind of token: what a TextMate grammar or a reference page needs to know. */
export interface TokenRow {
  readonly name: string;
  /** Source of a regular expression with the `u` flag. */
  readonly pattern: string;
  readonly category: TokenCategory;
}

const word = (words: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}_.])(?:${words.join('|')})(?![\\p{L}\\p{N}_])(?!\\s*[:{])`;

/** The tokens of the language in the order in which they are to be tried. */
export const tokenTable: readonly TokenRow[] = [
  { name: 'documentation', pattern: '///(?!/)[^\\n]*', category: 'documentation' },
  { name: 'comment', pattern: patterns.COMMENT, category: 'comment' },
  { name: 'string', pattern: patterns.STRING, category: 'string' },
  { name: 'redundancy', pattern: patterns.REDUNDANCY, category: 'number' },
  { name: 'date', pattern: patterns.DATE, category: 'date' },
  { name: 'ratio', pattern: patterns.RATIO, category: 'number' },
  { name: 'number', pattern: patterns.NUMBER, category: 'number' },
  {
    name: 'unit',
    pattern: `(?<=[\\d_] ?)(?!(?:${patterns.CONNECTING_WORDS.join('|')})(?![\\p{L}\\p{N}_]))${patterns.UNIT}(?!\\s*[:{])`,
    category: 'unit',
  },
  { name: 'memberWord', pattern: word(patterns.MEMBER_WORDS), category: 'keyword' },
  { name: 'testWord', pattern: word(patterns.TEST_WORDS), category: 'keyword' },
  { name: 'kindWord', pattern: word(patterns.KIND_WORDS), category: 'keyword' },
  { name: 'connectingWord', pattern: word(patterns.CONNECTING_WORDS), category: 'operatorWord' },
  { name: 'name', pattern: patterns.NAME, category: 'name' },
  { name: 'operator', pattern: '±|\\+/-|\\.\\.|<=|>=|==|!=|[<>+\\-*/|=?]', category: 'operator' },
  { name: 'punctuation', pattern: '[:,.@{}()\\[\\]]', category: 'punctuation' },
];
