import fc from 'fast-check';
import type {
  AirCooling,
  AnyCooling,
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
  lowLoad: 'cycle',
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
  tripRise: 10,
  cduResponse: 15,
  chillerStart: 300,
  minimumOn: 600,
  minimumOff: 900,
  heatReuse: 'none',
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
  pduSize: 3e5,
  feed: 'ac',
  interruption: 4 * 3600,
  gridOutages: 2.6 * 3600,
  gridOutage: 2 * 3600,
  rideThrough: 300,
  ...change,
});

const MW = 1e6;
const number = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

/** Any plant within the ranges of its kind. */
export const settings = fc.record({
  supply: number(12, 50).map(celsius),
  airSupply: number(16, 32).map(celsius),
  redundancy: fc.constantFrom('N', 'N+1', '2N', '3N/2', '4N/3'),
  liquidShare: number(0.05, 1),
  economizer: fc.constantFrom('none', 'air', 'water', 'dry'),
  rejection: fc.constantFrom('tower', 'dryCooler', 'airCooled'),
  chiller: fc.constantFrom('variableSpeed', 'vanes', 'screw', 'scroll', 'none'),
  copReference: fc.option(number(2.5, 12), { nil: 6 }),
  carnot: number(0.2, 0.8),
  turndown: number(0, 0.9),
  unitSize: number(0.3, 60).map((megawatts) => megawatts * MW),
  approach: number(1, 30),
  cduApproach: number(0, 20),
  rise: number(2, 40),
  airFan: number(0, 0.2),
  rejectionFan: number(0, 0.2),
  pump: number(0, 0.1),
  cduPump: number(0, 0.1),
  fanFloor: number(0, 1),
  fanExponent: number(1, 3),
  pumpFloor: number(0, 1),
  pumpExponent: number(1, 3),
} as const);
export const plants: fc.Arbitrary<AnyCooling> = fc
  .tuple(settings, fc.constantFrom(airCooling, directToChip, hybridCooling, immersion, rearDoor))
  .map(([change, make]) => make(make === airCooling ? { ...change, liquidShare: 0 } : change));
