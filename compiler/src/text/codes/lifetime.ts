import { defineCodes } from '../codes.js';

/** Findings DCP5xxx: what time does to a campus. */
export const lifetimeCodes = defineCodes({
  'retrofit-cannot-carry': {
    code: 'DCP5001',
    severity: 'error',
    title: 'A retrofit brings a cooling that cannot carry what stands in the hall',
    explanation: `
A \`retrofit\` puts another cooling under the racks that stand in the hall when it is done: its \`racks\`, or what a \`refresh\`
until then has put there. The new cooling must carry their heat per rack, take the heat that they give to liquid, and supply
them no warmer than they accept.

**Mend.** The message names the catalogue's nearest cooling that carries them. Where the point of the retrofit is to make room for
other racks, let a \`refresh\` of the same date bring them.
`,
  },
  'alternatives-conflict': {
    code: 'DCP5002',
    severity: 'warning',
    title: 'An alternative of a hall goes with none of its others',
    explanation: `
\`cooling: A | B\` and \`racks: X | Y\` say what a plan may become: mends and searches try them in combination. A cooling that
carries neither the hall's racks nor any alternative of them can never be chosen, and racks that no cooling of the hall
carries cannot either. The message says what stands in the way, and what would go with it.
`,
  },
  'scenario-empties-hall': {
    code: 'DCP5003',
    severity: 'warning',
    title: 'A scenario leaves a hall without work',
    explanation: `
In the plan as written work holds accelerators of the hall; under the scenario none does in any year. Either the scenario forgets to
say where the work goes, or the hall is a bet on the others: then its cost is part of the regret that
\`dcplan simulate --scenarios\` shows.

**Mend.** Let a workload of the scenario name the hall in \`on\`, or take the hall out with \`without\` what needs it; a later
\`opens\` keeps the choice.
`,
  },
  'retrofit-pays': {
    code: 'DCP5101',
    severity: 'warning',
    title: 'From some quarter on another cooling saves more than changing to it costs',
    explanation: `
A plant that is built is paid for. What another plant would save (energy, water, upkeep, and the capital of the old plant's own
successor) must pay for the outlay, for the time in which the hall is out, and for the old plant's remaining annuity,
which stays.

**How it is found.** Two simulations are spliced: the hall as it is until a quarter, the hall with the other plant after it.
The date is the quarter that **maximises** the present value of the savings from it on, less the cost and the downtime at it.
(The first quarter at which a retrofit breaks even is years too early.) Candidates are the retrofits that the hall declares without
a date, else the alternatives of its cooling and the coolings of the catalogue that carry its racks, at 2,000 USD/kW and three
months, which are assumptions. The best is then simulated hour by hour with the \`retrofit\` in the source: the saving is
that of the edited plan.

**What is lost meanwhile.** Training and work that can wait are made up at what a unit of them costs here; interactive work
counts at its declared \`value\`, and without one it may not be lost. Where work goes without, the finding is information and
offers no edit.

**The option rule.** One who may wait and does not know the savings waits longer. The note compares what is saved over what is spent with
\`β/(β−1)\` of a perpetual American option, at the policy's \`volatility\`.

Model: docs/models/lifetime.md.
`,
  },
  'obsolete-before-opening': {
    code: 'DCP5201',
    severity: 'error',
    title: 'A hall is obsolete before it opens',
    explanation: `
When a hall opens nothing of it is sunk: its full cost for each unit of useful work is held against the full cost of the
best that could be built then. Where it is dearer in every year by more than the policy's \`obsolescenceMargin\` (25 %), the plan builds
something that nobody would build.

**Facility.** Against a hall built for the workload alone with the same accelerators: cooling, fabric, power path and contract
chosen by the search of MODELS A4. **Technology.** Against racks of the catalogue whose accelerator is released by then: a
warning, since a plan may have reasons to hold on to its accelerators that it does not state.

Accelerators that nothing ever holds count on neither side, and a hall of which less than half is ever held is not judged:
DCP4701 prices those. Nor is work that can wait, or work that stands above campuses. Halls compare at representative hours. A
campus with an \`asOf\` after the opening stands already: then DCP5202 judges.

Model: docs/models/lifetime.md.
`,
  },
  'obsolete-from': {
    code: 'DCP5202',
    severity: 'warning',
    title: 'From some quarter on running a hall costs more than building a new one',
    explanation: `
What is built is sunk: only what can be avoided counts here, energy, contract, upkeep, staff, and the capital of whatever has
lived its life and would be bought again. When that costs more, for each unit of useful work, than the **full** cost of a new
hall by the policy's \`obsolescenceMargin\`, going on costs more than starting anew. The quarter is interpolated
between the years.

Facility obsolescence compares with a hall built for the workload with the same accelerators; technology obsolescence with the best
racks of the catalogue released by then, and is information: the catalogue ends with its newest accelerator.

Model: docs/models/lifetime.md.
`,
  },
  'reserve-drawn': {
    code: 'DCP5302',
    severity: 'warning',
    title: 'Halls draw power that a reserve holds back',
    explanation: `
A \`reserve\` takes its power out of what the campus contracts until it \`ends\`: until then no hall may draw it. Placement keeps
work off it where work has another place to go; where it has none, the draw stays and this finding says from when.

**Mend.** Let the reserve end earlier or hold less, or contract more: the message names the capacity that serves both.
`,
  },
});
