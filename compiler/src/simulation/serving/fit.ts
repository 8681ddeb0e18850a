import { type Calibration, central, type IsoDate, type Model, type PlanIndex, resolve } from '../../ir/index.js';
import { type Chip, chipOf, identityOf, type Precision, usableFlops, WEIGHT_BYTES } from './chip.js';
import { BANDWIDTH_USE, decodeFloor, meanContext } from './decode.js';
import type { PromptTimes } from './prompt.js';

/** A serving curve for one model on one accelerator: as measured, or carried over from the nearest that was. */
export interface ServingFit {
  /** Accelerators of one replica. */
  readonly accelerators: number;
  readonly precision: Precision;
  /** s; `t1` is at the fit's own length mix. */
  readonly t0: number;
  readonly t1: number;
  /** Draw over TDP with sequences resident. */
  readonly p0: number;
  readonly p1: number;
  readonly batchMax: number;
  /** Length mix that `t1` already pays for, 0 where the fit does not say: prompt tokens, and those per output token. */
  readonly promptTokens: number;
  readonly promptPerOutput: number;
  /** Tokens of context whose cache `t1` already reads; 0 where the fit does not say. */
  readonly context: number;
  /** Arithmetic within `t1` where the curve is a roofline, s: reading caches hides behind it. Absent where measured. */
  readonly computing?: number;
  /** Measured times of prompts, where there are any. */
  readonly prefill?: PromptTimes;
  /** Relative error: the fit's own, or that of a transfer. */
  readonly error: number;
  /** What was measured, in words, and when. */
  readonly measured: string;
  readonly date?: IsoDate;
  /** What it was carried over from, in words. */
  readonly transferredFrom?: string;
}

/** Error of a curve that was carried over to another model or accelerator (MODELS A3). */
export const TRANSFER_ERROR = 0.4;

interface Candidate {
  readonly calibration: Calibration;
  readonly model: Model;
  readonly modelKey: string;
  readonly chip: Chip;
}

/** All calibrations that a plan knows, its own first. */
export class Calibrations {
  private readonly candidates: readonly Candidate[];

  constructor(own: readonly Calibration[], index: PlanIndex) {
    const all = new Set<Calibration>(own);
    for (const entity of index.values()) if (entity.kind === 'calibration') all.add(entity);
    this.candidates = [...all].map((calibration) => ({
      calibration,
      model: resolve<Model>(index, calibration.model),
      modelKey: identityOf(index, calibration.model),
      chip: chipOf(index, calibration.accelerator),
    }));
  }

  /**
   * The fits for a model on a chip: every measured one, else the nearest carried over; none where nothing is calibrated
   * or a figure that the transfer needs is blank.
   */
  fitsFor(model: Model, modelKey: string, chip: Chip): readonly ServingFit[] {
    const measured = this.candidates.filter((known) => isMeasured(known, model, modelKey, chip));
    if (measured.length > 0) return measured.map(measuredFit);
    let nearest: Candidate | undefined;
    let least = Infinity;
    for (const known of this.candidates) {
      const distance = distanceBetween(known, model, modelKey, chip);
      if (distance < least) {
        least = distance;
        nearest = known;
      }
    }
    return nearest === undefined
      ? []
      : [transfer(nearest, model, chip)].filter((fit) => !Number.isNaN(fit.t0 + fit.t1));
  }
}

/** True for the very model, accelerator and precision; a refinement with other figures is another one. */
function isMeasured(known: Candidate, model: Model, modelKey: string, chip: Chip): boolean {
  if (known.modelKey !== modelKey || known.chip.key !== chip.key || known.calibration.precision !== model.precision)
    return false;
  return (
    known.model.active === model.active &&
    known.model.parameters === model.parameters &&
    Object.is(known.chip.memoryBandwidth, chip.memoryBandwidth) &&
    Object.is(known.chip.bf16, chip.bf16)
  );
}

