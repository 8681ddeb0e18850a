/** `dcplan diff` on each commit of a plan's history: what it says of every kind of change, and that causes add up. */
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { diffJson, type JsonDiff, type JsonPlanDiff } from '../../compiler/src/diagnostics/diff-json.js';
import { diffOutputSchema } from '../../compiler/src/diagnostics/review-schemas.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { diffPlan, type Side } from '../../compiler/src/workspace/diff.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { engine, Workspace } from '../../compiler/src/workspace/workspace.js';
import { folderOf } from '../cli/harness.js';
import { HEAD, parts, planText } from './plan.js';
import { dcplanIn, useProgram } from './program.js';
import { Repository } from './repository.js';

useProgram();

const FILE = 'plans/first.dcplan';
const folder = folderOf();
const repository = new Repository(folder);
const validate = new Ajv2020({ strict: false }).compile(diffOutputSchema);

const renamedWork = parts.work.replace('Assistant', 'Helper');
const dearer = { ...parts, work: renamedWork, grid: parts.grid.replace('2 MW', '3 MW') };
const history: readonly (readonly [message: string, text: string])[] = [
  ['first', planText()],
  ['reordered', planText({}, HEAD, ['rest', 'work', 'hall', 'second', 'grid', 'properties'])],
  [
    'written otherwise',
    planText({ grid: '  // more than enough\n  contract Grid: ERCOT_Industrial { capacity: 2_000 kW }\n' }),
  ],
  ['documented', planText({ grid: `  /// The one feeder.\n${parts.grid}` })],
  ['renamed', planText({ work: renamedWork })],
  ['one change', planText({ work: renamedWork, grid: dearer.grid })],
  ['a let', planText({ work: renamedWork, grid: dearer.grid }, HEAD.replace('racks = 40', 'racks = 50'))],
  [
    'several',
    planText(
      {
        ...dearer,
        properties: parts.properties.replace('opens: 2027-01', 'opens: 2027-07'),
        second: '',
        work: renamedWork.replace('[A, B]', '[A]'),
      },
      HEAD.replace('racks = 40', 'racks = 60'),
    ),
  ],
  [
    'a new hall',
    planText(
      {
        ...dearer,
        properties: parts.properties.replace('opens: 2027-01', 'opens: 2027-07'),
        second: parts.second.replaceAll('hall B', 'hall C'),
        work: renamedWork.replace('[A, B]', '[A, C]'),
      },
      HEAD.replace('racks = 40', 'racks = 60'),
    ),
  ],
];
const commits = new Map<string, string>();

beforeAll(() => {
  for (const [message, text] of history) commits.set(message, repository.commit(message, { [FILE]: text }));
});

/** A commit's plan, simulated: without the search for what does not fit, which has tests of its own. */
function side(commit: string): Side {
  const text = repository.git('show', `${commits.get(commit)!}:${FILE}`);
  const workspace = new Workspace({ stdlib: stdlibFiles, read: () => text, resolve: (_, spec) => spec });
  const plan = workspace.compile(FILE).plan!;
  const report = { result: workspace.simulate(plan), findings: [], fits: new Map(), hallFits: [], mismatch: undefined };
  return { workspace, file: FILE, checked: { diagnostics: [], suppressed: [], plan, report } };
}

function diff(from: string, to: string): JsonPlanDiff {
  const [base, head] = [side(from), side(to)];
  const plan = diffPlan(base, head, { seed: 1 });
  if (plan === undefined || 'side' in plan) throw new Error('nothing to compare');
  const sources = new Sources((file) => head.workspace.text(file));
  const report = {
    engine,
    seed: 1,
    scenario: null,
    base: from,
    head: to,
    plans: [plan],
    sources: { base: sources, head: sources },
  };
  return diffJson(report).plans[0]!;
}

/** What the program says of two commits, held against its schema. */
async function diffed(from: string, to: string): Promise<{ code: number; value: JsonDiff; text: string }> {
  const range = `${commits.get(from)!}..${commits.get(to)!}`;
  const { code, stdout, stderr } = await dcplanIn(folder, ['diff', range, '--format', 'json']);
  expect(stderr).toBe('');
  const value = JSON.parse(stdout) as JsonDiff;
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
  return { code, value, text: stdout };
}

/** Shares add up to the whole change of every figure that is shared out. */
function expectWhole({ figures, causes }: JsonPlanDiff): void {
  for (const { metric, change, causes: shares, base, head } of figures) {
    if (shares === null || change === null) continue;
    expect(shares).toHaveLength(causes.length);
    const sum = shares.reduce<number>((total, share) => total + (share ?? NaN), 0);
    const scale = Math.max(Math.abs(base ?? 0), Math.abs(head ?? 0), 1e-12);
    expect(Math.abs(sum - change) / scale, metric).toBeLessThan(1e-9);
  }
}

