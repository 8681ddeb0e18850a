import { defineCodes } from '../../codes.js';

/** DCP22xx: blocks, bases, arrays. */
export const blockCodes = defineCodes({
  'unknown-kind': {
    code: 'DCP2201',
    severity: 'error',
    title: 'A block of a kind that does not exist',
    explanation: `
The word before the block's name says its kind: \`hall\`, \`contract\`, \`workload\`. This word is no kind. Plans cannot add
kinds; catalogues add entries of the kinds that there are.

The nearest kind that may stand here is suggested.
`,
  },
  'misplaced-block': {
    code: 'DCP2202',
    severity: 'error',
    title: 'A block where its kind may not stand',
    explanation: `
Each kind says which blocks it may hold: halls stand in a campus, an \`slo\` in a workload, a \`retrofit\` in a hall. The
message says where blocks of this kind belong.
`,
  },
  'misplaced-member': {
    code: 'DCP2203',
    severity: 'error',
    title: 'A member that may not stand here',
    explanation: `
Imports, scenarios and tests stand at the top level of a file; kinds and metrics are declared by the language itself and
never by a plan; a property needs a block around it; a scenario holds overrides only, \`Prairie.A.idle: off\`.
`,
  },
  'block-name': {
    code: 'DCP2204',
    severity: 'error',
    title: 'A block that lacks a name, or has one too many',
    explanation: `
A block that may stand more than once has a name: \`hall A { … }\`. A block that its kind allows once has none:
\`slo { … }\`, \`users { … }\`.
`,
  },
  'duplicate-block': {
    code: 'DCP2205',
    severity: 'error',
    title: 'A second block where one is allowed',
    explanation: `
The kind allows one block of this sort, and there is one already: a workload has one \`slo\`, a campus one \`users\`. Join the two
into one block. (A block that inherits the one of its base may still state its own: it changes the inherited one.)
`,
  },
  'duplicate-property': {
    code: 'DCP2206',
    severity: 'error',
    title: 'A property stated twice',
    explanation: `
A block states the same property twice, or a scenario overrides it twice. Which of them was meant cannot be told; the first
one holds for the rest of the check. Remove one. Values that change with time are one property: \`{ 2027: 270 MW, 2030: 300 MW }\`.
`,
  },
  'missing-property': {
    code: 'DCP2207',
    severity: 'error',
    title: 'Properties that a block must state are missing',
    explanation: `
The kind has properties without a default that every block of it must state, itself or through its base. The message
lists those that are missing, and the mend inserts a line for each.

Why is there no default? Because no figure would be right for most plans: a contract's capacity, a campus's first day.
`,
  },
  'wrong-base': {
    code: 'DCP2208',
    severity: 'error',
    title: 'A base of another kind',
    explanation: `
A block's base must be an entry or an earlier block of the same kind, or of a kind that extends it or that it extends:
\`contract Grid: ERCOT_Industrial { … }\` works because a contract is a tariff with a capacity.

The block becomes the more special of the two kinds.
`,
  },
  'base-comes-later': {
    code: 'DCP2209',
    severity: 'error',
    title: 'A base that is declared after the block that uses it',
    explanation: `
Bases come first: a reader who goes from top to bottom then never meets a change to something not yet seen. (Only bases
must; other names may refer to what follows.)

Move the block below its base.
`,
  },
  'base-cycle': {
    code: 'DCP2210',
    severity: 'error',
    title: "Blocks that are each other's base",
    explanation: `
A block starts from a base that starts, directly or through others, from the block itself. There is then nothing to start
from. Give one of them an entry of the library, or properties of its own.
`,
  },
  'index-without-array': {
    code: 'DCP2211',
    severity: 'error',
    title: 'One element of an array that does not exist',
    explanation: `
\`hall A[8] { … }\` changes the eighth element of an earlier \`hall A[1..8] { … }\`. There is no such array.

To declare eight identical halls write \`hall A[1..8] { … }\`; the mend does that.
`,
  },
  'index-out-of-range': {
    code: 'DCP2212',
    severity: 'error',
    title: 'An element that an array does not have',
    explanation: `
An array \`hall A[1..4]\` has the elements 1 to 4. An index names one of them, a range \`A[2..3]\` some of them, from the
lower to the higher.
`,
  },
  'array-too-large': {
    code: 'DCP2213',
    severity: 'error',
    title: 'An array with too many elements',
    explanation: `
An array may have at most 10,000 elements, numbered from 1 or higher. A campus has tens of halls: a larger number is
probably a slip, or a count of racks that belongs into \`racks: 400 of …\`.
`,
  },
  'several-blocks': {
    code: 'DCP2214',
    severity: 'error',
    title: 'An array where one block is due, or elements that are no blocks of their own',
    explanation: `
The property takes one block, and the name stands for an array that has been split into parts that differ. Name one
element: \`A[1]\`.

Or a list names some elements of an array whose elements are alike. They are one block: compiled, placed and dated as one.
What is to differ is split off first: \`hall A[3..4] {}\`, and then \`stage Later { opens: 2028-01, halls: [A[3..4]] }\`.
`,
  },
  'too-many-blocks': {
    code: 'DCP2215',
    severity: 'error',
    title: 'A plan of more blocks than the compiler takes',
    explanation: `
A plan may have 50,000 blocks, those that blocks inherit from their bases counted in (and every twenty elements of an array
counted as one). Past that the compiler stops rather than run out of memory.

A plan gets there when many campuses have a large campus as their base. Give them a base without its halls, or split the plan.
`,
  },
});
