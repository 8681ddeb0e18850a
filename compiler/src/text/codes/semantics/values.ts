import { defineCodes } from '../../codes.js';

/** DCP24xx: values that do not fit, and expressions that cannot be evaluated. */
export const valueCodes = defineCodes({
  'wrong-type': {
    code: 'DCP2401',
    severity: 'error',
    title: 'A value of another type than is due',
    explanation: `
The property takes one type of value (a date, a block of some kind, a list of racks) and was given another. Both are
named.
`,
  },
  'not-varying': {
    code: 'DCP2402',
    severity: 'error',
    title: 'A value over time where one value is due',
    explanation: `
\`{ 2027: a, 2030: b }\`, \`step { … }\` and \`growing\` give a value for each date. They are allowed where the property's kind
says \`varying\`: demand, capacity, prices. This property holds for the whole life of its block.

To change a hall during its life use \`retrofit\` or \`refresh\`; to change it from a date on, a \`stage\`.
`,
  },
  'not-uncertain': {
    code: 'DCP2403',
    severity: 'error',
    title: 'A distribution where a certain value is due',
    explanation: `
\`a ± d\`, \`a .. b\`, \`triangular(…)\`, \`normal(…)\` and \`lognormal(…)\` give a distribution. They are allowed where the
property's kind says \`uncertain\`. Here a value that the planner decides is due: give one, and use scenarios or alternatives
to compare several.
`,
  },
  'unsupported-arithmetic': {
    code: 'DCP2404',
    severity: 'error',
    title: 'Arithmetic whose result is not a value of the language',
    explanation: `
A series times a number is a series, and a distribution times a number a distribution of the same shape. But the product of
two series is not linear between its dates, and the sum of two independent distributions has no simple shape. Rather than
approximate in silence, the language refuses.

Make one of the two certain, or constant over time. Two series of the same sort (both linear, or both \`step\`) may be added.
`,
  },
  'bad-distribution': {
    code: 'DCP2405',
    severity: 'error',
    title: 'A distribution that cannot be',
    explanation: `
The low end of a range lies above its high end, the mode of a \`triangular(low, mode, high)\` lies outside them, a deviation is
negative, or the mean of a \`lognormal\` is not positive.
`,
  },
  'bad-series': {
    code: 'DCP2406',
    severity: 'error',
    title: 'A series that cannot be',
    explanation: `
A value over time is written \`{ 2027: a, 2030: b }\`: each key a date, each date once, at least one of them, every value a
number of the same dimension. \`growing\` takes a yearly rate and, unless the block around it has a first day, a date
\`from\` which it grows.

A spread is one factor for all dates: write \`({ 2027: a, 2030: b }) ± 20 %\` or give every date the same relative spread.
`,
  },
  'misplaced-alternatives': {
    code: 'DCP2407',
    severity: 'error',
    title: 'Alternatives inside an expression',
    explanation: `
\`x | y\` states alternatives: the first is the plan, the others are what \`dcplan optimize\` and mends may choose. It stands as
the whole value of a property, not inside an expression, a list or a \`let\`.
`,
  },
  'unknown-function': {
    code: 'DCP2408',
    severity: 'error',
    title: 'A function that does not exist, or wrong arguments',
    explanation: `
The functions are \`min\`, \`max\` and \`sum\` (of any numbers, or of one list) and the distributions \`triangular(low, mode,
high)\`, \`normal(mean, deviation)\` and \`lognormal(mean, deviation)\`. Plans define no functions: evaluation always ends.
`,
  },
  'not-a-condition': {
    code: 'DCP2409',
    severity: 'error',
    title: 'Something that is neither true nor false where a condition is due',
    explanation: `
After \`if\`, \`and\`, \`or\`, \`not\`, \`require\` and \`prefer\` stands a condition: a comparison such as \`Grid.peak <= 300 MW\`, or
several joined by \`and\` and \`or\`. Comparisons do not chain: write \`a <= x and x <= b\`.
`,
  },
  'bad-count': {
    code: 'DCP2410',
    severity: 'error',
    title: 'A count that is not a whole number of things',
    explanation: `
\`400 of GB200_NVL72\` takes a whole number, zero or more, and an entry or block of the kind that is counted.
`,
  },
  'shares-over-one': {
    code: 'DCP2411',
    severity: 'error',
    title: 'Shares that add up to more than 100 %',
    explanation: `
The entries of a map of shares are parts of one whole, such as where the users are. Together they may be at most 100 %; what
is left counts as on the campus.

So are the probabilities of a file's scenarios: what is left of 100 % is the plan without any of them.
`,
  },
});