describe('on a history', { timeout: 120_000 }, () => {
  it.each(['reordered', 'written otherwise'])('%s is no change', async (message) => {
    const { changes, changed, hashes } = diff('first', message);
    expect({ changes, changed }).toEqual({ changes: [], changed: false });
    expect(hashes.base).toBe(hashes.head);
    expect((await diffed('first', message)).code).toBe(0);
  });

  it('documentation changes no number', () => {
    const plan = diff('first', 'documented');
    expect(plan.changes).toEqual([
      { type: 'changed', what: 'documentation', path: 'First.Grid', was: null, is: null, cause: null },
    ]);
    const figures = plan.figures.filter(({ metric }) => !metric.endsWith('it'));
    expect(figures.map(({ change }) => change)).toEqual([0, 0, 0, 0, 0]);
    expect(plan.findings).toMatchObject({ added: [], gone: [] });
  });

  it('a rename shows as one, and moves nothing', () => {
    const plan = diff('first', 'renamed');
    expect(plan.changes).toEqual([
      {
        type: 'renamed',
        what: 'inference',
        path: 'First.Helper',
        was: 'First.Assistant',
        is: 'First.Helper',
        cause: null,
      },
    ]);
    expect(plan.causes).toEqual([]);
    for (const { base, head } of plan.figures) expect(head).toBeCloseTo(base!, 9);
    expect(plan.findings).toMatchObject({ added: [], gone: [] });
  });

  it('one change is the cause of all that moves, fit and dates too', () => {
    const plan = diff('renamed', 'one change');
    expect(plan.changes).toEqual([
      { type: 'changed', what: 'property', path: 'First.Grid.capacity', was: '2 MW', is: '3 MW', cause: 0 },
    ]);
    expect(plan.method).toBe('one');
    expect(plan.figures.find(({ metric }) => metric === 'contracted')).toMatchObject({ base: 2, head: 3, causes: [1] });
    expectWhole(plan);
  });

  it('a let is the cause of what it reaches', () => {
    const plan = diff('one change', 'a let');
    expect(plan.changes).toEqual([{ type: 'changed', what: 'let', path: 'racks', was: '40', is: '50', cause: 0 }]);
    expect(plan.causes).toEqual([{ title: 'let racks', paths: ['First.A.racks'] }]);
    expectWhole(plan);
  });

  it('of several changes each has its share, in any order of making them', () => {
    const plan = diff('a let', 'several');
    expect(plan.method).toBe('shapley');
    expect(plan.causes.map(({ title }) => title)).toEqual([
      'hall First.B removed with First.Helper.on',
      'First.opens',
      'let racks',
    ]);
    expectWhole(plan);
    const cost = plan.figures.find(({ metric }) => metric === 'presentValue');
    expect(cost?.causes?.every((share) => share !== null && share !== 0)).toBe(true);
  });

  it('what is new and what refers to it is one cause', () => {
    const plan = diff('several', 'a new hall');
    expect(plan.causes.map(({ title }) => title)).toEqual(['hall First.C added with First.Helper.on']);
    expect(plan.changes.map(({ type, path }) => `${type} ${path}`)).toEqual([
      'added First.C',
      'changed First.Helper.on',
    ]);
    expectWhole(plan);
  });

  it('each commit adds up, and so does the whole of them', () => {
    const messages = history.map(([message]) => message);
    for (const [i, message] of messages.entries()) if (i > 0) expectWhole(diff(messages[i - 1]!, message));
    const whole = diff('first', 'a new hall');
    expectWhole(whole);
    expect(whole.changes.map(({ type, path }) => `${type} ${path}`)).toContain('renamed First.C');
  });

  it('the program says the same of two commits each time, with findings that come and go', async () => {
    const [once, twice] = await Promise.all([diffed('a let', 'several'), diffed('a let', 'several')]);
    expect(twice.text).toBe(once.text);
    const [plan] = once.value.plans;
    expect(plan).toMatchObject({ base: FILE, head: FILE, changed: true, method: 'shapley' });
    expectWhole(plan!);
    expect(plan!.findings.gone.some(({ path }) => path?.startsWith('First.B') === true)).toBe(true);
    const fit = plan!.figures.find(({ metric }) => metric === 'fit');
    expect(typeof fit?.base).toBe('number');
    expect(fit?.causes?.every((share) => share !== null && share !== 0)).toBe(true);
    expect(fit?.change).not.toBe(0);
    expect(plan!.hallFits.map(({ hall, base, head }) => [hall, base !== null, head !== null])).toEqual([
      ['First.A', true, true],
      ['First.B', true, false],
    ]);
    expect(plan!.hallFits[0]?.head?.fit).toBeGreaterThan(0);
  });

  it('shows people a screen first', async () => {
    const range = `${commits.get('a let')!}..${commits.get('several')!}`;
    const { code, stdout } = await dcplanIn(folder, ['diff', range]);
    expect(code).toBe(1);
    const lines = stdout.split('\n');
    expect(lines[2]).toMatch(/^plans\/first\.dcplan: \d+ changes: hall First\.B removed/);
    expect(lines.findIndex((line) => line === 'Changes')).toBeLessThan(24);
    expect(stdout).toMatch(/^ {2}Present value +[\d.]+ M USD +[\d.]+ M USD +-[\d.]+ M USD {3}\S/m);
    expect(stdout).toContain('are Shapley values');
    expect(lines.filter((line) => line.length > 110)).toEqual([]);
  });
});

