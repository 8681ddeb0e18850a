import fc from 'fast-check';

// Property tests draw the same cases in every run, so that a run of CI means the same on every machine. To look further,
// give another seed: `FC_SEED=7 FC_RUNS=1000 npm test`.
fc.configureGlobal({
  seed: Number(process.env['FC_SEED'] ?? 20_261_125),
  ...(process.env['FC_RUNS'] === undefined ? {} : { numRuns: Number(process.env['FC_RUNS']) }),
});
