import { valueAt } from '../../ir/index.js';
import { jobSize, type ServiceJob, type TrainingJob } from '../operation/jobs.js';
import type { Pool } from '../operation/pools.js';
import type { ErlangTable } from '../serving/erlang.js';
import { inOrder } from './decide.js';
import { type Claimant, type Layout, type Option, partOf } from './layout.js';
import type { Shares } from './marginal.js';
import { type Situation, standing, type Wanted } from './needs.js';
import { reserve, type ServicePlacement } from './replicas.js';

/** Accelerators that a training workload holds in one pool, per element. */
export interface TrainingPlacement {
  readonly job: number;
  readonly pool: Pool;
  readonly accelerators: number;
}

/** Who holds what in one period. `free` is what nobody holds, accelerators per element by pool. */
export interface Placement {
  readonly training: TrainingPlacement[];
  readonly services: ServicePlacement[];
  readonly free: Float64Array;
}

/** A share of a workload too small to open a place for: the places that it has carry it. */
const SLIVER = 1e-7;

/**
 * Turns shares into accelerators and whole replicas for one period, workload by workload in their order. Each takes its
 * quota of each group, hall by hall, and what nobody has a quota of, best places first; what is left over then goes wherever
 * there is room. Demand that is under the stretch's middle so stays in the better places. `year` is the decimal year of the period's middle. Deferrable jobs are placed afterwards, on what is
 * left (see backfill).
 */
export function place(
  layout: Layout,
  pools: readonly Pool[],
  situation: Situation,
  decision: Shares,
  year: number,
  table: ErlangTable,
): Placement {
  const rounding = new Rounding(layout, pools, situation, decision, year, table);
  for (const claimant of layout.claimants) rounding.place(claimant);
  return rounding;
}

/** What a decision comes to for all periods that it holds for. */
interface Ways {
  /** Groups whose load a contract holds down: no more than the quotas goes there before all else is tried. */
  readonly held: ReadonlySet<number>;
  /** By group: what all workloads together have quotas of, accelerators of all elements. */
  readonly claimed: Float64Array;
  /** By job. */
  readonly of: ReadonlyMap<number, Way>;
}

interface Way {
  readonly wanted: Wanted;
  /** Quotas, by its needs. */
  readonly shares: Float64Array;
  /** Best first. */
  readonly options: readonly Option[];
}

const known = new WeakMap<Shares, Ways>();

function waysOf(situation: Situation, decision: Shares): Ways {
  let ways = known.get(decision);
  if (ways === undefined) known.set(decision, (ways = findWays(situation, decision)));
  return ways;
}

function findWays({ wanted, contracts, layout }: Situation, { shares, worth }: Shares): Ways {
  const binds = contracts.filter((_, c) => {
    const { within, cost, served } = worth.contracts[c]!;
    return within !== 0 || cost !== 0 || served.some((share) => share !== 0);
  });
  const held = layout.groups.flatMap((_, group) => (binds.some(({ perWatt }) => perWatt[group]! > 0) ? [group] : []));
  const claimed = new Float64Array(layout.groups.length);
  const of = wanted.map((one, j): [number, Way] => {
    const { claimant, needs } = one;
    needs.forEach(({ option, accelerators }, i) => {
      claimed[option.group]! += shares[j]![i]! * accelerators;
    });
    const place = new Map([...needs].sort(inOrder).map(({ option }, i) => [option.group, i]));
    const rank = ({ group }: Option): number => place.get(group) ?? place.size;
    const options = [...claimant.options].sort((a, b) => rank(a) - rank(b) || a.pool.index - b.pool.index);
    return [claimant.index, { wanted: one, shares: shares[j]!, options }];
  });
  return { held: new Set(held), claimed, of: new Map(of) };
}

class Rounding implements Placement {
  readonly training: TrainingPlacement[] = [];
  readonly services: ServicePlacement[] = [];
  readonly free: Float64Array;
  /** By group, all elements together: what is free, and what workloads still to come have quotas of. */
  private readonly left: Float64Array;
  private readonly claimed: Float64Array;
  private readonly ways: Ways;

  constructor(
    layout: Layout,
    pools: readonly Pool[],
    situation: Situation,
    decision: Shares,
    private readonly year: number,
    private readonly table: ErlangTable,
  ) {
    this.free = Float64Array.from(pools, (pool) => standing(pool, year));
    this.left = Float64Array.from(layout.groups, (group) =>
      group.pools.reduce((sum, pool) => sum + pool.elements * this.free[pool.index]!, 0),
    );
    this.ways = waysOf(situation, decision);
    this.claimed = Float64Array.from(this.ways.claimed);
  }

  place(claimant: Claimant): void {
    const options = this.release(claimant);
    if (claimant.job.kind === 'training') this.placeTraining(claimant, claimant.job, options);
    else this.placeService(claimant, claimant.job, options);
  }

  /** Gives up a workload's own claims; returns its options, best first. */
  private release({ index, options }: Claimant): readonly Option[] {
    const way = this.ways.of.get(index);
    if (way === undefined) return options;
    way.wanted.needs.forEach(({ option, accelerators }, i) => {
      this.claimed[option.group]! -= way.shares[i]! * accelerators;
    });
    return way.options;
  }

