import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { shareWith } from '../../compiler/src/ir/share.js';

describe('sharing', () => {
  const before = {
    hall: [
      { path: 'C.A', racks: [1], cooling: { ref: 'x' } },
      { path: 'C.B', racks: [2] },
    ],
    horizon: 20,
  };

  it('gives back the very same value where nothing differs', () => {
    expect(shareWith(structuredClone(before), before)).toBe(before);
  });

  it('keeps what did not change, by path where blocks have one', () => {
    const after = structuredClone(before);
    after.hall.shift();
    const made = shareWith(after, before);
    expect(made).toEqual(after);
    expect(made.hall[0]).toBe(before.hall[1]);
    const edited = structuredClone(before);
    edited.hall[0]!.racks = [3];
    const shared = shareWith(edited, before);
    expect(shared.hall[0]!.cooling).toBe(before.hall[0]!.cooling);
    expect(shared.hall[1]).toBe(before.hall[1]);
  });

  it('changes nothing of what a value says, nor the order in which it says it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, like) => {
        expect(JSON.stringify(shareWith(value, like))).toBe(JSON.stringify(value));
      }),
    );
  });
});
