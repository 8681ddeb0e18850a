import { defineConfig } from 'vitest/config';

/** The journeys in a real VS Code: apart from the other tests, since they need a workbench and a browser. */
export default defineConfig({
  test: {
    include: ['test/workbench/*.journey.ts'],
    // The steps of a journey stand on one another, and a machine has room for one workbench.
    maxWorkers: 1,
    fileParallelism: false,
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
