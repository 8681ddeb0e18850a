import type { HeldPlacement } from './campus/held-placement.js';
import type { Capability, Needed } from './campus/capability.js';
import type { Worth } from './placement/worths.js';
import type { ByWindow } from './power/windows.js';
import type { MachineStarts } from './thermal/plant.js';

export type { MachineStarts } from './thermal/plant.js';

/** One metric of one entity: the value over the horizon (mean, maximum or sum, as the metric says) and by year. SI. */
export interface MetricValue {
  /** `null` where it is undefined (a PUE without IT) or unknown (a figure that the library leaves blank). */
  readonly value: number | null;
  readonly byYear: readonly (number | null)[];
}

/** Metrics by entity path, then by metric name. Iterates in the plan's canonical order. */
export type Metrics = ReadonlyMap<string, ReadonlyMap<string, MetricValue>>;

/** Which subsystem of MODELS A4 a cost line belongs to. */
export type Subsystem = 'cooling' | 'network' | 'rack' | 'electrical' | 'contract' | 'sizing' | 'operation';

/** One line of the cost of the plan. USD; capital is laid out in the year it falls, annuity as charged. */
export interface CostLine {
  /** Campus that pays it. */
  readonly campus: string;
  /** Entity that the line belongs to. */
  readonly path: string;
  /** `cooling capital`, `energy`, `minimum demand` … */
  readonly item: string;
  readonly subsystem: Subsystem;
  /** Yearly charge: annuities for capital (MODELS A7), else the year's payments. */
  readonly byYear: Float64Array;
  /** Undiscounted outlay, for capital lines. */
  readonly outlay?: number;
  /** Present value at the campus's discount rate, of `byYear`; `null` where a price is unknown. */
  readonly presentValue: number | null;
}

/** Something the simulation could not do as asked: it says so instead of giving a number. */
export interface SimulationNote {
  /**
   * `range`: a model left its validity range and was clamped; `unknown`: a figure is blank; `unsupported`: not modelled
   * in this version; `assumption`: an unsourced figure decides.
   */
  readonly type: 'range' | 'unknown' | 'unsupported' | 'assumption';
  readonly path: string;
  readonly message: string;
}

/** Hourly series of one hall and year (8,760 values), per element of an array block. W. */
export interface HallHours {
  readonly it: Float64Array;
  readonly plant: Float64Array;
  readonly electrical: Float64Array;
}

/** Capital of a hall that may stand unused, by what it bought. */
export type StrandedPart = 'accelerators' | 'floor' | 'electrical path' | 'cooling' | 'bisection';

/** A view of one year's cost, not a further one: annuities of what no hour of it used. USD, all elements of the hall. */
export interface StrandedCapital {
  readonly parts: Readonly<Record<StrandedPart, number>>;
  readonly total: number;
  /** What keeps the rest from being used: the capability that is used up, else that there is no more work. */
  readonly cause: 'contract' | 'electrical path' | 'cooling' | 'accelerators' | 'demand';
}

export interface HallResult {
  readonly path: string;
  /** Identical elements that this hall stands for. */
  readonly count: number;
  readonly accelerators: number;
  /** Nameplate of IT, plant rating, W, per element. */
  readonly nameplate: number;
  readonly plantRating: number;
  /** By year, per element. J. */
  readonly itEnergy: Float64Array;
  readonly plantEnergy: Float64Array;
  readonly electricalEnergy: Float64Array;
  /** By year, per element. */
  readonly belowTurndownHours: Float64Array;
  readonly freeCoolingHours: Float64Array;
  readonly water: Float64Array;
  /** Mean accelerators by state and year, per element. */
  readonly held: Float64Array;
  readonly busy: Float64Array;
  readonly idle: Float64Array;
  /** Of the idle ones, those in blocks long enough for deferrable work. */
  readonly backfillable: Float64Array;
  /** By year; `null` where a price or a draw is unknown. */
  readonly stranded: readonly (StrandedCapital | null)[];
}

export interface ContractResult {
  readonly path: string;
  /** By month of the horizon. W. */
  readonly peak: Float64Array;
  readonly mean: Float64Array;
  readonly capacity: Float64Array;
  /** Energy drawn above the capacity, J, by year. */
  readonly overEnergy: Float64Array;
  /** Largest one-minute change by year, W/s. */
  readonly ramp: Float64Array;
  /** First month in which peak exceeds capacity, or -1; likewise the ramp (year). */
  readonly firstPeakBreach: number;
  readonly firstRampBreach: number;
  /** Largest coincident change by window over all years, W, before any battery. Worked out when asked for. */
  readonly swings: () => ByWindow;
}

