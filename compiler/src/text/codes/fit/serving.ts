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
  'burst-utilisation': {
    code: 'DCP4403',
    severity: 'warning',
    title: 'Latency and bursts keep replicas from being used',
    explanation: `
How full a replica may run is limited in closed form. A promise of \`TPOT\` per token allows a utilisation

\`\`\`
ρ_max = 1 − f·t0/TPOT        batch there = ρ_max·t0 / (t1·(1 − ρ_max))
\`\`\`

with \`t0\` the time between tokens of an empty replica, \`t1\` what each sequence in the batch adds, and \`f\` the percentile
over the mean; memory and the measured range may allow less. The busiest minute of an hour, not its mean, must fit:
\`burst = 1 + 3.5·√(IDC/(λ·Δt))\`, which fades as traffic grows and pools. Spares stand beside. So the busiest hour uses
\`ρ_max / (burst·(1 + spares))\` of what the replicas could do, and the week less, by its profile (DCP4501).

**How it is found.** The three from the simulation, priced as standing accelerators. Where that is worth a finding, the plan is simulated with edits that
raise the limit, each with the **smallest hall that serves the same**: a cache in fp8 (more sequences in memory), prompts on
accelerators of their own, one pool in place of several. An edit that saves at least the threshold beyond what the smaller hall
saves alone is the mend; without one the finding is information, and only where bursts ask for a tenth more than the mean.

A longer promise per token is simulated too and said in a note: it is a promise to users, so it is no mend.

Model: docs/models/serving.md, docs/models/queueing.md, docs/models/demand.md.
`,
  },
  'latency-binds': {
    code: 'DCP4404',
    severity: 'info',
    title: 'The way to the users costs accelerators',
    explanation: `
What the network takes of a promised time to first token, queues and prompts cannot have: replicas must run emptier, and more of
them stand. For long answers tens of milliseconds are nothing; for completion, embeddings, recommendation and speech they decide.

**How it is found.** The placement programme is solved again with a millisecond more for the workload's response; the
difference is what a millisecond is worth (its dual), year by year. The finding gives it as present value and prices the
whole way at that margin: an estimate for judging a site or an edge location, which are scenarios and no mends.

Model: docs/models/placement.md (duals), docs/models/serving.md (response).
`,
  },
});
