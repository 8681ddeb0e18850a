import { type AnyInference, central, type IsoDate, type Model, type Requests } from '../../ir/index.js';
import type { UnservedReason } from '../results.js';
import { type Chip, WEIGHT_BYTES } from './chip.js';
import {
  batchInMemory,
  interTokenLatency,
  PERCENTILE_OVER_MEAN,
  utilisationAtBatch,
  utilisationWithinSlo,
} from './curve.js';
import { decodeSlope, meanContext } from './decode.js';
import { MEMORY_SHARE, type ServingFit } from './fit.js';
import { promptWork } from './prompt.js';
import { bestUnit } from './split.js';
import { canSpread, exchangeBytes, exchangeTime, widen } from './wide.js';

/**
 * How one workload runs on one kind of accelerator at one place. Work is counted in output tokens, or in requests for
 * work that has none; a replica does 1/t1 of it per second at most, and `limit` of that within the SLO.
 */
export interface Service {
  /** Accelerators of one replica: of all that it decodes with, and of those for prompts where these are apart. */
  readonly replica: number;
  /** s; 0 for work without tokens, which occupies an accelerator just while it works. */
  readonly t0: number;
  /** s of a replica per unit of work, prompt work included where it is shared. */
  readonly t1: number;
  readonly p0: number;
  readonly p1: number;
  /** Utilisation that SLO, memory and the measured range allow, before waits for admission. */
  readonly limit: number;
  /** Time of a server for one request's prompt, or for one whole request without tokens, s. */
  readonly admission: number;
  /** Accelerators that decode together; absent for work without tokens. */
  readonly decoder?: number;
  /** Servers of a replica that prompts queue for, where they have their own; otherwise the replica itself is the one. */
  readonly prompters?: number;
  /** Prompts that a replica works on at once, where it is wider than what works on one; 1 where absent. */
  readonly lanes?: number;
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
  /** The curve that it rests on, in words, and when it was measured. */
  readonly measured?: string;
  readonly date?: IsoDate;
  readonly transferredFrom?: string;
  readonly infeasible?: UnservedReason;
}

/** A stage of a replica: how it decodes, before prompts are placed. */
interface Decoding {
  readonly fit: ServingFit;
  /** s per sequence in the batch, without prompts. */
  readonly slope: number;
  /** Sequences that fit into memory. */
  readonly held: number;
}

