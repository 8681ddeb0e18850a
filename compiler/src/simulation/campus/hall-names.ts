import type { ItHallYear } from '../operation/it-year.js';
import { type HallProfile, isSameYear } from '../operation/profile.js';
import type { HallSwings } from '../power/windows.js';
import { hashed, ValueNames } from './value-names.js';

/** What halls do in a year, of so many years of halls: some campuses of them, and what searches tried. */
const KEPT = 2048;
/** Of a year's states one in so many is looked at for its hash: years that differ elsewhere are told apart one by one. */
const STRIDE = 29;

/**
 * Numbers for what a hall's IT does in a year, by content: its draw, which is all that its plant sees, and what its contracts
 * see and its totals say beside. Years with work that waits have none: what it adds differs from hour to hour.
 */
export class HallNames {
  private readonly profiles = new ValueNames<HallProfile>({ hash: hashOfProfile, isSame: isSameYear }, KEPT);
  private readonly years = new ValueNames<ItHallYear>(
    { hash: (year) => this.hashOf(year), isSame: (a, b) => this.isSame(a, b) },
    KEPT,
  );

  /** 0 where the draw is unknown. */
  drawn(year: ItHallYear | undefined): number {
    return year?.profile === undefined ? 0 : this.profiles.of(year.profile);
  }

  /** 0 where the draw is unknown. */
  done(year: ItHallYear | undefined): number {
    return year?.profile === undefined ? 0 : this.years.of(year);
  }

  private hashOf(year: ItHallYear): number {
    return hashed(hashed(hashed(this.drawn(year), year.installed), year.busy), year.quarterHourPeakFactor);
  }

  private isSame(a: ItHallYear, b: ItHallYear): boolean {
    return (
      this.drawn(a) === this.drawn(b) &&
      a.installed === b.installed &&
      a.held === b.held &&
      a.busy === b.busy &&
      a.idle === b.idle &&
      a.asleep === b.asleep &&
      a.backfillable === b.backfillable &&
      a.backfilled === b.backfilled &&
      a.minuteRamp === b.minuteRamp &&
      a.swing2s === b.swing2s &&
      a.quarterHourPeakFactor === b.quarterHourPeakFactor &&
      isSameSwings(a.swings, b.swings)
    );
  }
}

function hashOfProfile({ bounds, states }: HallProfile): number {
  let hash = states.length;
  for (let i = 0; i < bounds.length; i += 4) hash = hashed(hash, bounds[i]!);
  for (let i = 0; i < states.length; i += STRIDE) hash = hashed(hash, states[i]!);
  return hash;
}

function isSameSwings(a: HallSwings, b: HallSwings): boolean {
  if (a.elements !== b.elements || a.gangs.length !== b.gangs.length) return false;
  for (const window of ['seconds', 'minute', 'quarterHour', 'hour'] as const)
    if (!Object.is(a.independent[window], b.independent[window])) return false;
  return a.gangs.every((gang, i) => {
    const other = b.gangs[i]!;
    return (
      gang.workload === other.workload &&
      Object.is(gang.jobs, other.jobs) &&
      Object.is(gang.swing, other.swing) &&
      Object.is(gang.step, other.step)
    );
  });
}
