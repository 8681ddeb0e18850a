/** `dcplan test`: what tests of plans hold their plan to, and what is shown of those that fail. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchFiles } from '../../compiler/src/cli/watch.js';
import { drawCondition } from '../../compiler/src/diagnostics/drawn-condition.js';
import type { TestOutcome } from '../../compiler/src/diagnostics/test-report.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { runTest } from '../../compiler/src/workspace/tests.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { dcplan, folderOf } from '../cli/harness.js';
import { parts, planText } from './plan.js';
import { dcplanIn, useProgram } from './program.js';

const FILE = 'plan.dcplan';

/** The outcomes of a plan's tests. */
function outcomes(tests: string, plan = planText()): readonly TestOutcome[] {
  const workspace = new Workspace({ stdlib: stdlibFiles, read: () => `${plan}\n${tests}`, resolve: (_, spec) => spec });
  return workspace.compile(FILE).tests.map((info, index) => runTest(workspace, FILE, index, info));
}

/** Each test with what fails in it. */
function failures(tests: string, plan?: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    outcomes(tests, plan).map(({ title, failed }) => [title, failed.map(({ text, why }) => `${text}: ${why}`)]),
  );
}

const scenarios = `
scenario Surge { First.Assistant.demand: 2 * First.Assistant.demand }
scenario Small: Surge { First.Grid.capacity: 500 kW }
scenario Large { First.Grid.capacity: 4 MW }
`;

