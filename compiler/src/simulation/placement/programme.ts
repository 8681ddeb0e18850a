import { partOf } from './layout.js';
import { type Change, loadOn, type Marginal, none, perMillisecond, type Shares } from './marginal.js';
import type { Need, Situation } from './needs.js';
import { type Objective, type Programme, solveInTurn } from './solver.js';

/** Room that the programme adds to every limit, so that work that just fits leaves nothing that binds. */
const HAIR = 1e-8;
/** Of places after the first, how much worse each is than the one before. */
const FURTHER = 0.01;

/**
 * Placement at one date as a linear programme. Columns: the share y_jg of workload j in group g of pools; the share u_jk of
 * its part k that stays undone; what a contract is exceeded by, b_c. All >= 0; rows and b_c are scaled.
 *
 *   Σ_g y_jg + u_jk         = share of part k        each workload's demand (MODELS A2); fixed shares are parts
 *   Σ_j n_jg·y_jg          <= cap_g                  accelerators of a group
 *   Σ_jg e_cg·w_jg·y_jg    <= P_c − rest_c + b_c     contract c: power beyond rest, at the meter
 *
 * Least, each among the optima of those before: u of each workload in its order of service; Σ b_c; for each workload that
 * names places, what lies in others than its first; Σ cost_jg·y_jg; a fixed order of workloads and halls.
 */
export function solvePlacement(situation: Situation): Shares {
  const build = new Builder(situation);
  const { columns, duals } = solveInTurn(build.programme(), build.guide(), build.objectives(), build.priced());
  const shares = situation.wanted.map(({ needs }, j) =>
    Float64Array.from(needs, (_, i) => rounded(columns[build.first[j]! + i]!)),
  );
  return {
    shares,
    unserved: Float64Array.from(build.undone, (parts) =>
      rounded(parts.reduce((sum, column) => sum + columns[column]!, 0)),
    ),
    exceeded: Float64Array.from(situation.contracts, (_, c) => rounded(columns[build.exceeded + c]!) * build.watts[c]!),
    worth: build.marginal(shares, duals),
  };
}

class Builder {
  /** First column of each workload's shares; its undone parts; first column of what contracts are exceeded by. */
  readonly first: number[] = [];
  readonly undone: number[][] = [];
  readonly exceeded: number;
  /** What rows are scaled by: accelerators of a group, W of a contract; more than none where these are all but none. */
  readonly watts: Float64Array;
  private readonly sizes: Float64Array;
  private readonly columns: number;
  /** First row of the groups and of the contracts. */
  private readonly groupRow: number;
  private readonly contractRow: number;
  private readonly ranked: readonly number[];

  constructor(private readonly situation: Situation) {
    const { wanted, layout, contracts } = situation;
    let column = 0;
    let row = 0;
    for (const { needs, claimant } of wanted) {
      this.first.push(column);
      column += needs.length;
      this.undone.push(claimant.parts.map(() => column++));
      row += claimant.parts.length;
    }
    this.exceeded = column;
    this.columns = column + contracts.length;
    this.groupRow = row;
    this.contractRow = row + layout.groups.length;
    this.sizes = Float64Array.from(situation.capacity, (accelerators) => Math.max(1, accelerators));
    this.watts = Float64Array.from(contracts, (contract) =>
      wanted.reduce(
        (most, { needs }) => needs.reduce((load, need) => Math.max(load, loadOn(need, contract)), most),
        Math.max(1, contract.capacity, contract.rest),
      ),
    );
    this.ranked = wanted.flatMap(({ needs }, j) => (needs.some(({ option }) => option.rank > 0) ? [j] : []));
  }

  programme(): Programme {
    const { wanted, contracts, capacity } = this.situation;
    const starts: number[] = [0];
    const indices: number[] = [];
    const values: number[] = [];
    const rows = this.contractRow + contracts.length;
    const rowLower = new Float64Array(rows).fill(-Infinity);
    const rowUpper = new Float64Array(rows).fill(Infinity);
    const put = (row: number, value: number): void => {
      indices.push(row);
      values.push(value);
    };
    let part = 0;
    for (const { claimant, needs } of wanted) {
      const { parts } = claimant;
      for (const need of needs) {
        const key = partOf(claimant, need.option);
        const at = parts.findIndex((one) => one.key === key);
        if (at >= 0) put(part + at, 1);
        put(this.groupRow + need.option.group, need.accelerators / this.sizes[need.option.group]!);
        contracts.forEach((contract, c) => {
          const load = loadOn(need, contract) / this.watts[c]!;
          if (load !== 0) put(this.contractRow + c, load);
        });
        starts.push(indices.length);
      }
      for (const { share } of parts) {
        rowLower[part] = share;
        rowUpper[part] = share;
        put(part++, 1);
        starts.push(indices.length);
      }
    }
    this.sizes.forEach((size, group) => (rowUpper[this.groupRow + group] = capacity[group]! / size + HAIR));
    contracts.forEach(({ capacity: most, rest }, c) => {
      rowUpper[this.contractRow + c] = (most - rest) / this.watts[c]! + HAIR;
      put(this.contractRow + c, -1);
      starts.push(indices.length);
    });
    return {
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
      rowLower,
      rowUpper,
    };
  }

