/**
 * The library behind the command line: compile a plan, simulate it, learn where it does not fit. Pure and synchronous; files
 * reach it through a `ModuleHost`, so it runs in Node and in a browser worker alike.
 *
 * Whatever simulates awaits `ready()` once before: it loads the solver that placement needs. A browser worker says where the
 * solver's WebAssembly is: `ready({ wasm: '/assets/highs.wasm' })`.
 *
 * It is a Prettier plugin as well: `prettier --plugin dcplan`.
 *
 * Examples that are tested stand in docs/api.md; `npm run docs` makes reference pages of all of it.
 *
 * @example
 * await ready();
 * const workspace = new Workspace({ stdlib: stdlibFiles, read, resolve });
 * const { diagnostics, report } = workspace.check('campus.dcplan', { simulate: true });
 * @packageDocumentation
 */
export { checkReport, type Found } from './diagnostics/check-report.js';
export type { CheckReport, Judged, KnownFinding } from './diagnostics/judged.js';
export type { DiffChange, DiffFigure, DiffReport, PlanDiff } from './diagnostics/diff-report.js';
export { renderDiffMarkdown } from './diagnostics/diff-markdown.js';
export { checkJson, type JsonCheck } from './diagnostics/json.js';
export { Sources } from './diagnostics/sources.js';
export type { FailedExpectation, TestOutcome } from './diagnostics/test-report.js';
export { renderText } from './diagnostics/text.js';
export type { PlanMetrics, PlanResults } from './emit/typescript.js';
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
export { type Broken, diffPlan, type DiffOptions, type Side } from './workspace/diff.js';
export { runTest } from './workspace/tests.js';
export { type Checked, type CheckOptions, engine, Workspace } from './workspace/workspace.js';
