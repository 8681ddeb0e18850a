import { spawnSync } from 'node:child_process';
import { CommandError } from './terminal.js';

interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const MOST_BYTES = 256 * 2 ** 20;

/**
 * Runs git with a list of arguments, never through a shell.
 * @throws CommandError where there is no git
 */
function git(args: readonly string[]): Output {
  const ran = spawnSync('git', args, {
    encoding: 'utf8',
    maxBuffer: MOST_BYTES,
    // Names as they are, messages in English, and nothing that asks.
    env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' },
  });
  if (ran.error !== undefined) {
    if ('code' in ran.error && ran.error.code === 'ENOENT')
      throw new CommandError('there is no git on this machine: revisions cannot be compared, files and folders can');
    throw new CommandError(`git could not be run: ${ran.error.message}`);
  }
  return { code: ran.status ?? 1, stdout: ran.stdout, stderr: ran.stderr };
}

/** True where the working folder is part of a git repository. */
export function isRepository(): boolean {
  return git(['rev-parse', '--is-inside-work-tree']).stdout.trim() === 'true';
}

/** The commit that a revision means; undefined where there is none. */
function commitOf(revision: string): string | undefined {
  const { code, stdout } = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  return code === 0 ? stdout.trim() : undefined;
}

export function isRevision(revision: string): boolean {
  return commitOf(revision) !== undefined;
}

/**
 * The commit that a revision means.
 * @throws CommandError where there is none, with what to do in a shallow clone
 */
export function revision(name: string): string {
  if (!isRepository()) throw new CommandError(`${name}: this is no file, and this folder is in no git repository`);
  const commit = commitOf(name);
  if (commit !== undefined) return commit;
  throw new CommandError(`there is no revision \`${name}\` here${shallowAdvice()}`);
}

/**
 * The commit that two revisions have in common.
 * @throws CommandError where there is none
 */
export function mergeBase(a: string, b: string): string {
  const { code, stdout } = git(['merge-base', revision(a), revision(b)]);
  if (code === 0) return stdout.trim();
  throw new CommandError(`\`${a}\` and \`${b}\` have no commit in common here${shallowAdvice()}`);
}

function shallowAdvice(): string {
  const isShallow = git(['rev-parse', '--is-shallow-repository']).stdout.trim() === 'true';
  return isShallow ? ': this clone is shallow; fetch it whole (`fetch-depth: 0`, or `git fetch --unshallow`)' : '';
}

/** The day of a commit, `2026-11-25`. */
export function commitDay(commit: string): string {
  return git(['log', '-1', '--format=%cs', commit]).stdout.trim();
}

/** The plan files of a commit below some paths, as paths from the working folder. */
export function plansAt(commit: string, paths: readonly string[]): string[] {
  const { code, stdout, stderr } = git(['ls-tree', '-r', '-z', '--name-only', commit, '--', ...paths]);
  if (code !== 0) throw new CommandError(`git cannot list ${commit}: ${stderr.trim()}`);
  return stdout
    .split('\0')
    .filter((name) => name.endsWith('.dcplan') && !/(^|\/)(node_modules|\.[^/.][^/]*)\//.test(name))
    .sort();
}

/** The text of a file in a commit; undefined where it has none. The path is from the working folder. */
export function textAt(commit: string, file: string): string | undefined {
  const { code, stdout } = git(['show', '--end-of-options', `${commit}:./${file}`]);
  return code === 0 ? stdout.replace(/^\ufeff/, '') : undefined;
}
