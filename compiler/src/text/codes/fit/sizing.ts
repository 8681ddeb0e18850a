import { defineCodes } from '../../codes.js';

/** Findings DCP47xx: how much stands there, and from when. */
export const sizingCodes = defineCodes({
  'oversized-hall': {
    code: 'DCP4701',
    severity: 'warning',
    title: 'A hall holds racks that no workload ever needs',
    explanation: `
Racks are the largest part of a campus's cost, and they age whether they work or not. A hall is sized once, often by its
nameplate or by a peak that the work never reaches.

**How it is found.** Accelerators that workloads hold (for their peak hour, its bursts and their spares), year by year, against those that
stand there. Where even the fullest year leaves more than a tenth free, the plan is simulated with fewer racks: the
smallest number tried at which **every workload is served as much in every year**, and no contract, range or rule newly
breaks. The plant, the electrical path, the floor and the fabric shrink along, as far as the plan does not state them.

**Cost** is this plan less the smaller one, against 2 % of racks and building together (\`policy\` changes the share).

**What it does not say.** Serving curves have an error (\`error\` of the calibration, ±40 % where carried over), and room is what covers it. Room for growth beyond the horizon has a worth that the plan does not state. Where the hall
is full in some year and empty before, DCP4702 compares a later opening.

Model: docs/models/placement.md, docs/models/economics.md.
`,
  },
  'opens-before-work': {
    code: 'DCP4702',
    severity: 'warning',
    title: 'A hall opens years before its work does',
    explanation: `
What opens early stands early: racks age by the calendar, staff and upkeep run, the contract bills its minimum. Work that
grows fills halls one after the other.

**How it is found.** Year by year from the hall's opening: does the rest of the campus have room for all that runs in it? The
plan is then simulated with \`opens\` put off to the first January at which it has none, or up to three years earlier; the
latest date at which every workload is served as much in every year is the mend.

**Cost** is this plan less the same plan with the later date. What it leaves out: that building later may cost more or less than building
now, other than by discounting, and that a date may be held by permits or by the grid rather than by the planner.

Model: docs/models/economics.md.
`,
  },
});
