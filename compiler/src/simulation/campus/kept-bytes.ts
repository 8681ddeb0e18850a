import { type HourSet, indexOf } from '../calendar/hour-set.js';
import type { ItYear } from '../operation/it-model.js';
import { type HallProfile, isSameYear } from '../operation/profile.js';
import { type Clock, firstHour, lastHour } from './clock.js';
import type { HallMachinery } from './hall-run.js';

/**
 * What keeping a hall's hours takes, bytes: one array for every year that differs from the year before it. A hall that trains
 * takes one for all of its years; one that changes over its life has one for each.
 */
export function keptBytes(
  { frame, phases }: HallMachinery,
  years: readonly ItYear[],
  clock: Clock,
  set: HourSet,
): number {
  // Of representative hours there are so few that it does not matter.
  if (set.weight !== undefined) return 8 * set.length * years.length;
  let arrays = 0;
  let former: HallProfile | undefined;
  let [opened, closed] = [-1, -1];
  years.forEach(({ halls }, year) => {
    const calendarYear = clock.years[year] ?? 0;
    const profile = halls.get(frame.path)?.profile;
    const first = indexOf(set, firstHour(calendarYear, frame.opens));
    const last = indexOf(set, lastHour(calendarYear, clock.closes));
    if (profile === undefined) return;
    const isOpenAlike = phases === undefined && first === opened && last === closed;
    if (!isOpenAlike || former === undefined || !isSameYear(former, profile)) arrays++;
    former = profile;
    [opened, closed] = [first, last];
  });
  return 8 * set.length * arrays;
}
