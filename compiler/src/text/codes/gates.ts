import { defineCodes } from '../codes.js';

/** DCP62xx: what `dcplan.json` asks of metrics. */
export const gateCodes = defineCodes({
  'threshold-failed': {
    code: 'DCP6201',
    severity: 'error',
    title: 'A metric is past a threshold of `dcplan.json`',
    explanation: `
\`thresholds\` of \`dcplan.json\` bound metrics from outside the plan: what a team asks of every plan that it reviews.

\`\`\`json
{
  "thresholds": [
    { "metric": "Prairie.Grid.peak", "atMost": "290 MW" },
    { "metric": "*.cost", "increase": "5 %", "message": "ask finance" },
    { "metric": "*.infrastructureFit", "crossing": "90 %", "severity": "warning" }
  ]
}
\`\`\`

\`atMost\` and \`atLeast\` are held against the metric over the horizon: its highest, mean or sum, as the metric is declared.
\`increase\` and \`decrease\` are held against what the baseline file, or the other revision, has: a percentage of that, or an
amount. \`crossing\` is a value that the metric may stand on either side of and may not pass: what is on the bad side already does
not fail every change. What must hold whoever checks the plan belongs into the plan, as a \`require\`.
`,
  },
  'threshold-undecided': {
    code: 'DCP6202',
    severity: 'error',
    title: 'A threshold cannot be judged',
    explanation: `
The metric is unknown here, because a figure of the plan is blank, or it was unknown in the baseline. A gate that depends on
an unknown fails, with its name; with \`"severity": "warning"\` it warns.
`,
  },
});
