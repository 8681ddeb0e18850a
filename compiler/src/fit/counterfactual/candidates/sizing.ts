import { central, type Hall, isRef, type PlanIndex, resolve } from '../../../ir/index.js';
import { type Alike, hallAt, propertyChange } from '../halls.js';
import type { Ground, Option, State, Unit } from '../options.js';
import { stands } from '../spent.js';

/** Accelerators over the most that are held in any year, in the fitted halls that are tried. */
const ROOMS = [1, 1.02, 1.1, 1.25] as const;

/** Fewer racks, as many as the work of the busiest year holds; halls that open when there is work for them. */
export function sizingUnits(ground: Ground, alike: Alike): Unit[] {
  const { paths, hall } = alike;
  const unit = (key: string, options: readonly Option[]): Unit => ({
    subsystem: 'sizing',
    paths,
    key: `${key} ${paths[0] ?? ''}`,
    options,
  });
  const fits = hall.racks.length === 1 && hall.refresh.length === 0;
  return [
    unit(
      'count',
      fits
        ? ROOMS.map((room) => ({
            key: `fit ${String(room)}`,
            changes: (state) => fittedCounts(state, paths, room),
          }))
        : [],
    ),
    unit('opening', [{ key: 'later', changes: ({ index }) => laterOpenings(ground, index, alike) }]),
  ];
}

function fittedCounts(
  { plan, index, running }: State,
  paths: readonly string[],
  room: number,
): ReturnType<Option['changes']> {
  const { halls } = running();
  const changes = paths.flatMap((path) => {
    const hall = hallAt(index, path);
    const was = halls.get(path);
    const [stand] = hall?.racks ?? [];
    if (hall === undefined || was === undefined || stand === undefined) return [];
    const rack = resolve(index, stand.of);
    const accelerators = central(rack.accelerators);
    const text = rackText(plan.campus.find(({ path: campus }) => path.startsWith(`${campus ?? ''}.`))?.path, stand.of);
    if (accelerators <= 0 || text === undefined) return [];
    const held = was.held.reduce((most, each) => Math.max(most, each), 0);
    const count = Math.ceil((held * room) / accelerators - 1e-9);
    if (count >= stand.count) return [];
    return [propertyChange(path, 'racks', `${String(count)} of ${text.text}`, [{ count, of: stand.of }], text.imports)];
  });
  return changes.length === 0 ? undefined : changes;
}

/** How a plan names the rack that stands in a hall; `undefined` for one that is refined in place. */
function rackText(
  campus: string | undefined,
  use: Hall['racks'][number]['of'],
):
  | { readonly text: string; readonly imports: readonly { readonly module: string; readonly name: string }[] }
  | undefined {
  if (!isRef(use)) return undefined;
  const [module = '', name] = use.ref.split('#');
  if (name !== undefined) return { text: name, imports: module.startsWith('std/') ? [{ module, name }] : [] };
  const prefix = `${campus ?? ''}.`;
  return { text: use.ref.startsWith(prefix) ? use.ref.slice(prefix.length) : use.ref, imports: [] };
}

/** Halls that stand empty at first, and are not built by `asOf`, open in the first year in which they hold something. */
function laterOpenings({ result }: Ground, index: PlanIndex, { paths, campus }: Alike): ReturnType<Option['changes']> {
  const changes = paths.flatMap((path) => {
    const held = result.halls.get(path)?.held ?? new Float64Array();
    const first = held.findIndex((each) => each > 0);
    const year = result.years[first];
    const hall = hallAt(index, path);
    const opens = hall?.opens ?? campus.opens;
    if (
      first <= 0 ||
      hall === undefined ||
      stands(campus, hall) ||
      year === undefined ||
      `${String(year)}-01-01` <= opens
    )
      return [];
    return [propertyChange(path, 'opens', `${String(year)}-01`, `${String(year)}-01-01`)];
  });
  return changes.length === 0 ? undefined : changes;
}
