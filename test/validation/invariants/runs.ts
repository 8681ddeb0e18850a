import fc from 'fast-check';

export const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** As many runs as `FC_RUNS` says, 100 without it; a `part`th of them where one run is dear, three at least. */
export function runs(part = 1): { readonly numRuns: number } {
  return { numRuns: Math.max(3, Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / part)) };
}

/** A property that holds of the program's models; throws with the smallest counterexample where it does not. */
export type Holds = () => void;
