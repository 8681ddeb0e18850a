import { defineCodes } from '../../codes.js';

/** Findings DCP44xx: latency and capacity against the SLO. */
export const servingCodes = defineCodes({
  'slo-distance': {
    code: 'DCP4401',
    severity: 'error',
    title: 'Users are too far away for the SLO',
    explanation: `
Light in fibre takes 4.9 µs a kilometre each way, and routes are about 1.5 times as long as the great circle. The round
trip to the farthest tenth of the users, with their access network, uses up the time to first token before the model
has read a word.

**How it is found.** TTFT at the SLO's percentile = queueing + round trip + prefill + first step. Where the round trip
alone leaves nothing for the rest, no size of campus helps: another site does.

Model: docs/models/serving.md.
`,
  },
  'slo-capacity': {
    code: 'DCP4402',
    severity: 'error',
    title: 'There is not enough capacity to serve the demand within its SLO',
    explanation: `
An SLO on the time per token limits how full a replica may run (\`ρ_max = 1 − f·t0/TPOT\`); the peak within the hour sets
how many replicas are needed. Where the halls in \`on\` hold fewer, requests go unserved, or late.

**How it is found.** Hour by hour, demand above the capacity of the replicas placed. Unserved work has the price that the
workload declares as \`value\`; without one its money is unknown, and the finding shows the cheapest sizing that serves it.

Model: docs/models/serving.md.
`,
  },
});