function measuredFit({ calibration, model, modelKey, chip }: Candidate): ServingFit {
  const { promptTokens, outputTokens, prefillBase, prefillLinear, prefillSquare, date } = calibration;
  const stated = promptTokens !== undefined && outputTokens !== undefined && outputTokens > 0;
  const times = { base: prefillBase, linear: prefillLinear, square: prefillSquare };
  const timed = Object.values(times).some((time) => time !== undefined);
  return {
    accelerators: calibration.accelerators,
    precision: calibration.precision,
    t0: central(calibration.t0),
    t1: central(calibration.t1),
    p0: central(calibration.p0),
    p1: central(calibration.p1),
    batchMax: calibration.batchMax,
    promptTokens: stated ? promptTokens : 0,
    promptPerOutput: stated ? promptTokens / outputTokens : 0,
    context: stated ? meanContext(promptTokens, outputTokens) : 0,
    ...(timed
      ? { prefill: { base: secondsOf(times.base), linear: secondsOf(times.linear), square: secondsOf(times.square) } }
      : {}),
    error: calibration.error,
    measured: `${model.name ?? modelKey} on ${String(calibration.accelerators)} ${chip.name}`,
    ...(date === undefined ? {} : { date }),
  };
}

/** A term of measured prompt times; one that is not stated is none. */
function secondsOf(time: Calibration['prefillBase']): number {
  return time === undefined ? 0 : central(time);
}

/** How far a calibration is from what is asked: ratios of size, speed and precision, the model weighing most. Blank figures count as far. */
function distanceBetween(known: Candidate, model: Model, modelKey: string, chip: Chip): number {
  const apart = (a: number, b: number): number => (Number.isNaN(a + b) ? 10 : Math.abs(Math.log(a / b)));
  const models =
    (known.modelKey === modelKey ? 0 : 0.2) +
    2 * apart(known.model.active, model.active) +
    apart(known.model.parameters, model.parameters);
  const { precision } = known.calibration;
  const chips =
    (known.chip.key === chip.key ? 0 : 0.1) +
    apart(known.chip.memoryBandwidth, chip.memoryBandwidth) +
    0.5 * apart(known.chip.bf16, chip.bf16);
  return models + chips + 0.3 * apart(WEIGHT_BYTES[precision], WEIGHT_BYTES[model.precision]);
}

/**
 * Carries a curve over. Of t0, what streams the weights goes with their bytes and the memory bandwidth; the rest is
 * overhead of the stack and stays. t1 goes with active parameters and FLOP/s. Neither falls below the roofline. The
 * replica keeps its accelerator count, doubled until the weights leave a tenth of its usable memory.
 */
function transfer(known: Candidate, model: Model, chip: Chip): ServingFit {
  const { prefill: _measured, ...from } = measuredFit(known);
  const { precision } = model;
  const weights = model.parameters * WEIGHT_BYTES[precision];
  let accelerators = from.accelerators;
  while (accelerators < 1024 && weights > MEMORY_SHARE * accelerators * chip.memory * 0.9) accelerators *= 2;
  const streamed = (bytes: number, count: number, on: Chip): number =>
    bytes / (count * on.memoryBandwidth * BANDWIDTH_USE);
  const overhead = Math.max(
    0,
    from.t0 - streamed(known.model.parameters * WEIGHT_BYTES[from.precision], from.accelerators, known.chip),
  );
  const speed =
    (from.accelerators * usableFlops(known.chip, from.precision)) / (accelerators * usableFlops(chip, precision));
  return {
    ...from,
    accelerators,
    precision,
    t0: overhead + streamed(weights, accelerators, chip),
    t1: Math.max(
      from.t1 * (model.active / known.model.active) * speed,
      decodeFloor(model, accelerators, chip, precision),
    ),
    error: TRANSFER_ERROR,
    transferredFrom: from.measured,
  };
}

/** Share of the memory that weights and cache may use: activations and the runtime take the rest (assumed). */
export const MEMORY_SHARE = 0.9;
