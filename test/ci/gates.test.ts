/** Gates of `check`: thresholds of dcplan.json, the baseline, the lock, suppressions past their date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { JsonCheck } from '../../compiler/src/diagnostics/json.js';
import { fingerprints } from '../../compiler/src/diagnostics/fingerprint.js';
import { configSchema } from '../../compiler/src/diagnostics/review-schemas.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { isVersion, readConfig } from '../../compiler/src/workspace/config.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { lockComplaints } from '../../compiler/src/workspace/lock.js';
import { judgeThresholds, type Measured } from '../../compiler/src/workspace/thresholds.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { folderOf } from '../cli/harness.js';
import { finding, place, SOURCE } from './findings.js';
import { HEAD, parts, planText } from './plan.js';
import { dcplanIn, useProgram } from './program.js';

useProgram();

const json = (stdout: string): JsonCheck => JSON.parse(stdout) as JsonCheck;
const codes = (stdout: string): string[] => json(stdout).diagnostics.map(({ code }) => code);

describe('dcplan.json', () => {
  const validate = new Ajv2020({ strict: false }).compile(configSchema);

  it('says what it may say', () => {
    const text = JSON.stringify({
      dcplan: '0.1',
      library: '0.1.0',
      plans: ['plans'],
      failOn: 'warning',
      baseline: 'known.json',
      locked: true,
      thresholds: [{ metric: '*.peak', atMost: '290 MW', increase: 5, severity: 'info', message: 'ask' }],
    });
    expect(validate(JSON.parse(text))).toBe(true);
    expect(readConfig(text)).toEqual(JSON.parse(text));
    expect(readConfig('{}')).toEqual({ thresholds: [] });
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['{ "failOn": }', 'this is no JSON: '],
    ['[]', 'an object is due, and this is a list'],
    ['{ "failon": "error" }', 'there is no `failon` here; did you mean `failOn`?'],
    ['{ "failOn": "never" }', '`failOn`: one of `error`, `warning`, `info` is due, and this is `"never"`'],
    ['{ "dcplan": "^0.1" }', '`dcplan`: a version is written `0.1.0` or `0.1`, and this is `^0.1`'],
    ['{ "plans": "plans" }', '`plans`: a list is due, and this is `"plans"`'],
    ['{ "plans": [1] }', '`plans[0]`: a text is due, and this is `1`'],
    ['{ "locked": null }', '`locked`: `true` or `false` is due, and this is `null`'],
    ['{ "thresholds": [{ "atMost": 1 }] }', '`thresholds[0]`: a `metric` is missing'],
    ['{ "thresholds": [{ "metric": "peak", "atMost": 1 }] }', '`thresholds[0].metric`: a metric is written'],
    [
      '{ "thresholds": [{ "metric": "*.peak" }] }',
      '`thresholds[0]`: one of `atMost`, `atLeast`, `increase`, `decrease`, `crossing` is missing',
    ],
    [
      '{ "thresholds": [{ "metric": "*.peak", "atMost": {} }] }',
      '`thresholds[0].atMost`: a text is due, and this is an object',
    ],
  ];
  it.each(wrong)('%s is refused, with the place', (text, message) => {
    expect(() => readConfig(text)).toThrow(message);
    if (!message.includes('no JSON')) expect(validate(JSON.parse(text))).toBe(false);
  });

  it('pins versions, to the patch or not', () => {
    expect([
      isVersion('0.1.3', '0.1'),
      isVersion('0.1.3', '0.1.3'),
      isVersion('0.1.3', '0.1.2'),
      isVersion('0.10.0', '0.1'),
    ]).toEqual([true, true, false, false]);
  });

  it('of another version stops the command', { timeout: 120_000 }, async () => {
    const folder = folderOf({ 'a.dcplan': planText(), 'dcplan.json': '{ "library": "9.9" }' });
    expect(await dcplanIn(folder, ['check', '--no-simulate'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'dcplan: dcplan.json asks for the library 9.9, and this is 0.1.0: install that version, or change the file and look at what moves\n',
    });
    writeFileSync(join(folder, 'dcplan.json'), '{ "failon": "error" }');
    expect((await dcplanIn(folder, ['check', '--no-simulate'])).stderr).toBe(
      'dcplan: dcplan.json: there is no `failon` here; did you mean `failOn`?\n',
    );
  });

  it('says which plans are meant and what fails', { timeout: 120_000 }, async () => {
    const unused = planText({}, HEAD.replace('{ Dallas }', '{ Dallas, Phoenix }'));
    const folder = folderOf({
      'plans/a.dcplan': unused,
      'drafts/b.dcplan': 'let a = b\n',
      'dcplan.json': '{ "plans": ["plans"], "failOn": "warning" }',
    });
    const { code, stdout } = await dcplanIn(folder, ['check', '--no-simulate', '--format', 'json']);
    expect({ code, codes: codes(stdout) }).toEqual({ code: 1, codes: ['DCP2003'] });
    expect((await dcplanIn(folder, ['check', '--no-simulate', '--fail-on', 'error'])).code).toBe(0);
  });
});

describe('thresholds', () => {
  const simulated = (text: string): Measured => {
    const workspace = new Workspace({ stdlib: stdlibFiles, read: () => text, resolve: (_, spec) => spec });
    const { plan, origins } = workspace.compile('a.dcplan');
    return { file: 'a.dcplan', report: { result: workspace.simulate(plan!), fits: new Map() }, origins };
  };
  const plan = simulated(planText());
  const judged = (thresholds: readonly object[], of = plan) =>
    judgeThresholds(readConfig(JSON.stringify({ thresholds })).thresholds, of);

  it('bound a metric of one block or of all, in any unit of its dimension', () => {
    const { diagnostics, values, matched } = judged([
      { metric: 'First.contracted', atMost: '1_500 kW', message: 'the substation' },
      { metric: '*.pue', atLeast: 5, severity: 'warning' },
      { metric: 'First.Grid.use', atMost: '400 %' },
      { metric: 'First.cost', atMost: '1 MUSD' },
      { metric: 'First.nothing', atMost: 1 },
    ]);
    expect(diagnostics.map(({ severity, path, code }) => `${severity} ${code} ${path ?? ''}`)).toEqual([
      'error DCP6201 First',
      'warning DCP6201 First',
      'warning DCP6201 First.A',
      'warning DCP6201 First.B',
      'error DCP6201 First',
    ]);
    const [contracted] = diagnostics;
    expect(contracted?.message).toBe('`First.contracted` is 2 MW, above 1.5 MW (the substation)');
    expect(planText().slice(contracted?.location.span.start, contracted?.location.span.end)).toBe('First');
    expect(diagnostics.at(-1)?.message).toMatch(/^`First\.cost` is [\d.]+ M USD, above 1 M USD$/);
    expect(values.get('First.contracted')).toBe(2e6);
    expect([...matched]).toEqual([0, 1, 2, 3]);
  });

  it('are refused where the unit is none of the metric', () => {
    const at = (atMost: number | string) => () => judged([{ metric: 'First.peak', atMost }]);
    expect(at('3 MWh')).toThrow('`thresholds[0].atMost`: `peak` is shown in `MW`, and `MWh` is no unit of the same');
    expect(at('3')).toThrow('`peak` needs a unit, such as `3 MW`');
    expect(at('3 mw')).toThrow('MW');
    expect(at('three MW')).toThrow('a quantity is written `290 MW`, and this is `three MW`');
  });

  it('on changes are held against what there was', () => {
    const bounds = [
      { metric: 'First.contracted', increase: '10 %' },
      { metric: 'First.contracted', increase: '2 MW' },
      { metric: 'First.contracted', crossing: '2.5 MW' },
      { metric: 'First.peak', decrease: '0.1 MW' },
      { metric: 'First.Grid.use', decrease: '5 pp' },
    ];
    const more = simulated(planText({ grid: parts.grid.replace('2 MW', '3 MW') }));
    const messages = (known: ReadonlyMap<string, number | null>, of = more) =>
      judged(bounds, { ...of, known }).diagnostics.map(({ message }) => message);
    const { values } = judged(bounds);
    expect(messages(values, plan)).toEqual([]);
    expect(messages(values)).toEqual([
      '`First.contracted` grows from 2 MW to 3 MW (50 %), by more than 10 %',
      '`First.contracted` passes 2.5 MW, from 2 MW to 3 MW',
      expect.stringMatching(/^`First\.Grid\.use` falls from [\d.]+ % to [\d.]+ % \(33\.3 %\), by more than 5 %$/),
    ]);
    expect(messages(new Map())).toEqual([]);
    expect(
      judged(bounds, { ...more, known: new Map([['First.contracted', null]]) }).diagnostics.map(({ code }) => code),
    ).toEqual(['DCP6202', 'DCP6202', 'DCP6202']);
  });

  it('fail a check, and stop it where no plan has the metric', { timeout: 120_000 }, async () => {
    const folder = folderOf({
      'a.dcplan': planText(),
      'dcplan.json': '{ "thresholds": [{ "metric": "First.contracted", "increase": "1 %" }] }',
    });
    expect((await dcplanIn(folder, ['check', '--update-baseline'])).code).toBe(0);
    writeFileSync(join(folder, 'a.dcplan'), planText({ grid: parts.grid.replace('2 MW', '3 MW') }));
    const { code, stdout } = await dcplanIn(folder, [
      'check',
      '--baseline',
      'dcplan.baseline.json',
      '--format',
      'json',
    ]);
    expect({ code, codes: codes(stdout).filter((each) => each.startsWith('DCP62')) }).toEqual({
      code: 1,
      codes: ['DCP6201'],
    });
    writeFileSync(join(folder, 'dcplan.json'), '{ "thresholds": [{ "metric": "First.peek", "atMost": 3 }] }');
    expect((await dcplanIn(folder, ['check'])).stderr).toBe(
      'dcplan: dcplan.json: `thresholds[0]`: none of the plans has a metric `First.peek`\n',
    );
  });
});

describe('the baseline', { timeout: 120_000 }, () => {
  it('takes out what is known, and says what is gone', async () => {
    const folder = folderOf({ 'a.dcplan': planText() });
    const written = await dcplanIn(folder, ['check', '--update-baseline']);
    expect(written.stderr).toMatch(/^wrote [1-9]\d* findings to dcplan\.baseline\.json\n$/);
    const bytes = readFileSync(join(folder, 'dcplan.baseline.json'), 'utf8');
    await dcplanIn(folder, ['check', '--update-baseline']);
    expect(readFileSync(join(folder, 'dcplan.baseline.json'), 'utf8')).toBe(bytes);
    // Lines move, a block and what names it have another name: all is known still but what is on that block itself.
    const moved = planText({ work: parts.work.replace('Assistant', 'Helper'), grid: `\n\n  // moved\n${parts.grid}` });
    writeFileSync(join(folder, 'a.dcplan'), moved);
    const again = await dcplanIn(folder, [
      'check',
      '--baseline',
      'dcplan.baseline.json',
      '--format',
      'json',
      '--fail-on',
      'info',
    ]);
    const { diagnostics, gone } = json(again.stdout);
    const fresh = diagnostics.filter(({ baseline }) => baseline === 'new');
    expect(fresh.every(({ path }) => path?.startsWith('First.Helper') === true)).toBe(true);
    expect(gone.every(({ path }) => path?.startsWith('First.Assistant') === true)).toBe(true);
    expect(diagnostics.filter(({ baseline }) => baseline === 'unchanged').length).toBeGreaterThan(1);
    expect(again.code).toBe(fresh.length > 0 ? 1 : 0);
  });

  it('shows only what is new on a terminal', async () => {
    const folder = folderOf({ 'a.dcplan': planText() });
    await dcplanIn(folder, ['check', '--update-baseline']);
    const { code, stdout, stderr } = await dcplanIn(folder, [
      'check',
      '--baseline',
      'dcplan.baseline.json',
      '--fail-on',
      'info',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'a.dcplan: no findings\n' });
    expect(stderr).toMatch(/^\d+ known by the baseline: not shown\n$/);
  });

  it('is not written for a plan that does not compile, and not read where it is none', async () => {
    const folder = folderOf({ 'a.dcplan': 'let a = b\n', 'bad.json': '{ "schemaVersion": 1, "findings": [{}] }' });
    expect((await dcplanIn(folder, ['check', '--update-baseline'])).stderr).toContain('a.dcplan does not compile');
    expect(await dcplanIn(folder, ['check', '--baseline', 'none.json'])).toMatchObject({
      code: 2,
      stderr: 'dcplan: none.json: there is no such baseline; `dcplan check --update-baseline` writes it\n',
    });
    expect((await dcplanIn(folder, ['check', '--baseline', 'bad.json'])).stderr).toBe(
      'dcplan: bad.json: `findings[0]`: `fingerprint` is missing\n',
    );
  });
});

describe('fingerprints', () => {
  const printOf = (source: string, ...diagnostics: readonly ReturnType<typeof finding>[]): string[] => [
    ...fingerprints(diagnostics, new Sources(() => source)).values(),
  ];

  it('stay when lines move and numbers change, and differ by block, code and file', () => {
    const [print] = printOf(SOURCE, finding());
    const later = finding({ message: 'now by 80 %', location: { ...place('hall A'), span: { start: 90, end: 95 } } });
    expect(printOf(`\n\n${SOURCE}`, later)).toEqual([print]);
    for (const other of [
      finding({ path: 'Prairie.B.cooling' }),
      finding({ code: 'DCP4104' }),
      finding({ location: { ...place('hall A'), file: 'other.dcplan' } }),
    ])
      expect(printOf(SOURCE, other)).not.toEqual([print]);
  });

  it('go by the words where there is no path, and by the condition where a block has several', () => {
    const { path: _path, ...unplaced } = finding({ code: 'DCP2101', location: place('hall A') });
    const shifted = {
      ...unplaced,
      location: {
        ...unplaced.location,
        span: { start: unplaced.location.span.start + 3, end: unplaced.location.span.end + 3 },
      },
    };
    expect(printOf(SOURCE, unplaced)).toEqual(printOf(`\n\n\n${SOURCE}`, shifted));
    const [a, b] = printOf(
      SOURCE,
      finding({ code: 'DCP6001', location: place('pue <= 1.25') }),
      finding({ code: 'DCP6001', location: place('cooling') }),
    );
    expect(a).not.toBe(b);
  });

  it('tell equal ones apart by their order', () => {
    expect(new Set(printOf(SOURCE, finding(), finding())).size).toBe(2);
  });
});

describe('the lock', { timeout: 120_000 }, () => {
  const catalogue = 'rack Mine: HGX_H200_Air { weight: 1_300 kg }\n';
  const withMine = `import "./mine.dcplan" { Mine }\n${planText({ second: parts.second.replace('HGX_H200_Air', 'Mine') })}`;
  const files = {
    'a.dcplan': withMine,
    'mine.dcplan': `import std/racks { HGX_H200_Air }\n${catalogue}`,
    'dcplan.json': '{ "plans": ["a.dcplan"] }',
  };

  it('holds imports and the library by hash', async () => {
    const folder = folderOf(files);
    expect(await dcplanIn(folder, ['check', '--locked', '--no-simulate'])).toMatchObject({
      code: 2,
      stderr: 'dcplan: there is no dcplan.lock in this folder; `dcplan check --update-lock` writes it\n',
    });
    expect((await dcplanIn(folder, ['check', '--update-lock', '--no-simulate'])).stderr).toMatch(
      /^wrote 1 files and \d+ entries of the library to dcplan\.lock\n$/,
    );
    expect(await dcplanIn(folder, ['check', '--locked', '--no-simulate'])).toMatchObject({ code: 0 });
    writeFileSync(join(folder, 'mine.dcplan'), files['mine.dcplan'].replace('1_300', '1_350'));
    expect(await dcplanIn(folder, ['check', '--locked', '--no-simulate'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'dcplan: dcplan.lock is stale: the file mine.dcplan is not as it was locked (`dcplan check --update-lock` takes it over once you have looked)\n',
    });
  });

  it('is stale with a newer library', async () => {
    const folder = folderOf(files);
    await dcplanIn(folder, ['check', '--update-lock', '--no-simulate']);
    const file = join(folder, 'dcplan.lock');
    const older = readFileSync(file, 'utf8')
      .replace(/"engine": "[^"]*"/, '"engine": "dcplan 0.0.9"')
      .replace(/("std\/racks#HGX_H200_Air": ")../, '$1zz');
    writeFileSync(file, older);
    const { code, stderr } = await dcplanIn(folder, ['check', '--locked', '--no-simulate']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'locked with dcplan 0.0.9, and this is dcplan 0.1.0; the library’s entry std/racks#HGX_H200_Air is not as it was locked',
    );
  });

  it('names what is no more, what is new, and not too much of it', () => {
    const lock = (...names: readonly string[]) => ({
      engine: 'dcplan 0.1.0',
      imports: new Map(),
      catalogue: new Map(names.map((name) => [name, 'x'])),
    });
    expect(lockComplaints(lock('a'), lock('a'))).toEqual([]);
    expect(lockComplaints(lock('a'), lock('b'))).toEqual([
      'the library’s entry b is used and not locked',
      'the library’s entry a is locked and no more used',
    ]);
    expect(lockComplaints(lock(), lock('a', 'b', 'c', 'd', 'e', 'f', 'g'))).toEqual([
      'a, b, c, d, e and 2 more are used and not locked',
    ]);
  });
});

it('a suppression past its date fails a check, whatever its severity', { timeout: 120_000 }, async () => {
  const allow = '  @allow("assumption-decides", "measured soon", until: 2026-07)\n';
  const folder = folderOf({ 'a.dcplan': planText({ work: allow + parts.work }) });
  const before = await dcplanIn(folder, ['check', '--today', '2026-06-30', '--format', 'json']);
  const after = await dcplanIn(folder, ['check', '--today', '2026-07-01', '--format', 'json']);
  expect([before.code, after.code]).toEqual([0, 1]);
  expect(json(before.stdout).suppressed.map(({ slug, suppression }) => [slug, suppression?.until])).toEqual([
    ['assumption-decides', '2026-07-01'],
  ]);
  expect(codes(after.stdout)).toContain('DCP6101');
});
