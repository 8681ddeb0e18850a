import { defineCodes } from '../../codes.js';

/** DCP23xx: units, dimensions, dates and the range of numbers. */
export const unitCodes = defineCodes({
  'unknown-unit': {
    code: 'DCP2301',
    severity: 'error',
    title: 'A unit that does not exist',
    explanation: `
The word after a number is its unit, and this one is not known. Units are case-sensitive (\`MW\`, not \`mw\`; \`kWh\`, not
\`kwh\`), have no spaces, and divide from left to right: \`USD/kW/month\`.

Each unit takes only the prefixes that make sense for it: there is no milli-inch. The nearest spelling is suggested.
`,
  },
  'no-exchange-rate': {
    code: 'DCP2302',
    severity: 'error',
    title: 'A currency without an exchange rate',
    explanation: `
Amounts in a currency other than USD need a rate, because no rate holds for fifteen years and the program fetches none.
State yours at the top level:

\`\`\`
exchange { EUR: 1.08 USD }
\`\`\`
`,
  },
  'wrong-dimension': {
    code: 'DCP2303',
    severity: 'error',
    title: 'A quantity of another dimension than is due',
    explanation: `
The value measures something else than the place asks for: energy where power is due, power where power per rack is due.
Both are named, and where a factor or a property lies between them it is named too.

\`kW\` is power, \`kWh\` is energy: an hour at 1 kW takes 1 kWh. \`kW/rack\` times a number of racks is \`kW\`. \`VA\` becomes
\`W\` through a power factor; where the kind has a \`powerFactor\`, the program converts by itself.
`,
  },
  'temperature-difference': {
    code: 'DCP2304',
    severity: 'error',
    title: 'A temperature where a difference is due, or the reverse',
    explanation: `
A temperature (\`32 degC\`) is a point on a scale; an approach or a rise is a difference (\`5 K\`). 5 degC is 278 K, so the two
are kept apart.

Where a difference is due, the mend writes the same number with \`K\`. The spread of an uncertain temperature is a difference as
well: \`32 degC ± 2 K\`, since a share of it would depend on where its scale begins.
`,
  },
  'no-such-date': {
    code: 'DCP2305',
    severity: 'error',
    title: 'A date that the calendar does not have',
    explanation: `
\`2027\`, \`2027-03\` and \`2027-03-15\` are dates; this one has a month or a day that does not exist. Between two numbers a
minus takes spaces: \`2027 - 13\`.
`,
  },
  'number-too-large': {
    code: 'DCP2306',
    severity: 'error',
    title: 'A number past what can be computed with',
    explanation: `
Numbers reach to about 1.8e308. This one is larger, or a calculation divides by zero or grows past it. Look for a zero too
many, or for a divisor that may be zero.
`,
  },
  'out-of-bounds': {
    code: 'DCP2307',
    severity: 'error',
    title: 'A value outside what its property allows',
    explanation: `
The property's kind gives bounds, and the value (or one end of its range, or one of its dates) lies outside. Bounds are
wide: they catch slips of a factor of a thousand, shares over 100 %, a horizon of zero. They say nothing of what is wise.
Where a kind gives none, power, energy, time, mass, area, data, money and shares are at least zero all the same; only prices
of energy may be negative.
`,
  },
});
