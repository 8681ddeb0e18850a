import { describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { editForProperty, type NeededImport } from '../../compiler/src/semantics/index.js';
import type { FileEdit } from '../../compiler/src/text/span.js';
import { compileText, inCampus, planOf } from './fixture.js';

function apply(text: string, edits: readonly FileEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((done, edit) => done.slice(0, edit.span.start) + edit.newText + done.slice(edit.span.end), text);
}

function edited(
  text: string,
  path: string,
  property: string,
  value: string,
  imports: readonly NeededImport[] = [],
): string {
  const edits = editForProperty(compileText(text).origins, path, property, value, imports);
  expect(edits).toBeDefined();
  return apply(text, edits!);
}

function valueOf(text: string, path: string): Record<string, unknown> {
  return indexPlan(planOf(text)).get(path) as unknown as Record<string, unknown>;
}

const air: NeededImport = { from: 'std/parts', name: 'Air' };

describe('a property’s new value', () => {
  it('stands in the place of the old one', () => {
    const text = edited(inCampus(''), 'Prairie.A', 'cooling', 'Air', [air]);
    expect(text).toContain('import std/parts { Rack, Fabric, Plant, Here, Llama, Air }');
    expect(text).toContain('racks: 400 of Rack, cooling: Air, network');
    expect(valueOf(text, 'Prairie.A')['cooling']).toEqual({ ref: 'std/parts#Air' });
  });

  it('stands on a line of its own where the block did not state it', () => {
    const text = edited(inCampus('hall B: A {\n    idle: off\n  }'), 'Prairie.B', 'cooling', 'Air', [air]);
    expect(text).toContain('hall B: A {\n    idle: off\n  cooling: Air\n  }');
    expect(valueOf(text, 'Prairie.B')['cooling']).toEqual({ ref: 'std/parts#Air' });
    expect(valueOf(text, 'Prairie.A')['cooling']).toEqual({ ref: 'std/parts#Plant' });
  });

  it('leaves blocks alone that have the block as their base', () => {
    const before = inCampus('hall B: A { idle: off }\nhall H[1..3]: A { }\nhall H[2] { idle: sleep }');
    const text = edited(before, 'Prairie.A', 'cooling', 'Air', [air]);
    expect(valueOf(text, 'Prairie.B')['cooling']).toEqual({ ref: 'std/parts#Plant' });
    expect(valueOf(text, 'Prairie.H[2]')['cooling']).toEqual({ ref: 'std/parts#Plant' });
    const idle = edited(before, 'Prairie.A', 'idle', 'consolidate');
    expect(valueOf(idle, 'Prairie.A')['idle']).toBe('consolidate');
    expect(valueOf(idle, 'Prairie.H')['idle']).toBe('spread');
  });

  it('within a value that is a block changes that value', () => {
    const text = edited(
      inCampus('hall B: A { cooling: Plant { supply: 30 degC } }'),
      'Prairie.B.cooling',
      'redundancy',
      '2N',
    );
    expect(valueOf(text, 'Prairie.B')['cooling']).toMatchObject({ supply: 303.15, redundancy: '2N' });
  });

  it('within a value that names an entry refines it', () => {
    const text = edited(inCampus(''), 'Prairie.A.cooling', 'redundancy', '2N');
    expect(text).toContain('cooling: Plant { redundancy: 2N }');
  });

  it('within a value that a base states changes it for this block only', () => {
    const text = edited(
      inCampus('hall B: A { cooling: Plant { supply: 30 degC } }\nhall C: B { }'),
      'Prairie.C.cooling',
      'redundancy',
      '2N',
    );
    expect(valueOf(text, 'Prairie.C')['cooling']).toMatchObject({ supply: 303.15, redundancy: '2N' });
    expect(valueOf(text, 'Prairie.B')['cooling']).toMatchObject({ redundancy: 'N+1' });
  });

  it('of a child that comes from a base writes the child out', () => {
    const text = edited(inCampus(''), 'Prairie.Serve.slo', 'ttft', '1 s');
    expect(valueOf(text, 'Prairie.Serve')['slo']).toMatchObject({ ttft: 1, tpot: 0.04 });
  });

  it('brings an import line of its own where the file has none of the module', () => {
    const text = edited('/// The plan.\ncontract C { capacity: 1 MW }\n', 'C', 'firm', 'halfway', [
      { from: 'std/parts', name: 'halfway' },
    ]);
    expect(text).toBe(
      'import std/parts { halfway }\n\n/// The plan.\ncontract C {\n  capacity: 1 MW\n  firm: halfway\n}\n',
    );
  });
});

describe('origins', () => {
  const text = inCampus('hall H[1..4]: A { idle: off }\nhall H[2..3] { idle: sleep }');
  const { origins } = compileText(text);
  const at = (path: string): string => {
    const span = origins.locate(path)?.span;
    return span === undefined ? '' : text.slice(span.start, span.end);
  };

  it('are values of properties, names of blocks, and for what is not written the block around', () => {
    expect(at('Prairie.H.idle')).toBe('off');
    expect(at('Prairie.H[2..3]')).toBe('H');
    expect(at('Prairie.H[2..3].idle')).toBe('sleep');
    expect(at('Prairie.H.cooling')).toBe('Plant');
    expect(at('Prairie.A.electrical')).toBe('A');
    expect(at('Prairie.A.electrical.ups')).toBe('A');
  });

  it('tell what a block states from what it inherits', () => {
    expect(origins.property('Prairie.H', 'idle')?.isOwn).toBe(true);
    expect(origins.property('Prairie.H', 'cooling')).toMatchObject({ isOwn: false, statedBy: 'Prairie.A' });
  });
});
