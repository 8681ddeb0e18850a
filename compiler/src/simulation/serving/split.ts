import { erlangC, waitPercentile } from './erlang.js';

/**
 * Separate pools for prompts and for decoding. A replica is then a unit of both, so many servers of each that it serves
 * most requests per accelerator: decoders within the SLO on tokens, prompt servers within what the SLO on the first token
 * leaves for waiting.
 */
export interface Stages {
  /** Accelerators of one decoder, and requests/s of it within its SLO. */
  readonly decoder: number;
  readonly decoded: number;
  /** Accelerators of one prompt server, and s of it per request. */
  readonly prompter: number;
  readonly promptTime: number;
  /** Longest wait for a prompt server, s, and the share of requests that must not exceed it. */
  readonly wait: number;
  readonly percentile: number;
}

export interface Unit {
  readonly decoders: number;
  readonly prompters: number;
  readonly accelerators: number;
  /** Requests/s within both SLOs. */
  readonly requests: number;
}

/** Servers of either kind in a unit, at most. */
const MOST = 8;
/** A larger unit must serve so much more per accelerator: coarse units round up worse. */
const WORTH = 1.02;
/** Utilisation of prompt servers where nobody promises a first token: queues of saturated servers never end. */
const BUSIEST = 0.95;

/** The unit that serves most per accelerator; without prompts a single decoder, `undefined` where no unit serves any. */
export function bestUnit(stages: Stages): Unit | undefined {
  const { decoder, decoded, prompter, promptTime } = stages;
  if (promptTime === 0) return { decoders: 1, prompters: 0, accelerators: decoder, requests: decoded };
  const units: Unit[] = [];
  for (let prompters = 1; prompters <= MOST; prompters++) {
    const prompted = offeredWithin(stages, prompters) / promptTime;
    for (let decoders = 1; decoders <= MOST; decoders++)
      units.push({
        decoders,
        prompters,
        accelerators: decoders * decoder + prompters * prompter,
        requests: Math.min(decoders * decoded, prompted),
      });
  }
  let best: Unit | undefined;
  for (const unit of units.sort((a, b) => a.accelerators - b.accelerators || a.prompters - b.prompters)) {
    const least = best === undefined ? 0 : (WORTH * best.requests) / best.accelerators;
    if (unit.requests / unit.accelerators > least) best = unit;
  }
  return best;
}

/** Most erlangs that `servers` take within the wait; 0 where nobody may wait that long. */
function offeredWithin({ promptTime, wait, percentile }: Stages, servers: number): number {
  if (wait < 0) return 0;
  const fits = (offered: number): boolean =>
    waitPercentile(erlangC(servers, offered), servers, offered, promptTime, percentile) <= wait;
  let low = 0;
  let high = BUSIEST * servers;
  if (fits(high)) return high;
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}
