import { defineCodes } from '../../codes.js';

/** Findings DCP42xx: the fabric. */
export const networkCodes = defineCodes({
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
});
