import { defineCodes } from '../../codes.js';

/** Findings DCP45xx: what stands idle. */
export const operationCodes = defineCodes({
  'idle-headroom': {
    code: 'DCP4501',
    severity: 'info',
    title: 'Accelerators stand by for peaks while work that can wait could use them',
    explanation: `
Interactive work needs replicas for its peak hour and its peak minute; the rest of the day they stand by. In most campuses
this is the largest cost of serving people, larger than anything in the building.

**How it is found.** Accelerators held but not needed, hour by hour, over blocks long enough for deferrable work to start
and give back; priced as standing capital and upkeep of their hall. Where the plan declares deferrable work (batch
inference, evaluation) that is not allowed on the hall, the plan is simulated with it allowed: the mend where more of it is
served then, or where the hall that carried it can be smaller for as much as a finding is worth.
Otherwise the number is information: there is no mend without work that can wait.

Model: docs/models/operation.md.
`,
  },
  'idle-powered': {
    code: 'DCP4502',
    severity: 'warning',
    title: 'Accelerators that nobody needs draw power all the same',
    explanation: `
A replica with nothing to do still holds its model in memory, and an accelerator with sequences resident draws a third to nine
tenths of its limit whatever it does for them. Under \`idle: spread\` every replica takes a share of every hour; under
\`consolidate\` what the hour does not need idles; under \`sleep\` it is power-gated and under \`off\` switched off.

**How it is found.** Accelerators powered and not needed, hour by hour. Where they are more than one in a hundred, the plan is
simulated with what the hour does not need asleep, or idling where its power asleep is not known or something would break.
\`off\` is not proposed, since nobody says what switching every night does to a server. Replicas that the **next** hour needs are
awake before it begins, so nothing is served later; reserves of the minute (spares) count as needed.

**Cost** is energy and what the contract bills for it; racks, plant and building are the same in both.

**What it leaves out.** Wear of switching, and wake times beyond an hour. A policy that makes the load swing against
the contract's \`rampRate\`, or a plant leave its range, is not proposed.

Model: docs/models/it-power.md, docs/models/operation.md.
`,
  },
});
