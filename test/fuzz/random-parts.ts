import fc from 'fast-check';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';

/** Every entry of a module whose kind matches, by name. */
export function entries(module: string, kind = /^[a-z]\w*$/): string[] {
  return [...(stdlibFiles[`std/${module}`] ?? '').matchAll(/^([a-z]\w*) (\w+)(?=:? )/gm)].flatMap(([, of, name]) =>
    of !== 'let' && of !== undefined && name !== undefined && kind.test(of) ? [name] : [],
  );
}

export const oneOf = (words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);

/** A member that is there once in `rarity` times. */
export function now(rarity: number, member: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: rarity - 1, arbitrary: fc.constant('') }, { weight: 1, arbitrary: member });
}

export function members(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map((each) => each.filter((part) => part !== '').join('\n'));
}

export const stated = (name: string, values: readonly string[]): fc.Arbitrary<string> =>
  oneOf(values.map((value) => `${name}: ${value}`));
