import fc from 'fast-check';

export const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** Cases of each property, in every run; `FC_RUNS` asks for another number. */
const CASES = 1000;

let drawn = 0;

/** How many cases a property draws. */
export function runs(): { readonly numRuns: number } {
  const numRuns = fc.readConfigureGlobal().numRuns ?? CASES;
  drawn += numRuns;
  return { numRuns };
}

/** A property that holds of the program's models; throws with the smallest counterexample where it does not. */
export type Holds = () => void;

/** Runs a property; returns the cases that it drew. */
export function counted(holds: Holds): number {
  drawn = 0;
  holds();
  return drawn;
}
