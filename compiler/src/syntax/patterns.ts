/**
 * How the smallest parts of the language are spelt. The lexer, the layout scanner and the TextMate grammar all take
 * them from here.
 */

/** A name: letters of any script, digits, `_`; it does not begin with a digit. */
export const NAME = '[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*';

/** `12`, `1_000`, `0.5`, `2.5e15`. Whether the `_` stand well is checked later, so that `1__0` is one mistake. */
export const NUMBER = '\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?';

/** `2027-03`, `2027-03-15`: always a date, never a subtraction. */
export const DATE = '\\d{4}-\\d{2}(?:-\\d{2})?(?![\\p{L}\\p{N}_-])';

/** `3:1`. At most three digits a side, so that the key `2027:30` is not one. */
export const RATIO = '\\d{1,3}:\\d{1,3}(?![\\p{L}\\p{N}_.])';

/** `N`, `N+1`, `2N`, `3N/2`. */
export const REDUNDANCY = '\\d{0,2}N(?:\\+\\d{1,2}|/\\d{1,2})?(?![\\p{L}\\p{N}_])';

/** `kW/rack`, `%/year`, `°C`, `USD/kW/month`, `m3`. No spaces: a `/` with a digit or a space after it divides. */
const UNIT_PART = '(?:%|°?[\\p{L}$€£¥][\\p{L}\\p{N}_$€£¥]*)';
export const UNIT = `${UNIT_PART}(?:/${UNIT_PART})*`;

/** A text with its quotes. Where the closing one is missing, `stringEnd` says how far the text goes. */
export const STRING = '"(?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*"';

export const COMMENT = '//[^\\n]*';

/** Not a comment in this language, but a habit of those who write YAML or HCL; read as one, and reported. */
export const HASH_COMMENT = '#[^\\n]*';

/** Words that join the parts of an expression or a declaration. After a number they are never its unit. */
export const CONNECTING_WORDS = [
  'of',
  'in',
  'on',
  'growing',
  'from',
  'until',
  'then',
  'else',
  'for',
  'and',
  'or',
  'not',
  'as',
  'if',
  'step',
] as const;

/** Words that begin a member, unless `:` or `{` follows. */
export const MEMBER_WORDS = ['import', 'kind', 'metric', 'let', 'scenario', 'test', 'require', 'prefer'] as const;

export type ConnectingWord = (typeof CONNECTING_WORDS)[number];
export type MemberWord = (typeof MEMBER_WORDS)[number];

/** Words that are reserved at the start of a line of a `test`, and before the type in a line of a `kind`. */
export const TEST_WORDS = ['with', 'expect'] as const;
export const KIND_WORDS = ['varying', 'uncertain'] as const;
