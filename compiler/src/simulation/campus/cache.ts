import type { Climate } from '../../ir/index.js';
import { EVERY_HOUR, gather, type HourSet, nameOfSet } from '../calendar/hour-set.js';
import { representativeHours } from '../calendar/representative-hours.js';
import { NoteCollector, type NoteSink } from '../notes.js';
import type { ItModel, ItYear } from '../operation/it-model.js';
import { type Weather, weatherOf } from '../weather/weather.js';
import type { SimulationNote } from '../results.js';
import { contentName } from '../content.js';
import type { FeederRun } from './feeder-run.js';
import { HallNames } from './hall-names.js';
import type { HallYear } from './hall-run.js';

/** What one campus's IT does, year by year; valid for one `key`. */
export interface CachedIt {
  /** Of the campus. */
  readonly path: string;
  /** What it depends on, and that without what only placement looks at. */
  readonly key: string;
  readonly content: string;
  /** What it depends on but for where work was put: whoever holds its placement for the same finds all of it done. */
  readonly work: string;
  readonly model: ItModel;
  readonly years: ItYear[];
  /** What preparing and running it had to say: said again on every hit. */
  readonly notes: NoteCollector;
}

/** One year of one hall, with the power that its contracts see: IT, plant and losses, W per element by hour. */
export interface CachedHallYear extends HallYear {
  readonly total: Float64Array;
}

const KEPT_CAMPUSES = 6;
const KEPT_FEEDERS = 384;
const KEPT_WEATHERS = 16;
/** Of one weather. */
const KEPT_SETS = 4;
/** Halls whose keys are kept at most, to see whether they are met again. */
const KEPT_MET = 1024;
/** Names of long texts that are kept at most. */
const KEPT_NAMES = 64;
/** Hours of halls that are kept at most, bytes: some nine hundred years of halls. Of a larger campus none are. */
const KEPT_BYTES = 64e6;

/** What a hall does, year by year, as text: what its plant sees, and what its contracts see and its totals say. */
export interface HallWork {
  readonly drawn: string;
  readonly done: string;
}

interface KeptHall {
  readonly years: CachedHallYear[];
  readonly bytes: number;
  /** Simulation that used it last. */
  run: number;
}

/**
 * What was simulated before, by content: a change of one hall's plant re-runs one hall, a change of a contract none.
 * Keys are canonical descriptions of everything that the result depends on, so that a hit is the very result that a run
 * would give. The oldest entries go first.
 */
export class SimulationCache {
  /** @param keptBytes hours of halls that are kept at most, bytes */
  constructor(private readonly keptBytes = KEPT_BYTES) {}

  private readonly it = new Map<string, CachedIt>();
  private readonly feeders = new Map<string, FeederRun>();
  private readonly halls = new Map<string, KeptHall>();
  private readonly names = new Map<string, number>();
  private readonly itNames = new WeakMap<CachedIt, number>();
  /** Of what halls do: halls and feeders go by it. */
  readonly hallNames = new HallNames();
  /** The same, of all years of a campus's halls together. */
  readonly hallWork = new WeakMap<CachedIt, Map<string, HallWork>>();
  private readonly sets = new WeakMap<Weather, Map<string, HourSet>>();
  private named = 0;
  private readonly met = new Map<string, number>();
  private bytes = 0;
  private run = 0;
  private readonly weathers = new Map<
    string,
    { readonly weather: Weather; readonly said: readonly SimulationNote[] }
  >();

