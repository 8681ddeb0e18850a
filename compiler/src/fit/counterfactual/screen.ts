import { type AnyWorkload, type Campus, indexPlan, type Plan } from '../../ir/index.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import { Composer } from './compose.js';
import { alikeHalls } from './halls.js';
import type { Unit } from './options.js';
import { scaledWork, usesOf } from './scaled-work.js';
import { type Screened, search } from './search.js';
import { pricing } from './spent.js';
import { unitsOf } from './units.js';

/** Halls from which a plan is searched in small first. */
const MANY_HALLS = 8;

/**
 * What the search finds in a plan of many halls when of each group of halls that are alike only the first stands, with the
 * work that it holds: choices to begin with, and the options of each unit that came closest. `undefined` for small plans.
 */
export function screen(context: FitContext, base: SimulationResult, units: readonly Unit[]): Screened | undefined {
  if (context.plan.campus.reduce((sum, { hall }) => sum + hall.length, 0) <= MANY_HALLS) return undefined;
  const plan = inSmall(context.plan, base);
  const index = indexPlan(plan);
  const result = context.estimate(plan);
  if (result.presentValue === null) return undefined;
  const small = unitsOf({ plan, index, library: context.library, result });
  const composer = new Composer(plan, context.library, () => undefined, context.estimate);
  const found = search(composer, small, result, result.presentValue, pricing({ plan, index, result }));
  const at = units.map(({ key }) => small.findIndex((unit) => unit.key === key));
  const optionOf = (unit: Unit, i: number, option: number): number => {
    const key = small[at[i] ?? -1]?.options[option]?.key;
    return key === undefined ? -1 : unit.options.findIndex((each) => each.key === key);
  };
  return {
    choices: units.map((unit, i) => optionOf(unit, i, found.choices[at[i] ?? -1] ?? -1)),
    closest: units.map((unit, i) => {
      const closest = found.closest[at[i] ?? -1];
      return closest && new Set([...closest].map((option) => optionOf(unit, i, option)));
    }),
  };
}

/** The plan with the first hall of each group alone, and of each workload the part that these hold. */
function inSmall(plan: Plan, base: SimulationResult): Plan {
  const kept = new Set(alikeHalls(plan).map(({ paths }) => paths[0] ?? ''));
  const clouds = new Set(plan.campus.flatMap(({ cloud }) => cloud.map(({ path = '' }) => path)));
  const isKept = (place: string): boolean => kept.has(place) || clouds.has(place);
  const works = (workloads: readonly AnyWorkload[]): AnyWorkload[] =>
    workloads.flatMap((workload) => {
      const on = (workload.on ?? []).filter((use) => isKept(usesOf(use)));
      const share = heldShare(base, workload.path ?? '', isKept);
      return on.length === 0 || share === 0 ? [] : [scaledWork(workload, share, on)];
    });
  return {
    ...plan,
    requirements: [],
    workload: works(plan.workload),
    campus: plan.campus.map((campus): Campus => ({
      ...campus,
      hall: campus.hall.filter(({ path = '' }) => kept.has(path)),
      workload: works(campus.workload),
      stage: campus.stage.flatMap((stage) => {
        const halls = stage.halls.filter((use) => kept.has(usesOf(use)));
        return halls.length === 0 ? [] : [{ ...stage, halls }];
      }),
    })),
  };
}

/** Share of the accelerators that a workload holds, over all years, that it holds in places that are kept. */
function heldShare({ assignments }: SimulationResult, workload: string, isKept: (place: string) => boolean): number {
  let here = 0;
  let everywhere = 0;
  for (const each of assignments) {
    if (each.workload !== workload) continue;
    const held = each.accelerators.reduce((sum, count) => sum + count, 0);
    everywhere += held;
    if (isKept(each.hall)) here += held;
  }
  return everywhere > 0 ? here / everywhere : 0;
}
