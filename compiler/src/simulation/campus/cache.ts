import type { Climate } from '../../ir/index.js';
import { EVERY_HOUR, gather, type HourSet, nameOfSet } from '../calendar/hour-set.js';
import { representativeHours } from '../calendar/representative-hours.js';
import { NoteCollector, type NoteSink } from '../notes.js';
import type { ItModel, ItYear } from '../operation/it-model.js';
import { type Weather, weatherOf } from '../weather/weather.js';
import type { SimulationNote } from '../results.js';
import { contentName } from '../content.js';
import type { FeederRun } from './feeder-run.js';
import type { HallYear } from './hall-run.js';

/** What one campus's IT does, year by year; valid for one `key`. */
export interface CachedIt {
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
/** Names of long texts that are kept at most. */
const KEPT_NAMES = 64;
/** Hours of halls that are kept at most, bytes: sixty halls over fifteen years. Of a larger campus none are. */
const KEPT_BYTES = 64e6;

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
  private readonly it = new Map<string, CachedIt>();
  private readonly feeders = new Map<string, FeederRun>();
  private readonly halls = new Map<string, KeptHall>();
  private readonly names = new Map<string, number>();
  private readonly sets = new WeakMap<Weather, Map<string, HourSet>>();
  private named = 0;
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

  itOf(key: string, content: string, work: string, make: (notes: NoteSink) => ItModel): CachedIt {
    return remember(this.it, key, KEPT_CAMPUSES, () => {
      const notes = new NoteCollector();
      return { key, content, work, model: make(notes), years: [], notes };
    });
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
   * room: a part of a large campus saves little and holds much.
   */
  hallOf(key: string, bytes: number, all: number): CachedHallYear[] | undefined {
    if (all > KEPT_BYTES) return undefined;
    const found = this.halls.get(key);
    if (found !== undefined) {
      this.halls.delete(key);
      this.halls.set(key, found);
      found.run = this.run;
      return found.years;
    }
    for (const [old, hall] of this.halls) {
      if (this.bytes + bytes <= KEPT_BYTES || hall.run === this.run) break;
      this.halls.delete(old);
      this.bytes -= hall.bytes;
    }
    if (this.bytes + bytes > KEPT_BYTES) return undefined;
    this.bytes += bytes;
    const years: CachedHallYear[] = [];
    this.halls.set(key, { years, bytes, run: this.run });
    return years;
  }
}

function remember<T>(map: Map<string, T>, key: string, kept: number, make: () => T): T {
  const found = map.get(key);
  if (found !== undefined) {
    map.delete(key);
    map.set(key, found);
    return found;
  }
  const made = make();
  map.set(key, made);
  if (map.size > kept) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
  return made;
}
