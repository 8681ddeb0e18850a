import type { Model } from '../../ir/index.js';
import { type Chip, usableFlops, WEIGHT_BYTES } from './chip.js';
import { BANDWIDTH_USE } from './decode.js';
import { type ServingFit, TRANSFER_ERROR } from './fit.js';

/**
 * Wide expert parallelism: one replica spreads the experts of a mixture over `G` accelerators, and every accelerator
 * attends for its own sequences. No calibration carries over to it: what a measured slope holds of weights read for few
 * sequences vanishes. So its curve is a roofline (MODELS B2c) in the same two terms:
 *
 *   t0 = overhead + weights/(G·BW·mbu)         t1 = max(2·P_active/(G·F·mfu), cache/(G·BW·mbu)) + exchange
 *
 * The maximum is the roofline's; weights are added where the roofline has them in the maximum as well, and of the exchange nothing
 * hides behind computing: both on the safe side.
 */

/** Decode FLOPs over peak (BLIS roofline). */
const DECODE_MFU = 0.3;
/** Overheads of a step, s: each, per layer, and per layer with experts (trained constants of BLIS). */
const STEP_OVERHEAD = 126e-6;
const LAYER_OVERHEAD = 32e-6;
const EXPERT_LAYER_OVERHEAD = 482e-6;
/** Bytes of one number of a hidden state on its way to an expert (fp8) and back (bf16). */
const EXCHANGED_BYTES = 3;

/** True where a model says what an exchange among experts carries. */
export function canSpread(model: Model): boolean {
  return model.experts !== undefined && model.hidden !== undefined && model.layers !== undefined;
}

/** Bytes that one output token sends over the network to experts and back, with `G` accelerators: those outside the scale-up domain. */
export function exchangeBytes(model: Model, chip: Chip, accelerators: number): number {
  const outside = Math.max(0, 1 - chip.scaleUpDomain / accelerators);
  return (model.layers ?? 0) * (model.hidden ?? 0) * (model.experts ?? 0) * EXCHANGED_BYTES * outside;
}

/** Time that `tokens` of a prompt take to their experts and back through the network of `accelerators`, s; `bytes` a token. */
export function exchangeTime(tokens: number, bytes: number, chip: Chip, accelerators: number): number {
  return bytes === 0 ? 0 : (tokens * bytes) / (accelerators * chip.nic);
}

/** The curve of a replica that spreads its experts over `accelerators`; draw and stack are those of `fit`. */
export function widen(fit: ServingFit, model: Model, chip: Chip, accelerators: number): ServingFit {
  const { precision } = fit;
  const layers = model.layers ?? 0;
  const exchange = exchangeBytes(model, chip, accelerators);
  const weights = model.parameters * WEIGHT_BYTES[precision];
  const computing = (2 * model.active) / (accelerators * usableFlops(chip, precision) * DECODE_MFU);
  return {
    ...fit,
    accelerators,
    t0:
      STEP_OVERHEAD +
      layers * (LAYER_OVERHEAD + EXPERT_LAYER_OVERHEAD) +
      weights / (accelerators * chip.memoryBandwidth * BANDWIDTH_USE),
    t1: computing + exchangeTime(1, exchange, chip, accelerators),
    computing,
    batchMax: Infinity,
    promptTokens: 0,
    promptPerOutput: 0,
    context: 0,
    error: TRANSFER_ERROR,
  };
}
