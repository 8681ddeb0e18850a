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
inference, evaluation) that is not allowed on the hall, the plan is simulated with it allowed, which is the mend.
Otherwise the number is information: there is no mend without work that can wait.

Model: docs/models/operation.md.
`,
  },
});
