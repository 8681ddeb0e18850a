import fc from 'fast-check';
import { ready } from '../compiler/src/simulation/placement/solver.js';

// Property tests draw the same cases in every run, so that a run of CI means the same on every machine. To look further,
// give another seed: `FC_SEED=7 FC_RUNS=1000 npm test`.
fc.configureGlobal({
  seed: Number(process.env['FC_SEED'] ?? 20_261_125),
  ...(process.env['FC_RUNS'] === undefined ? {} : { numRuns: Number(process.env['FC_RUNS']) }),
});

// What simulates needs the solver: it loads once for each file of tests.
await ready();
