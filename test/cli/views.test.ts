import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonNaive, JsonSensitivity } from '../../compiler/src/diagnostics/views-json.js';
import { dcplan, folderOf, longLines, mistakes, SMALL } from './harness.js';

const folder = folderOf({
  'small.dcplan': SMALL,
  'broken.dcplan': SMALL.replace('power: Grid', 'power: Gird'),
});
const small = join(folder, 'small.dcplan');

describe('dcplan simulate', () => {
  it.each(['average-load', 'nameplate', 'pue-only'])('--as %s stands beside the summary', async (view) => {
    const { code, stdout } = await dcplan('simulate', '--as', view, small);
    expect(code).toBe(0);
    expect(longLines(stdout)).toEqual([]);
    expect(stdout).toContain(`As ${view}: `);
    expect(stdout).toMatch(new RegExp(`${view} +simulated +difference`));
    expect(stdout).toContain('What this misses: ');
  });

  it('--as what there is not', async () => {
    const { code, stderr } = await dcplan('simulate', '--as', 'guess', small);
    expect(code).toBe(2);
    expect(stderr).toContain('Allowed choices are average-load, nameplate, pue-only');
  });

  it('--sensitivity names figures and their sources', async () => {
    const { code, stdout } = await dcplan('simulate', '--sensitivity', small);
    expect(code).toBe(0);
    expect(longLines(stdout)).toEqual([]);
    for (const headline of ['present value', 'cost of a million tokens of Assistant', 'dPUE of First'])
      expect(stdout).toContain(`What moves the ${headline} most`);
    expect(stdout).toMatch(/\d+ figures, \d+ simulations/);
  });

  it('gives both as JSON, where they are asked for', async () => {
    const { stdout } = await dcplan('simulate', '--json', '--sensitivity', '--as', 'nameplate', small);
    const value = JSON.parse(stdout) as { readonly naive: JsonNaive; readonly sensitivity: JsonSensitivity };
    expect(mistakes('simulate', value)).toEqual([]);
    expect(value.naive.view).toBe('nameplate');
    expect(value.sensitivity.headlines.map(({ metric }) => metric)).toEqual([
      'presentValue',
      'levelisedCostPerMtok',
      'pue',
    ]);
    const plain = JSON.parse((await dcplan('simulate', '--json', small)).stdout) as object;
    expect(Object.keys(plain).filter((key) => key === 'naive' || key === 'sensitivity')).toEqual([]);
  });
});

describe('dcplan explain --at', () => {
  it('shows the arithmetic of the findings at a line', async () => {
    const { stdout: found } = await dcplan('check', small);
    const place = /^(\S+:\d+):\d+ +warning +(DCP4\d+)/m.exec(found);
    expect(place, found).not.toBeNull();
    const { code, stdout } = await dcplan('explain', '--at', place![1]!);
    expect(code).toBe(0);
    expect(longLines(stdout)).toEqual([]);
    expect(stdout).toContain(place![2]!);
    expect(stdout).toMatch(/present value, USD +as written +mended +difference/);
    expect(stdout).toContain('What it rests on');
    const [, one] = place!.slice(1);
    expect((await dcplan('explain', one!, '--at', place![1]!)).stdout).toContain(one!);
  });

  it.each([
    [['--at', 'nowhere'], '`nowhere` is no place: a file and a line, as in plan.dcplan:32'],
    [['--at', `${small}:1`], 'no finding of the simulation points at'],
    [['DCP9999', '--at', `${small}:1`], 'there is no finding `DCP9999`'],
    [['--at', `${join(folder, 'broken.dcplan')}:1`], 'does not compile to a campus'],
  ])('says what is wrong: %j', async (args, words) => {
    const { code, stderr } = await dcplan('explain', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
