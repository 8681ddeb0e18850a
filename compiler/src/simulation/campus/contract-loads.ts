import { type AnyContract, valueAt } from '../../ir/index.js';
import type { HourSet } from '../calendar/hour-set.js';
import { type ContractLoad, contractLoad, quarterHoursOf } from '../contract/contract-run.js';
import type { ItHallYear } from '../operation/it-year.js';
import { coincidentRamp, type HallSwings } from '../power/windows.js';
import type { CachedHallYear } from './cache.js';
import type { HallFrame } from './hall-frame.js';

/**
 * What the halls of a campus draw on its contracts in one year. A hall with several contracts is shared between them by
 * their capacity. The arrays are the same from year to year, except of contracts that other campuses draw on too.
 */
export class ContractLoads {
  private readonly loads = new Map<string, ContractLoad>();
  /** Contracts whose arrays hold the year at hand; those of the others hold the year before. */
  private readonly begun = new Set<string>();
  /** Fast changes of the halls on each contract in the year at hand. */
  private readonly swings = new Map<string, HallSwings[]>();

  constructor(
    private readonly keys: readonly string[],
    private readonly shared: ReadonlySet<string>,
    private readonly set: HourSet,
    /** Loads that nobody uses at the moment. */
    private readonly spare: ContractLoad[],
  ) {}

  /** Begins a year: nothing is drawn. */
  open(): void {
    this.swings.clear();
    this.begun.clear();
    for (const key of this.keys) this.empty(key);
  }

  /** Ends the year: the loads by contract. They hold until the next year is opened. */
  close(): ReadonlyMap<string, ContractLoad> {
    for (const [key, load] of this.loads) {
      if (this.begun.has(key)) continue;
      load.power.fill(0);
      load.peakFactor = 1;
    }
    for (const [key, swings] of this.swings) {
      const load = this.loads.get(key);
      if (load !== undefined) load.ramp = coincidentRamp(swings);
    }
    return this.loads;
  }

  /** Gives back what others may use. */
  release(): void {
    for (const [key, load] of this.loads) if (!this.shared.has(key)) this.spare.push(load);
  }

  /** Adds one hall's year. `network`: energy of its fabric per element, J, which is part of its IT. */
  add(frame: HallFrame, run: CachedHallYear, network: number, hallYear: ItHallYear, calendarYear: number): void {
    const capacities = frame.contracts.map((contract) => valueAt(contract.capacity, calendarYear + 0.5));
    const all = capacities.reduce((sum, capacity) => sum + capacity, 0);
    frame.contracts.forEach((contract, i) => {
      const key = contractKey(contract);
      const load = this.loads.get(key);
      if (load === undefined) return;
      const share = (all > 0 ? (capacities[i] ?? 0) / all : 1 / frame.contracts.length) * frame.count;
      addHours(load, share, run.total, hallYear.quarterHourPeakFactor, !this.begun.has(key));
      this.begun.add(key);
      load.parts.it += share * (run.itEnergy - network);
      load.parts.network += share * network;
      load.parts.plant += share * run.plant.energy;
      load.parts.electrical += share * run.electricalEnergy;
      this.swings.set(key, [...(this.swings.get(key) ?? []), partOf(hallYear.swings, share / frame.count)]);
    });
  }

  private empty(key: string): void {
    const known = this.loads.get(key);
    if (known === undefined || this.shared.has(key)) {
      const load = (this.shared.has(key) ? undefined : this.spare.pop()) ?? contractLoad(this.set.length);
      this.loads.set(key, load);
      this.clear(load);
      return;
    }
    this.clear(known);
  }

  private clear(known: ContractLoad): void {
    const { parts } = known;
    parts.it = 0;
    parts.network = 0;
    parts.plant = 0;
    parts.electrical = 0;
    known.ramp = 0;
  }
}

/** Adds a share of a hall's hours, with their quarter-hours; to nothing, where they are the first. */
function addHours(load: ContractLoad, share: number, total: Float64Array, factor: number, first: boolean): void {
  const { power } = load;
  if (first) {
    if (share === 1) power.set(total);
    else for (let i = 0; i < total.length; i++) power[i] = share * total[i]!;
    load.peakFactor = factor;
    return;
  }
  const quarterHours = load.peakFactor === factor ? undefined : quarterHoursOf(load);
  for (let i = 0; i < total.length; i++) {
    const watts = share * total[i]!;
    power[i] = power[i]! + watts;
    if (quarterHours !== undefined) quarterHours[i] = quarterHours[i]! + watts * factor;
  }
}

/** The part of a hall's fast changes that one of its contracts sees. */
export function partOf({ independent, gangs, elements }: HallSwings, share: number): HallSwings {
  if (share === 1) return { independent, gangs, elements };
  const squared = share * share;
  return {
    independent: {
      seconds: independent.seconds * squared,
      minute: independent.minute * squared,
      quarterHour: independent.quarterHour * squared,
      hour: independent.hour * squared,
    },
    gangs: gangs.map((gang) => ({ ...gang, swing: gang.swing * share, step: gang.step * share })),
    elements,
  };
}

/** Path of a contract in the plan, or its catalogue key where a hall names an entry directly. */
export function contractKey(contract: AnyContract): string {
  return contract.path ?? contract.base ?? contract.name ?? contract.kind;
}
