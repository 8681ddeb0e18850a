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
  'scale-up-too-small': {
    code: 'DCP4203',
    severity: 'warning',
    title: 'The scale-up domain is smaller than the group that exchanges at every layer',
    explanation: `
Experts and tensor-parallel parts of a model exchange at **every layer of every step**. Within the scale-up domain (8
accelerators of a server, 72 of a rack) that goes at some hundreds of GB/s each; beyond it, over the adapter, at a tenth or
a twentieth of that. Of a group of \`G\` accelerators in domains of \`D\`, the share \`1 − D/G\` of the traffic crosses.

**How it is found.** Groups that the plan states (\`expertParallel\` of a served mixture, \`tensor\` and \`expert\` of a training \`layout\`) against the
domain of the racks where the work runs. The plan is then simulated with the same racks at the same price, joined in domains
as large as the group.

**Cost** is what the accelerators that the work would then not need (serving), or whose work is lost (training), cost in this hall.

**Mends** are simulated with the smallest hall that serves the same: a group no larger than the domain, and every rack of the
catalogue whose domain holds the group, with liquid cooling where it needs that. Where none saves money, the finding says by how much.

A blank \`scaleUpDomain\` is unknown, not one: DCP6003 says so wherever a replica or a layout rests on it.

Model: docs/models/serving.md (wide experts), docs/models/training.md (step time).
`,
  },
});
