import { batchAt, interTokenLatency } from './curve.js';
import { type ErlangTable, waitPercentile } from './erlang.js';
import type { Service } from './service.js';

/**
 * Time to the first token (or of a whole request without tokens) at the SLO's percentile, from the farthest tenth of
 * users, s: waits for a prompt slot (one per replica) and for a place in a batch (those of `limit`, per replica),
 * network, prompt, first step. Where prompts have servers of their own, only their wait and their time count. Percentiles of the two waits are added, which is an upper bound. Prompts queue at the
 * utilisation of the busiest burst, `peak`, in which arrivals are Poisson: bursts act as load, and are not counted again
 * as variability. Places turn over slowly and see the hour's mean, `rho`.
 */
export function responseTime(
  service: Service,
  replicas: number,
  rho: number,
  peak: number,
  table: ErlangTable,
): number {
  return (
    promptResponse(service, replicas, peak, table) +
    (service.t0 === 0 || service.prompters !== undefined ? 0 : placeWait(service, replicas, rho, table))
  );
}

/** Response without the wait for a place in a batch. Prompt servers of their own give the first token themselves. */
function promptResponse(service: Service, replicas: number, rho: number, table: ErlangTable): number {
  const { admission, roundTrip } = service;
  const step = service.t0 === 0 || service.prompters !== undefined ? 0 : interTokenLatency(service, rho);
  if (admission === 0) return roundTrip + step;
  const servers = replicas * (service.prompters ?? service.lanes ?? 1);
  const offered = (rho * replicas * admission) / (service.t1 * service.unitsPerRequest);
  const wait = waitPercentile(table.waiting(servers, offered), servers, offered, admission, service.percentile);
  return wait + roundTrip + admission + step;
}

function placeWait(service: Service, replicas: number, rho: number, table: ErlangTable): number {
  if (service.limit >= 1) return 0;
  const places = Math.max(1, Math.floor(replicas * batchAt(service, service.limit)));
  const busy = replicas * batchAt(service, rho);
  const stay = service.unitsPerRequest * interTokenLatency(service, rho);
  return waitPercentile(table.waiting(places, busy), places, busy, stay, service.percentile);
}

/**
 * Utilisation of `replicas` that keeps the response within its SLO, at most the service's own limit; 0 where not even
 * an empty system does. Waits of few replicas are what lowers it.
 */
export function admissionLimit(service: Service, replicas: number, table: ErlangTable): number {
  const { limit, responseSlo } = service;
  if (responseSlo === Infinity || promptResponse(service, replicas, limit, table) <= responseSlo) return limit;
  let low = 0;
  let high = limit;
  for (let i = 0; i < 24; i++) {
    const middle = (low + high) / 2;
    if (promptResponse(service, replicas, middle, table) <= responseSlo) low = middle;
    else high = middle;
  }
  return low;
}
