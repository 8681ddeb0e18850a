/** An example: a team asserts on a plan in its own tests, through the module that `dcplan build --emit ts` gives. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { dcplan, folderOf, SMALL } from '../cli/harness.js';

/** What the module exports, as far as these tests look at it; where it is written to disk its own types are exact. */
interface Campus {
  readonly plan: { readonly campus: readonly { readonly hall: readonly unknown[] }[] };
  readonly years: readonly number[];
  readonly metrics: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly value: number | null; readonly unit: string; readonly byYear: readonly (number | null)[] }
        >
      >
    >
  >;
}

const folder = folderOf({ 'campus.dcplan': SMALL });
let campus: Campus;

beforeAll(async () => {
  const { stdout } = await dcplan('build', '--emit', 'ts', join(folder, 'campus.dcplan'));
  writeFileSync(join(folder, 'campus.ts'), stdout);
  campus = (await import(join(folder, 'campus.ts'))) as Campus;
}, 120_000);

it('the interconnection agreement holds', () => {
  expect(campus.metrics['First.Grid']?.['peak']).toMatchObject({ unit: 'MW' });
  expect(campus.metrics['First.Grid']?.['peak']?.value).toBeLessThan(8);
});

it('one hall, over two years, whose dPUE is modest in each', () => {
  expect(campus.plan.campus[0]?.hall).toHaveLength(1);
  expect(campus.years).toEqual([2027, 2028]);
  for (const value of campus.metrics['First.A']?.['pue']?.byYear ?? [null]) expect(value).toBeLessThan(1.3);
});

it('nobody pays more than the budget', () => {
  expect(campus.metrics['First']?.['cost']).toMatchObject({ unit: 'MUSD' });
  expect(campus.metrics['First']?.['cost']?.value).toBeLessThan(70);
});
