import fc from 'fast-check';
import { SimulationCache, simulate, type SimulationResult } from '../../../compiler/src/simulation/index.js';
import { planOf } from '../support/plan.js';

/** A hall of a small campus and what runs in it. */
export interface Room {
  readonly trains: boolean;
  readonly racks: number;
  readonly cooling: string;
  readonly electrical: string;
  readonly idle: string;
  /** Share of the accelerators in training, or requests a second over 100. */
  readonly load: number;
}

export const rooms: fc.Arbitrary<Room> = fc.record({
  trains: fc.boolean(),
  racks: fc.integer({ min: 1, max: 12 }),
  cooling: fc.constantFrom(
    'DirectToChip',
    'DirectToChip_Chilled',
    'Hybrid',
    'RearDoor',
    'CRAH_Chiller',
    'AirEconomizer',
  ),
  electrical: fc.constantFrom('N', 'N+1', '2N'),
  idle: fc.constantFrom('spread', 'consolidate', 'sleep', 'off'),
  load: fc.double({ min: 0.05, max: 1, noNaN: true }),
});

export interface Small {
  readonly climate: string;
  readonly rooms: readonly Room[];
  /** Of each contract, MW. */
  readonly capacity: number;
}

export const smalls: fc.Arbitrary<Small> = fc.record({
  climate: fc.constantFrom('Dallas', 'Stockholm', 'Phoenix'),
  rooms: fc.array(rooms, { minLength: 1, maxLength: 2 }),
  capacity: fc.integer({ min: 1, max: 30 }).map((tenths) => tenths / 10),
});

const IMPORTS = {
  climates: ['Dallas', 'Stockholm', 'Phoenix'],
  cooling: ['AirEconomizer', 'CRAH_Chiller', 'DirectToChip', 'DirectToChip_Chilled', 'Hybrid', 'RearDoor'],
  electrical: ['Standard'],
  models: ['Llama_70B'],
  networks: ['LeafSpine'],
  racks: ['GB200_NVL72', 'HGX_H200_Air'],
  workloads: ['Chat', 'Pretraining'],
} as const;

/** The text of a campus, one year long, whose halls `A`, `B` … draw on `contracts`, in turn. */
export function textOf({ climate, rooms: halls, capacity }: Small, contracts: readonly string[] = ['Grid']): string {
  const names = halls.map((_, i) => String.fromCharCode(65 + i));
  return [
    ...Object.entries(IMPORTS).map(([module, entries]) => `import std/${module} { ${entries.join(', ')} }`),
    'campus C {',
    `  climate: ${climate}`,
    '  opens: 2027-01',
    '  horizon: 1 years',
    ...contracts.map(
      (name) => `  contract ${name} { capacity: ${capacity} MW, energy: 45 USD/MWh, demandCharge: 8 USD/kW/month }`,
    ),
    ...halls.flatMap(({ trains, racks, cooling, electrical, idle, load }, i) => [
      `  hall ${names[i]!} {`,
      `    racks: ${racks} of ${trains ? 'GB200_NVL72' : 'HGX_H200_Air'}`,
      `    cooling: ${cooling}, electrical: Standard { redundancy: ${electrical} }, network: LeafSpine {}`,
      `    idle: ${idle}, power: ${contracts[i % contracts.length]!}`,
      '  }',
      trains
        ? `  workload W${names[i]!}: Pretraining { on: [${names[i]!}], accelerators: ${Math.max(1, Math.round(72 * racks * load))} }`
        : `  workload W${names[i]!}: Chat { on: [${names[i]!}], model: Llama_70B, demand: ${(100 * load).toFixed(2)} req/s }`,
    ]),
    '}',
    '',
  ].join('\n');
}

const cache = new SimulationCache();

export function simulated(text: string): SimulationResult {
  return simulate(planOf(text).plan, cache);
}

/** A metric over the horizon; fails where there is none. `null` is undefined or unknown. */
export function metric(result: SimulationResult, path: string, name: string): number | null {
  const found = result.metrics.get(path)?.get(name);
  if (found === undefined) throw new Error(`${path} has no ${name}`);
  return found.value;
}
