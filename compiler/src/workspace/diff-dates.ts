import type { DiffDate } from '../diagnostics/diff-report.js';
import { splitPath } from '../ir/paths.js';
import { isoMonth } from '../simulation/lifetime/iso-day.js';
import type { SimulationResult } from '../simulation/results.js';
import { lifetimeCodes } from '../text/codes/lifetime.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Checked } from './workspace.js';

/** What makes a hall old, by what is said of it and the findings that date it. */
const LIFETIME: readonly (readonly [label: (hall: string) => string, codes: readonly string[]])[] = [
  [
    (hall) => `${hall} obsolete from`,
    [lifetimeCodes['obsolete-before-opening'].code, lifetimeCodes['obsolete-from'].code],
  ],
  [(hall) => `Retrofit of ${hall} pays from`, [lifetimeCodes['retrofit-pays'].code]],
];

/** Dates of campuses on both sides, `2029-07`: the first breach of a contract, and those of halls that either side has. */
export function dateRows(
  base: Checked | undefined,
  head: Checked | undefined,
  campuses: readonly string[],
  newPath: (path: string) => string,
): DiffDate[] {
  const [was, is] = [base, head].map((side, i) => lifetimeDates(side, i === 0 ? newPath : (path) => path));
  return campuses.flatMap((campus): DiffDate[] => [
    {
      campus,
      label: 'First breach of a contract',
      base: breach(base, campus, newPath),
      head: breach(head, campus, (path) => path),
    },
    ...[...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])]
      .filter((key) => key.startsWith(`${campus}\n`))
      .sort()
      .map((key): DiffDate => ({
        campus,
        label: key.slice(campus.length + 1),
        base: was?.get(key) ?? null,
        head: is?.get(key) ?? null,
      })),
  ]);
}

/** By campus and label. A suppressed finding has its date all the same. */
function lifetimeDates(side: Checked | undefined, newPath: (path: string) => string): ReadonlyMap<string, string> {
  const dates = new Map<string, string>();
  const note = (key: string, date: string): void => {
    const known = dates.get(key);
    if (known === undefined || date < known) dates.set(key, date);
  };
  for (const { path = '', code, impact } of found(side)) {
    const hall = newPath(hallOf(side, path));
    const campus = hall.split('.')[0] ?? '';
    for (const [label, codes] of LIFETIME)
      if (codes.includes(code) && impact?.from != null)
        note(`${campus}\n${label(hall.slice(campus.length + 1))}`, impact.from.slice(0, 7));
  }
  for (const { type, path, hall, until } of side?.report?.result.changes ?? []) {
    if (type !== 'retrofit') continue;
    const [at, campus] = [newPath(hall), newPath(hall).split('.')[0] ?? ''];
    note(`${campus}\nRetrofit ${splitPath(path).last} of ${at.slice(campus.length + 1)} done`, isoMonth(until));
  }
  return dates;
}

/** The hall that a path leads into: a finding may name one of its properties. */
function hallOf(side: Checked | undefined, path: string): string {
  const halls = [...(side?.report?.result.halls.keys() ?? [])];
  return halls.find((hall) => path === hall || path.startsWith(`${hall}.`)) ?? path;
}

function found(side: Checked | undefined): readonly Diagnostic[] {
  if (side === undefined) return [];
  return [...side.diagnostics, ...side.suppressed.map(({ diagnostic }) => diagnostic)];
}

/** The first month in which any contract of a campus is exceeded. */
function breach(side: Checked | undefined, campus: string, newPath: (path: string) => string): string | null {
  const result: SimulationResult | undefined = side?.report?.result;
  if (result === undefined) return null;
  const months = [...result.contracts.values()]
    .filter(({ path, firstPeakBreach }) => newPath(path).startsWith(`${campus}.`) && firstPeakBreach >= 0)
    .map(({ firstPeakBreach }) => firstPeakBreach);
  if (months.length === 0) return null;
  const month = Math.min(...months);
  return `${String(result.years[Math.floor(month / 12)] ?? '')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
