import {
  type AnyWorkload,
  type Accelerator,
  type Calibration,
  type Campus,
  type Deferrable,
  type Hall,
  indexPlan,
  type Inference,
  type Model,
  type Plan,
  type PlanIndex,
  type Rack,
  type Requests,
  type Training,
} from '../../../compiler/src/ir/index.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import {
  type FabricView,
  type ItModel,
  operateYear,
  prepareIt,
} from '../../../compiler/src/simulation/operation/it-model.js';
import type { Supply } from '../../../compiler/src/simulation/placement/supply.js';
import type { ItHallYear, ItYear } from '../../../compiler/src/simulation/operation/it-year.js';
import { everyHour } from '../../../compiler/src/simulation/operation/profile.js';

export const chip: Accelerator = {
  kind: 'accelerator',
  name: 'Chip',
  path: 'Chip',
  memory: 186e9,
  memoryBandwidth: 8e12,
  bf16: 2.5e15,
  fp8: 5e15,
  tdp: 1200,
  idle: 168,
  nic: 50e9,
  scaleUpDomain: 72,
};

export const rack: Rack = {
  kind: 'rack',
  name: 'Rack',
  path: 'Rack',
  accelerator: { ref: 'Chip' },
  accelerators: 72,
  peak: 132e3,
  fixedIdle: 30e3,
  fixedBusy: 42e3,
  sleep: 30e3,
  off: 1e3,
  airInletMax: 300,
  price: 3e6,
};

export const model: Model = {
  kind: 'model',
  name: 'Dense70',
  path: 'Dense70',
  parameters: 70.6e9,
  active: 70.6e9,
  kvPerToken: 327680,
  precision: 'bf16',
};

export const calibration: Calibration = {
  kind: 'calibration',
  path: 'Fit',
  model: { ref: 'Dense70' },
  accelerator: { ref: 'Chip' },
  accelerators: 2,
  precision: 'bf16',
  t0: 0.01684,
  t1: 0.0001018,
  p0: 0.6,
  p1: 0.35,
  batchMax: 2042,
  error: 0.05,
};

/** Hourly profile of the Azure 2024 conversation week, weekdays, UTC. */
export const chatProfile = [
  0.89, 0.97, 0.96, 0.79, 0.8, 1.03, 1.15, 1.28, 1.34, 1.24, 1.13, 1.09, 1.08, 1.01, 0.92, 0.77, 0.69, 0.72, 0.8, 0.9,
  0.95, 1.0, 1.05, 0.95,
];

export function hall(name: string, racks: number, over: Partial<Hall> = {}): Hall {
  return {
    kind: 'hall',
    name,
    path: `C.${name}`,
    racks: [{ count: racks, of: { ref: 'Rack' } }],
    cooling: { ref: 'none' },
    network: { ref: 'none' },
    power: [],
    electrical: { ref: 'none' },
    idle: 'spread',
    retrofit: [],
    refresh: [],
    ...over,
  };
}

export function training(name: string, over: Partial<Training> = {}): Training {
  return {
    kind: 'training',
    name,
    path: `C.${name}`,
    priority: 0,
    accelerators: 1000,
    mfu: 0.41,
    precision: 'bf16',
    power: 0.9,
    exposed: 0.15,
    swing: 0.375,
    crossing: 0.5,
    mtbf: 50_800 * 3600,
    ...over,
  };
}

export function inference(name: string, over: Partial<Inference> = {}): Inference {
  return {
    kind: 'inference',
    name,
    path: `C.${name}`,
    priority: 0,
    model: { ref: 'Dense70' },
    demand: 100,
    promptTokens: 1155,
    outputTokens: 211,
    prefixHit: 0.3,
    slo: { kind: 'slo', tpot: 0.04, percentile: 0.99 },
    profile: chatProfile,
    weekend: 0.57,
    dispersion: 16,
    burstWindow: 60,
    calls: 1,
    duty: 1,
    spares: 0.05,
    prefill: 'shared',
    kvCache: 'bf16',
    kvOffload: 'none',
    speculation: 'none',
    interruptible: 'none',
    ...over,
  };
}

