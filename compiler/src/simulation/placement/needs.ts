import { YEAR_SECONDS } from '../calendar/calendar.js';
import { central, valueAt } from '../../ir/index.js';
import { WEEK_STATES } from '../demand/week.js';
import { restingState } from '../operation/backfill.js';
import { jobSize, type ServiceJob, type TrainingJob } from '../operation/jobs.js';
import type { Pool } from '../operation/pools.js';
import { restingPower, servingPower, trainingPower } from '../operation/power.js';
import { admissionLimit } from '../serving/admission.js';
import { peakFlops } from '../serving/chip.js';
import { utilisationWithinSlo } from '../serving/curve.js';
import type { ErlangTable } from '../serving/erlang.js';
import type { Service } from '../serving/service.js';
import { cappedTraining } from '../training/efficiency.js';
import type { Claimant, Group, Layout, Option } from './layout.js';
import { LEAST_REPLICAS, peakUnits, withSpares } from './replicas.js';
import { splitAt, type Supply } from './supply.js';

const MILLISECOND = 1e-3;

/** What it takes to put all of a workload's demand into one group of pools. */
export interface Need {
  readonly option: Option;
  /** Accelerators, all elements together. */
  readonly accelerators: number;
  /** IT power beyond that of the same accelerators at rest, W, when the campus works most; NaN where a draw is blank. */
  readonly power: number;
  /** USD a year: annuity or rent, and energy at the contracts' mean price. Blank parts are left out. */
  readonly cost: number;
  /** Accelerators that one more millisecond within the SLO saves. */
  readonly perMillisecond: number;
}

/** A workload at one date. */
export interface Wanted {
  readonly claimant: Claimant;
  /** At most one for each group; groups that cannot carry it at this date are left out. */
  readonly needs: readonly Need[];
  /** What all of it is worth, USD a year; `undefined` where the plan does not say. */
  readonly value: number | undefined;
}

/** All that placement decides on, at one date. */
export interface Situation {
  readonly layout: Layout;
  /** Accelerators of each group, all pools and elements together. */
  readonly capacity: Float64Array;
  readonly wanted: readonly Wanted[];
  /** Contracts that limit. `rest` is what their halls draw before any work, W at the meter. */
  readonly contracts: readonly {
    readonly path: string;
    readonly capacity: number;
    readonly rest: number;
    /** W at the meter for each W of IT power, by group. */
    readonly perWatt: Float64Array;
  }[];
  /** False where a price or a draw is blank: then a cost is an order, not an amount. */
  readonly priced: boolean;
}

/** Accelerators of a pool, per element, at a decimal year; zero before it stands and after. */
export function standing(pool: Pool, year: number): number {
  return year >= pool.from && year < pool.until ? pool.accelerators(year) : 0;
}

/** What the workloads need and the pools have at a decimal year. */
export function situationAt(layout: Layout, supply: Supply, year: number, table: ErlangTable): Situation {
  const capacity = Float64Array.from(layout.groups, ({ pools }) =>
    pools.reduce((sum, pool) => sum + pool.elements * standing(pool, year), 0),
  );
  const money = new Money(layout.groups, supply, year);
  const busiest = busiestState(layout, year);
  const wanted = layout.claimants.flatMap((claimant) => {
    const found =
      claimant.job.kind === 'training'
        ? trainingNeeds(claimant, claimant.job, capacity, year, money)
        : serviceNeeds(claimant, claimant.job, capacity, year, busiest, table, money);
    return found.length === 0 ? [] : [{ claimant, needs: found, value: valueOf(claimant.job, year) }];
  });
  return { layout, capacity, wanted, contracts: contractsAt(layout, supply, year), priced: money.known };
}

/** Yearly price of accelerators and of energy, by group. */
class Money {
  known = true;
  private readonly accelerator: Float64Array;
  private readonly energy: Float64Array;

