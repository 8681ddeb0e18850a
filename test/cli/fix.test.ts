/** `check --fix`: which mends are made, what is said of them, and that simulating the file again gives what was predicted. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonCheck } from '../../compiler/src/diagnostics/json.js';
import { diskHost } from '../../compiler/src/cli/files.js';
import { showMoney } from '../../compiler/src/ir/show.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { dcplan, folderOf, longLines, root, SMALL } from './harness.js';

const TUTORIAL = readFileSync(`${root}/samples/tutorial/04-scenarios-and-gates.dcplan`, 'utf8');

async function findings(file: string): Promise<JsonCheck['diagnostics']> {
  return (JSON.parse((await dcplan('check', '--format', 'json', file)).stdout) as JsonCheck).diagnostics;
}

function presentValue(file: string, scenario?: string): number {
  const workspace = new Workspace(diskHost());
  return workspace.simulate(workspace.compile(file, scenario).plan!).presentValue!;
}

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual / expected - 1)).toBeLessThanOrEqual(1e-9);
}

/** The lines that differ. */
function changed(
  before: string,
  after: string,
): { readonly gone: readonly string[]; readonly added: readonly string[] } {
  const [was, is] = [before.split('\n'), after.split('\n')];
  return { gone: was.filter((line) => !is.includes(line)), added: is.filter((line) => !was.includes(line)) };
}

