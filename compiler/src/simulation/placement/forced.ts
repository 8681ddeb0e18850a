import { type Change, loadOn, type Marginal, none, perMillisecond, type Shares } from './marginal.js';
import type { Situation } from './needs.js';

/**
 * Placement where every workload has one group of pools to go to: served in order, each as far as what is left there reaches.
 * The programme gives the same (a test compares them), at more cost.
 */
export function onlyWay(situation: Situation): Shares {
  const { wanted, contracts, capacity } = situation;
  const left = Float64Array.from(capacity);
  const exceeded = Float64Array.from(contracts, (contract) => contract.rest - contract.capacity);
  const shares = wanted.map(({ needs: [need], claimant }) => {
    const { group } = need!.option;
    const share = Math.min(claimant.parts[0]!.share, left[group]! / need!.accelerators);
    left[group]! -= share * need!.accelerators;
    contracts.forEach((contract, c) => (exceeded[c]! += share * loadOn(need!, contract)));
    return Float64Array.of(share);
  });
  const unserved = Float64Array.from(wanted, ({ claimant }, j) => {
    const undone = claimant.parts[0]!.share - shares[j]![0]!;
    return undone > 1e-9 ? undone : 0;
  });
  exceeded.forEach((watts, c) => (exceeded[c] = Math.max(0, watts)));
  return { shares, unserved, exceeded, worth: marginal(situation, shares, unserved, exceeded) };
}

/** One more accelerator goes to the first workload that is short there; one more W to whatever exceeds its contract. */
function marginal(
  situation: Situation,
  shares: readonly Float64Array[],
  unserved: Float64Array,
  exceeded: Float64Array,
): Marginal {
  const { wanted, contracts, layout } = situation;
  const accelerators = layout.groups.map((_, group): Change => {
    const short = wanted.findIndex(({ needs: [need] }, j) => need!.option.group === group && unserved[j]! > 0);
    const change = none(wanted.length);
    if (short < 0) return change;
    const need = wanted[short]!.needs[0]!;
    change.served[short] = 1 / need.accelerators;
    const load = contracts.reduce((sum, one, c) => (exceeded[c]! > 0 ? sum + loadOn(need, one) : sum), 0);
    return { served: change.served, cost: -need.cost / need.accelerators, within: -load / need.accelerators };
  });
  const perWatt = contracts.map((_, c) => ({ ...none(wanted.length), within: exceeded[c]! > 0 ? 1 : 0 }));
  return { accelerators, contracts: perWatt, milliseconds: perMillisecond(situation, shares, accelerators, perWatt) };
}