  constructor(groups: readonly Group[], supply: Supply, year: number) {
    const price = groups.map(({ pools: [pool] }) => {
      const rent = supply.rents.get(pool!.place);
      return rent === undefined ? pool!.price * supply.annuity : rent(year) * YEAR_SECONDS;
    });
    // A blank price ranks behind all others.
    const dearest = price.reduce((most, value) => (value > most ? value : most), 1);
    this.accelerator = Float64Array.from(price, (value) => (Number.isNaN(value) ? 10 * dearest : value));
    this.known = !price.some(Number.isNaN);
    this.energy = Float64Array.from(groups, ({ supply: hall }) => {
      const contracts = hall?.contracts ?? [];
      const capacities = contracts.map((contract) => supply.contracts[contract]!.capacity(year));
      return contracts.reduce(
        (sum, contract, i) => sum + splitAt(capacities, i) * supply.contracts[contract]!.price(year),
        0,
      );
    });
  }

  /** USD a year of accelerators that draw `watts` on average. */
  cost(group: number, accelerators: number, watts: number): number {
    const energy = watts * YEAR_SECONDS * this.energy[group]!;
    if (Number.isNaN(energy)) this.known = false;
    return accelerators * this.accelerator[group]! + (Number.isNaN(energy) ? 0 : energy);
  }
}

/** Training counts by what it computes: where an accelerator does more, its cost for the same work is less. */
function trainingNeeds(
  { choices }: Claimant,
  job: TrainingJob,
  capacity: Float64Array,
  year: number,
  money: Money,
): Need[] {
  const { workload } = job;
  const accelerators = Math.max(0, valueAt(workload.accelerators, year));
  const open = choices.filter(({ group }) => capacity[group]! > 0);
  if (accelerators <= 0) return [];
  const size = jobSize(workload, year);
  const speed = open.map(
    ({ pool }) => peakFlops(pool.chip, workload.precision) * job.efficiency.mfu(pool.chip, pool.fabric, size),
  );
  const fastest = speed.reduce((most, value) => (value > most ? value : most), 0);
  return open.map((option, i): Need => {
    const { draw } = option.pool;
    const each = trainingPower(draw, cappedTraining(workload));
    const slower = speed[i]! > 0 ? fastest / speed[i]! : 1;
    return {
      option,
      accelerators,
      power: accelerators * (each - restingPower(draw, restingState(option.pool))),
      cost: slower * money.cost(option.group, accelerators, accelerators * each),
      perMillisecond: 0,
    };
  });
}

/**
 * Replicas for the whole demand in one group: its peak within the hour, spares and waits included. What a part of it needs
 * is taken in proportion; whole replicas are counted afterwards.
 */
function serviceNeeds(
  { choices }: Claimant,
  job: ServiceJob,
  capacity: Float64Array,
  year: number,
  busiest: number,
  table: ErlangTable,
  money: Money,
): Need[] {
  const mean = job.rate(year);
  const rate = mean * job.peakOfShape;
  if (rate <= 0) return [];
  const needs: Need[] = [];
  const known = new Map<string, { readonly replicas: number; readonly saved: number } | undefined>();
  const services: Service[] = [];
  for (const option of choices) {
    const { pool, group } = option;
    const service = option.service!;
    if (capacity[group]! < LEAST_REPLICAS * service.replica) continue;
    if (!services.includes(service)) services.push(service);
    const key = `${String(services.indexOf(service))} ${String(pool.elements)}`;
    if (!known.has(key)) known.set(key, replicasFor(job, service, rate, pool.elements, table));
    const found = known.get(key);
    if (found === undefined) continue;
    const replicas = found.replicas * pool.elements;
    const accelerators = replicas * service.replica;
    const drawAt = (each: number): number =>
      accelerators * servingPower(service, pool.draw, (each * job.units * service.t1) / replicas);
    needs.push({
      option,
      accelerators,
      power: drawAt(mean * job.shape[busiest]!) - accelerators * restingPower(pool.draw, restingState(pool)),
      cost: money.cost(group, accelerators, drawAt(mean)),
      perMillisecond: accelerators * found.saved,
    });
  }
  return needs;
}