describe('a test', { timeout: 120_000 }, () => {
  it('sees the plan under its scenarios and overrides, the later ones over the earlier', () => {
    expect(
      failures(`${scenarios}
test "as it is" { expect First.contracted == 2 MW }
test "a scenario, and what it builds on" {
  with Small
  expect First.contracted == 500 kW
}
test "two, of which the later holds" {
  with Small, Large
  expect First.contracted == 4 MW
}
test "two, the other way about" {
  with Large, Small
  expect First.contracted == 500 kW
}
test "an override sees what stands before it" {
  with Large { First.Grid.capacity: First.Grid.capacity / 2 }
  with First.Grid.capacity: First.Grid.capacity + 1 MW
  expect First.contracted == 3 MW
}
test "and fails where it does not hold" {
  with Large
  expect First.contracted <= 1 MW
  expect First.Grid.capacity >= 1 MW
}`),
    ).toEqual({
      'as it is': [],
      'a scenario, and what it builds on': [],
      'two, of which the later holds': [],
      'two, the other way about': [],
      'an override sees what stands before it': [],
      'and fails where it does not hold': ['First.contracted <= 1 MW: does not hold in 2027'],
    });
  });

  it('finds findings by severity, code and block, or none', () => {
    const found = failures(`${scenarios}
test "small" {
  with Small
  expect error "require-failed" on First
  expect error "DCP6001"
  expect finding on First.Grid
  expect info "require-failed" on First
  expect warning "no-such-slug" on First.A
  expect no findings on First.Grid
}`)['small']!;
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(
      /^info "require-failed" on First: there is no info `require-failed` here; there are (error|warning|note) `/,
    );
    expect(found[1]).toMatch(/^warning "no-such-slug" on First\.A: there is no warning `no-such-slug` here; there /);
    expect(found[2]).toMatch(/^no findings on First\.Grid: there (is|are) /);
  });

  it('that breaks the plan fails with the error', () => {
    expect(failures('test "none" { with First.discount: 140 %\n expect First.pue <= 2 }')['none']).toEqual([
      'none: the plan does not compile under this test: `discount` lies between -5 % and 50 %; this is 140 %.',
    ]);
  });

  it('of a fit searches for the best plan', () => {
    const [found] = outcomes('test "fit" { expect First.fit >= 101 % }');
    expect(found?.failed[0]?.drawn?.join('\n')).toMatch(/^ +[\d.]+ %$/m);
  });
});

describe('a condition that fails', () => {
  it('is drawn with the value of every part', () => {
    expect(
      drawCondition('Grid.peak <= 0.95 * Grid.capacity', [
        { at: 5, value: '290 MW' },
        { at: 10, value: 'false' },
        { at: 18, value: '285 MW' },
        { at: 25, value: '300 MW' },
      ]),
    ).toEqual([
      'Grid.peak <= 0.95 * Grid.capacity',
      '     |    |       |      |',
      '     |    false   285 MW 300 MW',
      '     290 MW',
    ]);
    expect(drawCondition('pue <= 2', [])).toEqual(['pue <= 2', '']);
  });

  it('is drawn in the first month or year in which it fails', { timeout: 60_000 }, () => {
    const [outcome] = outcomes(
      'test "t" { expect First.Grid.peak <= 0.1 * First.Grid.capacity or not First.pue <= 3 }',
    );
    const drawn = outcome?.failed[0]?.drawn?.join('\n').replace(/\d+(\.\d+)? kW(?=\n|$)/g, '…');
    expect(outcome?.failed[0]?.why).toBe('does not hold in 2027-01');
    expect(drawn?.split('\n')[1]).toBe('           |    |      |            |        |  |         |   |');
    for (const word of ['200 kW', '2 MW', 'false', 'true'])
      expect(outcome?.failed[0]?.drawn?.join('\n')).toContain(word);
  });
});

describe('the command', { timeout: 120_000 }, () => {
  const passing = 'test "holds" { expect First.contracted == 2 MW }\n';
  const failing = 'test "the surge\u202e" { expect First.contracted == 3 MW }\n';
  const folder = folderOf({
    'a.dcplan': `${planText()}\n${passing}${failing}`,
    'none.dcplan': planText(),
    'bad.dcplan': 'let a = b\n',
  });
  const at = (name: string): string => join(folder, name);

  it('shows what fails and counts', async () => {
    const { code, stdout, stderr } = await dcplan('test', at('a.dcplan'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.replaceAll(`${folder}/`, '')).toBe(`a.dcplan
pass  holds
fail  the surge\ufffd
   a.dcplan:36:21
   does not hold in 2027
     First.contracted == 3 MW
           |          |
           2 MW       false

2 tests: 1 passed, 1 failed
`);
  });

  it('gives JUnit, and runs what is asked for', async () => {
    const { code, stdout } = await dcplan('test', '--filter', 'HOLDS', '--format', 'junit', at('a.dcplan'));
    expect(code).toBe(0);
    expect(stdout).toContain('<testsuites name="dcplan test" tests="1" failures="0" errors="0" skipped="0">');
    expect(stdout).toMatch(/<testcase name="holds" classname="[^"]+" file="[^"]+" line="35"\/>/);
  });

  it('says where there is nothing to run, and where a plan does not compile', async () => {
    const nothing = await dcplan('test', at('none.dcplan'));
    expect({ ...nothing, stderr: nothing.stderr.replace(folder, '') }).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dcplan: there is no test in /none.dcplan\n',
    });
    expect((await dcplan('test', '--filter', 'zzz', at('a.dcplan'))).stderr).toBe(
      'dcplan: none of 2 tests has `zzz` in its title or file\n',
    );
    const broken = await dcplan('test', at('bad.dcplan'));
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('DCP2101 unknown-name');
  });
});

describe('in threads', { timeout: 120_000 }, () => {
  useProgram();

  it('says the same as one after the other, in the same order', async () => {
    const tests = [1, 2, 3, 4, 5]
      .map((mw) => `test "${String(mw)} MW" { expect First.contracted == ${String(mw)} MW }`)
      .join('\n');
    const folder = folderOf({ 'a.dcplan': `${planText()}\n${tests}\n` });
    const threaded = await dcplanIn(folder, ['test']);
    const { code, stdout } = await dcplan('test', join(folder, 'a.dcplan'));
    expect(threaded.stdout).toBe(stdout.replaceAll(`${folder}/`, ''));
    expect([code, threaded.code]).toEqual([1, 1]);
  });
});

describe('watching', () => {
  it('calls back when a file changes, once for several writes, and stops', { timeout: 20_000 }, async () => {
    const folder = folderOf({ 'a.dcplan': parts.grid, 'other.txt': '' });
    const ended = new AbortController();
    let calls = 0;
    const seen = new Promise<void>((resolve) => {
      void watchFiles(
        () => [join(folder, 'a.dcplan')],
        () => {
          calls++;
          resolve();
        },
        ended.signal,
      );
    });
    writeFileSync(join(folder, 'other.txt'), 'x');
    for (const text of ['a', 'b', 'c']) writeFileSync(join(folder, 'a.dcplan'), text);
    await seen;
    ended.abort();
    expect(calls).toBe(1);
  });
});
