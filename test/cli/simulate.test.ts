import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonSimulation } from '../../compiler/src/diagnostics/simulation-json.js';
import { showMoney } from '../../compiler/src/ir/show.js';
import { dcplan, folderOf, longLines, mistakes, type Ran, SMALL } from './harness.js';

const folder = folderOf({
  'small.dcplan': SMALL,
  'other/small.dcplan': SMALL.replace('campus First', 'campus Second').replaceAll('First.', 'Second.'),
  'racks.dcplan': 'let a = 1\n',
  'broken.dcplan': SMALL.replace('power: Grid', 'power: Gird'),
  'short.dcplan': SMALL.replace('capacity: 8 MW', 'capacity: 0.5 MW')
    .replace('240 of', '60 of')
    .replace(
      / {2}require.*\n/,
      `  workload Nobody: Chat {\n    on: [A]\n    model: Llama_70B\n    demand: 0 req/s\n  }\n`,
    ),
  'long.dcplan': SMALL.replaceAll('hall A', 'hall AHallWithANameThatNobodyWouldWantToReadInATable')
    .replace('on: [A]', 'on: [AHallWithANameThatNobodyWouldWantToReadInATable]')
    .replaceAll('Assistant', 'AnAssistantWithANameThatNobodyWouldWantToReadInATable'),
});
const small = join(folder, 'small.dcplan');
const shown = (text: string): string => text.replaceAll(`${folder}/`, '');

function parsed({ stdout }: Ran): JsonSimulation {
  return JSON.parse(stdout) as JsonSimulation;
}

/** Runs that several tests look at. */
const shared = { text: dcplanOnce('simulate', small), json: dcplanOnce('simulate', '--json', small) };

function dcplanOnce(...args: readonly string[]): () => Promise<Ran> {
  let ran: Promise<Ran> | undefined;
  return () => (ran ??= dcplan(...args));
}

describe('dcplan simulate', () => {
  it('begins with what somebody who has a minute takes along', async () => {
    const { stdout } = await shared.text();
    const [first = ''] = stdout.split('\n\n');
    expect(first.replaceAll('\n', ' ')).toMatch(
      /^It costs [\d.]+ M USD \(present value\); [\d.]+ M USD \([\d.]+ %\) for want of fit, most of it in [a-z ]+\. Change first: .+\. That saves [\d.]+ M USD, from 2027-01 on.*\. Its contract holds\.$/,
    );
    const { presentValue } = parsed(await shared.json());
    expect(first).toContain(`It costs ${showMoney(presentValue)} (`);
  });

  it('names what is exceeded, what is not served, and has no figure for what nobody asks for', async () => {
    const { stdout } = await dcplan('simulate', join(folder, 'short.dcplan'));
    const [first = ''] = stdout.split('\n\n');
    expect(first).toMatch(/^Not served: First\.Assistant \([\d.]+ %\)\.$/m);
    expect(stdout).toMatch(/^ {2}Nobody +0 +0 +- /m);
    expect(stdout.split('short.dcplan:')[0]).not.toContain('unknown');
    expect(first).toMatch(/^More than contracted: First\.Grid from 2027-\d\d\.$/m);
  });

  it('gives the summary, then what does not fit, then how much there is', async () => {
    const { code, stdout, stderr } = await shared.text();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(longLines(stdout)).toEqual([]);
    // The numbers are the models', which have tests of their own: here is how they are laid out.
    const [summary = ''] = shown(stdout).split('\n\nsmall.dcplan:');
    const tables = summary.slice(summary.indexOf('\n\n') + 2);
    expect(tables.split('\n').map((line) => line.trim().split(/ {2,}|: /)[0])).toMatchInlineSnapshot(`
      [
        "First",
        "",
        "whole",
        "------------------------",
        "Contracted",
        "Peak",
        "Mean",
        "IT, mean",
        "Load factor",
        "dPUE",
        "WUE",
        "Cost a year",
        "USD per kW-year",
        "USD per accelerator-hour",
        "",
        "Hall",
        "--------",
        "A",
        "",
        "Workload",
        "---------",
        "Assistant",
        "",
        "Present value",
        "------------------------",
        "racks",
        "electrical path",
        "networks",
        "shell, land, staff, rent",
        "cooling",
        "energy of IT",
        "contract terms",
        "",
        "What to change first",
        "--------------------------------------------------------------",
        "prefill",
        "plantCapacity",
        "idle",
        "network.oversubscription",
        "cooling.supply",
        "",
        "Mismatch cost by part",
        "-----------------------------",
        "sizing and phasing",
        "operation",
        "network",
        "cooling",
        "plan fit",
      ]
    `);
    for (const row of [
      /^ {2}Mean +[\d.]+ MW +[\d.]+ MW +[\d.]+ MW$/m,
      /^ {2}dPUE +1\.\d+ +1\.\d+ +1\.\d+$/m,
      /^ {2}Cost a year( +[\d.]+ M USD){3}$/m,
    ])
      expect(summary).toMatch(row);
    expect(shown(stdout)).toMatch(/\n\nsmall\.dcplan:\d+:\d+ {2}warning {2}DCP4\d{3} /);
    expect(shown(stdout)).toMatch(/\nsmall\.dcplan: \d+ warnings?, \d+ notes? \(`dcplan check` shows the notes\)\n$/);
    expect(stdout).not.toContain('  info  ');
  });

  it('fits its tables into a line whatever blocks are called', async () => {
    const { code, stdout } = await dcplan('simulate', join(folder, 'long.dcplan'));
    expect(code).toBe(0);
    const [summary = ''] = stdout.split(`\n\n${folder}`);
    expect(longLines(summary)).toEqual([]);
    expect(summary).toMatch(/^ {2}AHallWith.*… /m);
  });

  it('keeps errors to stderr and its exit code when a plan does not compile', async () => {
    const { code, stdout, stderr } = await dcplan('simulate', join(folder, 'broken.dcplan'));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('did you mean `Grid`?');
  });
});

