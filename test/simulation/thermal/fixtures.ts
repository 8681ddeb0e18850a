import type {
  AirCooling,
  DirectToChip,
  Electrical,
  HybridCooling,
  Immersion,
  RearDoor,
} from '../../../compiler/src/ir/index.js';

/** A temperature as the IR holds it. */
export const celsius = (value: number): number => value + 273.15;

const common = {
  supply: celsius(32),
  redundancy: 'N',
  liquidShare: 0.87,
  economizer: 'none',
  rejection: 'tower',
  chiller: 'variableSpeed',
  carnot: 0.55,
  turndown: 0.2,
  unitSize: 1.5e6,
  approach: 8,
  cduApproach: 4,
  rise: 10,
  airSupply: celsius(24),
  airFan: 0.04,
  rejectionFan: 0.013,
  pump: 0.015,
  cduPump: 0.012,
  fanFloor: 0.35,
  fanExponent: 3,
  pumpFloor: 0.3,
  pumpExponent: 2.2,
  water: 0,
  capital: 2,
  life: 15 * 365 * 86400,
} as const;

type Free<T> = Partial<Omit<T, 'kind'>>;

/** Cold plates with the kind's own defaults, changed as the test says. */
export const directToChip = (change: Free<DirectToChip> = {}): DirectToChip => ({
  ...common,
  kind: 'directToChip',
  phases: 'one',
  ...change,
});

export const hybridCooling = (change: Free<HybridCooling> = {}): HybridCooling => ({
  ...common,
  kind: 'hybridCooling',
  airCapacity: 0.4,
  ...change,
});

export const rearDoor = (change: Free<RearDoor> = {}): RearDoor => ({
  ...common,
  kind: 'rearDoor',
  supply: celsius(20),
  active: 'yes',
  ...change,
});

export const immersion = (change: Free<Immersion> = {}): Immersion => ({
  ...common,
  kind: 'immersion',
  phases: 'one',
  liquidShare: 0.98,
  ...change,
});

/** Chilled-water air handlers. */
export const airCooling = (change: Free<AirCooling> = {}): AirCooling => ({
  ...common,
  kind: 'airCooling',
  supply: celsius(24),
  liquidShare: 0,
  placement: 'room',
  ...change,
});

export const electrical = (change: Free<Electrical> = {}): Electrical => ({
  kind: 'electrical',
  redundancy: 'N',
  transformer: [0.0012, 0, 0.0047],
  ups: [0.008, 0.012, 0.012],
  upsShare: 1,
  generatorShare: 1,
  distribution: 0.004,
  houseLoad: 0.005,
  moduleSize: 1.5e6,
  ...change,
});
