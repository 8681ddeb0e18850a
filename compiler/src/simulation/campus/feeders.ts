import type { HallFrame } from './hall-frame.js';
import { contractKey } from './contract-loads.js';

/**
 * Halls that hang together by the contracts that feed them, and these contracts. What happens in one feeder changes nothing
 * in another. Positions among the campus's halls and contracts, rising.
 */
export interface Feeder {
  readonly halls: readonly number[];
  readonly contracts: readonly number[];
}

/** Splits a campus into feeders, by the first hall or contract of each; `contracts` are their keys. */
export function feedersOf(frames: readonly HallFrame[], contracts: readonly string[]): Feeder[] {
  const position = new Map(contracts.map((key, i) => [key, i]));
  // Each contract points to an earlier one of its feeder, the first to itself.
  const first = contracts.map((_, i) => i);
  const rootOf = (i: number): number => {
    while (first[i]! !== i) i = first[i]!;
    return i;
  };
  const fedBy = frames.map((frame) => frame.contracts.map((contract) => position.get(contractKey(contract))!));
  for (const [one, ...others] of fedBy)
    for (const other of others) {
      const [a, b] = [rootOf(one!), rootOf(other)];
      first[Math.max(a, b)] = Math.min(a, b);
    }
  const feeders = new Map<number, { halls: number[]; contracts: number[] }>();
  contracts.forEach((_, i) => {
    const root = rootOf(i);
    if (root === i) feeders.set(i, { halls: [], contracts: [] });
    feeders.get(root)!.contracts.push(i);
  });
  const dark: Feeder[] = [];
  fedBy.forEach(([one], hall) => {
    if (one === undefined) dark.push({ halls: [hall], contracts: [] });
    else feeders.get(rootOf(one))!.halls.push(hall);
  });
  return [...feeders.values(), ...dark];
}

/**
 * When something is written in the order of a campus's years: in each first the halls, then the contracts, each in their order.
 * Feeders run one after the other; sorted by turn, what they write stands as if all had run side by side.
 */
export function turnOf(year: number, part: 'hall' | 'contract' | 'cloud', position: number): number {
  const parts = { hall: 0, contract: 1, cloud: 2 };
  return (year * 3 + parts[part]) * 65_536 + position;
}