describe('dcplan simulate --json', () => {
  it('keeps to its schema and gives the same bytes twice', async () => {
    const first = await shared.json();
    expect(first).toEqual(await dcplan('simulate', '--json', small));
    const value = parsed(first);
    expect(mistakes('simulate', value)).toEqual([]);
    expect(value).toMatchObject({
      schemaVersion: 1,
      plan: { file: small },
      scenario: null,
      seed: 1,
      years: [2027, 2028],
    });
    expect(value.metrics['First']?.['pue']?.byYear).toHaveLength(2);
    expect(value.assumptions.length).toBeGreaterThan(0);
  });

  it('has the same hash as check', async () => {
    const checked = JSON.parse((await dcplan('check', '--no-simulate', '--format', 'json', small)).stdout) as {
      plan: { hash: string };
    };
    expect(parsed(await shared.json()).plan.hash).toBe(checked.plan.hash);
  });

  it('simulates a scenario, and says so and the seed', async () => {
    const half = parsed(await dcplan('simulate', '--json', '--scenario', 'Half', '--seed', '7', small));
    const plain = parsed(await shared.json());
    expect(half).toMatchObject({ scenario: 'Half', seed: 7 });
    const demand = (value: JsonSimulation): number => value.metrics['First.Assistant']?.['demand']?.value ?? 0;
    expect(demand(half)).toBeCloseTo(demand(plain) / 2, 6);
    expect(half.presentValue).toBeLessThan(plain.presentValue ?? 0);
  });
});

describe('dcplan simulate --csv', () => {
  const cells = (file: string): string[][] =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));

  it('writes metrics, costs and the hours of each hall', async () => {
    const out = join(folder, 'csv');
    const { code, stderr } = await dcplan('simulate', '--csv', out, small);
    expect(code).toBe(0);
    expect(shown(stderr)).toBe('wrote 3 files to csv\n');
    expect(readdirSync(out).sort()).toEqual(['costs.csv', 'hours-First-A-2027.csv', 'metrics.csv']);

    const metrics = cells(join(out, 'metrics.csv'));
    expect(metrics[0]).toEqual(['path', 'metric', 'unit', 'value', '2027', '2028']);
    expect(metrics.every((row) => row.length === 6)).toBe(true);
    const value = parsed(await shared.json());
    const pue = metrics.find(([path, metric]) => path === 'First' && metric === 'pue');
    expect(Number(pue?.[3])).toBe(value.metrics['First']?.['pue']?.value);

    const hours = cells(join(out, 'hours-First-A-2027.csv'));
    expect(hours[0]).toEqual(['hour', 'IT W', 'plant W', 'electrical losses W']);
    expect(hours).toHaveLength(8761);
    expect(
      hours
        .slice(1)
        .every((row) => row.length === 4 && row.every((cell) => Number.isFinite(Number(cell)) && cell !== '')),
    ).toBe(true);

    const costs = cells(join(out, 'costs.csv'));
    expect(costs[0]).toEqual(['path', 'item', 'subsystem', 'present value USD', '2027 USD', '2028 USD']);
    expect(costs.slice(1).reduce((sum, row) => sum + Number(row[3]), 0)).toBeCloseTo(value.presentValue ?? 0, 2);
  });
});

describe('dcplan simulate with several plans', () => {
  const out = join(folder, 'several');
  const several = dcplanOnce(
    'simulate',
    '--csv',
    out,
    '--json',
    small,
    join(folder, 'other'),
    join(folder, 'racks.dcplan'),
  );

  it('gives JSON as a document a line, and leaves out modules', async () => {
    const { code, stdout, stderr } = await several();
    expect(code).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => shown((JSON.parse(line) as JsonSimulation).plan.file)),
    ).toEqual(['small.dcplan', 'other/small.dcplan']);
    expect(stderr).toContain(`${folder}/racks.dcplan has no campus: left out\n`);
  });

  it('gives each a folder of CSV files', async () => {
    await several();
    for (const name of ['small', 'other/small'])
      expect(existsSync(join(out, folder, name, 'metrics.csv')), name).toBe(true);
  });
});