export function deferrable(name: string, over: Partial<Deferrable> = {}): Deferrable {
  const { kind: _kind, slo: _slo, profile: _profile, ...rest } = inference(name);
  return {
    ...rest,
    kind: 'deferrable',
    weekend: 1,
    deadline: 86400,
    minimumBlock: 1800,
    reclaim: 300,
    efficiency: 0.85,
    ...over,
  };
}

export function requests(name: string, over: Partial<Requests> = {}): Requests {
  return {
    kind: 'requests',
    name,
    path: `C.${name}`,
    priority: 0,
    demand: 1000,
    reference: { ref: 'Chip' },
    work: 0.01,
    power: 0.7,
    utilisation: 0.6,
    weekend: 1,
    dispersion: 1,
    burstWindow: 60,
    spares: 0.05,
    interruptible: 'none',
    ...over,
  };
}

export interface PlanParts {
  readonly halls: readonly Hall[];
  readonly workloads: readonly AnyWorkload[];
  readonly campus?: Partial<Campus>;
  readonly plan?: Partial<Plan>;
}

export interface Built {
  readonly plan: Plan;
  readonly index: PlanIndex;
  readonly campus: Campus;
}

/** A plan of one campus in Abilene, with the accelerator, rack, model and calibration of this file. */
export function build({ halls, workloads, campus: campusParts = {}, plan: planParts = {} }: PlanParts): Built {
  const campus: Campus = {
    kind: 'campus',
    name: 'C',
    path: 'C',
    climate: { ref: 'none' },
    site: { kind: 'site', lat: 32.45, lon: -99.73, elevation: 0 },
    opens: '2027-01-01',
    asOf: '2027-01-01',
    horizon: 15 * 365 * 86400,
    discount: 0.08,
    currency: 'USD',
    carbonPrice: 0,
    economics: { ref: 'none' },
    contract: [],
    generation: [],
    battery: [],
    network: [],
    hall: halls,
    colocation: [],
    cloud: [],
    workload: workloads,
    stage: [],
    reserve: [],
    ...campusParts,
  };
  const plan: Plan = {
    kind: 'plan',
    campus: [campus],
    site: [],
    region: [],
    climate: [],
    contract: [],
    tariff: [],
    generation: [],
    battery: [],
    electrical: [],
    rack: [rack],
    server: [],
    accelerator: [chip],
    cooling: [],
    network: [],
    switch: [],
    workload: [],
    model: [model],
    calibration: [calibration],
    colocation: [],
    cloud: [],
    economics: [],
    schemaVersion: 1,
    engine: 'test',
    scenarios: [],
    requirements: [],
    catalogue: {},
    ...planParts,
  };
  return { plan, index: indexPlan(plan), campus };
}

export const nonBlocking: FabricView = {
  oversubscription: 1,
  linkRate: 50e9,
  bisectionPerEndpoint: 50e9,
  topology: 'fatTree',
};

/** Prepares and runs a plan's IT. */
export function operate(
  parts: PlanParts,
  fabric: FabricView = nonBlocking,
  supply?: Supply,
): { readonly it: ItModel; readonly year: (calendarYear: number) => ItYear; readonly notes: NoteCollector } {
  const { plan, index, campus } = build(parts);
  const notes = new NoteCollector();
  const years = Array.from({ length: 15 }, (_, i) => 2027 + i);
  const it = prepareIt(plan, index, campus, years, () => fabric, notes, supply && (() => supply));
  return { it, year: (calendarYear) => operateYear(it, calendarYear - 2027), notes };
}

/** Mean of a series. */
export function mean(series: Float64Array | undefined): number {
  return series === undefined ? NaN : series.reduce((sum, value) => sum + value, 0) / series.length;
}

/** All hours of a hall's IT, W; `undefined` where unknown. */
export function hoursOf(hall: ItHallYear | undefined): Float64Array | undefined {
  return hall?.profile && everyHour(hall.profile);
}
