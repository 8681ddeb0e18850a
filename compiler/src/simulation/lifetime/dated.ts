import type { Campus, PlanIndex } from '../../ir/index.js';
import type { CampusRun } from '../campus/simulate-campus.js';
import { holds } from '../condition.js';
import type { NoteSink } from '../notes.js';
import type { HallChange, SimulationResult } from '../results.js';
import { blocksOf } from './blocks.js';
import { datedRetrofits, type HallLife, type Lifetimes, type TriggerDates } from './lifetimes.js';

/** A simulation with some changes of halls, and the runs behind it. */
export interface Pass {
  readonly result: SimulationResult;
  readonly runs: readonly CampusRun[];
}

/**
 * When halls change (MODELS A6). Dates are the plan's own. Where a retrofit waits for its trigger, or a hall is built in
 * blocks, the plan is first simulated without those: a trigger's date is the start of the first year in which its condition
 * holds there, and blocks go by what work holds there.
 */
export function lifetimesOf(
  campuses: readonly Campus[],
  index: PlanIndex,
  notes: NoteSink,
  simulate: (lives: Lifetimes) => Pass,
): Lifetimes {
  const halls = campuses.flatMap((campus) => campus.hall);
  const waits = halls.some((hall) =>
    hall.retrofit.some(({ at, trigger }) => at === undefined && trigger !== undefined),
  );
  const isModular = halls.some((hall) => hall.modular !== undefined);
  if (!waits && !isModular) return livesOf(campuses, index, new Map(), new Map(), notes);
  const silent: NoteSink = { add: () => undefined };
  const pass = simulate(livesOf(campuses, index, new Map(), new Map(), silent));
  const fired = triggerDates(campuses, index, pass.result, notes);
  const changed = new Set(campuses.flatMap((campus) => [...datedRetrofits(campus, index, fired, silent).keys()]));
  const blocks = new Map(pass.runs.flatMap((run) => [...blocksOf(run, changed, notes)]));
  return livesOf(campuses, index, fired, blocks, notes);
}

function livesOf(
  campuses: readonly Campus[],
  index: PlanIndex,
  fired: TriggerDates,
  blocks: ReadonlyMap<string, HallLife['blocks']>,
  notes: NoteSink,
): Lifetimes {
  const lives = new Map<string, HallLife>();
  for (const campus of campuses)
    for (const [hall, retrofits] of datedRetrofits(campus, index, fired, notes)) lives.set(hall, { retrofits });
  for (const [hall, of] of blocks) if (of !== undefined) lives.set(hall, { retrofits: [], blocks: of });
  return lives;
}

/** The first year in which each trigger holds; a note where it never does, or is unknown. */
function triggerDates(
  campuses: readonly Campus[],
  index: PlanIndex,
  result: SimulationResult,
  notes: NoteSink,
): TriggerDates {
  const dates = new Map<string, number>();
  for (const campus of campuses) {
    for (const hall of campus.hall) {
      for (const { at, trigger, path = '' } of hall.retrofit) {
        if (at !== undefined || trigger === undefined) continue;
        const verdicts = result.years.map((_, year) => holds({ index, result }, trigger, { year }));
        const first = verdicts.indexOf(true);
        if (first >= 0) dates.set(path, result.years[first] ?? 0);
        else
          notes.add(
            verdicts.every((verdict) => verdict === null)
              ? { type: 'unknown', path, message: 'its trigger rests on a metric that is unknown: it never begins' }
              : { type: 'assumption', path, message: 'its trigger holds in no year of the horizon: it never begins' },
          );
      }
    }
  }
  return dates;
}

/** What changes when, for results: in the order of the halls, then of the dates. */
export function changesOf(lives: Lifetimes): HallChange[] {
  return [...lives].flatMap(([hall, { retrofits, blocks }]): HallChange[] => [
    ...retrofits.map(({ path, from, until }): HallChange => ({ type: 'retrofit', path, hall, from, until })),
    ...(blocks?.steps ?? []).map(({ from, share }): HallChange => ({
      type: 'block',
      path: hall,
      hall,
      from,
      until: from,
      share,
    })),
  ]);
}
