import {
  type AnyWorkload,
  type Campus,
  central,
  type Distribution,
  isRef,
  type Plan,
  type PlanIndex,
  type VaryingUncertainNumber,
} from '../ir/index.js';
import { NoteCollector } from './notes.js';
import { campusPlace, fibreRoundTrip, userGroups } from './serving/distance.js';

/**
 * Workloads that stand above several campuses, handed out to the campuses whose halls they name. Each region's users go
 * to the nearest of these; users that no region names are spread evenly; training goes to the first. A campus's part
 * keeps the workload's path, so that results add up under it.
 */
export function splitShared(plan: Plan, index: PlanIndex): Campus[] {
  const parts = new Map<Campus, AnyWorkload[]>(plan.campus.map((campus) => [campus, []]));
  for (const workload of plan.workload) {
    const places = plan.campus.filter((campus) =>
      (workload.on ?? []).some((use) => belongs(campus, isRef(use) ? use.ref : (use.path ?? ''))),
    );
    for (const [campus, part] of partsOf(workload, places, plan, index)) parts.get(campus)?.push(part);
  }
  return plan.campus.map((campus) => {
    const shared = parts.get(campus) ?? [];
    return shared.length === 0 ? campus : { ...campus, workload: [...campus.workload, ...shared] };
  });
}

function belongs(campus: Campus, path: string): boolean {
  return path.startsWith(`${campus.path ?? ''}.`);
}

function partsOf(
  workload: AnyWorkload,
  places: readonly Campus[],
  plan: Plan,
  index: PlanIndex,
): [Campus, AnyWorkload][] {
  const first = places[0];
  if (first === undefined) return [];
  const at = (campus: Campus): AnyWorkload => ({
    ...workload,
    on: (workload.on ?? []).filter((use) => belongs(campus, isRef(use) ? use.ref : (use.path ?? ''))),
  });
  if (places.length === 1 || !('demand' in workload)) return [[first, at(first)]];
  const { demand } = workload;
  const users = workload.users ?? plan.users?.entries ?? {};
  const shares = new Map<Campus, { share: number; users: Record<string, number> }>(
    places.map((campus) => [campus, { share: 0, users: {} }]),
  );
  for (const [region, share] of Object.entries(users)) {
    const nearest = nearestCampus(region, places, plan, index);
    const entry = shares.get(nearest);
    if (entry === undefined) continue;
    entry.share += share;
    entry.users[region] = share;
  }
  const rest = Math.max(0, 1 - Object.values(users).reduce((sum, share) => sum + share, 0)) / places.length;
  return [...shares].map(([campus, entry]): [Campus, AnyWorkload] => {
    const share = entry.share + rest;
    const own = Object.fromEntries(
      Object.entries(entry.users).map(([region, part]) => [region, part / Math.max(share, 1e-12)]),
    );
    return [campus, { ...at(campus), demand: scale(demand, share), users: own } as AnyWorkload];
  });
}

function nearestCampus(region: string, places: readonly Campus[], plan: Plan, index: PlanIndex): Campus {
  const silent = new NoteCollector();
  return places.reduce((best, campus) => {
    const [group] = userGroups({ [region]: 1 }, campus, plan, index, '', silent);
    if (group === undefined) return best;
    return fibreRoundTrip(campusPlace(campus, index), group.place) <
      fibreRoundTrip(campusPlace(best, index), group.place)
      ? campus
      : best;
  });
}

/** A demand times a constant. */
function scale(value: VaryingUncertainNumber, by: number): VaryingUncertainNumber {
  if (typeof value === 'number') return value * by;
  if ('series' in value) {
    if (value.series === 'growing') {
      const base = scale(value.base, by);
      return typeof base === 'object' && 'distribution' in base ? value : { ...value, base };
    }
    return { ...value, points: value.points.map((point) => ({ ...point, value: point.value * by })) };
  }
  return { ...scaledDistribution(value, by), ...(value.draw === undefined ? {} : { draw: value.draw }) };
}

function scaledDistribution(value: Distribution, by: number): Distribution {
  const middle = central(value) * by;
  switch (value.distribution) {
    case 'uniform':
      return { ...value, low: value.low * by, high: value.high * by, central: middle };
    case 'triangular':
      return { ...value, low: value.low * by, mode: value.mode * by, high: value.high * by, central: middle };
    case 'normal':
    case 'lognormal':
      return { ...value, mean: value.mean * by, deviation: value.deviation * by, central: middle };
  }
}
