import type { AnyWorkload, Plan, PlanIndex, Slo } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import { campusPlace, fibreRoundTrip, findRegion } from '../../simulation/serving/distance.js';
import type { Finding } from '../finding.js';
import { blockName } from '../words.js';

/** DCP3004: an SLO that the round trip to the nearest of the users' regions already exceeds. */
export function sloBelowLight(plan: Plan, index: PlanIndex): Finding[] {
  const findings: Finding[] = [];
  for (const campus of plan.campus) {
    const place = campusPlace(campus, index);
    for (const workload of campus.workload) {
      const slo = sloOf(workload);
      const limit = slo?.ttft ?? slo?.latency;
      const users = workload.users ?? campus.users?.entries ?? plan.users?.entries;
      if (limit === undefined || users === undefined) continue;
      const bound = typeof limit === 'number' ? limit : limit.central;
      const trips = Object.keys(users).flatMap((name) => {
        const region = findRegion(name, index);
        return region === undefined ? [] : [{ region, name, time: fibreRoundTrip(place, region) }];
      });
      const nearest = trips.reduce<(typeof trips)[number] | undefined>((best, trip) => (best === undefined || trip.time < best.time ? trip : best), undefined);
      if (nearest === undefined || nearest.time <= bound) continue;
      const path = workload.path ?? '';
      findings.push({
        code: 'DCP3004',
        slug: 'slo-below-light',
        severity: 'error',
        path: slo?.path ?? path,
        property: slo?.ttft === undefined ? 'latency' : 'ttft',
        message: `${blockName(path)} promises ${showIn(bound, 'ms')}, and fibre to ${nearest.name}, its nearest users, takes ${showIn(nearest.time, 'ms')} there and back`,
      });
    }
  }
  return findings;
}

function sloOf(workload: AnyWorkload): Slo | undefined {
  return 'slo' in workload ? workload.slo : undefined;
}
