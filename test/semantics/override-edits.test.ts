import { describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { editForProperty, type NeededImport } from '../../compiler/src/semantics/index.js';
import { applyEdits } from '../../compiler/src/text/edits.js';
import { compileText, inCampus, planOf } from './fixture.js';

const air: NeededImport = { from: 'std/parts', name: 'Air' };

const plan = (overrides: string, more = ''): string => `${inCampus(more)}\nscenario Hot {\n  ${overrides}\n}\n`;

/** What a property comes to under the scenario before and after an edit, and the text after it. */
function edited(
  text: string,
  path: string,
  property: string,
  value: string,
  imports: readonly NeededImport[] = [],
): { readonly text: string; readonly at: (path: string) => Record<string, unknown> } | undefined {
  const edits = editForProperty(compileText(text, { scenario: 'Hot' }).origins, path, property, value, imports);
  if (edits === undefined) return undefined;
  const after = applyEdits(text, edits);
  const compiled = planOf(after, { scenario: 'Hot' });
  return { text: after, at: (block) => indexPlan(compiled).get(block) as unknown as Record<string, unknown> };
}

describe('a property that the scenario overrides', () => {
  it('is changed where the scenario says it, and nowhere else', () => {
    const before = plan('Prairie.A.cooling: Plant { supply: 30 degC }');
    const after = edited(before, 'Prairie.A', 'cooling', 'Air', [air])!;
    expect(after.text).toContain('Prairie.A.cooling: Air\n');
    expect(after.text).toContain('cooling: Plant, network');
    expect(after.at('Prairie.A')['cooling']).toEqual({ ref: 'std/parts#Air' });
  });

  it('is changed within the value that the scenario gives it', () => {
    const stated = edited(
      plan('Prairie.A.cooling: Plant { supply: 30 degC }'),
      'Prairie.A.cooling',
      'supply',
      '25 degC',
    )!;
    expect(stated.text).toContain('Prairie.A.cooling: Plant { supply: 25 degC }');
    const named = edited(plan('Prairie.A.cooling: Plant'), 'Prairie.A.cooling', 'redundancy', '2N')!;
    expect(named.text).toContain('Prairie.A.cooling: Plant { redundancy: 2N }');
    const within = edited(plan('Prairie.A.cooling.supply: 30 degC'), 'Prairie.A.cooling', 'supply', '25 degC')!;
    expect(within.text).toContain('Prairie.A.cooling.supply: 25 degC');
    expect(within.at('Prairie.A')['cooling']).toMatchObject({ supply: 298.15 });
  });

  it('stays as it is where the scenario says it of other blocks as well', () => {
    const parts = plan('Prairie.H.idle: off', 'hall H[1..3]: A { }\nhall H[2] { idle: spread }');
    expect(edited(parts, 'Prairie.H[2]', 'idle', 'sleep')).toBeUndefined();
    const heir = plan('Prairie.A.idle: off', 'hall B: A { }');
    expect(edited(heir, 'Prairie.A', 'idle', 'sleep')).toBeUndefined();
    // What inherits it states it by itself.
    expect(edited(heir, 'Prairie.B', 'idle', 'sleep')!.at('Prairie.A')['idle']).toBe('off');
  });

  it('is changed in the block where the scenario says nothing of it', () => {
    const after = edited(plan('Prairie.A.idle: off'), 'Prairie.A', 'cooling', 'Air', [air])!;
    expect(after.text).toContain('cooling: Air, network');
    expect(after.at('Prairie.A')['idle']).toBe('off');
  });
});
