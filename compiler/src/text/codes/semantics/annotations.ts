import { defineCodes } from '../../codes.js';

/** DCP26xx: what stands behind an @. */
export const annotationCodes = defineCodes({
  'unknown-annotation': {
    code: 'DCP2601',
    severity: 'error',
    title: 'An annotation that does not exist',
    explanation: `
The annotations are \`@source("title", year, "where", standing: vendor)\`, \`@allow("finding", "reason", until: 2028-06)\` and
\`@probability(30 %)\`.
`,
  },
  'bad-annotation': {
    code: 'DCP2602',
    severity: 'error',
    title: 'An annotation with wrong arguments',
    explanation: `
- \`@source("title", year, "where", standing: vendor)\`: the title is required; \`standing\` is one of \`vendor\`, \`measured\`,
  \`published\`, \`assumed\`.
- \`@allow("thermal-part-load", "reason", until: 2028-06)\`: a finding that exists, by code or slug, and a reason are
  required. A suppression without a reason is a debt that nobody can pay back.
- \`@probability(30 %)\`: a share from 0 to 100 %.
`,
  },
  'misplaced-annotation': {
    code: 'DCP2603',
    severity: 'error',
    title: 'An annotation where it has no meaning',
    explanation: `
\`@source\` stands on a block, a property, a \`require\` or a \`prefer\`; \`@allow\` on a block; \`@probability\` on a scenario.
`,
  },
});
