import { defineCodes } from '../../codes.js';

/** Findings DCP43xx: power contracts. */
export const contractCodes = defineCodes({
  'contract-minimum-unused': {
    code: 'DCP4301',
    severity: 'warning',
    title: 'The contract bills power or energy that is never drawn',
    explanation: `
Large-load tariffs bill a share of the contracted capacity whether it is drawn or not (**minimum demand**), energy that
was promised and not taken (**take-or-pay**), or a least yearly bill. These are different things with different bills;
each is a term of its own in the simulation.

**How it is found.** The terms are billed month by month on the simulated load. Where minimum demand and a minimum bill cost at
least the threshold, the plan is simulated with the smallest capacity that still covers every month's peak. Take-or-pay
counts here where that capacity mends both, since one mistake is behind them; alone it is DCP4304.

Model: docs/models/contract.md.
`,
  },
  'contract-peak-exceeded': {
    code: 'DCP4302',
    severity: 'error',
    title: 'The load exceeds the contracted capacity',
    explanation: `
The highest quarter-hour of some month is above that month's contracted capacity. The utility will disconnect, curtail or
bill a penalty: no plan may rest on it.

**How it is found.** Highest hour of each month times the quarter-hour factor of the load, against the capacity at the
middle of the month. Cost is what the capacity needed would add to the bill; energy is what lies above the capacity.

A load that grows out of its contract is found here as well: the message names the month, and a note how long the contract
holds and what the load grows to.

**Mends**: more capacity, from the start or from the month in which it is needed, or an idle policy that lowers the peak.

Model: docs/models/contract.md.
`,
  },
  'contract-ramp-exceeded': {
    code: 'DCP4303',
    severity: 'warning',
    title: 'The load changes faster than the contract allows',
    explanation: `
\`rampRate\` limits the change between successive one-minute means. A training job that stops, plans its stop or not, takes
its whole power off the grid within seconds.

**How it is found.** The largest one-minute change of the simulated load, planned job stops included, against \`rampRate\`.
Jobs of several halls are taken to stop together, since one job may span them.

**The mend** is a battery that covers the step while the grid follows at the limit \`r\` (\`P ≥ ΔP − r · 1 min\`, \`E ≥ ΔP²/2r\`); power smoothing in the accelerators or
staggered stops do the same where the operator has them. Cost is that of the battery.

Changes within 2 s and within a quarter of an hour are said beside it: contracts of this language limit successive minutes
alone. At 2 s a training job swings by more than a hall of inference, which moves by the hour.

Model: docs/models/contract.md.
`,
  },
  'take-or-pay-unused': {
    code: 'DCP4304',
    severity: 'warning',
    title: 'Energy is paid for and not taken',
    explanation: `
**Take-or-pay** promises a share of capacity times hours. A load that reaches its peak and seldom stays there pays for hours in
which it takes less, however well the capacity fits.

**How it is found.** Each year's energy against the promise, settled at the mean price of all hours less \`resale\`. Raised where that
costs the threshold and DCP4301 does not say it already.

**The mend** is a smaller capacity where the peak leaves room for one. Else there is none in the plan: work that can wait takes
hours that others leave (DCP4501), and a lower share or a better resale is a matter of the contract.

Model: docs/models/contract.md.
`,
  },
  'ratchet-one-event': {
    code: 'DCP4306',
    severity: 'warning',
    title: 'A ratchet bills one event for a year',
    explanation: `
A **ratchet** never bills less than a share of the highest peak of the eleven months before. A commissioning test, a launch, or one
month of two jobs side by side is then billed for a year.

**How it is found.** The demand billed, ratchet and minimum demand included, is worked out again with each month's peak held at the
level of the eleven months around it. The month that saves most is the event, where it stands out by a twentieth; raised where it saves the threshold.

**The mend** is a battery against peaks that holds the month under that level, where it pays for itself. Moving what sets the peak,
or spreading it, does the same for nothing.

Model: docs/models/contract.md, docs/models/battery.md.
`,
  },
  'interruptible-cannot-wait': {
    code: 'DCP4307',
    severity: 'warning',
    title: 'An interruptible contract feeds work that cannot wait',
    explanation: `
The part of a contract that is not \`firm\` may be called for \`interruptibleHours\` a year, in the dearest hours. Generation and
batteries cover first, work that can wait gives way, then training; what is left is taken from interactive work, and lost.

**How it is found.** The share of each year's interactive work that called hours take, at its declared \`value\`, against the credit that
a larger firm share gives up. Raised where the difference reaches the threshold; without a declared value wherever
interactive work is lost, and without a price.

**The mend** is the least firm share, in tenths, at which nothing is lost. The plan costs more with it where the credit is large: the gain is
work that is served.

Model: docs/models/contract.md (curtailment).
`,
  },
  'firm-could-wait': {
    code: 'DCP4308',
    severity: 'warning',
    title: 'Work that could wait runs on firm power',
    explanation: `
Batch inference waits for its deadline, and training pauses at the cost of the hours that it stands. Where a tariff pays a credit for power
that may be called, firm power for such work is paid for twice.

**How it is found.** For contracts whose tariff has an \`interruptibleCredit\` and hours in which it may call: the plan is simulated
with smaller firm shares. Training that called hours take is made up at its own cost; interactive work counts at its declared
\`value\`, and without one it may lose nothing. Raised where the best share saves the threshold.

**The mend** is that share. Its prediction is the plan's change in cost; the finding's own figure also counts the work that is made up.

Model: docs/models/contract.md (curtailment).
`,
  },
});
