import { type AnyWorkload, type Campus, central, isRef, type Plan, type PlanIndex, type Slo } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import { campusPlace, fibreRoundTrip, findRegion } from '../../simulation/serving/distance.js';
import type { Finding } from '../finding.js';
import { blockName } from '../words.js';

/** DCP3004: an SLO that the round trip to the nearest of the users' regions already exceeds. */
export function sloBelowLight(plan: Plan, index: PlanIndex): Finding[] {
  const own = plan.campus.flatMap((campus) =>
    campus.workload.flatMap((workload) =>
      check(workload, [campus], workload.users ?? campus.users?.entries ?? plan.users?.entries, index),
    ),
  );
  const shared = plan.workload.flatMap((workload) =>
    check(
      workload,
      plan.campus.filter((campus) => carries(campus, workload)),
      workload.users ?? plan.users?.entries,
      index,
    ),
  );
  return [...own, ...shared];
}

function carries(campus: Campus, workload: AnyWorkload): boolean {
  return (workload.on ?? []).some((use) => isRef(use) && use.ref.startsWith(`${campus.path ?? ''}.`));
}

function check(
  workload: AnyWorkload,
  campuses: readonly Campus[],
  users: { readonly [region: string]: number } | undefined,
  index: PlanIndex,
): Finding[] {
  const slo = sloOf(workload);
  const limit = slo?.ttft ?? slo?.latency;
  if (limit === undefined || users === undefined) return [];
  const bound = central(limit);
  const far = Object.entries(users).filter(([, share]) => share > 0);
  // What is left of the whole stands on the campus itself.
  if (far.reduce((sum, [, share]) => sum + share, 0) < 1 - 1e-9) return [];
  const trips = far.flatMap(([name]) => {
    const region = findRegion(name, index);
    return region === undefined
      ? []
      : campuses.map((campus) => ({ name, time: fibreRoundTrip(campusPlace(campus, index), region) }));
  });
  const nearest = trips.reduce<(typeof trips)[number] | undefined>(
    (best, trip) => (best === undefined || trip.time < best.time ? trip : best),
    undefined,
  );
  if (nearest === undefined || nearest.time <= bound) return [];
  const path = workload.path ?? '';
  return [
    {
      code: 'DCP3004',
      slug: 'slo-below-light',
      severity: 'error',
      path: slo?.path ?? path,
      property: slo?.ttft === undefined ? 'latency' : 'ttft',
      message: `${blockName(path)} promises ${showIn(bound, 'ms')}, and fibre to ${nearest.name}, its nearest users, takes ${showIn(nearest.time, 'ms')} there and back`,
    },
  ];
}

function sloOf(workload: AnyWorkload): Slo | undefined {
  return 'slo' in workload ? workload.slo : undefined;
}
