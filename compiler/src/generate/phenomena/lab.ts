import { type AnyCooling, type AnyEntity, type Electrical, indexPlan, type PlanIndex } from '../../ir/index.js';
import { compile, library, type ModuleHost } from '../../semantics/index.js';
import { designPath, runPath } from '../../simulation/electrical/path.js';
import { simulate, SimulationCache, type SimulationResult } from '../../simulation/index.js';
import { NoteCollector } from '../../simulation/notes.js';
import { bindWeather, designPlant, type PlantBreakdown, plantBreakdown } from '../../simulation/thermal/plant.js';
import { type Weather, weatherOf } from '../../simulation/weather/weather.js';

const FILE = 'phenomenon.dcplan';

/** A plan of one campus as the pages describe it: what is not said is the library's. */
export interface Sketch {
  readonly imports: Readonly<Record<string, readonly string[]>>;
  readonly climate?: string;
  readonly users?: string;
  readonly contract?: string;
  /** Lines of hall `A` between its braces; contract and electrical path are added. */
  readonly hall: readonly string[];
  /** Whole declarations of the campus: workloads, batteries. */
  readonly more: readonly string[];
}

/** Load and overhead of a plant with its electrical path at a constant load, means of a year, W. */
export interface Overheads {
  readonly it: number;
  readonly plant: number;
  readonly losses: number;
}

/** Where phenomena are looked for: the program's own library, compiler, simulation and component models. */
export class Lab {
  private readonly cache = new SimulationCache();
  private readonly entries: PlanIndex;
  private readonly weathers = new Map<string, Weather>();

  constructor(private readonly stdlib: Readonly<Record<string, string>>) {
    this.entries = library(this.host(''));
  }

  /** Simulates a text as a user would; a text that does not compile is a bug of the page. */
  simulate(sketch: Sketch): SimulationResult {
    return simulate(this.compiled(sketch), this.cache);
  }

  /** A plan with its index, for component models that a simulation does not show. */
  plan(sketch: Sketch): { readonly plan: ReturnType<Lab['compiled']>; readonly index: PlanIndex } {
    const plan = this.compiled(sketch);
    return { plan, index: indexPlan(plan) };
  }

  /** An entry of the library, of the kind asked for. */
  entry<K extends AnyEntity['kind']>(key: string, kind: K): Extract<AnyEntity, { kind: K }> {
    const found = this.entries.get(key);
    if (found?.kind !== kind) throw new Error(`the library has no ${kind} ${key}`);
    return found as Extract<AnyEntity, { kind: K }>;
  }

  has(key: string, kind: AnyEntity['kind']): boolean {
    return this.entries.get(key)?.kind === kind;
  }

  /** A cooling plant of the library, whatever its kind. */
  cooling(name: string): AnyCooling {
    const kinds = ['airCooling', 'rearDoor', 'directToChip', 'immersion', 'hybridCooling'] as const;
    const key = `std/cooling#${name}`;
    const kind = kinds.find((each) => this.has(key, each));
    if (kind === undefined) throw new Error(`the library has no cooling ${name}`);
    return this.entry(key, kind);
  }

  weather(climate: string): Weather {
    let weather = this.weathers.get(climate);
    if (weather === undefined) {
      weather = weatherOf(this.entry(`std/climates#${climate}`, 'climate'), climate, new NoteCollector());
      this.weathers.set(climate, weather);
    }
    return weather;
  }

  /** A plant of `rating` W of heat, `liquid` of it to liquid, at a constant `load` (share of the rating) all year. */
  plantYear(
    cooling: AnyCooling,
    climate: string,
    { rating, liquid, rack }: { readonly rating: number; readonly liquid: number; readonly rack: number },
    load: number,
  ): PlantBreakdown & { readonly plant: Float64Array; readonly designPower: number } {
    const plant = designPlant(
      cooling,
      { rating, rackLiquidShare: liquid, racks: rating / rack },
      'hall',
      new NoteCollector(),
    );
    const weather = this.weather(climate);
    const it = new Float64Array(weather.dryBulb.length).fill(load * rating);
    const parts = plantBreakdown(bindWeather(plant, weather), it);
    const total = parts.chillers.map(
      (watts, hour) =>
        watts + parts.rejectionFans[hour]! + parts.pumps[hour]! + parts.cduPumps[hour]! + parts.airHandlers[hour]!,
    );
    return { ...parts, plant: total, designPower: plant.designPower };
  }

  /** The same with the losses of an electrical path, means over the year. */
  overheads(
    cooling: AnyCooling,
    electrical: Electrical,
    climate: string,
    hall: { readonly rating: number; readonly liquid: number; readonly rack: number },
    load: number,
  ): Overheads {
    const year = this.plantYear(cooling, climate, hall, load);
    const path = designPath(electrical, hall.rating, year.designPower, 'hall', new NoteCollector());
    const it = new Float64Array(year.plant.length).fill(load * hall.rating);
    const losses = new Float64Array(it.length);
    runPath(path, it, year.plant, losses);
    return { it: load * hall.rating, plant: mean(year.plant), losses: mean(losses) };
  }

  private compiled(sketch: Sketch) {
    const text = textOf(sketch);
    const { plan, diagnostics } = compile(FILE, this.host(text));
    if (plan !== undefined) return plan;
    const wrong = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    throw new Error(`${wrong.join('\n')}\nin\n${text}`);
  }

  private host(text: string): ModuleHost {
    return {
      stdlib: this.stdlib,
      read: (file) => (file === FILE ? text : undefined),
      resolve: (_, spec) => spec,
    };
  }
}

function textOf({ imports, climate = 'Dallas', users, contract, hall, more }: Sketch): string {
  const all = { climates: [climate], electrical: ['Standard'], ...imports };
  return [
    ...Object.entries(all).map(([module, names]) => `import std/${module} { ${names.join(', ')} }`),
    'campus C {',
    `  climate: ${climate}`,
    '  opens: 2027-01',
    '  horizon: 1 years',
    ...(users === undefined ? [] : [`  users { ${users} }`]),
    `  contract Grid { ${contract ?? 'capacity: 1_000 MW, energy: 50 USD/MWh'} }`,
    '  hall A {',
    ...hall.map((line) => `    ${line}`),
    '    electrical: Standard',
    '    power: Grid',
    '  }',
    ...more.map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

/** Mean of a series. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** A metric over the horizon; NaN where it is undefined or unknown. */
export function metric(result: SimulationResult, path: string, name: string): number {
  return result.metrics.get(path)?.get(name)?.value ?? NaN;
}
