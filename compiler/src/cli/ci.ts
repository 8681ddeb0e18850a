import { appendFileSync, writeFileSync } from 'node:fs';
import { renderCheckMarkdown } from '../diagnostics/check-markdown.js';
import { renderDiffMarkdown } from '../diagnostics/diff-markdown.js';
import type { DiffReport } from '../diagnostics/diff-report.js';
import { renderGithub } from '../diagnostics/github.js';
import { gitlabIssues } from '../diagnostics/gitlab.js';
import { fails, fresh } from '../diagnostics/judged.js';
import type { Severity } from '../text/diagnostic.js';
import type { Baseline, KnownMetrics } from '../workspace/baseline.js';
import type { Config } from '../workspace/config.js';
import { Workspace } from '../workspace/workspace.js';
import { showText } from './check-plans.js';
import { marker, publish } from './comment-api.js';
import { conversation, runNumber } from './conversation.js';
import { atRevision, compareSides, type DiffSide } from './diff.js';
import { diskHost } from './files.js';
import { filesOf, gate, type Gated, mustBeLocked, sarif } from './gated-check.js';
import { commitDay, isRepository } from './git.js';
import { baselineIn, settings } from './settings.js';
import { CommandError, EXIT, note, print } from './terminal.js';

export interface CiOptions {
  readonly base?: string;
  readonly dryRun?: boolean;
  /** File that findings are written to as SARIF. */
  readonly sarif?: string;
  /** File that findings are written to as GitLab's code quality report. */
  readonly codeQuality?: string;
  readonly failOn?: Severity;
  readonly today?: string;
  /** Tells the comments of several runs on one request apart. */
  readonly key: string;
}

const SEED = 1;

/**
 * `dcplan ci`: checks the plans of the working folder, compares them with the base, and says both: annotations, the summary of
 * the job, one comment. Returns the exit code, which is that of the check: a comment that cannot be written does not change it.
 */
export async function ci(paths: readonly string[], options: CiOptions): Promise<number> {
  if (!isRepository()) throw new CommandError('there is no base to compare with: this folder is in no git repository');
  const config = settings();
  const today = options.today ?? commitDay('HEAD');
  const base = atRevision(baseOf(options), paths.length > 0 ? paths : (config.plans ?? []));
  const workspace = new Workspace(diskHost());
  const files = filesOf(workspace, paths, config, undefined);
  if (config.locked === true) mustBeLocked(workspace, files);
  const gated = gate(workspace, files, {
    simulate: true,
    today,
    config,
    ...(options.failOn === undefined ? {} : { failOn: options.failOn }),
    ...baselineOf(config, base),
  });
  const head: DiffSide = {
    name: 'this change',
    workspace,
    plans: new Map(files.map((file) => [file, file])),
    checked: new Map(gated.found.plans.map((plan) => [plan.file, plan])),
  };
  const report = compareSides(base, head, { seed: SEED, today });
  const run = runNumber();
  const comment = commentOf(report, gated, marker(options.key, run));
  if (options.sarif !== undefined)
    writeFileSync(options.sarif, `${JSON.stringify(await sarif(gated.report), null, 2)}\n`);
  if (options.codeQuality !== undefined)
    writeFileSync(options.codeQuality, `${JSON.stringify(gitlabIssues(gated.report), null, 2)}\n`);
  if (options.dryRun === true) {
    print(comment);
    note('dry run: nothing is written to any request or summary');
  } else {
    announce(gated, files);
    summarise(`${renderCheckMarkdown(gated.report)}\n${comment}`);
    const to = conversation();
    note(typeof to === 'string' ? to : (await publish(to, options.key, run, comment)).message);
  }
  return gated.report.findings.some((finding) => fails(finding, gated.report.failOn)) ? EXIT.findings : EXIT.clean;
}

/** @throws CommandError where nothing says what to compare with */
function baseOf({ base, dryRun }: CiOptions): string {
  const { DCPLAN_BASE, GITHUB_BASE_REF, CI_MERGE_REQUEST_DIFF_BASE_SHA, CI_COMMIT_BEFORE_SHA } = process.env;
  const found = [
    base,
    DCPLAN_BASE,
    GITHUB_BASE_REF === undefined || GITHUB_BASE_REF === '' ? undefined : `origin/${GITHUB_BASE_REF}`,
    CI_MERGE_REQUEST_DIFF_BASE_SHA,
    // All zeros where nothing was pushed before: then there is no change.
    CI_COMMIT_BEFORE_SHA?.replace(/^0+$/, 'HEAD'),
    dryRun === true ? 'HEAD' : undefined,
  ].find((each) => each !== undefined && each !== '');
  if (found === undefined)
    throw new CommandError('nothing says what to compare with: give `--base REVISION`, or set DCPLAN_BASE');
  return found;
}

/** What thresholds on changes and known findings are held against: the base revision's metrics, the baseline's findings. */
function baselineOf(config: Config, base: DiffSide): { readonly baseline?: Baseline } {
  const metrics: KnownMetrics = config.thresholds.length > 0 ? metricsAt(base, config) : new Map();
  const findings = config.baseline === undefined ? undefined : baselineIn(config.baseline).findings;
  if (findings === undefined && metrics.size === 0) return {};
  return { baseline: { findings: findings ?? [], metrics } };
}

function metricsAt(base: DiffSide, config: Config): KnownMetrics {
  const known = new Map<string, ReadonlyMap<string, number | null>>();
  const needsFit = config.thresholds.some(({ metric }) => /\.(fit|infrastructureFit)$/.test(metric));
  for (const file of base.plans.values()) {
    const { plan } = base.workspace.compile(file);
    if (plan === undefined || plan.campus.length === 0) continue;
    const report = needsFit ? base.workspace.check(file, { simulate: true, seed: SEED }).report : undefined;
    const values = new Map<string, number | null>();
    for (const metrics of [base.workspace.simulate(plan, SEED).metrics, ...(report === undefined ? [] : [report.fits])])
      for (const [path, mine] of metrics) for (const [name, { value }] of mine) values.set(`${path}.${name}`, value);
    known.set(file, values);
  }
  return known;
}

function commentOf(report: DiffReport | undefined, gated: Gated, hidden: string): string {
  if (report !== undefined) return renderDiffMarkdown(report, [hidden]);
  return [
    hidden,
    '### dcplan: nothing to compare with, one side does not compile',
    renderCheckMarkdown(gated.report),
  ].join('\n\n');
}

/** Findings beside their lines where GitHub runs this; elsewhere as on a terminal. */
function announce({ report }: Gated, files: readonly string[]): void {
  if (process.env['GITHUB_ACTIONS'] !== 'true') return showText(fresh(report), report.sources, files);
  const lines = renderGithub(report);
  if (lines !== '') print(lines);
}

/** A summary of a job takes a megabyte in all. */
const LONGEST_SUMMARY = 1_000_000;

function summarise(markdown: string): void {
  const file = process.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') return;
  const text =
    Buffer.byteLength(markdown) <= LONGEST_SUMMARY
      ? markdown
      : `${markdown.slice(0, LONGEST_SUMMARY / 4)}\n\n(cut: a summary takes a megabyte)\n`;
  appendFileSync(file, text);
}
