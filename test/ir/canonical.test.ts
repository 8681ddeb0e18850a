import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash } from '../../compiler/src/ir/canonical.js';
import { sha256 } from '../../compiler/src/ir/sha256.js';
import { inCampus, planOf } from '../semantics/fixture.js';

describe('SHA-256', () => {
  it('is that of everybody else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('sorts keys, leaves out what is undefined, and parses to the same value', () => {
    expect(canonicalJson({ b: [1, -0, 'x'], a: { d: undefined, c: null } })).toBe('{"a":{"c":null},"b":[1,0,"x"]}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(
          JSON.parse(JSON.stringify(value).replaceAll(/-0(?=[,\]}]|$)/g, '0')),
        );
      }),
    );
  });

  it('refuses what JSON has no form for', () => {
    expect(() => canonicalJson({ a: Number.NaN })).toThrow('NaN');
  });
});

describe('the content hash', () => {
  const plan = planOf(inCampus('hall B: A { idle: off }\nhall C: A { idle: sleep }'));

  it('does not depend on the order of blocks, on layout or on comments', () => {
    const other = planOf(inCampus('// first C\nhall C: A {\n idle: sleep\n}\nhall B: A { idle:   off }'));
    expect(contentHash(other)).toBe(contentHash(plan));
  });

  it('depends on every figure, and not on the version of the program', () => {
    expect(contentHash({ ...plan, engine: 'dcplan 9' })).toBe(contentHash(plan));
    expect(contentHash(planOf(inCampus('hall B: A { idle: off }\nhall C: A { idle: off }')))).not.toBe(
      contentHash(plan),
    );
  });
});