/** Replicas per element for the whole demand, and the share of them that one more millisecond saves. */
function replicasFor(
  job: ServiceJob,
  service: Service,
  rate: number,
  elements: number,
  table: ErlangTable,
): { readonly replicas: number; readonly saved: number } | undefined {
  const units = peakUnits(job, rate / elements);
  const guess = Math.max(LEAST_REPLICAS, Math.ceil(units / (service.limit / service.t1)));
  const limit = admissionLimit(service, guess, table);
  if (limit <= 0) return undefined;
  const replicas = withSpares(Math.ceil((units * service.t1) / limit - 1e-9), job.spares);
  return { replicas, saved: 1 - limit / admissionLimit(relaxed(job, service), guess, table) };
}

/** The same service with a millisecond more for the response: users that much nearer, or an SLO that much longer. */
function relaxed({ workload }: ServiceJob, service: Service): Service {
  const responseSlo = service.responseSlo + MILLISECOND;
  const whole = workload.slo?.latency === undefined || service.t0 === 0 ? NaN : central(workload.slo.latency);
  const perToken = (whole - service.roundTrip - service.admission) / service.unitsPerRequest;
  // Where the whole response's SLO is what the tokens must keep, and they are what limits, these gain a part of it.
  const binds =
    Math.abs(perToken - service.tokenSlo) <= 1e-12 &&
    Math.abs(utilisationWithinSlo(service.t0, service.tokenSlo) - service.limit) <= 1e-12;
  if (!binds) return { ...service, responseSlo };
  const tokenSlo = service.tokenSlo + MILLISECOND / service.unitsPerRequest;
  return { ...service, responseSlo, tokenSlo, limit: utilisationWithinSlo(service.t0, tokenSlo) };
}

/** The state of the week in which served work, taken together, is nearest to its peaks. */
function busiestState({ claimants }: Layout, year: number): number {
  const load = new Float64Array(WEEK_STATES);
  for (const { job, choices } of claimants) {
    const service = choices[0]?.service;
    if (job.kind === 'training' || service === undefined || service.limit <= 0) continue;
    const accelerators = (job.rate(year) * job.units * service.t1 * service.replica) / service.limit;
    for (let state = 0; state < WEEK_STATES; state++) load[state]! += accelerators * job.shape[state]!;
  }
  return load.reduce((best, value, state) => (value > load[best]! ? state : best), 0);
}

function contractsAt({ groups }: Layout, supply: Supply, year: number): Situation['contracts'] {
  const capacities = supply.contracts.map(({ capacity }) => capacity(year));
  return supply.contracts.flatMap(({ path, limits }, position) => {
    const capacity = capacities[position]!;
    if (!limits || !(capacity > 0)) return [];
    const perWatt = new Float64Array(groups.length);
    let rest = 0;
    const halls = new Set<number>();
    groups.forEach(({ pools, supply: hall }, group) => {
      const at = hall?.contracts.indexOf(position) ?? -1;
      if (hall === undefined || at < 0) return;
      const split = splitAt(
        hall.contracts.map((contract) => capacities[contract]!),
        at,
      );
      perWatt[group] = split * hall.overhead;
      for (const pool of pools) {
        const here = standing(pool, year);
        if (here <= 0 || perWatt[group] === 0) continue;
        const base = halls.has(pool.hall) ? 0 : hall.base;
        halls.add(pool.hall);
        rest += perWatt[group] * pool.elements * (base + here * restingPower(pool.draw, restingState(pool)));
      }
    });
    // An unknown draw is no limit.
    return Number.isNaN(rest) ? [] : [{ path, capacity, rest, perWatt }];
  });
}

function valueOf(job: TrainingJob | ServiceJob, year: number): number | undefined {
  if (job.kind === 'training' || job.workload.value === undefined) return undefined;
  return valueAt(job.workload.value, year) * job.rate(year) * job.units * YEAR_SECONDS;
}
