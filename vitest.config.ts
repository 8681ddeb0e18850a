import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // Two cores is what CI has; more workers only fight over them.
    pool: 'threads',
    maxWorkers: 2,
    // Modules are loaded once a worker and not once a file: half of the time went there. Files share no state but caches by content.
    isolate: false,
    // A guard against what hangs, with room for slow machines: what is fast is a matter of the bench.
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['compiler/src/**/*.ts'],
      exclude: ['compiler/src/**/generated/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