describe('dcplan check --fix', { timeout: 120_000 }, () => {
  it('makes one mend, and the file then simulates to what was predicted', async () => {
    const folder = folderOf({ 'plan.dcplan': `\ufeff${TUTORIAL.replaceAll('\n', '\r\n')}` });
    const file = `${folder}/plan.dcplan`;
    const before = presentValue(file);
    const found = await findings(file);
    const finding = found.find(({ code }) => code === 'DCP4201')!;
    const { predicted, title } = finding.fixes[0]!;
    const { code, stdout } = await dcplan('check', '--fix', 'network-bisection-unused@Fourth.A', file);
    expect(code).toBe(0);
    const after = presentValue(file);
    expectClose(after, predicted!.planPresentValue);
    expectClose(before - after, predicted!.presentValue);
    const shown = stdout.replaceAll(`${folder}/`, '');
    expect(shown).toMatch(
      /^plan\.dcplan: 1 mend made\n {3}made {2}oversubscription: 8:1 \(network-bisection-unused of /,
    );
    const saved = showMoney(predicted!.presentValue);
    const total = `${showMoney(after)} simulated again: that saves ${saved} (predicted: ${showMoney(predicted!.planPresentValue)}).`;
    expect(shown).toContain(`saves ${saved}, as predicted`);
    expect(shown.replace(/\s+/g, ' ')).toContain(total);
    // What is left is found after it.
    expect(shown).toContain('DCP4502 idle-powered');
    expect(shown).not.toContain('DCP4201');
    expect(longLines(shown)).toEqual([]);
    const text = readFileSync(file, 'utf8');
    expect(title).toBe('oversubscription: 8:1');
    expect(text).toBe(
      `\ufeff${TUTORIAL.replace('oversubscription: 3:1', 'oversubscription: 8:1').replaceAll('\n', '\r\n')}`,
    );
  });

  it('makes those that go together, dearest first, and says what each is worth beside the others', async () => {
    const folder = folderOf({ 'plan.dcplan': TUTORIAL });
    const file = `${folder}/plan.dcplan`;
    const before = presentValue(file);
    const { stdout } = await dcplan('check', file, '--fix');
    const after = presentValue(file);
    const { gone, added } = changed(TUTORIAL, readFileSync(file, 'utf8'));
    expect(gone.length).toBeLessThanOrEqual(2);
    expect(added).toEqual(
      expect.arrayContaining(['    idle: sleep', '    network: LeafSpine { oversubscription: 8:1 }']),
    );
    const worth = [...stdout.matchAll(/(?:after those above it )?saves ([\d.]+) ([kM]) USD(?:, as predicted)?$/gm)].map(
      ([, number, prefix]) => Number(number) * (prefix === 'M' ? 1e6 : 1e3),
    );
    expect(worth.length).toBeGreaterThanOrEqual(3);
    const sum = worth.reduce((all, each) => all + each, 0);
    expect(Math.abs(sum / (before - after) - 1)).toBeLessThan(0.01);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/\(predicted one by one, they save [\d.]+ [kM] USD\)\./);
    // Nothing that saved is left to make, and nothing is made twice.
    const again = await dcplan('check', file, '--fix');
    expect(presentValue(file)).toBeLessThanOrEqual(after);
    expect(again.stdout).not.toContain('idle: sleep (');
  });

  it('leaves out what touches the same text, with the reason', async () => {
    const folder = folderOf({ 'plan.dcplan': SMALL });
    const file = `${folder}/plan.dcplan`;
    const mends = (await findings(file)).flatMap(({ fixes }) => fixes.map(({ edits }) => edits));
    const { stdout } = await dcplan('check', file, '--fix', 'all');
    expect(mends.length).toBeGreaterThan(1);
    const made = stdout.match(/^ {3}made /gm)?.length ?? 0;
    const left = stdout.match(/^ {3}left /gm)?.length ?? 0;
    expect(stdout).toContain(`${String(made)} mends made${left === 0 ? '' : `, ${String(left)} left out`}\n`);
    expect(presentValue(file)).toBeGreaterThan(0);
  });

  it('leaves a file with errors as it is, and shows them', async () => {
    const broken = SMALL.replace('power: Grid', 'power: Gird');
    const folder = folderOf({ 'plan.dcplan': broken });
    const { code, stdout, stderr } = await dcplan('check', '--fix', 'all', `${folder}/plan.dcplan`);
    expect(code).toBe(1);
    expect(stderr).toBe(`${folder}/plan.dcplan does not compile: it is left as it is\n`);
    expect(stdout).toContain('did you mean `Grid`?');
    expect(readFileSync(`${folder}/plan.dcplan`, 'utf8')).toBe(broken);
  });

  it('leaves alone what an `@allow` takes out, and what was not asked for', async () => {
    const allowed = SMALL.replace('  hall A {', '  @allow("network-bisection-unused", "bought already")\n  hall A {');
    const folder = folderOf({ 'plan.dcplan': allowed });
    const file = `${folder}/plan.dcplan`;
    const { stdout } = await dcplan('check', '--fix', 'DCP4201', file);
    expect(stdout).toMatch(/plan\.dcplan: there is nothing to mend\n/);
    await dcplan('check', '--fix', 'DCP4502@Elsewhere', file);
    expect(readFileSync(file, 'utf8')).toBe(allowed);
  });

  it('under a scenario takes what that predicts', async () => {
    const folder = folderOf({ 'plan.dcplan': SMALL });
    const file = `${folder}/plan.dcplan`;
    const shown = await dcplan('check', '--scenario', 'Half', '--format', 'json', file);
    const [fix] = (JSON.parse(shown.stdout) as JsonCheck).diagnostics
      .filter(({ code }) => code === 'DCP4201')
      .flatMap(({ fixes }) => fixes);
    await dcplan('check', '--scenario', 'Half', '--fix', 'DCP4201', file);
    expectClose(presentValue(file, 'Half'), fix!.predicted!.planPresentValue);
  });

  it('says what it cannot do', async () => {
    const folder = folderOf({ 'plan.dcplan': SMALL });
    const file = `${folder}/plan.dcplan`;
    const refused: readonly (readonly [readonly string[], string])[] = [
      [['--fix', 'DCP9999', file], 'there is no finding `DCP9999`'],
      [['--fix=all', '--no-simulate', file], 'leave out `--no-simulate`'],
      [['--fix=all', '--format', 'json', file], 'leave out `--format`'],
      [['--fix', `${folder}/none.dcplan`], 'there is no such file or folder'],
    ];
    for (const [args, message] of refused) {
      const { code, stderr } = await dcplan('check', ...args);
      expect(code).toBe(2);
      expect(stderr).toContain(message);
    }
    expect(readFileSync(file, 'utf8')).toBe(SMALL);
  });
});
