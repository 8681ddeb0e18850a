import { writeFileSync } from 'node:fs';
import { checkReport } from '../diagnostics/check-report.js';
import { type CheckReport, fails, fresh } from '../diagnostics/judged.js';
import { Sources } from '../diagnostics/sources.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { type Baseline, type KnownMetrics, writeBaseline } from '../workspace/baseline.js';
import type { Config, Threshold } from '../workspace/config.js';
import { lockComplaints, lockOf, type Locked, writeLock } from '../workspace/lock.js';
import { judgeThresholds } from '../workspace/thresholds.js';
import { engine, type Workspace } from '../workspace/workspace.js';
import { type CheckOptions, checkPlans, type FoundPlans, showText } from './check-plans.js';
import { planFiles } from './files.js';
import { plansWith } from './scenario.js';
import { BASELINE_FILE, baselineIn, CONFIG_FILE, LOCK_FILE, lockFile, settings, understood } from './settings.js';
import { CommandError, EXIT, note, print } from './terminal.js';

/** What gates make of plans: the report, and the metrics that thresholds are about. */
export interface Gated {
  readonly report: CheckReport;
  readonly metrics: KnownMetrics;
  readonly found: FoundPlans;
}

/** `dcplan check` with a format for machines, or with gates: thresholds, a baseline, a lock. Returns the exit code. */
export async function gatedCheck(
  workspace: Workspace,
  paths: readonly string[],
  options: CheckOptions,
): Promise<number> {
  const config = settings();
  const files = filesOf(workspace, paths, config, options.scenario);
  const isUpdate = options.updateBaseline === true;
  const baselineFile = options.baseline ?? config.baseline ?? (isUpdate ? BASELINE_FILE : undefined);
  const baseline = baselineFile === undefined || isUpdate ? undefined : baselineIn(baselineFile);
  if (options.updateLock === true) updateLock(workspace, files);
  else if (options.locked ?? config.locked ?? false) mustBeLocked(workspace, files);
  const { baseline: _named, ...wanted } = options;
  const gated = gate(workspace, files, { ...wanted, config, ...(baseline === undefined ? {} : { baseline }) });
  if (isUpdate) return updateBaseline(baselineFile ?? BASELINE_FILE, gated);
  await show(gated.report, options, files);
  return gated.report.findings.some((finding) => fails(finding, gated.report.failOn)) ? EXIT.findings : EXIT.clean;
}

/** The plans that a command names, else those of `dcplan.json`. */
export function filesOf(
  workspace: Workspace,
  paths: readonly string[],
  config: Config,
  scenario: string | undefined,
): readonly string[] {
  return plansWith(workspace, planFiles(paths.length > 0 ? paths : (config.plans ?? [])), scenario);
}

/** Checks plans and holds them against thresholds and the baseline. */
export function gate(
  workspace: Workspace,
  files: readonly string[],
  options: Pick<CheckOptions, 'simulate' | 'scenario' | 'today' | 'failOn'> & {
    readonly config: Config;
    readonly baseline?: Baseline;
  },
): Gated {
  const { config, baseline } = options;
  const found = checkPlans(workspace, files, options);
  const thresholds = options.simulate
    ? bound(workspace, config.thresholds, found, options.scenario, baseline?.metrics)
    : { diagnostics: [], metrics: new Map() };
  const report = checkReport({
    engine,
    plans: found.plans.map((plan) => ({
      file: plan.file,
      get hash() {
        return plan.hash ?? null;
      },
    })),
    diagnostics: [...found.diagnostics, ...thresholds.diagnostics],
    suppressed: found.suppressed,
    sources: new Sources((file) => workspace.text(file)),
    failOn: options.failOn ?? config.failOn ?? 'error',
    ...(baseline === undefined ? {} : { baseline: baseline.findings }),
  });
  return { report, metrics: thresholds.metrics, found };
}

