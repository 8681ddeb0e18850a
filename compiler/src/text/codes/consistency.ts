import { defineCodes } from '../codes.js';

/** Findings of DCP3xxx: what is inconsistent without simulating. */
export const consistencyCodes = defineCodes({
  'density-above-cooling': {
    code: 'DCP3001',
    severity: 'error',
    title: 'Racks are denser than the cooling can carry',
    explanation: `
Each cooling technology carries a certain heat per rack; above it, air cannot be moved or coolant cannot be supplied fast
enough. Choose a cooling whose \`maxDensity\` covers the hall's \`density\`, or racks that draw less. Bands overlap between
sources: the catalogue gives the range, and the check uses its central value.
`,
  },
  'liquid-heat-not-carried': {
    code: 'DCP3002',
    severity: 'error',
    title: 'Racks give heat to liquid, and the cooling has no liquid loop for it',
    explanation: `
A rack built for cold plates or a rear door hands most of its heat to liquid. A plant without a liquid loop
(\`liquidShare\` of zero) cannot take it.
`,
  },
  'feeds-below-hall': {
    code: 'DCP3003',
    severity: 'warning',
    title: "A hall's nameplate is above all the power contracted for it",
    explanation: `
The hall's contracts, all together and at their largest, are smaller than the nameplate of its racks: some of them can
never run. Nameplate is not draw, so a plan may mean it: then say so with \`@allow\`.
`,
  },
  'slo-below-light': {
    code: 'DCP3004',
    severity: 'error',
    title: 'An SLO is tighter than light in fibre allows',
    explanation: `
The round trip to the nearest of the users' regions, at 4.9 µs per kilometre and 1.5 times the great circle, takes longer
than the SLO's time to first token (or latency). Users that no region names stand on the campus, so the finding is raised
only where the regions make up the whole. No hardware mends this: a nearer site does.
`,
  },
  'supply-above-rack': {
    code: 'DCP3005',
    severity: 'error',
    title: 'Coolant or air is supplied warmer than the rack accepts',
    explanation: `
The technology loop's \`supply\` is above the rack's \`supplyMax\`, or the air (\`supply\` of an air cooling, \`airSupply\` beside
a liquid loop) above its \`airInletMax\`: accelerators throttle or trip. Lower the supply, at the price of economizer hours,
or choose racks for warmer water or air.
`,
  },
  'opens-outside-horizon': {
    code: 'DCP3006',
    severity: 'warning',
    title: 'A hall opens outside the horizon of its campus',
    explanation: `
A hall that opens before its campus is treated as opening with it; one that opens after the horizon has no effect at all.
`,
  },
  'model-does-not-fit': {
    code: 'DCP3007',
    severity: 'error',
    title: "A model's weights do not fit into the scale-up domain of the accelerators that should serve it",
    explanation: `
Serving keeps the weights, and the cache of every sequence, in the memory of accelerators that share a scale-up fabric.
Weights take parameters x bytes of the precision. Choose a smaller model or precision, or accelerators with more memory.
`,
  },
  'shares-over-whole': {
    code: 'DCP3008',
    severity: 'error',
    title: 'Shares of users add up to more than the whole',
    explanation: `
\`users\` gives the share of the demand that comes from each region. Less than 100 % leaves the rest on the campus itself;
more has no meaning.
`,
  },
  'workload-without-place': {
    code: 'DCP3009',
    severity: 'warning',
    title: 'A workload has no hall to run on',
    explanation: `
\`on\` names the halls (or rented accelerators) that may carry the workload. Without it, or with an empty list, nothing of
it is served.
`,
  },
  'declared-not-simulated': {
    code: 'DCP3010',
    severity: 'info',
    title: 'A declaration is checked but not simulated in this version',
    explanation: `
A \`reserve\` may hold back power or space. Power is simulated; a reserve of space alone is checked and travels in the IR, and no
number includes its effect.
`,
  },
});