describe('what is compared', { timeout: 120_000 }, () => {
  it('is the working folder where one revision is named, and HEAD where a path is', async () => {
    repository.write(FILE, history[8]![1].replace('3 MW', '4 MW'));
    const answers = await Promise.all([
      dcplanIn(folder, ['diff', 'HEAD', '--format', 'json']),
      dcplanIn(join(folder, 'plans'), ['diff', 'first.dcplan', '--format', 'json']),
    ]);
    repository.git('checkout', '--', '.');
    for (const [i, { code, stdout }] of answers.entries()) {
      expect(code).toBe(1);
      const { plans } = JSON.parse(stdout) as JsonDiff;
      expect(plans[0]?.head).toBe([FILE, 'first.dcplan'][i]);
      expect(plans[0]?.changes[0]).toMatchObject({ path: 'First.Grid.capacity', was: '3 MW', is: '4 MW' });
    }
  });

  it('may be two files, two folders, or a file that was moved', async () => {
    const documented = planText({ grid: `  /// The one feeder.\n${parts.grid}` });
    const other = folderOf({ 'a/x.dcplan': planText(), 'b/x.dcplan': documented, 'b/y.dcplan': 'let a = 1\n' });
    const [files, folders] = await Promise.all([
      dcplanIn(other, ['diff', 'a/x.dcplan', 'b/x.dcplan', '--format', 'json']),
      dcplanIn(other, ['diff', 'a', 'b', '--format', 'json']),
    ]);
    for (const { stdout } of [files, folders]) {
      const { plans } = JSON.parse(stdout) as JsonDiff;
      expect(plans.map(({ base, head, changes }) => [base, head, changes.length])).toEqual([
        ['a/x.dcplan', 'b/x.dcplan', 1],
      ]);
    }
    const moved = new Repository(folderOf());
    moved.commit('one', { 'a.dcplan': planText() });
    moved.commit('two', { 'a.dcplan': null, 'sub/b.dcplan': planText() });
    const { code, stdout } = await dcplanIn(moved.folder, ['diff', 'HEAD~1..HEAD', '--format', 'json']);
    expect((JSON.parse(stdout) as JsonDiff).plans.map(({ base, head }) => [base, head])).toEqual([
      ['a.dcplan', 'sub/b.dcplan'],
    ]);
    expect(code).toBe(0);
  });
});

describe('what cannot be compared', { timeout: 120_000 }, () => {
  const failure = async (
    cwd: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const { code, stdout, stderr } = await dcplanIn(cwd, ['diff', ...args], env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    return stderr;
  };

  it('says which revision is missing', async () => {
    expect(await failure(folder, ['nope..HEAD'])).toBe('dcplan: there is no revision `nope` here\n');
    expect(await failure(folder, ['--format=json', '--', '--upload-pack=x..HEAD'])).toContain('there is no revision');
  });

  it('says that a clone is shallow', async () => {
    const shallow = folderOf();
    repository.git('clone', '--quiet', '--depth', '1', `file://${folder}`, join(shallow, 'clone'));
    expect(await failure(join(shallow, 'clone'), [`${commits.get('first')!}..HEAD`])).toMatch(
      /^dcplan: there is no revision `[0-9a-f]{40}` here: this clone is shallow; fetch it whole \(`fetch-depth: 0`, or `git fetch --unshallow`\)\n$/,
    );
  });

  it('says that there is no git, and no repository', async () => {
    expect(await failure(folder, ['main..HEAD'], { PATH: '/nonexistent' })).toMatch(
      /^dcplan: there is no git on this machine: .*\n$/,
    );
    const bare = folderOf({ 'x.dcplan': planText() });
    expect(await failure(bare, ['main..HEAD'], { GIT_CEILING_DIRECTORIES: join(bare, '..') })).toBe(
      'dcplan: main: this is no file, and this folder is in no git repository\n',
    );
  });

  it('says which side does not compile', async () => {
    const broken = folderOf({
      'a.dcplan': planText(),
      'b.dcplan': planText({ hall: parts.hall.replace('power: Grid', 'power: Gird') }),
    });
    const stderr = await failure(broken, ['a.dcplan', 'b.dcplan']);
    expect(stderr).toContain('did you mean `Grid`?');
    expect(stderr).toMatch(/\ndcplan: b\.dcplan does not compile in b\.dcplan: it cannot be compared\n$/);
  });

  it('says what is on neither side', async () => {
    expect(await failure(folder, ['HEAD..HEAD', 'nowhere'])).toBe('dcplan: there is no .dcplan file on either side\n');
  });
});