/** What a hall has and what its work asks of it (campus/capability.ts), per element of an array block. */
export interface HallCapability {
  readonly has: Capability;
  readonly needs: Needed;
  readonly count: number;
}

/** Load on the accelerators of one workload in one hall, by year. */
export interface Assignment {
  readonly workload: string;
  readonly hall: string;
  /** Accelerators reserved, by year, over all elements. */
  readonly accelerators: Float64Array;
}

/** What keeps demand from being served. */
export type UnservedReason = 'distance' | 'capacity' | 'memory' | 'calibration' | 'slo' | 'place' | 'unknown';

/** What limits a hall: the least of its capabilities over what its load needs. */
export interface Binding {
  readonly path: string;
  readonly year: number;
  readonly dimension:
    'power' | 'air cooling' | 'liquid cooling' | 'density' | 'network' | 'latency' | 'accelerators' | 'none';
  /** Use of the binding capability, 1 = all of it; `null` where there is none of it at all. */
  readonly use: number | null;
}

/** What one more unit of something that binds placement is worth in a year, by the duals of its linear programme. */
export interface YearlyWorth extends Worth {
  readonly year: number;
  /** In words, with its unit: "one more MW of contract Grid is worth 310 k USD a year". */
  readonly words: string;
}

/** A change of a hall over its life: a retrofit, or blocks that come to stand. */
export interface HallChange {
  readonly type: 'retrofit' | 'block';
  /** The retrofit, or the hall. */
  readonly path: string;
  readonly hall: string;
  /** Decimal years: the hall is out from the first to the second. */
  readonly from: number;
  readonly until: number;
  /** Share of the hall that stands from then on, of blocks. */
  readonly share?: number;
}

/** Everything that a plan simulates to. SI. */
export interface SimulationResult {
  /** Calendar years of the horizon, the first is the opening year. */
  readonly years: readonly number[];
  readonly metrics: Metrics;
  /** Kind that declares the metrics of each entity (`workload`, `network`, `contract`, …), by path. */
  readonly kinds: ReadonlyMap<string, string>;
  readonly costs: readonly CostLine[];
  /** Present value of all cost lines, USD; `null` where any of them is unknown. */
  readonly presentValue: number | null;
  /** Energy at the meters over the horizon, J (`null` where a hall's draw is unknown); carbon, kg. */
  readonly energy: number | null;
  readonly carbon: number | null;
  readonly halls: ReadonlyMap<string, HallResult>;
  readonly contracts: ReadonlyMap<string, ContractResult>;
  readonly assignments: readonly Assignment[];
  /** Yearly cost of each workload: capital by accelerators held, energy by metered share. USD. */
  readonly workloadCosts: ReadonlyMap<string, Float64Array>;
  /** Highest bandwidth per accelerator, bytes/s, that the workloads on a hall need across its fabric, by year. */
  readonly bandwidthNeeds: ReadonlyMap<string, Float64Array>;
  /** Why work goes unserved, by workload and year; absent where none does. */
  readonly unservedReasons: ReadonlyMap<string, readonly (UnservedReason | undefined)[]>;
  readonly binds: readonly Binding[];
  /** What one more accelerator, watt or second would be worth, by year; nothing where nothing binds. */
  readonly worths: readonly YearlyWorth[];
  readonly notes: readonly SimulationNote[];
  /** What changes when: dates of the plan, of triggers, and of blocks as demand comes. */
  readonly changes: readonly HallChange[];
  /** Where work was put: `simulate` keeps it for another plan where it is asked to. */
  readonly placement: HeldPlacement;
  /** Campuses and years whose placement was to be held and could not be: it was decided anew. */
  readonly placedAnew: readonly { readonly campus: string; readonly year: number }[];
  /** Recomputes the hours of one hall and year; not kept, since fifteen years of them are large. */
  readonly hours: (hallPath: string, yearIndex: number) => HallHours | undefined;
  /** Starts of one hall's compressors in a year, per element. Worked out when asked for. */
  readonly starts: (hallPath: string, yearIndex: number) => MachineStarts | undefined;
  /** Capability of one hall against its work of a year. Worked out when asked for. */
  readonly capability: (hallPath: string, yearIndex: number) => HallCapability | undefined;
}
