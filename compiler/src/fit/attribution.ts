/**
 * Shares of a change among its causes. Up to four causes: Shapley values (L. Shapley, "A value for n-person games", 1953), the
 * mean over all orders in which the causes may come, so that no order is preferred. More: one after the other in the order
 * given, which costs a simulation for each. Either way the shares of a figure add up to its whole change.
 */

export type Method = 'none' | 'one' | 'shapley' | 'sequence';

export interface Attribution {
  readonly method: Method;
  /** By cause, then by figure; null where a figure is unknown on the way. */
  readonly shares: readonly (readonly (number | null)[])[];
}

/** Most causes of which all orders are simulated: 16 simulations. */
export const MOST_EXACT = 4;

/**
 * @param causes how many there are
 * @param figures what the plan comes to with some of the causes, by their indices; asked for each set once
 */
export function attribute(
  causes: number,
  figures: (taken: ReadonlySet<number>) => readonly (number | null)[],
): Attribution {
  if (causes === 0) return { method: 'none', shares: [] };
  const known = new Map<number, readonly (number | null)[]>();
  const at = (mask: number): readonly (number | null)[] => {
    let found = known.get(mask);
    if (found === undefined) {
      found = figures(new Set(range(causes).filter((i) => (mask & (1 << i)) !== 0)));
      known.set(mask, found);
    }
    return found;
  };
  if (causes > MOST_EXACT) return { method: 'sequence', shares: inSequence(causes, figures) };
  const shares = range(causes).map((cause) => shapley(causes, cause, at));
  return { method: causes === 1 ? 'one' : 'shapley', shares };
}

function shapley(causes: number, cause: number, at: (mask: number) => readonly (number | null)[]): (number | null)[] {
  const shares: (number | null)[] = at(0).map(() => 0);
  for (let mask = 0; mask < 1 << causes; mask++) {
    if ((mask & (1 << cause)) !== 0) continue;
    const size = range(causes).filter((i) => (mask & (1 << i)) !== 0).length;
    const weight = (factorial(size) * factorial(causes - size - 1)) / factorial(causes);
    const [without, within] = [at(mask), at(mask | (1 << cause))];
    shares.forEach((share, i) => {
      shares[i] = plus(share, times(minus(within[i], without[i]), weight));
    });
  }
  return shares;
}

function inSequence(
  causes: number,
  figures: (taken: ReadonlySet<number>) => readonly (number | null)[],
): (number | null)[][] {
  let before = figures(new Set());
  return range(causes).map((cause) => {
    const after = figures(new Set(range(cause + 1)));
    const shares = after.map((value, i) => minus(value, before[i]));
    before = after;
    return shares;
  });
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function minus(a: number | null | undefined, b: number | null | undefined): number | null {
  return a == null || b == null ? null : a - b;
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function times(a: number | null, factor: number): number | null {
  return a === null ? null : a * factor;
}
