/**
 * The library behind the command line: compile a plan, simulate it, learn where it does not fit. Pure and synchronous; files
 * reach it through a `ModuleHost`, so it runs in Node and in a browser worker alike.
 *
 * @example
 * const workspace = new Workspace({ stdlib: stdlibFiles, read, resolve });
 * const { diagnostics, report } = workspace.check('campus.dcplan', { simulate: true });
 */
export type { Change, Finding, FitReport, Mend } from './fit/index.js';
export { canonicalJson, contentHash } from './ir/canonical.js';
export type * from './ir/index.js';
export type { Compilation, ModuleHost } from './semantics/index.js';
export { simulate, SimulationCache } from './simulation/index.js';
export type { CostLine, MetricValue, Metrics, SimulationResult } from './simulation/index.js';
export type { CodeDescription } from './text/codes.js';
export type { Diagnostic, Fix, Impact, Severity } from './text/diagnostic.js';
export { allCodes, findCode } from './text/registry.js';
export { stdlibFiles } from './workspace/generated/stdlib.js';
export { type Checked, type CheckOptions, engine, Workspace } from './workspace/workspace.js';
