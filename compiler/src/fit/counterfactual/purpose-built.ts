import {
  type AnyWorkload,
  type Campus,
  central,
  type Hall,
  indexPlan,
  type Plan,
  type PlanIndex,
  resolve,
} from '../../ir/index.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import { Composer } from './compose.js';
import { heldEqual } from './held-equal.js';
import { holding } from './hall-costs.js';
import type { Unit } from './options.js';
import { scaledWork } from './scaled-work.js';
import { search } from './search.js';
import { unitsOf } from './units.js';

/** A hall built for one workload alone, with what it simulates to. */
export interface PurposeBuilt {
  readonly campus: Campus;
  readonly result: SimulationResult;
}

/** Within a check, by hall and workload: fits and obsolescence ask for the same ones. */
const known = new WeakMap<FitContext, Map<string, PurposeBuilt | undefined>>();

/**
 * The best hall at this site for a workload alone (MODELS A4): the same accelerators, as many racks as the work holds here in
 * its busiest year; cooling, network, power path and contracted power chosen for it, by representative hours. `undefined`
 * where the workload holds nothing in the hall, or a cost is unknown.
 */
export function purposeBuilt(
  context: FitContext,
  base: SimulationResult,
  campus: Campus,
  hall: Hall,
  workload: AnyWorkload,
): PurposeBuilt | undefined {
  const ofContext = known.get(context) ?? new Map<string, PurposeBuilt | undefined>();
  known.set(context, ofContext);
  const key = `${hall.path ?? ''} ${workload.path ?? ''}`;
  if (!ofContext.has(key)) ofContext.set(key, built(context, base, campus, hall, workload));
  return ofContext.get(key);
}

function built(
  context: FitContext,
  base: SimulationResult,
  campus: Campus,
  hall: Hall,
  workload: AnyWorkload,
): PurposeBuilt | undefined {
  const plan = planFor(context, base, campus, hall, workload);
  if (plan === undefined) return undefined;
  const index = indexPlan(plan);
  const result = context.estimate(plan);
  if (result.presentValue === null) return undefined;
  const units = unitsOf({ plan, index, library: context.library, result }).filter(isOfBuilding);
  const composer = new Composer(plan, context.library, () => undefined, context.estimate);
  const found = search(composer, units, result, result.presentValue, heldEqual({ plan, index, result }));
  const best = composer.compose(units, found.choices);
  const own = best?.plan.campus[0];
  return best === undefined || own === undefined ? undefined : { campus: own, result: best.result };
}

/** What a hall is built with; its racks and how it is run stay as they are. */
function isOfBuilding({ subsystem, key }: Unit): boolean {
  return (
    subsystem === 'cooling' ||
    subsystem === 'network' ||
    subsystem === 'electrical' ||
    (subsystem === 'contract' && key.startsWith('capacity '))
  );
}

/** The plan with nothing in it but one hall, sized for one workload, and that workload. */
function planFor(
  { plan, index }: FitContext,
  base: SimulationResult,
  campus: Campus,
  hall: Hall,
  workload: AnyWorkload,
): Plan | undefined {
  const at = hall.path ?? '';
  const held = base.years.map((_, year) => holding(base, workload.path ?? '', at, year));
  const most = Math.max(...held.map(({ here }) => here));
  if (most <= 0) return undefined;
  const total = held.reduce((sum, { everywhere }) => sum + everywhere, 0);
  const share = held.reduce((sum, { here }) => sum + here, 0) / total;
  const work = scaledWork(workload, share, [{ ref: at }]);
  const isShared = plan.workload.includes(workload);
  return {
    ...plan,
    requirements: [],
    workload: isShared ? [work] : [],
    campus: [
      {
        ...campus,
        hall: [sized(index, hall, most)],
        workload: isShared ? [] : [work],
        cloud: [],
        stage: [],
        reserve: [],
      },
    ],
  };
}

/** The hall with as many racks as hold the accelerators; one of several kinds of racks keeps them in proportion. */
function sized(index: PlanIndex, hall: Hall, accelerators: number): Hall {
  const standing = hall.racks.reduce((sum, { count, of }) => sum + count * central(resolve(index, of).accelerators), 0);
  const all = standing * (hall.count ?? 1);
  if (all <= 0 || accelerators >= all) return hall;
  return {
    ...hall,
    racks: hall.racks.map((use) => ({ ...use, count: Math.ceil((use.count * accelerators) / all - 1e-9) })),
  };
}
