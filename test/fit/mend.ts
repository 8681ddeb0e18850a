import { expect } from 'vitest';
import { applied, ENTRY, expectClose, type Files, find, type Found, workspaceOf } from './fixture.js';

export interface Mended {
  readonly before: Found;
  readonly title: string;
  /** Text of the entry file with the mend made. */
  readonly text: string;
  readonly after: Found;
}

/**
 * Makes every mend of one code's findings in the text, each by itself, compiles and simulates that anew, and expects what
 * was predicted. Returns the first whose title contains `title`. One year is enough for that.
 */
export function mend(plan: string, code: string, title: string, files: Files = {}): Mended {
  const before = find(plan.replace('horizon: 2 years', 'horizon: 1 year'), { files });
  const fixes = before.of(code).flatMap((finding) => finding.fixes ?? []);
  expect(
    fixes.length,
    before
      .of(code)
      .map(({ message }) => message)
      .join('\n'),
  ).toBeGreaterThan(0);
  const mended = fixes.map((fix) => {
    const texts = applied(before, fix, files);
    const workspace = workspaceOf(texts);
    const { plan, diagnostics } = workspace.compile(ENTRY);
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
    const result = workspace.simulate(plan!);
    expectClose(result.presentValue, fix.predicted!.planPresentValue);
    // The difference of two large numbers carries their rounding.
    expect(
      Math.abs(before.result.presentValue! - result.presentValue! - fix.predicted!.presentValue),
    ).toBeLessThanOrEqual(1e-9 * before.result.presentValue!);
    expectClose(before.result.energy! - result.energy!, fix.predicted!.energy, 1e-9);
    return { fix, texts };
  });
  const wanted = mended.find(({ fix }) => fix.title.includes(title));
  expect(wanted, `no mend says ${title}: ${fixes.map((fix) => fix.title).join(' | ')}`).toBeDefined();
  const { fix, texts } = wanted!;
  return { before, title: fix.title, text: texts[ENTRY]!, after: find(texts[ENTRY]!, { files: texts }) };
}

/** A property of a hall in the IR. */
export function ofHall(found: Found, path: string): Found['plan']['campus'][number]['hall'][number] {
  const [campusPath] = path.split('.');
  return found.plan.campus.find((each) => each.path === campusPath)!.hall.find((each) => each.path === path)!;
}

/** Twenty racks of air-cooled servers. */
export const H200 = '20 of HGX_H200_Air';
/** A fabric that does not block. */
export const rail = 'RailOptimized { oversubscription: 1:1 }';
