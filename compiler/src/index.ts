/**
 * The library behind the command line: compile a plan, simulate it, learn where it does not fit. Pure and synchronous; files
 * reach it through a `ModuleHost`, so it runs in Node and in a browser worker alike.
 *
 * Whatever simulates awaits `ready()` once before: it loads the solver that placement needs. A browser worker says where the
 * solver's WebAssembly is: `ready({ wasm: '/assets/highs.wasm' })`.
 *
 * It is a Prettier plugin as well: `prettier --plugin dcplan`.
 *
 * @example
 * await ready();
 * const workspace = new Workspace({ stdlib: stdlibFiles, read, resolve });
 * const { diagnostics, report } = workspace.check('campus.dcplan', { simulate: true });
 */
export { type Formatted, type FormatOptions, formatText } from './format/format.js';
export { defaultOptions, languages, parsers, printers } from './format/plugin.js';
export type { Change, Finding, FitReport, Mend } from './fit/index.js';
export { canonicalJson, contentHash } from './ir/canonical.js';
export type * from './ir/index.js';
export type { Compilation, ModuleHost } from './semantics/index.js';
export { ready, simulate, SimulationCache } from './simulation/index.js';
export type { CostLine, MetricValue, Metrics, SimulationResult, SolverSource } from './simulation/index.js';
export type { CodeDescription } from './text/codes.js';
export type { Diagnostic, Fix, Impact, Severity } from './text/diagnostic.js';
export { allCodes, findCode } from './text/registry.js';
export { stdlibFiles } from './workspace/generated/stdlib.js';
export { type Checked, type CheckOptions, engine, Workspace } from './workspace/workspace.js';
