import type { FitReport } from '../../fit/index.js';
import { showShare } from '../../ir/show.js';
import type { YearlyWorth } from '../../simulation/results.js';
import { markedYears, nameWithin, type Table, textCell } from '../figure.js';

/** What is used most of each hall, in the first, the middle and the last year. */
export function bindsTable(campus: string, report: FitReport): Table {
  const { result } = report;
  const years = markedYears({ report, path: campus });
  const halls = [...result.halls.values()].filter(({ path }) => path.startsWith(`${campus}.`));
  return {
    head: ['Hall', ...years.map((i) => String(result.years[i] ?? ''))],
    rows: halls.map(({ path, count }) => [
      textCell(nameWithin(campus, path, count), path),
      ...years.map((i) => {
        const found = result.binds.find((each) => each.path === path && each.year === result.years[i]);
        return textCell(
          found === undefined || found.dimension === 'none'
            ? '–'
            : `${found.dimension} ${found.use === null ? 'missing' : showShare(found.use)}`,
        );
      }),
    ]),
  };
}

/** Every limit that binds placement, in the year in which most hangs on it; the dearest first. */
export function worthsTable(campus: string, { result }: FitReport): Table {
  const most = new Map<string, YearlyWorth>();
  for (const worth of result.worths) {
    if (!worth.path.startsWith(`${campus}.`)) continue;
    const key = `${worth.limit} ${worth.path}`;
    const known = most.get(key);
    if (known === undefined || weightOf(worth) > weightOf(known)) most.set(key, worth);
  }
  return {
    head: ['Where', 'year', 'what one more is worth'],
    rows: [...most.values()]
      .sort((a, b) => weightOf(b) - weightOf(a))
      .map(({ path, year, words }) => [
        textCell(nameWithin(campus, path), path),
        textCell(String(year)),
        textCell(words),
      ]),
  };
}

function weightOf({ money, serves, within }: YearlyWorth): number {
  return money ?? Math.abs(serves) + Math.abs(within);
}
