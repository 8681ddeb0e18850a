/**
 * The road of docs/architecture.md, as rules: a stage imports what stands left of it and nothing else.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const src = '^compiler/src/';

/** For each stage, the other stages that it may import. What is not listed is forbidden. */
const road = {
  text: [],
  ir: [],
  syntax: ['text'],
  semantics: ['text', 'syntax', 'ir'],
  simulation: ['ir'],
  fit: ['text', 'ir', 'simulation'],
  diagnostics: ['text', 'ir', 'simulation', 'fit'],
  workspace: ['text', 'syntax', 'semantics', 'ir', 'simulation', 'fit', 'diagnostics'],
  format: ['text', 'syntax'],
  emit: ['text', 'semantics', 'ir'],
  report: ['text', 'ir', 'simulation', 'fit', 'diagnostics', 'workspace'],
  generate: ['text', 'syntax', 'semantics', 'ir', 'simulation', 'fit', 'diagnostics', 'workspace', 'emit'],
  cli: ['text', 'syntax', 'semantics', 'ir', 'simulation', 'fit', 'diagnostics', 'workspace', 'format', 'emit', 'report'],
};

const stages = Object.entries(road).map(([stage, allowed]) => ({
  name: `road-${stage}`,
  comment: `${stage}/ may import ${allowed.length === 0 ? 'only itself' : allowed.map((name) => `${name}/`).join(', ')}.`,
  severity: 'error',
  from: { path: `${src}${stage}/` },
  to: { path: src, pathNot: `${src}(${[stage, ...allowed].join('|')})/` },
}));

export default {
  forbidden: [
    ...stages,
    {
      name: 'entries-last',
      comment: 'The library and the server show the core to others; the command line and the generators are edges of their own.',
      severity: 'error',
      from: { path: '^(compiler/src/index\\.ts$|lsp/src/)' },
      to: { path: `${src}(cli|generate)/` },
    },
    {
      name: 'no-server-in-compiler',
      severity: 'error',
      from: { path: src },
      to: { path: '^(lsp|vscode-extension|test)/' },
    },
    {
      name: 'core-does-no-input-or-output',
      comment: 'The core runs in a browser worker unchanged; only the edges reach the machine.',
      severity: 'error',
      from: { path: src, pathNot: `${src}(cli|generate)/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-development-package-in-product',
      severity: 'error',
      from: { path: src, pathNot: `${src}generate/` },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    // `sarif` is types alone, from @types.
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^sarif$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], extensions: ['.ts', '.js', '.json'], conditionNames: ['import', 'types', 'default'] },
  },
};
