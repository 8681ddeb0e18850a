import { defineCodes } from '../../codes.js';

/** DCP21xx: what a name stands for. */
export const nameCodes = defineCodes({
  'unknown-name': {
    code: 'DCP2101',
    severity: 'error',
    title: 'A name that stands for nothing here',
    explanation: `
A name is looked up in the block in which it is written, then in the block around it, and so on out to the file and what
it imports; at last among all blocks of the plan, where it may stand without its path as long as only one block has it.
None of these has the name.

The nearest spelling in scope is suggested. Where a module of the standard library declares the name, the mend adds the
import.
`,
  },
  'ambiguous-name': {
    code: 'DCP2102',
    severity: 'error',
    title: 'A name that could stand for several things',
    explanation: `
No block around this place declares the name, and more than one block elsewhere in the plan (or more than one module
imported whole) does. Guessing would make a plan change its meaning when a block is added.

Write the path: \`East.A\` instead of \`A\`. The message lists the candidates.
`,
  },
  'duplicate-name': {
    code: 'DCP2103',
    severity: 'error',
    title: 'Two things of one name in one place',
    explanation: `
A block, a \`let\`, a scenario or an import repeats a name that its surroundings already have. The first one holds.

Rename one of the two. To change one element of an array, name the element: \`hall A[2] { … }\`; to have another block like
an earlier one, give it a name of its own and the earlier one as its base: \`hall B: A { … }\`.
`,
  },
  'unknown-property': {
    code: 'DCP2104',
    severity: 'error',
    title: 'A property that the kind does not have',
    explanation: `
The block's kind has no property of this name. The kinds and their properties are listed in the language reference.

Often it is a spelling, and the nearest property is suggested. A property of a more special kind (\`demand\` of an
\`inference\`, not of every \`workload\`) needs a base of that kind: \`workload Assistant: Chat { … }\`.
`,
  },
  'unknown-word': {
    code: 'DCP2105',
    severity: 'error',
    title: 'A word that is not among the choices',
    explanation: `
The property takes one of a few words, such as \`spread\`, \`consolidate\`, \`sleep\` or \`off\`. This word is none of them.
A redundancy is one of \`N\`, \`N+1\`, \`2N\`, \`3N/2\` and \`4N/3\`.
The message lists the choices and suggests the nearest.
`,
  },
  'not-a-value': {
    code: 'DCP2106',
    severity: 'error',
    title: 'A name that has no value',
    explanation: `
The name stands for something that cannot be used as a value here: a module, a kind, a scenario, or a block's metric,
which only a simulation can tell. Metrics may stand in \`require\`, \`prefer\` and in a retrofit's \`trigger\`.
`,
  },
  'blank-figure': {
    code: 'DCP2107',
    severity: 'error',
    title: 'A figure that the library leaves blank',
    explanation: `
The expression uses a property that its entry does not state. Where no source gives a figure the library leaves it blank,
because unknown is not zero.

State the figure in a refinement, with its source:

\`\`\`
racks: 100 of SomeRack { peak: 40 kW }
\`\`\`
`,
  },
  'cyclic-value': {
    code: 'DCP2108',
    severity: 'error',
    title: 'A value that depends on itself',
    explanation: `
To know this value one would have to know it already: a \`let\` or a property refers to itself, directly or through others.
The message names the way round.

State one of the values as a number.
`,
  },
  'long-chain': {
    code: 'DCP2109',
    severity: 'error',
    title: 'A value that rests on too long a chain of others',
    explanation: `
To know this value, more values have to be known one inside the other than the compiler follows (some hundreds): a \`let\` that
rests on a \`let\` that rests on a \`let\`, and so on, or a base of a base of a base.

No plan needs such a chain. State one of the values in its middle as a number, or start the block from an entry of the library.
`,
  },
  'too-much-work': {
    code: 'DCP2110',
    severity: 'error',
    title: 'Expressions that take too long to evaluate',
    explanation: `
Evaluation always ends, but a list over a list over a list can take longer than anybody waits. A plan may take two million
steps of evaluation; one of ten thousand lines takes some tens of thousands. A list may hold 100,000 values.

Look for comprehensions inside comprehensions, and name what they compute once with a \`let\`.
`,
  },
});
