import type { AnyContract, Campus } from '../../ir/index.js';
import type { ItHallYear, ItYear } from '../operation/it-model.js';
import { pathOf } from '../operation/pools.js';
import { hasFreedom } from '../placement/layout.js';
import type { CachedIt, HallWork, SimulationCache } from './cache.js';
import type { HallFrame } from './hall-frame.js';

/**
 * What a campus's work comes to, as text, hall by hall: a hall that does what it did is not run again, whatever the others
 * do. Where work waits, which fills hours hall by hall, all halls go by the whole campus.
 */
export class WorkNames {
  private readonly whole: HallWork | undefined;
  private order: string | undefined;
  private held: readonly ReadonlyMap<string, string>[] | undefined;
  private readonly known: Map<string, HallWork>;

  /** @param like another plan's: halls that do what they do there have the same names */
  constructor(
    private readonly cache: SimulationCache,
    private readonly campus: Campus,
    it: CachedIt,
    private readonly years: readonly ItYear[],
    private readonly like: CachedIt | undefined,
  ) {
    const waits = it.model.jobs.some(({ kind }) => kind === 'deferrable');
    // Where work has one place to go, no price and no contract moves it, and halls do what they did.
    const name = waits ? cache.nameOf(hasFreedom(it.model.layout) ? it.key : it.content) : undefined;
    this.whole = name === undefined ? undefined : { drawn: name, done: name };
    this.known = cache.hallWork.get(it) ?? new Map<string, HallWork>();
    cache.hallWork.set(it, this.known);
  }

  of(path: string): HallWork {
    if (this.whole !== undefined) return this.whole;
    let work = this.known.get(path);
    if (work === undefined) {
      const { hallNames } = this.cache;
      work = this.former(path) ?? {
        drawn: this.byYear(path, (year) => hallNames.drawn(year)),
        done: this.byYear(path, (year) => hallNames.done(year)),
      };
      this.known.set(path, work);
    }
    return work;
  }

  /** What a hall does in the other plan, where it does the very same. */
  private former(path: string): HallWork | undefined {
    const { like } = this;
    if (like?.years.length !== this.years.length) return undefined;
    const isSame = this.years.every(({ halls }, y) => {
      const before = like.years[y]?.halls;
      return before !== undefined && halls.get(path) === before.get(path);
    });
    return isSame ? this.cache.hallWork.get(like)?.get(path) : undefined;
  }

  /** What called hours on these contracts may be taken from, year by year: each workload's energy in the halls. */
  exposed(halls: readonly HallFrame[], contracts: readonly AnyContract[], isFed: boolean): string {
    if (this.whole !== undefined) return this.whole.done;
    const { generation, battery } = this.campus;
    const isSupplied = isFed && generation.length + battery.length > 0;
    if (!isSupplied && !contracts.some(mayBeCalled)) return '';
    this.held ??= this.years.map((year) => heldIn(year));
    // Who may be called first goes by the order and the kinds of the workloads.
    this.order ??= this.cache.nameOf(JSON.stringify(this.campus.workload.map((of) => [pathOf(of), of.kind])));
    const texts = [this.order];
    for (const { path } of halls) for (const held of this.held) texts.push(held.get(path) ?? '');
    return texts.join('\n');
  }

  private byYear(path: string, nameOf: (year: ItHallYear | undefined) => number): string {
    let names = '';
    let last = -1;
    let times = 0;
    for (const { halls } of this.years) {
      const name = nameOf(halls.get(path));
      if (name !== last) {
        if (times > 0) names += `${String(last)}x${String(times)} `;
        times = 0;
      }
      last = name;
      times++;
    }
    return `${names}${String(last)}x${String(times)}`;
  }
}

function mayBeCalled({ firm, interruptibleHours }: AnyContract): boolean {
  return firm < 1 && interruptibleHours > 0;
}

/** By year of a campus's IT: years that are taken over from another campus say the same again. */
const known = new WeakMap<ItYear, ReadonlyMap<string, string>>();

/** What is held in each hall, by whom, and what their energy goes by: as called hours see it. */
function heldIn(year: ItYear): ReadonlyMap<string, string> {
  let halls = known.get(year);
  if (halls === undefined) known.set(year, (halls = textsOf(year)));
  return halls;
}

function textsOf({ workloads, assignments }: ItYear): Map<string, string> {
  const energies = new Map<string, string>();
  const halls = new Map<string, string>();
  for (const { workload, hall, accelerators } of assignments) {
    let energy = energies.get(workload);
    if (energy === undefined) {
      const found = workloads.get(workload);
      energy = `${workload} ${String(found?.busyEnergyShare)} ${String(found?.heldAccelerators)}`;
      energies.set(workload, energy);
    }
    halls.set(hall, `${halls.get(hall) ?? ''}${energy} ${String(accelerators)};`);
  }
  return halls;
}
