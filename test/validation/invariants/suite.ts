import { afterAll, describe, expect, test } from 'vitest';
import { counted, type Holds, runs } from './runs.js';
import { idsOf } from './table.js';

/** Long enough for a thousand plans on a machine that does something else as well. */
const LIMIT = 180_000;

/** Runs the properties of a module as tests, and prints how many cases each drew. */
export function suite(name: string, properties: Readonly<Record<string, Holds>>): void {
  const counts: string[] = [];
  describe(name, () => {
    test.each(Object.entries(properties).map(([title, holds]) => [idsOf(holds).join(', '), title, holds] as const))(
      '%s: %s',
      (ids, title, holds) => {
        const cases = counted(holds);
        expect(cases).toBeGreaterThanOrEqual(runs().numRuns);
        counts.push(`${String(cases)} cases  ${ids}: ${title}`);
      },
      LIMIT,
    );
  });
  afterAll(() => {
    console.log(counts.join('\n'));
  });
}
