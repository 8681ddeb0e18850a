import {
  type Campus,
  central,
  type Climate,
  type Plan,
  type PlanIndex,
  type Region,
  resolve,
  type Site,
} from '../../ir/index.js';
import type { NoteSink } from '../notes.js';

/** A place on the map, degrees. */
export interface Place {
  readonly lat: number;
  readonly lon: number;
}

const EARTH_RADIUS_KM = 6371.0088;
/** One way in fibre, s/km: group index 1.468 (ITU-T G.652). */
const FIBRE_DELAY = 4.9e-6;
/** Route length over great circle: assumed, 1.2-2.0. */
const PATH_FACTOR = 1.5;

/** Great-circle distance, km (haversine). */
export function greatCircle(from: Place, to: Place): number {
  const radians = Math.PI / 180;
  const dLat = (to.lat - from.lat) * radians;
  const dLon = (to.lon - from.lon) * radians;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(from.lat * radians) * Math.cos(to.lat * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Round trip over fibre between two places, access network excluded, s. */
export function fibreRoundTrip(from: Place, to: Place): number {
  return 2 * greatCircle(from, to) * PATH_FACTOR * FIBRE_DELAY;
}

/** Users of a region: share of the demand, place, and round trip of the access network, s. */
export interface UserGroup {
  readonly share: number;
  readonly place: Place;
  readonly access: number;
}

/** Mean round trip of the farthest tenth of the users, s; shares that are left of 1 stand on the campus. */
export function farthestTenth(groups: readonly UserGroup[], from: Place): number {
  const trips = groups
    .map((group) => ({ share: group.share, trip: group.access + fibreRoundTrip(from, group.place) }))
    .sort((a, b) => b.trip - a.trip);
  let open = 0.1;
  let sum = 0;
  for (const { share, trip } of trips) {
    const taken = Math.min(open, share);
    sum += taken * trip;
    open -= taken;
    if (open <= 0) break;
  }
  return sum / 0.1;
}

/** Where a campus stands: its site, or where its climate was measured. */
export function campusPlace(campus: Campus, index: PlanIndex): Place {
  return campus.site === undefined ? resolve<Climate>(index, campus.climate) : resolve<Site>(index, campus.site);
}

/** The users of a workload: its own, else the campus's, else the plan's; none where nobody says. */
export function userGroups(
  own: { readonly [region: string]: number } | undefined,
  campus: Campus,
  plan: Plan,
  index: PlanIndex,
  path: string,
  notes: NoteSink,
): UserGroup[] {
  const shares = own ?? campus.users?.entries ?? plan.users?.entries ?? {};
  const groups: UserGroup[] = [];
  for (const [key, share] of Object.entries(shares)) {
    const region = findRegion(key, index);
    if (region === undefined)
      notes.add({
        type: 'unknown',
        path,
        message: `the library has no region ${key}: its users count as on the campus`,
      });
    else groups.push({ share, place: region, access: central(region.access) });
  }
  return groups;
}

/** The region that a key of `users` names: its path, catalogue key or name. */
export function findRegion(key: string, index: PlanIndex): Region | undefined {
  const direct = index.get(key);
  if (direct?.kind === 'region') return direct;
  for (const entity of index.values()) if (entity.kind === 'region' && entity.name === key) return entity;
  return undefined;
}
