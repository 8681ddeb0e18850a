import { describe, expect, it } from 'vitest';
import { findCode } from '../../../compiler/src/text/registry.js';
import { lifetimeCases } from '../cases/lifetime.cases.js';
import { consistencyCases } from '../consistency.cases.js';
import { fitCases } from '../fit.cases.js';
import { applied, ENTRY, expectClose, find } from '../fixture.js';

const all = { ...fitCases, ...lifetimeCases, ...consistencyCases };

/** Findings that a mend makes smaller: a contract's terms have no zero but another contract. */
const PARTLY: ReadonlySet<string> = new Set(['contract-minimum-unused', 'take-or-pay-unused']);

/** Slugs whose finding has a mend in its case. */
const mended = Object.entries(all).filter(([slug, { fires, options }]) =>
  find(fires, options)
    .one(findCode(slug)!.code)
    .fixes?.some(({ predicted }) => predicted !== undefined),
);

/** Mends of one finding that are made one after the other: a smaller cache helps after prompts have servers of their own. */
const MOST = 3;

describe.each(mended)('%s', (slug, { fires, options }) => {
  it('is gone once its mends are made, each of which gives what it promises', () => {
    const { code } = findCode(slug)!;
    let found = find(fires, options);
    const before = found.one(code).impact?.presentValue ?? 0;
    for (let made = 0; made < MOST; made++) {
      const fix = found.of(code)[0]?.fixes?.find(({ predicted }) => predicted !== undefined);
      if (fix === undefined) break;
      const texts = applied(found, fix, options?.files);
      found = find(texts[ENTRY]!, { ...options, files: texts });
      expectClose(found.result.presentValue, fix.predicted!.planPresentValue);
    }
    // The least mismatch is a finding here, a dollar: a month's last kilowatts, and hours that no capacity gives back.
    const left = found.of(code).reduce((sum, { impact }) => sum + (impact?.presentValue ?? 0), 0);
    if (PARTLY.has(slug)) expect(left).toBeLessThan(0.5 * before);
    else expect(found.of(code).map(({ message }) => message)).toEqual([]);
  });
});