function bound(
  workspace: Workspace,
  thresholds: readonly Threshold[],
  { plans }: FoundPlans,
  scenario: string | undefined,
  known: KnownMetrics | undefined,
): { readonly diagnostics: readonly Diagnostic[]; readonly metrics: KnownMetrics } {
  const metrics = new Map<string, ReadonlyMap<string, number | null>>();
  if (thresholds.length === 0) return { diagnostics: [], metrics };
  const matched = new Set<number>();
  const diagnostics: Diagnostic[] = [];
  for (const { file, report } of plans) {
    if (report === undefined) continue;
    const { origins } = workspace.compile(file, scenario);
    const before = known?.get(file);
    const gated = understood(CONFIG_FILE, () =>
      judgeThresholds(thresholds, { file, report, origins, ...(before === undefined ? {} : { known: before }) }),
    );
    diagnostics.push(...gated.diagnostics);
    for (const index of gated.matched) matched.add(index);
    if (gated.values.size > 0) metrics.set(file, gated.values);
  }
  const isWhole = plans.every(({ plan }) => plan !== undefined);
  const missing = thresholds.find((_, index) => !matched.has(index));
  if (isWhole && missing !== undefined)
    throw new CommandError(
      `${CONFIG_FILE}: \`thresholds[${String(thresholds.indexOf(missing))}]\`: none of the plans has a metric \`${missing.metric}\``,
    );
  return { diagnostics, metrics };
}

function updateBaseline(file: string, { report, metrics, found }: Gated): number {
  const broken = found.plans.find(({ plan }) => plan === undefined);
  if (broken !== undefined)
    throw new CommandError(
      `${broken.file} does not compile: what else is wrong with it is not known, and no baseline is written`,
    );
  writeFileSync(file, writeBaseline(report, metrics));
  const { length } = report.findings;
  note(`wrote ${String(length)} ${length === 1 ? 'finding' : 'findings'} to ${file}`);
  return EXIT.clean;
}

function lockedPlans(workspace: Workspace, files: readonly string[]): Locked[] {
  return files.flatMap((file) => {
    const { plan, files: read } = workspace.compile(file);
    return plan === undefined ? [] : [{ plan, files: read }];
  });
}

function updateLock(workspace: Workspace, files: readonly string[]): void {
  const broken = files.find((file) => workspace.compile(file).plan === undefined);
  if (broken !== undefined) throw new CommandError(`${broken} does not compile: no lock is written`);
  const lock = lockOf(engine, lockedPlans(workspace, files), (file) => workspace.text(file));
  writeFileSync(LOCK_FILE, writeLock(lock));
  note(
    `wrote ${String(lock.imports.size)} files and ${String(lock.catalogue.size)} entries of the library to ${LOCK_FILE}`,
  );
}

/** @throws CommandError where what the plans rest on is not as it was locked */
export function mustBeLocked(workspace: Workspace, files: readonly string[]): void {
  if (files.some((file) => workspace.compile(file).plan === undefined)) return;
  const now = lockOf(engine, lockedPlans(workspace, files), (file) => workspace.text(file));
  const complaints = lockComplaints(lockFile(), now);
  if (complaints.length > 0)
    throw new CommandError(
      `${LOCK_FILE} is stale: ${complaints.join('; ')} (\`dcplan check --update-lock\` takes it over once you have looked)`,
    );
}

async function show(report: CheckReport, { format }: CheckOptions, files: readonly string[]): Promise<void> {
  if (format !== 'text') {
    const text = await rendered(report, format);
    return text === '' ? undefined : print(text);
  }
  const known = report.findings.length - fresh(report).length;
  showText(fresh(report), report.sources, files);
  if (known > 0) note(`${String(known)} known by the baseline: not shown`);
  if (report.gone.length > 0)
    note(`${String(report.gone.length)} of the baseline found no more: \`--update-baseline\` takes them out`);
}

async function rendered(report: CheckReport, format: Exclude<CheckOptions['format'], 'text'>): Promise<string> {
  switch (format) {
    case 'json':
      return JSON.stringify((await import('../diagnostics/json.js')).checkJson(report), null, 2);
    case 'jsonl':
      return (await import('../diagnostics/json.js')).renderJsonLines(report);
    case 'sarif':
      return JSON.stringify(await sarif(report), null, 2);
    case 'github':
      return (await import('../diagnostics/github.js')).renderGithub(report);
    case 'gitlab':
      return JSON.stringify((await import('../diagnostics/gitlab.js')).gitlabIssues(report), null, 2);
    case 'junit':
      return (await import('../diagnostics/junit.js')).renderCheckJunit(report);
    case 'markdown':
      return (await import('../diagnostics/check-markdown.js')).renderCheckMarkdown(report);
  }
}

/** The report as SARIF, with the rules of every code in it. */
export async function sarif(report: CheckReport): Promise<object> {
  const { sarifLog } = await import('../diagnostics/sarif.js');
  const { allCodes } = await import('../text/registry.js');
  return sarifLog(report, allCodes());
}
