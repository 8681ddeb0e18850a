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

**How it is found.** The terms are billed month by month on the simulated load. Where they cost at least the threshold, the
plan is simulated with the smallest capacity that still covers every month's peak.

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

**Mends**: more capacity, an idle policy that lowers the peak, or later halls.

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

Model: docs/models/contract.md.
`,
  },
});