  private placeTraining(claimant: Claimant, job: TrainingJob, options: readonly Option[]): void {
    const all = Math.max(0, valueAt(job.workload.accelerators, this.year));
    if (all <= 0) return;
    const size = jobSize(job.workload, this.year);
    const quotas = this.quotasOf(claimant);
    const left = new Map(claimant.parts.map(({ key, share }) => [key, share * all]));
    const taken = new Map<Option, number>();
    const furthest = Math.max(...options.map(({ group, rank }) => ((quotas.get(group) ?? 0) > 0 ? rank : 0)));
    const take = (option: Option, most: number, whole: boolean): void => {
      const { pool, group } = option;
      const part = partOf(claimant, option);
      const wanted = Math.min(left.get(part) ?? 0, most);
      const accelerators = whole ? Math.floor(wanted / size + 1e-9) * size : wanted;
      if (accelerators <= 1e-9 * all || accelerators <= 0) return;
      taken.set(option, (taken.get(option) ?? 0) + accelerators);
      left.set(part, left.get(part)! - accelerators);
      quotas.set(group, Math.max(0, (quotas.get(group) ?? 0) - accelerators / all));
      this.hold(pool, group, accelerators / pool.elements);
    };
    const free = ({ pool }: Option): number => this.free[pool.index]! * pool.elements;
    const quota = (option: Option): number => Math.min(free(option), (quotas.get(option.group) ?? 0) * all);
    // A job is whole in one place where it can be.
    for (const option of options) take(option, quota(option), true);
    for (const option of options) if (option.rank <= furthest) take(option, this.unclaimed(option), true);
    for (const option of options) {
      take(option, quota(option), false);
      if (!this.ways.held.has(option.group)) take(option, this.unclaimed(option), false);
    }
    for (const option of options) take(option, this.unclaimed(option), false);
    for (const option of options) take(option, free(option), false);
    for (const [{ pool }, accelerators] of taken)
      this.training.push({ job: claimant.index, pool, accelerators: accelerators / pool.elements });
  }

  /**
   * Where all places together do not suffice, demand is spread over what was found: it is short in the busiest hours only.
   * Fixed shares stay with their place, short or not.
   */
  private placeService(claimant: Claimant, job: ServiceJob, options: readonly Option[]): void {
    const rate = job.rate(this.year) * job.peakOfShape;
    if (rate <= 0) return;
    const quotas = this.quotasOf(claimant);
    const left = new Map(claimant.parts.map(({ key, share }) => [key, share]));
    const found = new Map<Option, Omit<ServicePlacement, 'job'>>();
    const take = (option: Option, quota: number, room: number): void => {
      const { pool, group, service } = option;
      if (quota <= SLIVER || service === undefined || room < service.replica) return;
      const before = found.get(option);
      const held = (before?.held ?? 0) * service.replica;
      const share = before?.share ?? 0;
      const now = reserve(job, { pool, service }, rate, share + quota, held + room, this.table);
      if (now === undefined || now.share <= share) return;
      found.set(option, now);
      const gained = now.share - share;
      const part = partOf(claimant, option);
      left.set(part, left.get(part)! - gained);
      quotas.set(group, Math.max(0, (quotas.get(group) ?? 0) - gained));
      this.hold(pool, group, now.held * service.replica - held);
    };
    const undone = (option: Option): number => left.get(partOf(claimant, option)) ?? 0;
    const free = ({ pool }: Option): number => this.free[pool.index]!;
    const unclaimed = (option: Option): number => this.unclaimed(option) / option.pool.elements;
    for (const option of options) {
      take(option, Math.min(quotas.get(option.group) ?? 0, undone(option)), free(option));
      if (!this.ways.held.has(option.group)) take(option, undone(option), unclaimed(option));
    }
    for (const option of options) take(option, undone(option), unclaimed(option));
    for (const option of options) take(option, undone(option), free(option));
    for (const [option, entry] of found) {
      const part = claimant.parts.find(({ key }) => key === partOf(claimant, option));
      const placed = [...found].reduce(
        (sum, [other, { share }]) => (partOf(claimant, other) === part?.key ? sum + share : sum),
        0,
      );
      this.services.push({ ...entry, job: claimant.index, share: (entry.share * (part?.share ?? 0)) / placed });
    }
  }

  private quotasOf({ index }: Claimant): Map<number, number> {
    const way = this.ways.of.get(index);
    return new Map(way?.wanted.needs.map(({ option }, i) => [option.group, way.shares[i]!]));
  }

  /** Accelerators of a pool, all elements together, that are free and that no workload to come has a quota of. */
  private unclaimed({ pool, group }: Option): number {
    const spare = Math.max(0, this.left[group]! - Math.max(0, this.claimed[group]!));
    return Math.min(this.free[pool.index]! * pool.elements, spare);
  }

  private hold(pool: Pool, group: number, accelerators: number): void {
    this.free[pool.index]! -= accelerators;
    this.left[group]! -= accelerators * pool.elements;
  }
}
