import { type AnyInference, central, type Model, type Requests } from '../../ir/index.js';
import type { UnservedReason } from '../results.js';
import { type Chip, usableFlops, WEIGHT_BYTES } from './chip.js';
import {
  batchInMemory,
  interTokenLatency,
  PERCENTILE_OVER_MEAN,
  utilisationAtBatch,
  utilisationWithinSlo,
} from './curve.js';
import { decodeFloor, MEMORY_SHARE, type ServingFit } from './fit.js';

/**
 * How one workload runs on one kind of accelerator at one place. Work is counted in output tokens, or in requests for
 * work that has none; a replica does 1/t1 of it per second at most, and `limit` of that within the SLO.
 */
export interface Service {
  /** Accelerators of one replica. */
  readonly replica: number;
  /** s; 0 for work without tokens, which occupies an accelerator just while it works. */
  readonly t0: number;
  /** s of a replica per unit of work, prompt work included. */
  readonly t1: number;
  readonly p0: number;
  readonly p1: number;
  /** Utilisation that SLO, memory and the measured range allow, before waits for admission. */
  readonly limit: number;
  /** Time of a replica for one request's prompt, or for one whole request without tokens, s. */
  readonly admission: number;
  /** Output tokens of one request; 1 for work without tokens. */
  readonly unitsPerRequest: number;
  /** Round trip to the farthest tenth of the users, s. */
  readonly roundTrip: number;
  /** Latency promised until the first token, or until the whole response: s, Infinity without an SLO. */
  readonly responseSlo: number;
  /** Time promised per output token, s; Infinity without. */
  readonly tokenSlo: number;
  readonly percentile: number;
  /** Bytes/s per accelerator that leave the scale-up domain at `limit`. */
  readonly bisection: number;
  readonly transferredFrom?: string;
  readonly infeasible?: UnservedReason;
}

/** Prompt FLOPs over peak: default of MODELS, .30-.65. */
export const PREFILL_MFU = 0.45;

/** Seconds of a replica per prompt token that no cache holds: 2·P_active/(accelerators·peak·mfu). */
export function promptTime(model: Model, fit: ServingFit, chip: Chip): number {
  return (2 * model.active) / (fit.accelerators * usableFlops(chip, fit.precision) * PREFILL_MFU);
}

/**
 * Serves a language model with one fit on one chip. `t1` grows by the prompt work of this length mix over that of the
 * fit's own. The limit is the least of what the SLO on tokens, the measured batch range and the memory allow; response
 * SLOs are judged at admission, where waits are known.
 */
export function serveTokens(
  workload: AnyInference,
  model: Model,
  fit: ServingFit,
  chip: Chip,
  roundTrip: number,
): Service {
  const prompt = central(workload.promptTokens);
  const output = Math.max(1, central(workload.outputTokens));
  const missed = prompt * (1 - central(workload.prefixHit));
  const tau = promptTime(model, fit, chip);
  const t1 = Math.max(
    fit.t1 + tau * (missed / output - fit.promptPerOutput),
    decodeFloor(model, fit.accelerators, chip, fit.precision),
  );
  const { t0 } = fit;
  const admission = tau * missed;
  const slo = workload.slo;
  const responseSlo = slo?.ttft === undefined ? Infinity : central(slo.ttft);
  const wholeSlo = slo?.latency === undefined ? Infinity : (central(slo.latency) - roundTrip - admission) / output;
  const tokenSlo = Math.min(slo?.tpot === undefined ? Infinity : central(slo.tpot), wholeSlo);
  const curve = { t0, t1 };
  const usable = MEMORY_SHARE * fit.accelerators * chip.memory;
  const held = batchInMemory(
    usable,
    model.parameters * WEIGHT_BYTES[fit.precision],
    model.kvPerToken,
    prompt,
    output,
    central(workload.duty),
  );
  const limit = Math.min(utilisationWithinSlo(t0, tokenSlo), utilisationAtBatch(curve, Math.min(fit.batchMax, held)));
  const reason = whyNot(t0 + t1, admission, held, roundTrip, responseSlo, tokenSlo, limit);
  return {
    replica: fit.accelerators,
    t0,
    t1,
    p0: fit.p0,
    p1: fit.p1,
    limit: Math.max(0, limit),
    admission,
    unitsPerRequest: output,
    roundTrip,
    responseSlo,
    tokenSlo,
    percentile: slo?.percentile ?? 0.99,
    bisection: ((Math.max(0, limit) / t1 / output) * model.kvPerToken * missed) / fit.accelerators,
    ...(fit.transferredFrom === undefined ? {} : { transferredFrom: fit.transferredFrom }),
    ...(reason === undefined ? {} : { infeasible: reason }),
  };
}

function whyNot(
  firstStep: number,
  admission: number,
  held: number,
  roundTrip: number,
  responseSlo: number,
  tokenSlo: number,
  limit: number,
): UnservedReason | undefined {
  if (Number.isNaN(firstStep + admission + held)) return 'unknown';
  if (held < 1) return 'memory';
  if (roundTrip + admission + firstStep > responseSlo) return admission + firstStep > responseSlo ? 'slo' : 'distance';
  // The token SLO stands in for a whole-response SLO too, which distance may have used up.
  if (limit <= 0 || firstStep * PERCENTILE_OVER_MEAN > tokenSlo)
    return tokenSlo < 0 && roundTrip > 0 ? 'distance' : 'slo';
  return undefined;
}

/** A request takes this long at least, s: one that takes no time at all would need no accelerator, and a share of none. */
const LEAST_WORK = 1e-9;

/** Serves requests without tokens: work scales with the dense bf16 peak of the accelerator over the reference's. */
export function serveRequests(workload: Requests, chip: Chip, reference: Chip, roundTrip: number): Service {
  // A refinement has its base's key, and may have another throughput.
  const same = chip.key === reference.key && Object.is(chip.bf16, reference.bf16);
  const scale = same ? 1 : reference.bf16 / chip.bf16;
  const work = Math.max(LEAST_WORK, central(workload.work) * scale);
  const slo = workload.slo?.latency ?? workload.slo?.ttft;
  const responseSlo = slo === undefined ? Infinity : central(slo);
  const reason = !Number.isFinite(work)
    ? 'unknown'
    : roundTrip + work > responseSlo
      ? work > responseSlo
        ? 'slo'
        : 'distance'
      : undefined;
  return {
    replica: 1,
    t0: 0,
    t1: work,
    p0: central(workload.power),
    p1: 0,
    limit: central(workload.utilisation),
    admission: work,
    unitsPerRequest: 1,
    roundTrip,
    responseSlo,
    tokenSlo: Infinity,
    percentile: workload.slo?.percentile ?? 0.99,
    bisection: 0,
    ...(reason === undefined ? {} : { infeasible: reason }),
  };
}

/** Mean time per output token at utilisation `rho`, at the percentile, s; `undefined` for work without tokens. */
export function tokenTime(service: Service, rho: number): number | undefined {
  return service.t0 === 0 ? undefined : PERCENTILE_OVER_MEAN * interTokenLatency(service, rho);
}
