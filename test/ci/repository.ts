import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A git repository with commits of known authors and days, whatever the machine is set to. */
export class Repository {
  private commits = 0;

  constructor(readonly folder: string) {
    this.git('init', '--quiet', '--initial-branch=main');
  }

  git(...args: readonly string[]): string {
    const day = `2026-06-${String(1 + this.commits).padStart(2, '0')}T12:00:00Z`;
    return execFileSync('git', args, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_SYSTEM: '/dev/null',
        GIT_AUTHOR_NAME: 'Planner',
        GIT_AUTHOR_EMAIL: 'planner@example.com',
        GIT_COMMITTER_NAME: 'Planner',
        GIT_COMMITTER_EMAIL: 'planner@example.com',
        GIT_AUTHOR_DATE: day,
        GIT_COMMITTER_DATE: day,
      },
    }).trim();
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Commits files as they are given; null takes a file away. Returns the commit. */
  commit(message: string, files: Readonly<Record<string, string | null>>): string {
    for (const [name, text] of Object.entries(files)) {
      if (text === null) this.git('rm', '--quiet', name);
      else this.write(name, text);
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', message);
    this.commits++;
    return this.git('rev-parse', 'HEAD');
  }
}
