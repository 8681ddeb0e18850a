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
  'purpose-or-convertible': {
    code: 'DCP4703',
    severity: 'warning',
    title: 'A hall built for one kind of work, or for both, while the mix in it moves',
    explanation: `
A hall for training has a fabric that does not block and a power path that may fail: a job starts again from its checkpoint. A hall
for inference has a thin fabric and a path that stays up. A **convertible** hall has some of both, and is the dearer
the less it is needed. Which of the three is right is decided by the mix that runs there over the years, not by the mix on the day it opens.

**How it is found.** In halls where the share of work that cannot wait moves by a third or more between two years, three forms are
compared, work held equal: **built for training** (1:1, \`Training_Path\`), **built for inference** (8:1, \`Standard\`, UPS and
generators for everything), **built for both** (1:1, 2:1, 4:1 or 8:1, with UPS and generators for none, all or as much as
interactive work ever holds). Fabric and path are searched by representative hours, each by itself, since neither's cost hangs
on the other; the best is simulated hour by hour. Where the plan has another form than the best, and both fabric and path
differ, the difference is the finding.

**Cost** is this plan less the same plan with the other form: training that the fabric or the path loses is made up at what it
costs here, interactive work that interruptions take counts at its declared \`value\`; without one none more may be lost. It
is held against 2 % of networks and power paths together (\`policy\` changes the share). Findings of the fabric (DCP42xx) and of the path
(DCP46xx) are the parts of this one, and are not to be added to it.

**What it does not say.** It judges the one path of the mix that the plan states. For several futures, \`dcplan simulate --scenarios\`
gives the regret of each. Racks and cooling follow the accelerators, and are the same in all three forms.

Models: docs/models/network.md, docs/models/electrical-path.md, docs/models/availability.md.
`,
  },
});
