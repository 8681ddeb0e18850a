import { partOf } from './layout.js';
import type { Need, Situation, Wanted } from './needs.js';
import { onlyWay } from './forced.js';
import { loadOn, none, perMillisecond, type Shares } from './marginal.js';
import { solvePlacement } from './programme.js';

/**
 * Decides where work goes. Where every workload finds room in the place that suits it best, or has one place only, there is
 * nothing to trade and the result is what the programme would give; else it is solved.
 */
export function decide(situation: Situation): Shares {
  const { wanted } = situation;
  const favourites = wanted.map(favourite);
  if (fits(situation, favourites)) {
    const nothing = none(wanted.length);
    const accelerators = situation.layout.groups.map(() => nothing);
    const contracts = situation.contracts.map(() => nothing);
    const milliseconds = perMillisecond(situation, favourites, accelerators, contracts);
    return {
      shares: favourites,
      unserved: new Float64Array(wanted.length),
      exceeded: new Float64Array(contracts.length),
      worth: { accelerators, contracts, milliseconds },
    };
  }
  const forced = wanted.every(({ claimant, needs }) => needs.length === 1 && claimant.parts.length === 1);
  return forced ? onlyWay(situation) : solvePlacement(situation);
}

/** A workload's shares if it were alone: each part of it in the best of its groups. */
function favourite({ claimant, needs }: Wanted): Float64Array {
  const shares = new Float64Array(needs.length);
  for (const { key, share } of claimant.parts) {
    let best = -1;
    needs.forEach((need, i) => {
      if (partOf(claimant, need.option) === key && (best < 0 || inOrder(need, needs[best]!) < 0)) best = i;
    });
    if (best >= 0) shares[best] = share;
  }
  return shares;
}

/** Preference first, then cost, then the order of the halls. */
export function inOrder(a: Need, b: Need): number {
  return a.option.rank - b.option.rank || a.cost - b.cost || a.option.pool.index - b.option.pool.index;
}

/** Whether shares keep within all accelerators and contracts and leave nothing undone. */
function fits({ wanted, capacity, contracts }: Situation, shares: readonly Float64Array[]): boolean {
  const taken = new Float64Array(capacity.length);
  const loads = contracts.map(({ rest }) => rest);
  for (const [j, { needs, claimant }] of wanted.entries()) {
    let all = 0;
    for (const [i, need] of needs.entries()) {
      const share = shares[j]![i]!;
      all += share;
      taken[need.option.group]! += share * need.accelerators;
      contracts.forEach((contract, c) => (loads[c]! += share * loadOn(need, contract)));
    }
    if (all < claimant.parts.reduce((sum, { share }) => sum + share, 0) - 1e-9) return false;
  }
  return (
    taken.every((accelerators, group) => accelerators <= capacity[group]!) &&
    loads.every((load, c) => load <= contracts[c]!.capacity)
  );
}
