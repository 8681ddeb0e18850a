import { defineCodes } from '../codes.js';

/** DCP1xxx: what the syntax stage reports. */
export const syntaxCodes = defineCodes({
  'unexpected-token': {
    code: 'DCP1001',
    severity: 'error',
    title: 'Something stands where it cannot',
    explanation: `
At this place the language expects something else than what is written. The message says what was found and what could stand here. Everything else in the file is still read, so the other messages stay valid.

Wrong:

\`\`\`dcplan
power: Grid Backup
\`\`\`

Right:

\`\`\`dcplan
power: [Grid, Backup]
\`\`\`

**How to mend it.** Look at what stands directly before the place: a bracket, a comma or an operator is most often what is missing.
`,
  },
  'missing-value': {
    code: 'DCP1002',
    severity: 'error',
    title: 'A value is missing',
    explanation: `
A property, an operator, a list or a map entry has no value after it. A value begins on the line of its colon.

Wrong:

\`\`\`dcplan
racks:
cooling: DirectToChip
\`\`\`

Right:

\`\`\`dcplan
racks: 400 of GB200_NVL72
cooling: DirectToChip
\`\`\`

**How to mend it.** Write the value, or remove the property: a property that is not written has the default of its kind.
`,
  },
  'missing-colon': {
    code: 'DCP1003',
    severity: 'error',
    title: 'A property has no colon',
    explanation: `
A property is \`name: value\`. Without the colon the name and its value cannot be told from the head of a block (\`hall A { … }\`).

Wrong:

\`\`\`dcplan
horizon 15 years
\`\`\`

Right:

\`\`\`dcplan
horizon: 15 years
\`\`\`

**How to mend it.** Insert the colon. If a block was meant, give it a body: \`hall B: A {}\`.
`,
  },
  'equals-for-colon': {
    code: 'DCP1004',
    severity: 'error',
    title: 'A property is written with `=`',
    explanation: `
Properties take a colon. Only \`let\` takes \`=\`, because it names a value and does not set a property.

Wrong:

\`\`\`dcplan
discount = 8 %
\`\`\`

Right:

\`\`\`dcplan
discount: 8 %
\`\`\`

**How to mend it.** Write \`:\` for \`=\`.
`,
  },
  'missing-brace': {
    code: 'DCP1005',
    severity: 'error',
    title: 'A block is not closed',
    explanation: `
The block has an opening brace and no closing one. Where braces do not balance, indentation decides: a line that begins a member at or left of the block's own indent ends the block. So one missing brace costs one block, and all others are read as they stand.

Wrong:

\`\`\`dcplan
hall A {
  racks: 400 of GB200_NVL72
hall B: A {}
\`\`\`

Right:

\`\`\`dcplan
hall A {
  racks: 400 of GB200_NVL72
}
hall B: A {}
\`\`\`

**How to mend it.** Insert the brace. If the block ends somewhere else than the message says, correct the indentation as well.
`,
  },
  'missing-opening-brace': {
    code: 'DCP1006',
    severity: 'error',
    title: 'A block has no body',
    explanation: `
A block has a body in braces, even where there is nothing to say in it. Kind, name, base and \`{\` share a line.

Wrong:

\`\`\`dcplan
hall B: A
\`\`\`

Right:

\`\`\`dcplan
hall B: A {}
\`\`\`

**How to mend it.** Insert \`{}\`, or \`{\` where the lines below are its body.
`,
  },
  'extra-bracket': {
    code: 'DCP1007',
    severity: 'error',
    title: 'A bracket closes nothing',
    explanation: `
There is a closing bracket with no opening one before it. It is left out when the rest is read.

Wrong:

\`\`\`dcplan
slo { ttft: 450 ms } }
\`\`\`

Right:

\`\`\`dcplan
slo { ttft: 450 ms }
\`\`\`

**How to mend it.** Remove it, or find the opening bracket that was removed by accident.
`,
  },
  'missing-bracket': {
    code: 'DCP1008',
    severity: 'error',
    title: 'A bracket in a value is not closed',
    explanation: `
A parenthesis, a square bracket, or a brace of a value has no counterpart. It is taken to be closed before the next line that begins a member.

Wrong:

\`\`\`dcplan
on: [A, Edge
demand: 12_000 req/s
\`\`\`

Right:

\`\`\`dcplan
on: [A, Edge]
demand: 12_000 req/s
\`\`\`

**How to mend it.** Insert the closing bracket.
`,
  },
  'missing-separator': {
    code: 'DCP1009',
    severity: 'error',
    title: 'Two members share a line without a comma',
    explanation: `
Members stand one to a line, or are separated by commas.

Wrong:

\`\`\`dcplan
slo { ttft: 450 ms tpot: 40 ms }
\`\`\`

Right:

\`\`\`dcplan
slo { ttft: 450 ms, tpot: 40 ms }
\`\`\`

**How to mend it.** Insert a comma or a line end.
`,
  },
  'stray-semicolon': {
    code: 'DCP1010',
    severity: 'error',
    title: 'A semicolon',
    explanation: `
A line end or a comma ends a member. A semicolon means nothing.

Wrong:

\`\`\`dcplan
opens: 2027-01;
\`\`\`

Right:

\`\`\`dcplan
opens: 2027-01
\`\`\`

**How to mend it.** Remove it.
`,
  },
  'unterminated-string': {
    code: 'DCP1011',
    severity: 'error',
    title: 'A text has no closing quote',
    explanation: `
Text stands between double quotes and ends on the line on which it begins.

Wrong:

\`\`\`dcplan
require pue <= 1.25 "design review
\`\`\`

Right:

\`\`\`dcplan
require pue <= 1.25 "design review"
\`\`\`

**How to mend it.** Insert the quote. For a line end inside a text write \`\\n\`.
`,
  },
  'bad-escape': {
    code: 'DCP1012',
    severity: 'error',
    title: 'An unknown escape in a text',
    explanation: `
A backslash in a text begins an escape: \`\\"\` a quote, \`\\\\\` a backslash, \`\\n\` a line end, \`\\t\` a tab, \`\\u{b0}\` the character of that number.

Wrong:

\`\`\`dcplan
require pue <= 1.25 "see plans\\site"
\`\`\`

Right:

\`\`\`dcplan
require pue <= 1.25 "see plans\\\\site"
\`\`\`

**How to mend it.** Double the backslash if a backslash is meant.
`,
  },
  'quote-style': {
    code: 'DCP1013',
    severity: 'error',
    title: 'Quotes of another style',
    explanation: `
Text stands in straight double quotes. Word processors and mail programs tend to replace them.

Wrong:

\`\`\`dcplan
require pue <= 1.25 “design review”
\`\`\`

Right:

\`\`\`dcplan
require pue <= 1.25 "design review"
\`\`\`

**How to mend it.** Write straight double quotes.
`,
  },
  'unexpected-character': {
    code: 'DCP1014',
    severity: 'error',
    title: 'A character without meaning',
    explanation: `
The character begins nothing in this language. Typographic characters (dashes, \`≤\`, \`×\`) are often pasted from documents; the message names the one to write.

Wrong:

\`\`\`dcplan
require pue ≤ 1.25
\`\`\`

Right:

\`\`\`dcplan
require pue <= 1.25
\`\`\`

**How to mend it.** Replace or remove the character.
`,
  },
  'hash-comment': {
    code: 'DCP1015',
    severity: 'error',
    title: 'A comment with `#`',
    explanation: `
Comments begin with \`//\`, documentation that hover and reports show with \`///\`.

Wrong:

\`\`\`dcplan
# four identical halls
\`\`\`

Right:

\`\`\`dcplan
// four identical halls
\`\`\`

**How to mend it.** Write \`//\`.
`,
  },
  'number-format': {
    code: 'DCP1016',
    severity: 'error',
    title: 'A number that is not written well',
    explanation: `
Digits are grouped with \`_\` between two digits; the decimal mark is a point with a digit on either side. A comma would begin the next member.

Wrong:

\`\`\`dcplan
accelerators: 100,000
\`\`\`

Right:

\`\`\`dcplan
accelerators: 100_000
\`\`\`

**How to mend it.** Write \`_\` for the comma, or drop the grouping.
`,
  },
  'minus-needs-spaces': {
    code: 'DCP1017',
    severity: 'error',
    title: 'Minus without spaces between numbers',
    explanation: `
\`2027-03\` is a date, always. So that nobody has to guess, minus between numbers takes spaces.

Wrong:

\`\`\`dcplan
servers: 24-6
\`\`\`

Right:

\`\`\`dcplan
servers: 24 - 6
\`\`\`

**How to mend it.** Put a space on either side of the minus sign. A date needs two digits for the month: \`2027-03\`.
`,
  },
  'currency-before-number': {
    code: 'DCP1018',
    severity: 'error',
    title: 'A currency sign before the number',
    explanation: `
A unit stands after its number. Prices are in \`USD\`; other currencies need an \`exchange\` block.

Wrong:

\`\`\`dcplan
energy: $42/MWh
\`\`\`

Right:

\`\`\`dcplan
energy: 42 USD/MWh
\`\`\`

**How to mend it.** Write the number first, then the unit.
`,
  },
  'chained-comparison': {
    code: 'DCP1019',
    severity: 'error',
    title: 'A chain of comparisons',
    explanation: `
A comparison compares two values. In many languages \`a < b < c\` compares the result of the first comparison with \`c\`; here it is an error.

Wrong:

\`\`\`dcplan
require 1.1 <= pue <= 1.3
\`\`\`

Right:

\`\`\`dcplan
require 1.1 <= pue and pue <= 1.3
\`\`\`

**How to mend it.** Write two comparisons, joined by \`and\`.
`,
  },
  'misplaced-growing': {
    code: 'DCP1020',
    severity: 'error',
    title: '`from` or `until` without `growing`',
    explanation: `
\`from\` and \`until\` say when growth begins and ends. They follow \`growing\` and its rate, each at most once.

Wrong:

\`\`\`dcplan
demand: 12_000 req/s from 2027
\`\`\`

Right:

\`\`\`dcplan
demand: 12_000 req/s growing 30 %/year from 2027
\`\`\`

**How to mend it.** Write the rate: \`growing 30 %/year from 2027 until 2035\`. For a value that begins at a date write a map: \`{ 2027: 12_000 req/s }\`.
`,
  },
  'array-index': {
    code: 'DCP1021',
    severity: 'error',
    title: 'An index that is no whole number',
    explanation: `
The number of a hall in an array is a whole number from 1 on, or a range of them.

Wrong:

\`\`\`dcplan
hall A[0..3] { racks: 400 of GB200_NVL72 }
\`\`\`

Right:

\`\`\`dcplan
hall A[1..4] { racks: 400 of GB200_NVL72 }
\`\`\`

**How to mend it.** Count from 1.
`,
  },
  'brace-on-next-line': {
    code: 'DCP1022',
    severity: 'error',
    title: 'A brace stands below its head',
    explanation: `
Kind, name, base and \`{\` share a line. That is what lets one missing brace cost one block only.

Wrong:

\`\`\`dcplan
hall B: A
{
}
\`\`\`

Right:

\`\`\`dcplan
hall B: A {
}
\`\`\`

**How to mend it.** Move the brace up.
`,
  },
  'value-on-next-line': {
    code: 'DCP1023',
    severity: 'error',
    title: 'A value stands below its colon',
    explanation: `
A value begins on the line of its colon; it may go on over several lines inside brackets, or where a line ends or begins with an operator.

Wrong:

\`\`\`dcplan
climate:
  Abilene
\`\`\`

Right:

\`\`\`dcplan
climate: Abilene
\`\`\`

**How to mend it.** Move the value up.
`,
  },
  'annotation-alone': {
    code: 'DCP1024',
    severity: 'error',
    title: 'An annotation with nothing after it',
    explanation: `
\`@source\`, \`@allow\` and \`@probability\` stand before what they annotate, on the same line or on the line above.

Wrong:

\`\`\`dcplan
hall A {
  racks: 400 of GB200_NVL72
  @source("offer", 2026)
}
\`\`\`

Right:

\`\`\`dcplan
hall A {
  @source("offer", 2026)
  racks: 400 of GB200_NVL72
}
\`\`\`

**How to mend it.** Move the annotation in front of the member that it is about.
`,
  },
  'missing-name': {
    code: 'DCP1025',
    severity: 'error',
    title: 'A name is missing',
    explanation: `
A name is due here: of what is declared, of its base after a colon, of an annotation, or of what is imported.

Wrong:

\`\`\`dcplan
hall Edge: {
  racks: 200 of HGX_H200_Air
}
\`\`\`

Right:

\`\`\`dcplan
hall Edge: A {
  racks: 200 of HGX_H200_Air
}
\`\`\`

**How to mend it.** Write the name, or drop the colon where there is no base.
`,
  },
  'quoted-name': {
    code: 'DCP1026',
    severity: 'error',
    title: 'A name in quotes',
    explanation: `
Names stand without quotes, unlike the keys of JSON. Quotes are for text: messages, sources, titles of tests.

Wrong:

\`\`\`dcplan
"racks": 400 of GB200_NVL72
\`\`\`

Right:

\`\`\`dcplan
racks: 400 of GB200_NVL72
\`\`\`

**How to mend it.** Remove the quotes.
`,
  },
  'bad-name': {
    code: 'DCP1027',
    severity: 'error',
    title: 'A name with a character that it cannot have',
    explanation: `
A name begins with a letter and has letters, digits and \`_\`. A \`-\` would be the minus sign.

Wrong:

\`\`\`dcplan
hall north-1 { racks: 400 of GB200_NVL72 }
\`\`\`

Right:

\`\`\`dcplan
hall north_1 { racks: 400 of GB200_NVL72 }
\`\`\`

**How to mend it.** Write \`_\` for the character.
`,
  },
  'missing-type': {
    code: 'DCP1028',
    severity: 'error',
    title: 'A type is missing',
    explanation: `
A property of a kind, a metric, or a \`let\` with a colon has a type: a dimension (\`Power\`, \`Power/rack\`), a kind (\`cooling\`), a list (\`[contract]\`), a map (\`{ region: Share }\`), or words (\`spread | off\`).

Wrong:

\`\`\`dcplan
let start: = 2027
\`\`\`

Right:

\`\`\`dcplan
let start: Date = 2027
\`\`\`

**How to mend it.** Write the type, or drop the colon.
`,
  },
  'too-deep': {
    code: 'DCP1029',
    severity: 'error',
    title: 'Brackets are nested too deep',
    explanation: `
At most 128 brackets may be open at one place. What stands deeper is not read. No plan needs that much: most often brackets were pasted or generated by mistake.

**How to mend it.** Give the inner parts names with \`let\`.
`,
  },
  'expression-too-long': {
    code: 'DCP1030',
    severity: 'error',
    title: 'An expression is too deep',
    explanation: `
A chain of operators makes a tree as deep as the chain is long, and at most 256 steps are read.

**How to mend it.** Part the expression with \`let\`, or sum a list: \`sum([a, b, c])\`.
`,
  },
  'file-too-large': {
    code: 'DCP1031',
    severity: 'error',
    title: 'A file is too large',
    explanation: `
A file of more than 8 MiB, or of more than a million lines, commas and opening brackets, is not read. A campus of a hundred halls has some hundred kilobytes.

**How to mend it.** Part the plan into modules and \`import\` them. Measured series belong in a \`calibration\`, not in a plan.
`,
  },
  'not-text': {
    code: 'DCP1032',
    severity: 'error',
    title: 'A file is not text',
    explanation: `
The file has a NUL character, which text never has: it is a binary file, or text in UTF-16. Or it has bytes that are no UTF-8, as text in Latin-1 or in a Windows code page has.

**How to mend it.** Save the plan as UTF-8.
`,
  },
  'too-many-errors': {
    code: 'DCP1033',
    severity: 'error',
    title: 'More errors than are reported',
    explanation: `
At most 1,000 syntax errors are reported for a file. The first ones are worth mending first: the rest often follow from them, or the file is no plan at all.

**How to mend it.** Mend the first errors and run again.
`,
  },
});