/**
 * Serves a language model with one fit on one chip: decoding by the fit's curve at the workload's own context, prompts
 * between its steps or on servers of their own. The limit is the least of what the SLO on tokens, the measured batch range
 * and the memory allow; response SLOs are judged at admission, where waits are known.
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
  const decoding = decode(workload, model, fit, chip, prompt, output);
  const separate = workload.prefill === 'separate';
  const isWide = decoding.fit !== fit;
  const exchanged = isWide ? exchangeBytes(model, chip, decoding.fit.accelerators) : 0;
  const missed = prompt * (1 - central(workload.prefixHit));
  // What was measured of prompts holds for the fit's accelerators: a wide replica works on several prompts at once, and what
  // one exchanges hides behind the computing of another (docs/models/serving.md).
  const lanes = separate || !isWide ? 1 : decoding.fit.accelerators / fit.accelerators;
  const alone = promptWork(model, fit, chip, prompt, central(workload.prefixHit));
  const admission = separate
    ? alone
    : Math.max(alone, exchangeTime(missed, exchanged, chip, fit.accelerators)) * Math.max(1, 1 / lanes);
  const { slo } = workload;
  const responseSlo = slo?.ttft === undefined ? Infinity : central(slo.ttft);
  const wholeSlo = slo?.latency === undefined ? Infinity : (central(slo.latency) - roundTrip - admission) / output;
  const tokenSlo = Math.min(slo?.tpot === undefined ? Infinity : central(slo.tpot), wholeSlo);
  const { t0, batchMax, p0, p1 } = decoding.fit;
  const limitAt = (t1: number): number =>
    Math.max(
      0,
      Math.min(utilisationWithinSlo(t0, tokenSlo), utilisationAtBatch({ t0, t1 }, Math.min(batchMax, decoding.held))),
    );
  const slope = separate ? decoding.slope : decoding.slope + admission / Math.max(1, lanes) / output;
  const limit = limitAt(slope);
  const reason = whyNot(
    t0 + slope,
    separate ? 0 : t0 + slope,
    admission,
    decoding.held,
    roundTrip,
    responseSlo,
    tokenSlo,
    limit,
  );
  const percentile = slo?.percentile ?? 0.99;
  const common = {
    decoder: decoding.fit.accelerators,
    t0,
    p0,
    admission,
    unitsPerRequest: output,
    roundTrip,
    responseSlo,
    tokenSlo,
    percentile,
    measured: fit.measured,
    ...(fit.date === undefined ? {} : { date: fit.date }),
    ...(fit.transferredFrom === undefined ? {} : { transferredFrom: fit.transferredFrom }),
    ...(reason === undefined ? {} : { infeasible: reason }),
  };
  const shared = {
    ...common,
    replica: decoding.fit.accelerators,
    t1: slope,
    p1,
    limit,
    ...(lanes >= 2 ? { lanes: Math.floor(lanes) } : {}),
    // Tokens of prompts go to their experts like those of answers.
    bisection: ((limit / slope) * exchanged * (1 + (separate ? 0 : missed / output))) / decoding.fit.accelerators,
  };
  if (!separate || reason !== undefined) return shared;
  const unit = bestUnit({
    decoder: decoding.fit.accelerators,
    decoded: limit / slope / output,
    prompter: fit.accelerators,
    promptTime: admission,
    wait: responseSlo - roundTrip - admission,
    percentile,
  });
  if (unit === undefined) return { ...shared, infeasible: 'slo' };
  const t1 = slope / unit.decoders;
  const within = unit.requests * output * t1;
  const decoders = unit.decoders * decoding.fit.accelerators;
  // Prompt servers go from a decoder's draw with little to do to their board limit (Splitwise: prompts peak at 1.0 TDP).
  const busy = unit.prompters === 0 ? 0 : admission / (t1 * output * unit.prompters);
  return {
    ...common,
    replica: unit.accelerators,
    prompters: unit.prompters,
    t1,
    p1: (decoders * p1 + (unit.accelerators - decoders) * (1 - p0) * busy) / unit.accelerators,
    limit: within,
    bisection: (unit.requests * (cacheBytes(workload, model) * prompt + output * exchanged)) / unit.accelerators,
  };
}

/**
 * What decodes: the fit, or its replica spread wide, with the context's cache read at every step. Prefix hits hold memory
 * like any other context, as if no two sequences of a batch shared them: how many do is not known.
 */
function decode(
  workload: AnyInference,
  model: Model,
  fit: ServingFit,
  chip: Chip,
  prompt: number,
  output: number,
): Decoding {
  const { expertParallel } = workload;
  const used = expertParallel === undefined || !canSpread(model) ? fit : widen(fit, model, chip, expertParallel);
  const cache = cacheBytes(workload, model);
  return {
    fit: used,
    slope: decodeSlope(model, used, chip, meanContext(prompt, output), cache),
    held: batchInMemory(
      MEMORY_SHARE * used.accelerators * chip.memory,
      model.parameters * WEIGHT_BYTES[used.precision],
      cache,
      prompt,
      output,
      central(workload.duty),
    ),
  };
}

/** Bytes of one token of context as this workload keeps it. */
function cacheBytes(workload: AnyInference, model: Model): number {
  return workload.kvCache === 'fp8' ? model.kvPerToken / 2 : model.kvPerToken;
}

/** `step` of one sequence alone; `firstStep` is what of it stands before the first token. */
function whyNot(
  step: number,
  firstStep: number,
  admission: number,
  held: number,
  roundTrip: number,
  responseSlo: number,
  tokenSlo: number,
  limit: number,
): UnservedReason | undefined {
  if (Number.isNaN(step + admission + held)) return 'unknown';
  if (held < 1) return 'memory';
  if (roundTrip + admission + firstStep > responseSlo) return admission + firstStep > responseSlo ? 'slo' : 'distance';
  // The token SLO stands in for a whole-response SLO too, which distance may have used up.
  if (limit <= 0 || step * PERCENTILE_OVER_MEAN > tokenSlo) return tokenSlo < 0 && roundTrip > 0 ? 'distance' : 'slo';
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
