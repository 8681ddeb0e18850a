import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { renderCheckMarkdown } from '../diagnostics/check-markdown.js';
import { renderDiffMarkdown } from '../diagnostics/diff-markdown.js';
import type { DiffReport } from '../diagnostics/diff-report.js';
import { renderGithub } from '../diagnostics/github.js';
import { fails, fresh } from '../diagnostics/judged.js';
import type { Severity } from '../text/diagnostic.js';
import type { Baseline, KnownMetrics } from '../workspace/baseline.js';
import type { Config } from '../workspace/config.js';
import { Workspace } from '../workspace/workspace.js';
import { showText } from './check-plans.js';
import { marker, publish, type RunNumber } from './comment-api.js';
import { atRevision, compareSides, type DiffSide } from './diff.js';
import { diskHost } from './files.js';
import { filesOf, gate, type Gated, mustBeLocked, sarif } from './gated-check.js';
import { commitDay } from './git.js';
import { baselineIn, settings } from './settings.js';
import { CommandError, EXIT, note, print } from './terminal.js';

export interface CiOptions {
  readonly base?: string;
  readonly dryRun?: boolean;
  /** File that findings are written to as SARIF. */
  readonly sarif?: string;
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
  if (options.dryRun === true) {
    print(comment);
    note('dry run: nothing is written to any request or summary');
  } else {
    announce(gated, files);
    summarise(`${renderCheckMarkdown(gated.report)}\n${comment}`);
    await say(options.key, run, comment);
  }
  return gated.report.findings.some((finding) => fails(finding, gated.report.failOn)) ? EXIT.findings : EXIT.clean;
}

/** @throws CommandError where nothing says what to compare with */
function baseOf({ base, dryRun }: CiOptions): string {
  const { DCPLAN_BASE, GITHUB_BASE_REF, CI_MERGE_REQUEST_DIFF_BASE_SHA } = process.env;
  const found = [
    base,
    DCPLAN_BASE,
    GITHUB_BASE_REF === undefined || GITHUB_BASE_REF === '' ? undefined : `origin/${GITHUB_BASE_REF}`,
    CI_MERGE_REQUEST_DIFF_BASE_SHA,
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

function runNumber(): RunNumber {
  const { GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = process.env;
  return { id: Number(GITHUB_RUN_ID ?? 0), attempt: Number(GITHUB_RUN_ATTEMPT ?? 1) };
}

async function say(key: string, run: RunNumber, comment: string): Promise<void> {
  const {
    GITHUB_API_URL = 'https://api.github.com',
    GITHUB_REPOSITORY = '',
    GITHUB_TOKEN = '',
    DCPLAN_COMMENT_AUTHOR = 'github-actions[bot]',
  } = process.env;
  const number = requestNumber();
  if (number === undefined) return note('this is no pull request: no comment is written');
  if (GITHUB_TOKEN === '' || GITHUB_REPOSITORY === '') return note('no GITHUB_TOKEN: no comment is written');
  const to = {
    api: GITHUB_API_URL.replace(/\/$/, ''),
    repository: GITHUB_REPOSITORY,
    number,
    token: GITHUB_TOKEN,
    author: DCPLAN_COMMENT_AUTHOR,
  };
  note((await publish(to, key, run, comment)).message);
}

/** The number of the pull request that a workflow runs for. */
function requestNumber(): number | undefined {
  const file = process.env['GITHUB_EVENT_PATH'] ?? '';
  if (file === '') return undefined;
  let event: unknown;
  try {
    event = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new CommandError(`${file}: this is no event of a workflow`);
  }
  if (typeof event !== 'object' || event === null || !('pull_request' in event)) return undefined;
  const request = event.pull_request;
  if (typeof request !== 'object' || request === null || !('number' in request)) return undefined;
  return typeof request.number === 'number' ? request.number : undefined;
}
