import {
  type AnyEntity,
  type AnyWorkload,
  type Campus,
  central,
  type Hall,
  indexPlan,
  isRef,
  type Plan,
  type PlanIndex,
  resolve,
} from '../../ir/index.js';
import { contentName } from '../../simulation/content.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import type { Simulated } from '../requirements.js';
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

/** By what they are built from, for each library: the next check of a plan asks again for all but those that an edit changed. */
const searched = new WeakMap<AnyEntity, Map<string, PurposeBuilt>>();
/** Of each library. */
const KEPT = 256;

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
  return remembered(context.library, keyOf(plan, result), () => searchFor(context, { plan, index, result }));
}

function searchFor({ library, estimate }: FitContext, start: Simulated): PurposeBuilt | undefined {
  const { plan, result } = start;
  const units = unitsOf({ ...start, library }).filter(isOfBuilding);
  const composer = new Composer(plan, library, () => undefined, estimate);
  const found = search(composer, units, result, result.presentValue ?? Infinity, heldEqual(start));
  const best = composer.compose(units, found.choices);
  const own = best?.plan.campus[0];
  return best === undefined || own === undefined ? undefined : { campus: own, result: best.result };
}

/** Names the plan that a search begins with, and what it was simulated with: weather and prices differ by seed. */
function keyOf({ catalogue, ...rest }: Plan, { presentValue, energy }: SimulationResult): string {
  return [contentName(catalogue), contentName(rest), presentValue, energy].join();
}

function remembered(
  library: FitContext['library'],
  key: string,
  make: () => PurposeBuilt | undefined,
): PurposeBuilt | undefined {
  const [first] = library.values();
  if (first === undefined) return make();
  const ofLibrary = searched.get(first) ?? new Map<string, PurposeBuilt>();
  searched.set(first, ofLibrary);
  const made = ofLibrary.get(key) ?? make();
  if (made === undefined) return undefined;
  ofLibrary.delete(key);
  ofLibrary.set(key, made);
  const oldest = ofLibrary.size > KEPT ? ofLibrary.keys().next() : undefined;
  if (oldest !== undefined && !oldest.done) ofLibrary.delete(oldest.value);
  return made;
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
  const draws = new Set(hall.power.map((use) => (isRef(use) ? use.ref : use.path)));
  return {
    ...plan,
    requirements: [],
    contract: plan.contract.filter(({ path }) => draws.has(path)),
    colocation: plan.colocation.filter(({ path }) => draws.has(path)),
    workload: isShared ? [work] : [],
    campus: [
      {
        ...campus,
        // Minima of contracts that other halls draw on are none of this one's costs.
        contract: campus.contract.filter(({ path }) => draws.has(path)),
        colocation: campus.colocation.filter(({ path }) => draws.has(path)),
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
