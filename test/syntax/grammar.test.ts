import { expect, it } from 'vitest';
import { Grammar } from '../../compiler/src/syntax/grammar.js';

it('has no ambiguity, left recursion or unreachable alternative', () => {
  expect(() => new Grammar({ validate: true })).not.toThrow();
});