  objectives(): Objective[] {
    const { wanted } = this.situation;
    return [
      ...wanted.map((_, j) => this.undoneOf(j)),
      this.beyond(),
      ...this.ranked.map((j) => this.preferenceOf(j)),
      this.cost(),
      this.order(),
    ];
  }

  /**
   * A weighted sum of all objectives, by accelerators: it finds a vertex from which each of them takes few steps. What the
   * weights are decides nothing.
   */
  guide(): Float64Array {
    const { wanted } = this.situation;
    const sizes = wanted.map(({ needs }) => needs.reduce((least, one) => Math.min(least, one.accelerators), 1e9));
    const all = wanted.flatMap(({ needs }) => needs);
    const dearest = Math.max(...all.map(({ cost, accelerators }) => cost / accelerators));
    const hungriest = Math.max(...all.map(({ power, accelerators }) => power / accelerators));
    const guide = new Float64Array(this.columns);
    wanted.forEach(({ needs }, j) => {
      needs.forEach(({ cost, option }, i) => {
        guide[this.first[j]! + i] = (dearest > 0 ? cost / dearest : 0) + 10 * option.rank * sizes[j]!;
      });
    });
    this.watts.forEach((watts, c) => {
      guide[this.exceeded + c] = (100 * watts) / (hungriest > 0 ? hungriest : watts);
    });
    this.undone.forEach((columns, j) => {
      for (const column of columns) guide[column] = 1000 * sizes[j]! * 2 ** Math.min(10, wanted.length - j);
    });
    return guide;
  }

  /** Costs whose duals say what one more unit is worth: money, what is exceeded, and each workload's undone share. */
  priced(): Objective[] {
    return [this.cost(), this.beyond(), ...this.situation.wanted.map((_, j) => this.undoneOf(j))];
  }

  /** What one more accelerator, W or millisecond changes, from the duals of `priced()`. */
  marginal(shares: readonly Float64Array[], duals: readonly Float64Array[]): Marginal {
    const { wanted, layout, contracts, capacity } = this.situation;
    const [money, beyond, ...undone] = duals;
    const served = undone.flatMap((dual, j) => (dual.some((value) => value !== 0) ? [j] : []));
    const nothing = none(wanted.length);
    const change = (row: number, by: number): Change => ({
      cost: -money![row]! * by,
      within: -beyond![row]! * by,
      served: served.length === 0 ? nothing.served : servedBy(row, by),
    });
    const servedBy = (row: number, by: number): Float64Array => {
      const shares = new Float64Array(wanted.length);
      for (const j of served) shares[j] = -undone[j]![row]! * by;
      return shares;
    };
    const accelerators = layout.groups.map((_, group) =>
      capacity[group]! > 0 ? change(this.groupRow + group, 1 / this.sizes[group]!) : nothing,
    );
    const perWatt = contracts.map((_, c) => change(this.contractRow + c, 1 / this.watts[c]!));
    return {
      accelerators,
      contracts: perWatt,
      milliseconds: perMillisecond(this.situation, shares, accelerators, perWatt),
    };
  }

  private undoneOf(j: number): Objective {
    const columns = Int32Array.from(this.undone[j]!);
    return { columns, costs: new Float64Array(columns.length).fill(1) };
  }

  private beyond(): Objective {
    return { columns: Int32Array.from(this.watts, (_, c) => this.exceeded + c), costs: this.watts };
  }

  private preferenceOf(j: number): Objective {
    const [first, { needs }] = [this.first[j]!, this.situation.wanted[j]!];
    return {
      columns: Int32Array.from(needs, (_, i) => first + i),
      costs: Float64Array.from(needs, ({ option: { rank } }) => (rank > 0 ? 1 + FURTHER * (rank - 1) : 0)),
    };
  }

  private cost(): Objective {
    return this.overNeeds((need) => need.cost);
  }

  /** Earlier workloads first, into earlier halls. */
  private order(): Objective {
    const { length } = this.situation.wanted;
    return this.overNeeds((need, j) => (1 + length - j) * (1 + need.option.pool.index) * need.accelerators);
  }

  private overNeeds(value: (need: Need, j: number) => number): Objective {
    const columns: number[] = [];
    const costs: number[] = [];
    this.situation.wanted.forEach(({ needs }, j) => {
      needs.forEach((need, i) => {
        columns.push(this.first[j]! + i);
        costs.push(value(need, j));
      });
    });
    return { columns: Int32Array.from(columns), costs: Float64Array.from(costs) };
  }
}

/** To 1e-7: without the hair, and without a solver's last bits. */
function rounded(value: number): number {
  return Math.round(value * 1e7) / 1e7 + 0;
}
