import { defineCodes } from '../codes.js';

/** Findings of DCP4xxx: where design and workload do not fit, each backed by a simulated counterfactual. */
export const fitCodes = defineCodes({
  'thermal-part-load': {
    code: 'DCP4103',
    severity: 'warning',
    title: 'A cooling plant is larger than the heat it carries, or runs below its turndown',
    explanation: `
A plant is rated for the nameplate of its racks. When the work draws less, machines run at part load; below the
**turndown** of the smallest number of machines that the hour needs, compressors cycle, pumps and fans sit at their
slowest speed, and what does not scale is paid all the same.

**How it is found.** Every hour of every year: heat = IT power of the hour, split into liquid and air; machines are
counted and staged (the number that uses least power); below the least stable load of one machine the hour counts as
below turndown. The finding is raised where such hours occur, or the plant carries under half its rating on average,
*and* a mend saves at least 1 M USD of present value and 2 % of the cooling's cost (\`policy\` changes both).

**The mend** is found by simulating the plan with a plant that fits the heat (\`plantCapacity\`), and with every cooling of
the catalogue that carries the racks' density and liquid heat. Its saving includes capital, energy, upkeep and the
contract's bill.

**What it rests on.** Minimum stable loads are engineering estimates in every source found: the catalogue marks them as
assumed. A variable-speed chiller is *more* efficient at half load than at full: part load alone is no mistake, and the
finding is not raised where no mend saves money.

Model: docs/models/cooling-plant.md (EIR part-load curves, affinity laws, counted machines).
`,
  },
  'network-bisection-unused': {
    code: 'DCP4201',
    severity: 'warning',
    title: 'A fabric carries far more bisection bandwidth than its workloads use',
    explanation: `
Training exchanges gradients and activations between all accelerators: it needs about the full rate of every adapter
across the fabric. Serving a model needs little beyond the scale-up domain: prompts, tokens and, with disaggregated
prefill, the cache of the prompt (\`κ · L_in\` bytes a request).

**How it is found.** Bisection built per accelerator (link rate over leaf oversubscription) against the highest need of the
workloads placed on the hall in any year. Where less than half is used, the plan is simulated with thinner fabrics
(2:1, 3:1, 4:1, 8:1); the one that saves most, serves no workload less, and still covers the need is the mend.

**Cost** is capital, upkeep and power of switches and optics.

Model: docs/models/network.md. Source of counts: Clos arithmetic, checked against vendors' reference architectures.
`,
  },
  'network-too-thin': {
    code: 'DCP4202',
    severity: 'warning',
    title: 'Training waits for an oversubscribed fabric',
    explanation: `
With leaf oversubscription \`o\` and a share \`φ\` of the traffic crossing the oversubscribed tier, an adapter gets
\`min(1, 1/(o·φ))\` of its rate. What cannot be hidden behind computation lengthens every step, and accelerators wait.

**How it is found.** The plan is simulated with a fabric that does not block. The cost of the mismatch is what the lost
training work costs at this plan's own price per training FLOP, less what the wider fabric adds.

Model: docs/models/training.md.
`,
  },
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
  'model-range': {
    code: 'DCP4901',
    severity: 'info',
    title: 'A model was used at the edge of its validity range',
    explanation: `
Each model states the range in which its source holds. Outside it the program clamps the input and says so here: the
number behind it is an estimate at the edge of the range, not an extrapolation.
`,
  },
  'not-supported': {
    code: 'DCP4902',
    severity: 'info',
    title: 'The plan declares something that this version does not simulate',
    explanation: `
The declaration is checked and kept, but no number in the results includes its effect: on-site generation, in this
version. DCP3010 says the same of what lies in the future of a campus: reserves, retrofits, modular blocks.
`,
  },
});
