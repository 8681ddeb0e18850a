import { defineCodes } from '../../codes.js';

/** DCP25xx: require, prefer, triggers, scenarios. */
export const conditionCodes = defineCodes({
  'range-in-condition': {
    code: 'DCP2501',
    severity: 'error',
    title: 'A range of values in a condition',
    explanation: `
In a \`require\` or \`prefer\`, what follows \`in\` is a range of dates. A range of values is two comparisons:

\`\`\`
require pue >= 1.05 and pue <= 1.25
\`\`\`
`,
  },
  'bad-period': {
    code: 'DCP2502',
    severity: 'error',
    title: 'A period that cannot be',
    explanation: `
A period is a date or a range of dates from the earlier to the later: \`in 2030\`, \`in 2027..2032\` (six whole years),
\`from 2027 until 2035\` (which stops at the first instant of 2035).
`,
  },
  'unsupported-condition': {
    code: 'DCP2503',
    severity: 'error',
    title: 'A condition that cannot be judged on a simulation',
    explanation: `
A condition compares numbers: metrics, declared values and arithmetic on them. A property that takes one of a few words may be
compared with one of them, \`A.idle == off\`. Dates, lists, texts and blocks cannot be compared with what a simulation yields. A share or a
temperature of an array that has been split has no sum: name one element, \`A[1].pue\`.
`,
  },
  'unknown-scenario': {
    code: 'DCP2504',
    severity: 'error',
    title: 'A scenario that does not exist',
    explanation: `
The name given to \`--scenario\`, as the base of a scenario, or in the \`with\` of a test, is that of no scenario in the plan.
The nearest is suggested. A scenario's base must come before it.
`,
  },
  'bad-override': {
    code: 'DCP2505',
    severity: 'error',
    title: 'An override that changes nothing that a plan states',
    explanation: `
A scenario overrides properties (or \`let\`s of the file) by path: \`Prairie.Assistant.demand: 3 * Prairie.Assistant.demand\`.
The path must end in a property of a block of this plan; entries of a library are not the plan's to change, but the block's
own refinement of them is: \`Prairie.A.cooling.supply: 30 degC\`. A block as a whole has no value to override.
`,
  },
});
