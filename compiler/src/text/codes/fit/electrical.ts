import { defineCodes } from '../../codes.js';

/** Findings DCP46xx: power paths, availability, redundancy, stranded power. */
export const electricalCodes = defineCodes({
  'availability-overbuilt': {
    code: 'DCP4601',
    severity: 'warning',
    title: 'A power path is better than the work in the hall needs',
    explanation: `
Redundancy, UPS and generators are what a hall built for interactive work has and one built for training does not. Training
goes back to its last checkpoint, and batch work waits: to them an hour without power is an hour lost, and no more.

**How it is found.** Hours without power by redundancy class (or declared, or from failures of elements), with what UPS
and generators carry of the grid's outages; what interruptions take from each workload (docs/models/availability.md). The hall is
simulated with every cheaper path of the catalogue, and with its own path covering interactive work alone. Where
interactive work runs in it, that keeps its cover and its class. Training and batch work that is lost is made up at its own
cost. Raised where the rest saves the threshold (1 M USD of present value and 2 % of the electrical cost, unless \`policy\`
says otherwise).

**The mend** is that path. Its prediction is the plan's change in cost; the finding's own figure also counts the work that is made up.

**What it rests on.** Hours by class are mapped from historic tier figures and assumed; so are the grid's outages.

Model: docs/models/availability.md, docs/models/electrical-path.md.
`,
  },
  'availability-underbuilt': {
    code: 'DCP4602',
    severity: 'warning',
    title: 'Interruptions of power cost more than a better path would',
    explanation: `
Interactive work that meets a hall without power is lost. A path with one system and no generators, right for training, stands
still for a day or more in a year.

**How it is found.** The share of each year's work that interruptions take, at the workload's declared \`value\`; every dearer
path of the catalogue, and the hall's own with UPS and generators for what interactive work holds, is simulated. Raised where
what is kept is worth the threshold more than the path costs. Without a declared \`value\` there is nothing to weigh a path
against, and the finding is not raised.

**The mend** is the path with the largest gain. The plan costs more with it: the gain is work that is served. The value from
which it pays is stated.

Model: docs/models/availability.md.
`,
  },
  'redundancy-stranding': {
    code: 'DCP4603',
    severity: 'warning',
    title: 'A redundancy scheme keeps power in reserve that fewer systems would give',
    explanation: `
With **2N** half of what is built may never be used; with 3N/2 a third, with 4N/3 a quarter. All of them ride through the loss
of one system. What lies between them is seldom hours and always capital, and losses of modules that idle.

**How it is found.** For halls with interactive work: the hall is simulated with every scheme of less reserve and the same
cover. What interruptions take more of interactive work is counted at its declared \`value\`, of other work at its own cost.
Raised where that saves the threshold; without a declared value it is information, with the value from which the
reserve pays.

**The mend** is that scheme.

**What it rests on.** Installed over needed capacity by class (2, 1.5, 1.33, 1.25) and hours by class, of which those of the
distributed schemes are assumed.

Model: docs/models/availability.md, docs/models/electrical-path.md, docs/models/economics.md.
`,
  },
  'stranded-capacity': {
    code: 'DCP4604',
    severity: 'info',
    title: 'Power stands by, by what keeps it from being used',
    explanation: `
Usable power is the least of what contract, power path, cooling, density and network allow. The dimension that allows least
**binds**; what the others could carry beyond it is stranded. Where none binds, there is no more work.

**How it is found.** Each year and hall: capability over need by dimension; annuities of what no hour of the year uses (accelerators,
floor, power path, cooling, bisection); IT power between the hall's rating and its highest hour. The note says what the design
itself strands, whatever the load.

It is a view of the cost and not a further one: findings that mend parts of it count the same money. It has no mend of its own.

Model: docs/models/economics.md (stranded capital).
`,
  },
});
