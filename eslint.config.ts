import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What only the edges may touch: the command line, the generators and the tests. */
const edges = ['compiler/src/cli/**', 'compiler/src/generate/**', 'compiler/build.ts', 'lsp/src/node/**', 'lsp/src/browser/**', 'test/**', '*.config.ts'];

export default defineConfig(
  globalIgnores(['**/dist/**', '**/generated/**', 'coverage/**']),
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': true, 'ts-check': false },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `series[i]!` in a loop over the array's own length states what the compiler cannot see, at no cost.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `return report(...)` to leave a function early reads well.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // `expect(host.write)` and checks of what the types already promise are what tests are for.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    // The language core: the same bytes in Node and in a browser worker, on any day, in any locale.
    files: ['compiler/src/**/*.ts', 'lsp/src/**/*.ts'],
    ignores: edges,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*', 'fs', 'fs/*', 'path', 'process', 'os'], message: 'Only the edges do input and output.' }] },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', '__dirname', 'require', 'Intl', 'setTimeout', 'console'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Today is an input; only the edges read a clock.' },
        { object: 'performance', property: 'now', message: 'Only the edges read a clock.' },
        { object: 'Math', property: 'random', message: 'Randomness comes from the seed.' },
        ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString', 'localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase'].map(
          (property) => ({ property, message: 'Results do not depend on the locale.' }),
        ),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Today is an input; only the edges read a clock.' },
      ],
    },
  },
);
