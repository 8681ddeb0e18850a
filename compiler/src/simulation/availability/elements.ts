import type { Redundancy } from '../../ir/index.js';

/** Failures and repairs of one element, s. */
export interface ElementLife {
  /** Mean time between failures while it works. */
  readonly mtbf: number;
  readonly repair: number;
}

/** How long and how often a bank cannot carry its full load. */
export interface Interruptions {
  /** Share of time, 0..1. */
  readonly unavailability: number;
  /** Per second. */
  readonly frequency: number;
}

/** Systems of a bank, of which some must work: all elements of a system must. */
export interface Systems {
  readonly installed: number;
  readonly required: number;
  readonly elementsEach: number;
}

/**
 * How elements stand together where `needed` carry the full load: N one system that needs all of its elements; N+1 single
 * elements of which one may fail; 2N two systems of which one carries; 3N/2 three of which two, 4N/3 four of which three.
 */
export function systemsOf(needed: number, redundancy: Redundancy): Systems {
  switch (redundancy) {
    case 'N':
      return { installed: 1, required: 1, elementsEach: needed };
    case 'N+1':
      return { installed: needed + 1, required: needed, elementsEach: 1 };
    case '2N':
      return { installed: 2, required: 1, elementsEach: needed };
    case '3N/2':
      return { installed: 3, required: 2, elementsEach: Math.ceil(needed / 2) };
    case '4N/3':
      return { installed: 4, required: 3, elementsEach: Math.ceil(needed / 3) };
  }
}

/**
 * A bank of which `required` of `installed` equal systems must work, repairs independent of each other:
 *
 *   A = (mtbf/(mtbf + repair))^m                      a system of m elements
 *   unavailability = Σ_{j<k} C(n, j)·A^j·(1 − A)^(n−j)
 *   frequency      = C(n, k)·A^k·(1 − A)^(n−k)·k·m/mtbf
 *
 * Source: R. Billinton, R. Allan, "Reliability Evaluation of Engineering Systems" (1992): k out of n, frequency and
 * duration. Common causes (fire, operation, software) are not in it: they decide where elements seldom fail together.
 */
export function bankInterruptions(
  needed: number,
  redundancy: Redundancy,
  { mtbf, repair }: ElementLife,
): Interruptions {
  if (needed <= 0 || !(mtbf > 0) || !(repair >= 0)) return { unavailability: 0, frequency: 0 };
  const { installed, required, elementsEach } = systemsOf(needed, redundancy);
  const up = (mtbf / (mtbf + repair)) ** elementsEach;
  const exactly = (working: number): number =>
    choose(installed, working) * up ** working * (1 - up) ** (installed - working);
  let unavailability = 0;
  for (let working = 0; working < required; working++) unavailability += exactly(working);
  return { unavailability, frequency: (exactly(required) * required * elementsEach) / mtbf };
}

/** Two banks in a row: both must work. */
export function inSeries(a: Interruptions, b: Interruptions): Interruptions {
  return {
    unavailability: 1 - (1 - a.unavailability) * (1 - b.unavailability),
    frequency: a.frequency * (1 - b.unavailability) + b.frequency * (1 - a.unavailability),
  };
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = (ways * (n - i + 1)) / i;
  return ways;
}
