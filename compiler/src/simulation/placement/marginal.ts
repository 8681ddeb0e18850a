import type { Need, Situation } from './needs.js';

/** Where work goes at one date, and what binds it. */
export interface Shares {
  /** By workload of the situation, then by its needs; rounded to 1e-7. */
  readonly shares: readonly Float64Array[];
  /** Of each workload's demand, what stays undone. */
  readonly unserved: Float64Array;
  /** W beyond each contract. */
  readonly exceeded: Float64Array;
  readonly worth: Marginal;
}

/** What one more unit changes, at the optimum: nothing where nothing binds. */
export interface Marginal {
  /** By group, for one accelerator. */
  readonly accelerators: readonly Change[];
  /** By contract, for one W. */
  readonly contracts: readonly Change[];
  /** By workload, for a millisecond. */
  readonly milliseconds: readonly Change[];
}

export interface Change {
  /** USD a year that placing costs less, what stays undone not counted. */
  readonly cost: number;
  /** Share of each workload that is done as well. */
  readonly served: Float64Array;
  /** W by which contracts are exceeded less. */
  readonly within: number;
}

/** What all of a workload draws on a contract in one group, W at the meter; an unknown draw is left out. */
export function loadOn({ power, option }: Need, { perWatt }: Situation['contracts'][number]): number {
  const load = perWatt[option.group]! * power;
  return Number.isFinite(load) ? Math.max(0, load) : 0;
}

/** What a millisecond changes: the accelerators that it saves, and what these are worth where they are. */
export function perMillisecond(
  { wanted, contracts }: Situation,
  shares: readonly Float64Array[],
  accelerators: readonly Change[],
  perWatt: readonly Change[],
): Change[] {
  return wanted.map(({ needs }, j) =>
    needs.reduce((sum, need, i) => {
      const saved = shares[j]![i]! * need.perMillisecond;
      if (saved === 0) return sum;
      const part = saved / need.accelerators;
      const room = added(sum, accelerators[need.option.group]!, saved);
      const all = contracts.reduce((one, contract, c) => {
        const load = loadOn(need, contract);
        return load === 0 ? one : added(one, perWatt[c]!, part * load);
      }, room);
      return { ...all, cost: all.cost + part * need.cost };
    }, none(wanted.length)),
  );
}

/** Nothing changes. */
export function none(workloads: number): Change {
  return { cost: 0, within: 0, served: new Float64Array(workloads) };
}

function added(a: Change, b: Change, times: number): Change {
  return {
    cost: a.cost + times * b.cost,
    within: a.within + times * b.within,
    served: a.served.map((value, j) => value + times * b.served[j]!),
  };
}
