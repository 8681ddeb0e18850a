import type { Pool } from '../../../compiler/src/simulation/operation/pools.js';
import type { Claimant, Layout, Option } from '../../../compiler/src/simulation/placement/layout.js';
import type { Need, Situation } from '../../../compiler/src/simulation/placement/needs.js';

/** A placement in numbers alone: groups with accelerators, workloads with what they need in each and what that costs. */
export interface Numbers {
  readonly capacity: readonly number[];
  readonly workloads: readonly {
    /** By group: accelerators for all of it, its cost, its rank, W beyond rest; `undefined` where it may not go. */
    readonly needs: readonly (
      | { readonly accelerators: number; readonly cost: number; readonly rank?: number; readonly power?: number }
      | undefined
    )[];
  }[];
  /** Every group hangs on each of them. */
  readonly contracts?: readonly {
    readonly capacity: number;
    readonly rest?: number;
    readonly groups?: readonly number[];
  }[];
}

/** The situation that `solvePlacement` is asked about. Pools and jobs are as bare as it leaves them. */
export function situationOf({ capacity, workloads, contracts = [] }: Numbers): Situation {
  const pools = capacity.map((accelerators, index) => ({
    index,
    place: `C.H${String(index)}`,
    hall: index,
    elements: 1,
    from: -Infinity,
    until: Infinity,
    accelerators: () => accelerators,
  })) as unknown as Pool[];
  const wanted = workloads.map(({ needs }, index) => {
    const options: Option[] = [];
    const found: Need[] = [];
    needs.forEach((need, group) => {
      if (need === undefined) return;
      const option: Option = { pool: pools[group]!, group, rank: need.rank ?? 0 };
      options.push(option);
      found.push({
        option,
        power: need.power ?? 0,
        perMillisecond: 0,
        accelerators: need.accelerators,
        cost: need.cost,
      });
    });
    const job = { kind: 'training', path: `C.W${String(index)}`, shares: undefined };
    const claimant = { index, job, options, choices: options, parts: [{ key: '', share: 1 }] } as unknown as Claimant;
    return { claimant, needs: found, value: undefined };
  });
  const layout: Layout = {
    groups: pools.map((pool) => ({ pools: [pool], supply: undefined })),
    claimants: wanted.map(({ claimant }) => claimant),
  };
  return {
    layout,
    capacity: Float64Array.from(capacity),
    wanted,
    contracts: contracts.map(({ capacity: most, rest = 0, groups }, c) => ({
      path: `C.G${String(c)}`,
      capacity: most,
      rest,
      perWatt: Float64Array.from(capacity, (_, group) => (groups === undefined || groups.includes(group) ? 1 : 0)),
    })),
    priced: true,
  };
}

/** What shares cost, USD a year. */
export function costOf({ wanted }: Situation, shares: readonly Float64Array[]): number {
  return wanted.reduce((sum, { needs }, j) => needs.reduce((all, { cost }, i) => all + cost * shares[j]![i]!, sum), 0);
}
