/** The GitLab template from end to end: its own script lines, against a local repository and a stand-in for the interface. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderOf, type Ran, root } from '../cli/harness.js';
import { parts, planText } from './plan.js';
import { run, script, useProgram } from './program.js';
import { Repository } from './repository.js';

interface Note {
  readonly id: number;
  body: string;
  readonly author: { readonly id: number };
}

/** The bot that the token stands for. */
const ME = 42;
const notes: Note[] = [];
const requests: string[] = [];
let state = 'opened';
let refuses: number | undefined;

const server = createServer((request, response) => {
  void (async () => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const reply = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const { method = '', url = '' } = request;
    requests.push(`${method} ${url}`);
    if (request.headers['private-token'] !== 'secret') return reply(401, {});
    const at = '/api/v4/projects/acme%2Fplans/merge_requests/7';
    if (url === '/api/v4/user') return reply(200, { id: ME });
    if (url === at) return reply(200, { iid: 7, state });
    if (method === 'GET' && url.startsWith(`${at}/notes?`)) {
      const page = Number(new URL(url, 'http://localhost').searchParams.get('page'));
      return reply(200, notes.slice((page - 1) * 100, page * 100));
    }
    if (refuses !== undefined) return reply(refuses, {});
    const { body } = JSON.parse(text) as { body: string };
    if (method === 'POST' && url === `${at}/notes`) {
      notes.push({ id: notes.length + 1, body, author: { id: ME } });
      return reply(201, notes.at(-1));
    }
    const note = notes.find(({ id }) => method === 'PUT' && url === `${at}/notes/${String(id)}`);
    if (note === undefined) return reply(404, {});
    note.body = body;
    reply(200, note);
  })();
});

interface Job {
  readonly script: readonly string[];
}
const template = parse(readFileSync(join(root, 'docs/dcplan.gitlab-ci.yml'), 'utf8')) as {
  readonly 'dcplan-check': Job;
  readonly '.dcplan': { readonly variables: Readonly<Record<string, string>> };
};

describe('the job of the template', { timeout: 180_000 }, () => {
  useProgram();
  let api = '';
  let base = '';
  const folder = folderOf();
  const bin = folderOf();

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    api = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/v4`;
    const shim = `#!/usr/bin/env bash\n[[ "$1 $2" == '--yes dcplan@latest' ]] || exit 99\nshift 2\nexec '${process.execPath}' '${script}' "$@"\n`;
    writeFileSync(join(bin, 'npx'), shim);
    chmodSync(join(bin, 'npx'), 0o755);
    const repository = new Repository(folder);
    // Without halls: what is found in them is not what this is about.
    const bare = { hall: '', second: '', work: '' };
    base = repository.commit('base', { 'first.dcplan': planText(bare) });
    const change = planText({ ...bare, grid: parts.grid.replace('2 MW', '3 MW') });
    repository.commit('change', { 'first.dcplan': change });
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    notes.length = 0;
    requests.length = 0;
    state = 'opened';
    refuses = undefined;
  });

  function job(pipeline: number, env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const lines = ['set -eo pipefail', ...template['dcplan-check'].script].join('\n');
    return run('bash', ['--noprofile', '--norc', '-c', lines], folder, {
      ...template['.dcplan'].variables,
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      GITLAB_CI: 'true',
      CI_API_V4_URL: api,
      CI_PROJECT_ID: 'acme/plans',
      CI_MERGE_REQUEST_IID: '7',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_PIPELINE_ID: String(pipeline),
      CI_JOB_ID: String(pipeline * 10),
      DCPLAN_TOKEN: 'secret',
      ...env,
    });
  }

  it('keeps one comment, which an older pipeline leaves alone, and writes the report', async () => {
    notes.push({ id: 900, body: '<!-- dcplan:plan run=1.1 -->\n\nforged', author: { id: 7 } });
    const first = await job(10);
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: 'wrote a comment\n' });
    const [, note] = notes;
    expect(note?.body).toMatch(/^<!-- dcplan:plan run=10\.100 -->\n\n### dcplan: 1 change: First\.Grid\.capacity/);
    const report = JSON.parse(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8')) as unknown[];
    expect(report.length).toBeGreaterThan(0);
    expect((await job(9)).stderr).toBe('run 10, a newer one, has written the comment: it stays\n');
    note!.body = '<!-- dcplan:plan run=10.100 -->\n\nas it was';
    expect((await job(11)).stderr).toBe('updated the comment\n');
    expect(notes.map(({ body }) => body.slice(0, 30))).toEqual([
      '<!-- dcplan:plan run=1.1 -->\n\n',
      expect.stringContaining('<!-- dcplan:plan run=11.110'),
    ]);
  });

  it('leaves a closed request alone, and says what a token may not', async () => {
    state = 'merged';
    expect((await job(1)).stderr).toBe('the request is closed: no comment is written\n');
    state = 'opened';
    refuses = 403;
    const refused = await job(1);
    expect(refused.code).toBe(0);
    expect(refused.stderr).toContain('the comment may not be written (403): the token has to be one of the project');
    expect(notes).toEqual([]);
  });

  it('without a token, or without a request, checks and reaches nothing', async () => {
    const [fork, push] = await Promise.all([
      job(1, { DCPLAN_TOKEN: '' }),
      job(1, { CI_MERGE_REQUEST_IID: '', CI_MERGE_REQUEST_DIFF_BASE_SHA: '', CI_COMMIT_BEFORE_SHA: '0'.repeat(40) }),
    ]);
    expect(fork).toMatchObject({ code: 0, stderr: 'no DCPLAN_TOKEN: no comment is written\n' });
    expect(push).toMatchObject({ code: 0, stderr: 'this is no merge request: no comment is written\n' });
    expect(fork.stdout).toMatch(/first\.dcplan: \d+ warnings?/);
    expect(requests).toEqual([]);
  });
});
