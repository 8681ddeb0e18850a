import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // Two cores is what CI has; more workers only fight over them.
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
    coverage: {
      provider: 'v8',
      include: ['compiler/src/**/*.ts'],
      exclude: ['compiler/src/**/generated/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
