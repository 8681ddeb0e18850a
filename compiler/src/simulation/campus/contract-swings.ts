import { type ByWindow, coincidentSwings } from '../power/windows.js';
import { contractKey, partOf } from './contract-loads.js';
import type { CampusRun } from './simulate-campus.js';
import { valueAt } from '../../ir/index.js';

/** Largest coincident change of a contract's halls by window over all years, W, before any battery. */
export function contractSwings(runs: readonly CampusRun[], path: string): ByWindow {
  const most = { seconds: 0, minute: 0, quarterHour: 0, hour: 0 };
  const years = runs[0]?.clock.years ?? [];
  years.forEach((calendarYear, year) => {
    const halls = runs.flatMap((run) =>
      run.frames.flatMap((frame) => {
        const swings = run.years[year]?.halls.get(frame.path)?.swings;
        const mine = frame.contracts.find((contract) => contractKey(contract) === path);
        if (swings === undefined || mine === undefined) return [];
        const capacities = frame.contracts.map(({ capacity }) => valueAt(capacity, calendarYear + 0.5));
        const all = capacities.reduce((sum, watts) => sum + watts, 0);
        const own = valueAt(mine.capacity, calendarYear + 0.5);
        return [partOf(swings, all > 0 ? own / all : 1 / capacities.length)];
      }),
    );
    const swings = coincidentSwings(halls);
    for (const window of ['seconds', 'minute', 'quarterHour', 'hour'] as const)
      most[window] = Math.max(most[window], swings[window]);
  });
  return most;
}
