import { existsSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { DiffReport, PlanDiff } from '../diagnostics/diff-report.js';
import { isChanged } from '../diagnostics/diff-report.js';
import { Sources } from '../diagnostics/sources.js';
import { renderText } from '../diagnostics/text.js';
import { diffPlan, type Side } from '../workspace/diff.js';
import { type Checked, engine, Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { isRepository, isRevision, mergeBase, plansAt, revision, textAt } from './git.js';
import { CommandError, EXIT, note, paintFor, print, progress, progressDone } from './terminal.js';

export interface DiffFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly scenario?: string;
  readonly seed: number;
  readonly today?: string;
}

/** One side of a comparison: where its files are read, and which plans there are, by the name that pairs them. */
export interface DiffSide {
  readonly name: string;
  readonly workspace: Workspace;
  readonly plans: ReadonlyMap<string, string>;
  /** By file, what has been checked already: under the same scenario, seed and day. */
  readonly checked?: ReadonlyMap<string, Checked>;
}

/** `dcplan diff`: what changed between two sets of plans, and what that does. Exit code 0 for no change, 1 for any. */
export async function diff(args: readonly string[], flags: DiffFlags): Promise<number> {
  const [base, head] = sidesOf(args);
  const report = compareSides(base, head, flags);
  if (report === undefined) return EXIT.failed;
  print(await rendered(report, flags.format));
  return report.plans.some(isChanged) ? EXIT.findings : EXIT.clean;
}

async function rendered(report: DiffReport, format: DiffFlags['format']): Promise<string> {
  switch (format) {
    case 'json':
      return JSON.stringify((await import('../diagnostics/diff-json.js')).diffJson(report), null, 2);
    case 'markdown':
      return (await import('../diagnostics/diff-markdown.js')).renderDiffMarkdown(report);
    case 'text':
      return (await import('../diagnostics/diff-text.js')).renderDiffText(report, paintFor(process.stdout));
  }
}

/**
 * What is compared: two files or folders that are there; `A..B`, `A...B` or two revisions, with paths; one revision with the
 * working folder; one path with what was committed of it.
 */
function sidesOf(args: readonly string[]): readonly [DiffSide, DiffSide] {
  const [first = '', second, ...rest] = args;
  if (existsSync(first)) {
    if (second !== undefined && rest.length === 0 && existsSync(second)) return twoPaths(first, second);
    const paths = args.map(plainPath);
    return [atRevision('HEAD', paths), workingFolder(paths)];
  }
  const range = /^(.*?)(\.\.\.?)(.*)$/.exec(first);
  if (range !== null) {
    const [, from = '', dots = '', to = ''] = range;
    const [a, b] = [from === '' ? 'HEAD' : from, to === '' ? 'HEAD' : to];
    const paths = args.slice(1).map(plainPath);
    return [dots === '..' ? atRevision(a, paths) : atRevision(a, paths, mergeBase(a, b)), atRevision(b, paths)];
  }
  revision(first);
  if (second !== undefined && !existsSync(second) && isRevision(second))
    return [atRevision(first, rest.map(plainPath)), atRevision(second, rest.map(plainPath))];
  const paths = args.slice(1).map(plainPath);
  return [atRevision(first, paths), workingFolder(paths)];
}

/** A path from the working folder, as git takes it. */
function plainPath(path: string): string {
  return relative('.', path).replaceAll('\\', '/') || '.';
}

function twoPaths(a: string, b: string): readonly [DiffSide, DiffSide] {
  const [isFolder, other] = [a, b].map((path) => statSync(path).isDirectory());
  if (isFolder !== other) throw new CommandError(`${a} and ${b}: a file and a folder cannot be compared`);
  const side = (path: string): DiffSide => ({
    name: path,
    workspace: new Workspace(diskHost()),
    plans: new Map(
      planFiles([path]).map((file) => [other === true ? relative(path, file).replaceAll('\\', '/') : 'the plan', file]),
    ),
  });
  return [side(a), side(b)];
}

/** The plans of a commit. */
export function atRevision(name: string, paths: readonly string[], commit = revision(name)): DiffSide {
  const host = diskHost();
  const texts = new Map<string, string | undefined>();
  const read = (file: string): string | undefined => {
    // Packages are installed, not committed.
    if (/(^|\/)node_modules\//.test(file)) return host.read(file);
    if (!texts.has(file)) texts.set(file, textAt(commit, file));
    return texts.get(file);
  };
  return {
    name,
    workspace: new Workspace({ ...host, read }),
    plans: new Map(plansAt(commit, paths).map((file) => [file, file])),
  };
}

/** The plans as they lie in the working folder. */
function workingFolder(paths: readonly string[]): DiffSide {
  const there = paths.filter((path) => existsSync(path));
  const files = paths.length > 0 && there.length === 0 ? [] : planFiles(there);
  return {
    name: isRepository() ? 'the working folder' : 'this folder',
    workspace: new Workspace(diskHost()),
    plans: new Map(files.map((file) => [file, file])),
  };
}

/** Compares two sides plan by plan; undefined, with the errors on stderr, where one does not compile. */
export function compareSides(
  base: DiffSide,
  head: DiffSide,
  { scenario, seed, today }: Omit<DiffFlags, 'format'>,
): DiffReport | undefined {
  const pairs = pairsOf(base, head);
  if (pairs.length === 0) throw new CommandError('there is no .dcplan file on either side');
  const side = ({ workspace, checked }: DiffSide, file: string | undefined): Side | undefined => {
    if (file === undefined) return undefined;
    const known = checked?.get(file);
    return {
      workspace,
      file,
      ...(scenario === undefined ? {} : { scenario }),
      ...(known === undefined ? {} : { checked: known }),
    };
  };
  const sources = {
    base: new Sources((file) => base.workspace.text(file)),
    head: new Sources((file) => head.workspace.text(file)),
  };
  const plans: PlanDiff[] = [];
  for (const [i, pair] of pairs.entries()) {
    progress('comparing', pair.head ?? pair.base ?? '', i, pairs.length);
    const found = diffPlan(side(base, pair.base), side(head, pair.head), {
      seed,
      ...(today === undefined ? {} : { today }),
    });
    progressDone();
    if (found === undefined) continue;
    if ('side' in found) {
      const { name } = found.side === 'base' ? base : head;
      note(`${renderText(found.diagnostics, sources[found.side], paintFor(process.stderr))}\n`);
      note(`dcplan: ${found.file} does not compile in ${name}: it cannot be compared`);
      return undefined;
    }
    plans.push(found);
  }
  return { engine, seed, scenario: scenario ?? null, base: base.name, head: head.name, plans, sources };
}

interface Pair {
  readonly base?: string;
  readonly head?: string;
}

/** Plans of one name, then of what is left those that declare a campus of one name: a file that was moved. */
function pairsOf(base: DiffSide, head: DiffSide): readonly Pair[] {
  const same = [...head.plans].filter(([name]) => base.plans.has(name));
  const gone = [...base.plans].filter(([name]) => !head.plans.has(name));
  const fresh = [...head.plans].filter(([name]) => !base.plans.has(name));
  const moved = new Map<string, string>();
  for (const [, file] of gone) {
    const campuses = campusesOf(base, file);
    const found = fresh.find(
      ([, other]) => ![...moved.values()].includes(other) && campuses !== '' && campusesOf(head, other) === campuses,
    );
    if (found !== undefined) moved.set(file, found[1]);
  }
  const taken = new Set(moved.values());
  return [
    ...same.map(([name, file]): Pair => ({ base: base.plans.get(name) ?? file, head: file })),
    ...[...moved].map(([was, is]): Pair => ({ base: was, head: is })),
    ...gone.filter(([, file]) => !moved.has(file)).map(([, file]): Pair => ({ base: file })),
    ...fresh.filter(([, file]) => !taken.has(file)).map(([, file]): Pair => ({ head: file })),
  ];
}

function campusesOf({ workspace }: DiffSide, file: string): string {
  return (workspace.compile(file).plan?.campus ?? []).map(({ path }) => path).join(' ');
}
