/** The token types, and the table that says what each is for. */
import { type IToken, Lexer, type TokenType, createToken } from 'chevrotain';
import {
  COMMENT,
  CONNECTING_WORDS,
  type ConnectingWord,
  DATE,
  HASH_COMMENT,
  type MemberWord,
  NAME,
  NUMBER,
  RATIO,
  REDUNDANCY,
  UNIT,
} from './patterns.js';
import { stringEnd } from './literals.js';

// Categories first: token types name them.

/** Every word, reserved or not: what may stand where a name is due and nothing else can be meant. */
export const AnyWord = createToken({ name: 'AnyWord', pattern: Lexer.NA });
/** What stands between two operands. */
export const Infix = createToken({ name: 'Infix', pattern: Lexer.NA });
/** What stands before an operand. */
export const Prefix = createToken({ name: 'Prefix', pattern: Lexer.NA });
/** What stands between two members or two entries. */
export const Break = createToken({ name: 'Break', pattern: Lexer.NA });

const DIGITS = Array.from('0123456789');
const NAME_PATTERN = sticky(NAME);
const UNIT_PATTERN = sticky(UNIT);
const REDUNDANCY_PATTERN = sticky(REDUNDANCY);
const FOREIGN_QUOTES = /['‘’“”„`][^'‘’“”„`"\r\n(){}[\]/#]*['’”“`]/y;
const NAME_AHEAD = /[ \t]*[:{.[]/y;
const NO_UNIT_AHEAD = /[ \t]*[:{]/y;
const connecting: ReadonlySet<string> = new Set(CONNECTING_WORDS);

function sticky(source: string): RegExp {
  return new RegExp(source, 'yu');
}

/** What Chevrotain takes from a pattern of our own. */
type Match = [string] | null;

function matchAt(pattern: RegExp, text: string, offset: number): Match {
  pattern.lastIndex = offset;
  return pattern.test(text) ? [text.slice(offset, pattern.lastIndex)] : null;
}

function testAt(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/** One character of each of Chevrotain's buckets of first characters, for patterns that take letters of any script. */
const anyScript: number[] = [];
for (let code = 128; code < 256; code++) anyScript.push(code);
for (let code = 256; code < 65536; code += 255) anyScript.push(code);
const letters = [...Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_'), ...anyScript];
const everything = [...Array.from({ length: 128 }, (_, code) => code), ...anyScript];

/**
 * A word after a number on the same line is its unit, unless it is one of the connecting words or `:` or `{` follows.
 * `%` is no word: it is a unit wherever it follows a number. After `as` the unit to show is due.
 */
function matchUnit(text: string, offset: number, matched: IToken[]): Match {
  const previous = matched.at(-1);
  if (previous === undefined) return null;
  if (previous.tokenType !== NumberLiteral && !(previous.tokenType === Word && previous.image === 'as')) return null;
  for (let at = previous.startOffset + previous.image.length; at < offset; at++)
    if (text.charCodeAt(at) === 10) return null;
  const match = matchAt(UNIT_PATTERN, text, offset);
  if (match === null) return null;
  if (match[0].startsWith('%')) return match;
  const word = /^[^/]*/.exec(match[0])?.[0] ?? '';
  if (connecting.has(word) || testAt(NO_UNIT_AHEAD, text, offset + match[0].length)) return null;
  return match;
}

/** `N` is a redundancy, but `hall N {`, `N: 1`, `N.power` and `N[2]` are names. */
function matchRedundancy(text: string, offset: number): Match {
  const match = matchAt(REDUNDANCY_PATTERN, text, offset);
  return match !== null && match[0] === 'N' && testAt(NAME_AHEAD, text, offset + 1) ? null : match;
}

function matchString(text: string, offset: number): Match {
  return text.charCodeAt(offset) === 34 ? [text.slice(offset, stringEnd(text, offset, text.length).end)] : null;
}

/** One character, or a whole text in quotes of another style. */
function matchUnknown(text: string, offset: number): Match {
  const quoted = matchAt(FOREIGN_QUOTES, text, offset);
  if (quoted) return quoted;
  const point = text.codePointAt(offset) ?? 0;
  return [String.fromCodePoint(point)];
}

// ------------------------------------------------------------------------------------------------ what is skipped

export const WhiteSpace = createToken({
  name: 'WhiteSpace',
  pattern: /[ \t\r\n\uFEFF\u00A0]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});
export const Comment = createToken({ name: 'Comment', pattern: new RegExp(COMMENT), group: 'comments' });
export const HashComment = createToken({ name: 'HashComment', pattern: new RegExp(HASH_COMMENT), group: 'comments' });

// -------------------------------------------------------------------------------------------------------- literals

export const StringLiteral = createToken({
  name: 'StringLiteral',
  pattern: matchString,
  start_chars_hint: ['"'],
  line_breaks: false,
});
export const DateLiteral = createToken({
  name: 'DateLiteral',
  pattern: sticky(DATE),
  start_chars_hint: DIGITS,
  line_breaks: false,
});
export const RatioLiteral = createToken({
  name: 'RatioLiteral',
  pattern: sticky(RATIO),
  start_chars_hint: DIGITS,
  line_breaks: false,
});
export const RedundancyLiteral = createToken({
  name: 'RedundancyLiteral',
  pattern: matchRedundancy,
  start_chars_hint: [...DIGITS, 'N'],
  line_breaks: false,
});
export const NumberLiteral = createToken({
  name: 'NumberLiteral',
  pattern: new RegExp(NUMBER),
  start_chars_hint: DIGITS,
});
export const Unit = createToken({
  name: 'Unit',
  pattern: matchUnit,
  start_chars_hint: ['%', '$', ...letters],
  line_breaks: false,
});

// ----------------------------------------------------------------------------------------------------------- words

export const Word = createToken({
  name: 'Word',
  pattern: (text: string, offset: number) => matchAt(NAME_PATTERN, text, offset),
  start_chars_hint: letters,
  line_breaks: false,
  categories: [AnyWord],
});

/** Reserved words are lexed as `Word` and told apart by where they stand (members.ts), so they have no pattern. */
function reserved(word: string, ...categories: TokenType[]): TokenType {
  return createToken({
    name: word.charAt(0).toUpperCase() + word.slice(1),
    pattern: Lexer.NA,
    categories: [AnyWord, ...categories],
    label: word,
  });
}

export const Of = reserved('of', Infix);
export const Growing = reserved('growing', Infix);
export const From = reserved('from', Infix);
export const Until = reserved('until', Infix);
export const And = reserved('and', Infix);
export const Or = reserved('or', Infix);
export const Not = reserved('not', Prefix);
export const In = reserved('in');
export const On = reserved('on');
export const Then = reserved('then');
export const Else = reserved('else');
export const For = reserved('for');
export const As = reserved('as');
export const If = reserved('if');
export const Step = reserved('step');
export const connectingTokens: Readonly<Record<ConnectingWord, TokenType>> = {
  of: Of,
  in: In,
  on: On,
  growing: Growing,
  from: From,
  until: Until,
  then: Then,
  else: Else,
  for: For,
  and: And,
  or: Or,
  not: Not,
  as: As,
  if: If,
  step: Step,
};

export const Import = reserved('import');
export const Kind = reserved('kind');
export const Metric = reserved('metric');
export const Let = reserved('let');
export const Scenario = reserved('scenario');
export const Test = reserved('test');
export const Require = reserved('require');
export const Prefer = reserved('prefer');
export const memberTokens: Readonly<Record<MemberWord, TokenType>> = {
  import: Import,
  kind: Kind,
  metric: Metric,
  let: Let,
  scenario: Scenario,
  test: Test,
  require: Require,
  prefer: Prefer,
};

/** Words only inside a `kind`, and only between `:` and the type. */
export const Varying = reserved('varying');
export const Uncertain = reserved('uncertain');
/** Words only inside a `test`. */
export const With = reserved('with');
export const Expect = reserved('expect');

// ----------------------------------------------------------------------------------------- operators, punctuation

function symbol(name: string, text: string, ...categories: TokenType[]): TokenType {
  return createToken({ name, pattern: text, categories, label: text });
}

export const PlusMinus = createToken({ name: 'PlusMinus', pattern: /±|\+\/-/, categories: [Infix], label: '±' });
export const DotDot = symbol('DotDot', '..', Infix);
export const LessEqual = symbol('LessEqual', '<=', Infix);
export const GreaterEqual = symbol('GreaterEqual', '>=', Infix);
export const EqualEqual = symbol('EqualEqual', '==', Infix);
export const NotEqual = symbol('NotEqual', '!=', Infix);
export const Less = symbol('Less', '<', Infix);
export const Greater = symbol('Greater', '>', Infix);
export const Plus = symbol('Plus', '+', Infix, Prefix);
export const Minus = symbol('Minus', '-', Infix, Prefix);
export const Star = symbol('Star', '*', Infix);
export const Slash = symbol('Slash', '/', Infix);
export const Bar = symbol('Bar', '|', Infix);
export const Equals = symbol('Equals', '=');
export const Question = symbol('Question', '?');
export const Colon = symbol('Colon', ':');
export const Comma = symbol('Comma', ',', Break);
export const Dot = symbol('Dot', '.');
export const At = symbol('At', '@');
export const LBrace = symbol('LBrace', '{');
export const RBrace = symbol('RBrace', '}');
export const LBracket = symbol('LBracket', '[');
export const RBracket = symbol('RBracket', ']');
export const LParen = symbol('LParen', '(');
export const RParen = symbol('RParen', ')');

/** A line end that ends a member or an entry inside the braces of a value; put in by members.ts. */
export const Separator = createToken({ name: 'Separator', pattern: Lexer.NA, categories: [Break], label: 'line end' });

/** Any character that begins nothing, so that the lexer never fails. */
export const Unknown = createToken({
  name: 'Unknown',
  pattern: matchUnknown,
  start_chars_hint: everything,
  line_breaks: false,
});

/** In the order in which the lexer tries them. */
export const lexedTokens: readonly TokenType[] = [
  WhiteSpace,
  Unit,
  RedundancyLiteral,
  Word,
  DateLiteral,
  RatioLiteral,
  NumberLiteral,
  Colon,
  Comma,
  LBrace,
  RBrace,
  LBracket,
  RBracket,
  LParen,
  RParen,
  StringLiteral,
  Comment,
  HashComment,
  PlusMinus,
  DotDot,
  LessEqual,
  GreaterEqual,
  EqualEqual,
  NotEqual,
  Less,
  Greater,
  Plus,
  Minus,
  Star,
  Slash,
  Bar,
  Equals,
  Question,
  Dot,
  At,
  Unknown,
];

export const allTokens: readonly TokenType[] = [
  AnyWord,
  Infix,
  Prefix,
  Break,
  ...lexedTokens,
  ...Object.values(connectingTokens),
  ...Object.values(memberTokens),
  Varying,
  Uncertain,
  With,
  Expect,
  Separator,
];
