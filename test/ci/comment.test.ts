/** The one comment of a pull request: written, found again, kept from older runs; and how it keeps to its length. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { marker, type Published, publish } from '../../compiler/src/cli/comment-api.js';
import { githubComments } from '../../compiler/src/cli/comment-github.js';
import type { DiffChange, DiffReport, PlanDiff } from '../../compiler/src/diagnostics/diff-report.js';
import { LONGEST_COMMENT, renderDiffMarkdown } from '../../compiler/src/diagnostics/diff-markdown.js';
import { renderDiffText } from '../../compiler/src/diagnostics/diff-text.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { CommentServer } from './comment-server.js';
import { error, FILE, finding, SOURCE } from './findings.js';

let server: CommentServer;
let api: string;
beforeAll(async () => {
  server = new CommentServer();
  api = await server.start();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.comments.length = 0;
  server.requests.length = 0;
  server.state = 'open';
  server.refuses = undefined;
  server.failures = 0;
});

const say = (text: string, id: number, attempt = 1, key = 'plan'): Promise<Published> => {
  const to = { api, repository: 'acme/plans', number: 7, token: 'secret', author: 'github-actions[bot]' };
  return publish(githubComments(to), key, { id, attempt }, `${marker(key, { id, attempt })}\n\n${text}`);
};

describe('a comment', () => {
  it('is written once, then updated', async () => {
    expect(await say('one', 10)).toEqual({ outcome: 'created', message: 'wrote a comment' });
    expect(await say('two', 11)).toEqual({ outcome: 'updated', message: 'updated the comment' });
    expect(await say('two', 12)).toEqual({ outcome: 'unchanged', message: 'the comment says the same already' });
    expect(server.comments.map(({ body }) => body)).toEqual(['<!-- dcplan:plan run=11.1 -->\n\ntwo']);
    expect(server.token).toBe('Bearer secret');
  });

  it('of a newer run stays, and a repeated run comes after its first attempt', async () => {
    await say('newer', 20);
    expect(await say('older', 19)).toMatchObject({
      outcome: 'older',
      message: 'run 20, a newer one, has written the comment: it stays',
    });
    expect(await say('again', 20, 2)).toMatchObject({ outcome: 'updated' });
    expect(await say('late', 20, 1)).toMatchObject({ outcome: 'older' });
    expect(server.comments.map(({ body }) => body)).toEqual(['<!-- dcplan:plan run=20.2 -->\n\nagain']);
  });

  it('has its own for each key, and is found behind many others', async () => {
    for (let i = 0; i < 230; i++) server.add(`talk ${String(i)}`, 'somebody');
    await say('a', 1, 1, 'east');
    await say('b', 1, 1, 'west');
    expect(await say('c', 2, 1, 'east')).toMatchObject({ outcome: 'updated' });
    expect(server.comments).toHaveLength(232);
    expect(server.requests.filter((request) => request.includes('page=3'))).toHaveLength(3);
  });

  it('of somebody else is none of ours, whatever it begins with', async () => {
    server.add('<!-- dcplan:plan run=999.1 -->\n\nhello', 'mallory');
    expect(await say('ours', 1)).toMatchObject({ outcome: 'created' });
    expect(server.comments[0]?.body).toContain('hello');
  });

  it('is not written once the request is closed', async () => {
    server.state = 'closed';
    expect(await say('late', 1)).toEqual({
      outcome: 'closed',
      message: 'the request is closed: no comment is written',
    });
    expect(server.comments).toEqual([]);
  });

  it.each([401, 403, 404])('that may not be written (%i) is said, and is no failure', async (status) => {
    server.refuses = status;
    const { outcome, message } = await say('x', 1);
    expect(outcome).toBe('forbidden');
    expect(message).toContain('a request from a fork has a token that only reads');
  });

  it('is tried again where the server fails, but for what may have been written', async () => {
    server.failures = 2;
    expect(await say('x', 1)).toMatchObject({ outcome: 'created' });
    server.failures = 9;
    expect(await say('y', 2)).toEqual({
      outcome: 'failed',
      message: 'the comment could not be written: GET /pulls/7: 502',
    });
  });
});

const sources = new Sources(() => SOURCE);

function planDiff(more: Partial<PlanDiff> = {}): PlanDiff {
  const figure = { campus: 'Prairie', unit: 'MUSD', metric: 'presentValue', label: 'Present value' };
  return {
    base: FILE,
    head: FILE,
    hashes: { base: 'a', head: 'b' },
    changes: [
      { type: 'changed', what: 'property', path: 'Prairie.A.cooling.supply', was: '32 degC', is: '36 degC', cause: 0 },
      { type: 'added', what: 'hall', path: 'Prairie.Edge', was: null, is: null, cause: 1 },
      {
        type: 'renamed',
        what: 'contract',
        path: 'Prairie.Grid',
        was: 'Prairie.Utility',
        is: 'Prairie.Grid',
        cause: null,
      },
      { type: 'added', what: 'require', path: 'Prairie', was: null, is: 'pue <= `1.25` | 2', cause: null },
      { type: 'changed', what: 'documentation', path: '', was: null, is: null, cause: null },
    ],
    causes: [
      { title: 'Prairie.A.cooling', paths: ['Prairie.A.cooling'] },
      { title: 'hall Prairie.Edge added', paths: ['Prairie.Edge'] },
    ],
    method: 'shapley',
    figures: [
      { ...figure, base: 4.1e8, head: 4.4e8, change: 3e7, causes: [-1e7, 4e7] },
      { ...figure, metric: 'pue', label: 'dPUE', unit: '', base: 1.2, head: 1.2, change: 0, causes: [0, 0] },
      { ...figure, metric: 'fit', label: 'Fit', unit: '%', base: 0.9, head: 0.88, change: -0.02, causes: null },
      { ...figure, metric: 'cost', label: 'Cost a year', base: null, head: 4e7, change: null, causes: [null, null] },
    ],
    dates: [{ campus: 'Prairie', label: 'First breach of a contract', base: null, head: '2031-02' }],
    binds: [{ hall: 'Prairie.A', base: 'power', head: 'liquid cooling' }],
    hallFits: [
      {
        hall: 'Prairie.A',
        base: { fit: 0.91, infrastructureFit: 0.8, failing: 'cooling' },
        head: { fit: 0.94, infrastructureFit: 0.9, failing: 'network' },
      },
      { hall: 'Prairie.Edge', base: null, head: { fit: null, infrastructureFit: null, failing: null } },
      {
        hall: 'Prairie.Same',
        base: { fit: 0.9, infrastructureFit: 0.9, failing: null },
        head: { fit: 0.9, infrastructureFit: 0.9, failing: null },
      },
    ],
    added: [{ diagnostic: error, fingerprint: 'f' }],
    gone: [{ diagnostic: finding(), fingerprint: 'g' }],
    kept: 3,
    ...more,
  };
}

const reportOf = (...plans: readonly PlanDiff[]): DiffReport => ({
  engine: 'dcplan 0.1.0',
  seed: 1,
  scenario: null,
  base: 'main',
  head: 'this change',
  plans,
  sources: { base: sources, head: sources },
});

describe('what it says', () => {
  it('looks so', () => {
    expect(renderDiffMarkdown(reportOf(planDiff()), [marker('plan', { id: 1, attempt: 1 })])).toMatchSnapshot();
  });

  it('looks so on a terminal', () => {
    expect(renderDiffText(reportOf(planDiff()))).toMatchSnapshot();
  });

  it('is short where nothing has changed, and where a plan is new or gone', () => {
    const same = planDiff({ changes: [], causes: [], figures: [], dates: [], binds: [], added: [], gone: [] });
    expect(renderDiffMarkdown(reportOf(same))).toMatch(/^### dcplan: no change in what the plans declare\n\n<sub>/);
    expect(renderDiffText(reportOf(same, same))).toBe('main -> this change: no change in 2 plans');
    expect(renderDiffText(reportOf({ ...same, base: null }))).toContain('a new plan');
    expect(renderDiffText(reportOf({ ...same, head: null }))).toContain('the plan is gone');
  });

  it('has at most eight rows of figures, those that move before others', () => {
    const figures = Array.from({ length: 20 }, (_, i) => ({
      ...planDiff().figures[0]!,
      campus: `C${String(i)}`,
      head: i % 2 === 0 ? 4.1e8 : 4.4e8,
    }));
    const text = renderDiffMarkdown(reportOf(planDiff({ figures, dates: [] })));
    const rows = text.split('\n').filter((line) => /^\| C\d+: Present value/.test(line));
    expect(rows).toHaveLength(8);
    expect(rows.every((row) => row.includes('**+30 M USD**'))).toBe(true);
  });

  it('cannot be broken by names and messages', () => {
    const rogue = '</details> <script> @team `x` | [a](b)';
    const change: DiffChange = { type: 'changed', what: 'property', path: rogue, was: rogue, is: rogue, cause: 0 };
    const whole = renderDiffMarkdown(
      reportOf(
        planDiff({
          changes: [change],
          causes: [{ title: rogue, paths: [] }],
          added: [{ diagnostic: finding({ message: rogue }), fingerprint: 'x' }],
        }),
      ),
    );
    // What stands in code is shown as it is.
    const text = whole.replace(/(`+) .*? \1(?!`)|`[^`\n]+`/g, '');
    expect(text.match(/<\/details>/g)).toEqual(text.match(/<details>/g)?.map(() => '</details>'));
    expect(text).not.toMatch(/<script|@team|\[a\]\(b\)/);
  });
});

describe('ten thousand findings and changes', () => {
  const many = planDiff({
    added: Array.from({ length: 10_000 }, (_, i) => ({
      diagnostic: i === 5_000 ? error : finding({ path: `Prairie.H${String(i)}`, message: 'x'.repeat(900) }),
      fingerprint: String(i),
    })),
    changes: Array.from({ length: 10_000 }, (_, i): DiffChange => ({
      type: 'changed',
      what: 'property',
      path: `Prairie.H${String(i)}.racks`,
      was: 'y'.repeat(72),
      is: 'z'.repeat(72),
      cause: 0,
    })),
  });

  it('keep to the length of a comment, and what is cut is named', () => {
    const text = renderDiffMarkdown(reportOf(many), [marker('plan', { id: 1, attempt: 1 })]);
    expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(text).toMatch(/^<!-- dcplan:plan run=1\.1 -->\n\n### dcplan: /);
    expect(text).toContain('> Left out for length: ');
    expect(text).toContain(`changes of \`${FILE}\``);
    expect(text).toContain('**error** DCP6001');
    expect(text.match(/<\/details>/g)?.length).toBe(text.match(/<details>/g)?.length);
    expect(text.trimEnd().endsWith('</sub>')).toBe(true);
  });

  it('of many plans too, however short the limit', () => {
    for (const limit of [65_536, 20_000, 4_000, 600]) {
      const text = renderDiffMarkdown(reportOf(...Array.from({ length: 40 }, () => many)), [], limit);
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text).toContain('### dcplan: 40 plans change');
    }
  });

  it('are cut on a terminal too, and it says so', () => {
    const text = renderDiffText(reportOf(many));
    expect(text).toContain('and 9940 further changes; --format json gives all of them');
    expect(text).toContain('9800 further findings not shown here');
  });
});
