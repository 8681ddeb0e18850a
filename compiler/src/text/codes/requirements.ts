import { defineCodes } from '../codes.js';

/** Findings of DCP6xxx: requirements, figures that are unknown or assumed, suppressions. */
export const requirementCodes = defineCodes({
  'require-failed': {
    code: 'DCP6001',
    severity: 'error',
    title: 'A `require` does not hold',
    explanation: `
A \`require\` is a condition over simulated metrics and declared values. The message shows the condition, the values on both
sides, and the first year or month in which it fails. Yearly metrics must hold in each year; \`peak\` and \`capacity\` of a
contract are compared by billing month.
`,
  },
  'prefer-failed': {
    code: 'DCP6002',
    severity: 'warning',
    title: 'A `prefer` does not hold',
    explanation: `
A wish of the plan over simulated metrics does not hold in some year or month of its range. It is judged as a \`require\`
is, and the arithmetic of the worst point stands in the notes; but it warns and does not fail a check, unless \`--fail-on
warning\` asks for that.

Change the plan until it holds, or change the wish: both are decisions that a reviewer sees.
`,
  },
  'figure-unknown': {
    code: 'DCP6003',
    severity: 'warning',
    title: 'A figure that the simulation needs is blank in the library',
    explanation: `
Vendors do not publish every figure (the power of some accelerators, for one). Unknown is not zero: the hall that needs it
has no result, and neither has any total that includes it. Give the figure in the plan, with \`@source\`:

\`\`\`dcplan
accelerator Mine: TPU_v6e { tdp: 300 W }
\`\`\`
`,
  },
  'requirement-undecided': {
    code: 'DCP6004',
    severity: 'error',
    title: 'A requirement cannot be judged',
    explanation: `
The condition names a metric that is unknown here (a figure is blank) or that this version does not compute for this
entity. A gate that depends on an unknown fails, with its name.
`,
  },
  'assumption-decides': {
    code: 'DCP6005',
    severity: 'info',
    title: 'A result rests on an assumed figure',
    explanation: `
No source gives this figure for this plan: the program assumed it, says so, and lets the plan override it. Typical: a
serving curve transferred from another accelerator (±40 %), weather synthesised from annual bins.
`,
  },
  'unsourced-decides': {
    code: 'DCP6006',
    severity: 'info',
    title: 'A figure that decides has no source',
    explanation: `
Every figure of the library says where it comes from and how well it is known; some are assumed, since no source gives them
(\`standing: assumed\`). Most of those do not matter for a given plan. This finding names the ones that do.

**How it is found.** Of the figures without a source that are uncertain (over their declared range) or assumed (±20 % where they
declare none), the four that could move most by the cost lines behind them are moved to both ends of their range, one at a
time, and the plan is simulated from representative hours: at most nine simulations. Figures that move the present value by the
threshold of findings (1 M USD and 2 % of the plan, \`policy\` changes both) are named with what they move it by.

\`dcplan simulate --sensitivity\` swings **all** of them, and for the cost of a million tokens and dPUE too. What two figures do
together shows in neither: that takes samples of both.

**The mend** is knowledge: an offer, a measurement, a contract, stated in the plan with \`@source\`.

Model: docs/models/sensitivity.md.
`,
  },
  'allow-expired': {
    code: 'DCP6101',
    severity: 'warning',
    title: 'A suppression is past its date',
    explanation: `
\`@allow("slug", "reason", until: 2028-06)\` holds until the first day of June. From then on the finding shows again, and this warning says
where the suppression stands. Renew it with a reason, or mend the finding. \`--today\` sets the date it is judged by.
`,
  },
  'allow-unused': {
    code: 'DCP6102',
    severity: 'warning',
    title: 'A suppression suppresses nothing',
    explanation: `
No finding of that code or slug is raised on this block any more. Delete the \`@allow\`.
`,
  },
});
