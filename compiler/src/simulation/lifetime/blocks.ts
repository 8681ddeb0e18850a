import { central, type Hall } from '../../ir/index.js';
import { YEAR_SECONDS } from '../calendar/calendar.js';
import type { CampusRun } from '../campus/simulate-campus.js';
import type { HallFrame } from '../campus/hall-frame.js';
import type { NoteSink } from '../notes.js';
import { placedYear } from '../operation/it-model.js';
import type { Blocks } from './lifetimes.js';

/**
 * The blocks of a campus's halls that are built as demand comes, by what its work holds where all of them stand: a block
 * stands from the first period in which work holds more accelerators than the blocks before it have. The first one stands
 * when the hall opens; what is never held is never built. A note says where blocks are not simulated.
 */
export function blocksOf(run: CampusRun, changed: ReadonlySet<string>, notes: NoteSink): Map<string, Blocks> {
  const found = new Map<string, Blocks>();
  for (const frame of run.frames) {
    const { modular } = frame.hall;
    if (modular === undefined) continue;
    const why = refused(frame, changed);
    if (why !== undefined) {
      notes.add({ type: 'unsupported', path: frame.path, message: `${why}: it is taken to be built at once` });
      continue;
    }
    const nameplate = frame.nameplate ?? 0;
    const blocks = Math.max(1, Math.ceil(nameplate / Math.max(1, central(modular.block)) - 1e-9));
    const steps: { from: number; share: number }[] = [];
    let built = 0;
    for (const { from, share } of needs(run, frame)) {
      const wanted = Math.max(1, Math.min(blocks, Math.ceil(share * blocks - 1e-6)));
      if (wanted <= built) continue;
      built = wanted;
      steps.push({ from: Math.max(from, frame.opens), share: wanted / blocks });
    }
    if (steps.length === 0) continue;
    found.set(frame.path, {
      steps: [{ from: frame.opens, share: steps[0]!.share }, ...steps.slice(1)],
      leadTime: central(modular.leadTime) / YEAR_SECONDS,
      premium: central(modular.premium),
    });
  }
  return found;
}

function refused({ hall, colocated, nameplate }: HallFrame, changed: ReadonlySet<string>): string | undefined {
  if (hall.refresh.length > 0) return 'blocks of a hall whose racks are refreshed are not simulated';
  if (changed.has(pathOf(hall))) return 'blocks of a hall that is retrofitted are not simulated';
  if (colocated) return "blocks of a landlord's hall are the landlord's";
  return nameplate === undefined ? 'its nameplate is unknown, and blocks go by it' : undefined;
}

function pathOf(hall: Hall): string {
  return hall.path ?? '';
}

/** Share of a hall's accelerators that work holds, period by period; work that waits by the year's mean. */
function needs(run: CampusRun, frame: HallFrame): { readonly from: number; readonly share: number }[] {
  const { model } = run.it;
  const hall = model.fleet.halls.findIndex(({ path }) => path === frame.path);
  const pools = model.fleet.pools.filter((pool) => pool.hall === hall);
  return run.clock.years.flatMap((year, y) => {
    const { periods, placements } = placedYear(model, y);
    const placed = periods.map(({ from, to, middle }, p) => {
      let stands = 0;
      let free = 0;
      for (const pool of pools) {
        if (middle < pool.from || middle >= pool.until) continue;
        stands += pool.accelerators(middle);
        free += placements[p]?.free[pool.index] ?? 0;
      }
      return { from: year + from / 365, days: to - from, share: stands > 0 ? (stands - free) / stands : 0 };
    });
    // Work that waits is placed on what is free: beside the others it is known by its mean over the year.
    const days = placed.reduce((sum, period) => sum + period.days, 0);
    const mean = placed.reduce((sum, period) => sum + period.days * period.share, 0) / 365;
    const held = (run.years[y]?.halls.get(frame.path)?.held ?? 0) / Math.max(1, frame.accelerators);
    const waits = days > 0 ? Math.max(0, ((held - mean) * 365) / days) : 0;
    return placed.map(({ from, share }) => ({ from, share: Math.min(1, share + waits) }));
  });
}
