import { defineCodes } from '../codes.js';

/** What is said of a whole file. */
export const workspaceCodes = defineCodes({
  'nothing-declared': {
    code: 'DCP2005',
    severity: 'error',
    title: 'A file declares nothing',
    explanation: `
A plan has a \`campus\`; a module has entries (a \`rack\`, a \`cooling\`, a \`let\`) that others import. This file is empty, or
holds nothing but comments: there is nothing to check in it, so a clean result would mean nothing either.

\`dcplan init\` writes a small campus to begin with.
`,
  },
});