  /** The hourly weather of a campus's climate; what its synthesis has to say is said again on every hit. */
  weatherOf(climate: Climate, path: string, notes: NoteSink, seed: number, set: HourSet = EVERY_HOUR): Weather {
    const { weather, said } = remember(
      this.weathers,
      `${path}\n${String(seed)}\n${String(contentName(climate))}\n${String(nameOfSet(set))}`,
      KEPT_WEATHERS,
      () => {
        const collector = new NoteCollector();
        const whole = weatherOf(climate, path, collector, seed);
        const weather =
          set.weight === undefined
            ? whole
            : {
                ...whole,
                dryBulb: gather(set, whole.dryBulb),
                wetBulb: gather(set, whole.wetBulb),
                weight: set.weight,
              };
        return { weather, said: collector.notes };
      },
    );
    for (const note of said) notes.add(note);
    return weather;
  }

  /** The representative hours of a weather with single ones among them: the same set for the same. */
  setOf(weather: Weather, single: ReadonlySet<number>): HourSet {
    const known = this.sets.get(weather) ?? new Map<string, HourSet>();
    this.sets.set(weather, known);
    const key = [...single].sort((a, b) => a - b).join(' ');
    return remember(known, key, KEPT_SETS, () => representativeHours(weather, single));
  }

  /** A feeder's years: small, so that many are kept. */
  feederOf(key: string, make: () => FeederRun): FeederRun {
    return remember(this.feeders, key, KEPT_FEEDERS, make);
  }

  /** A campus's IT that is known. */
  findIt(key: string): CachedIt | undefined {
    return find(this.it, key);
  }

  /** What was used last of the plans of a campus. */
  latestIt(path: string): CachedIt | undefined {
    return [...this.it.values()].findLast((it) => it.path === path);
  }

  itOf(key: string, make: () => CachedIt): CachedIt {
    return remember(this.it, key, KEPT_CAMPUSES, make);
  }

  /** A name for a campus's IT: another one for another, and whoever holds its placement has it in its key. */
  nameOfIt(it: CachedIt): string {
    let name = this.itNames.get(it);
    if (name === undefined) this.itNames.set(it, (name = this.named++));
    return `#${String(name)}`;
  }

  /** A short name for a long text, the same for the same text: keys that hold it stay small. Never used twice. */
  nameOf(text: string): string {
    return `#${String(remember(this.names, text, KEPT_NAMES, () => this.named++))}`;
  }

  /** Begins a simulation: what it uses is not forgotten before the next. */
  begin(): void {
    this.run++;
  }

  /**
   * The years of a hall that are known, to be added to: `bytes` of them, of `all` of its campus. `undefined` where there is no
   * room: a part of a large campus saves little and holds much. Of a campus that has room only because its years repeat
   * (`most` bytes if none did), a hall is kept when it is met again: a plan that is simulated once would pay for it in vain.
   */
  hallOf(key: string, bytes: number, all: number, most: number): CachedHallYear[] | undefined {
    if (all > this.keptBytes) return undefined;
    if (most > this.keptBytes && !this.isMetAgain(key)) return undefined;
    const found = this.halls.get(key);
    if (found !== undefined) {
      this.halls.delete(key);
      this.halls.set(key, found);
      found.run = this.run;
      return found.years;
    }
    for (const [old, hall] of this.halls) {
      if (this.bytes + bytes <= this.keptBytes || hall.run === this.run) break;
      this.halls.delete(old);
      this.bytes -= hall.bytes;
    }
    if (this.bytes + bytes > this.keptBytes) return undefined;
    this.bytes += bytes;
    const years: CachedHallYear[] = [];
    this.halls.set(key, { years, bytes, run: this.run });
    return years;
  }

  /** Whether a hall was met in a simulation before this one. */
  private isMetAgain(key: string): boolean {
    return remember(this.met, key, KEPT_MET, () => this.run) < this.run;
  }
}

/** What is known of a key, which is now the last that goes. */
function find<T>(map: Map<string, T>, key: string): T | undefined {
  const found = map.get(key);
  if (found === undefined) return undefined;
  map.delete(key);
  map.set(key, found);
  return found;
}

function remember<T>(map: Map<string, T>, key: string, kept: number, make: () => T): T {
  const found = find(map, key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  if (map.size > kept) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
  return made;
}
