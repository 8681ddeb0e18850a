/**
 * Power of a training job second by second (MODELS B2b): `P(t) = N·P_pk·[1 − d·s(t mod T_step) − d_ck·1{checkpoint}]`.
 * Step-synchronous dips while accelerators wait for the network, and deeper, longer ones for checkpoints and evaluation.
 * Logs of 512 H100: steps of 2-20 s, d .1-.2, checkpoints and evaluations .1-.7.
 */
export interface TrainingWave {
  /** Peak of the whole job, W. */
  readonly peak: number;
  /** Seconds of a step, and depth (share of the peak) and length of its dip, measured at half its depth. */
  readonly step: number;
  readonly dip: number;
  readonly dipTime: number;
  /** Seconds that power takes to fall or rise; at most the dip's length. */
  readonly edge: number;
  /** Seconds between checkpoints (0: none), and depth and length of theirs. */
  readonly interval: number;
  readonly checkpointDip: number;
  readonly checkpointTime: number;
}

/** A trapezoid of height 1 at the start of each period: how deep in its dip the wave is at `t`, 0..1. */
function dipAt(t: number, period: number, length: number, edge: number): number {
  if (period <= 0 || length <= 0) return 0;
  const at = t - period * Math.floor(t / period);
  const rise = Math.min(edge, length);
  if (rise <= 0) return at < length ? 1 : 0;
  return Math.max(0, Math.min(1, at / rise, (length + rise - at) / rise));
}

/** Power at `t` s, W: never below zero. */
export function trainingPowerAt(wave: TrainingWave, t: number): number {
  const dips =
    wave.dip * dipAt(t, wave.step, wave.dipTime, wave.edge) +
    wave.checkpointDip * dipAt(t, wave.interval, wave.checkpointTime, wave.edge);
  return wave.peak * Math.max(0, 1 - dips);
}

/** `seconds` of the job, W, one value each `every` s: the power at that time, as a fast meter reads it. */
export function trainingSeries(wave: TrainingWave, seconds: number, every = 1): Float64Array {
  return Float64Array.from({ length: Math.floor(seconds / every) }, (_, i) => trainingPowerAt(wave, i * every));
}

/** Mean power, W, in closed form: every dip is as long as it is at half its depth. Valid while dips leave power. */
export function trainingMean(wave: TrainingWave): number {
  const step = wave.step > 0 ? (wave.dip * wave.dipTime) / wave.step : 0;
  const saved = wave.interval > 0 ? (wave.checkpointDip * wave.checkpointTime) / wave.interval : 0;
  return wave.peak * Math.max(0, 1 - step - saved);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

interface Energy {
  readonly band: number;
  readonly all: number;
}

/** Alternating energy of a train of trapezoids of height `depth`, in a band of frequencies and altogether. */
function dipEnergy(depth: number, period: number, length: number, edge: number, low: number, high: number): Energy {
  if (period <= 0 || length <= 0 || depth === 0) return { band: 0, all: 0 };
  const duty = length / period;
  const rise = Math.min(edge, length) / period;
  let band = 0;
  for (let k = Math.max(1, Math.ceil(low * period - 1e-9)); k <= high * period; k++) {
    const coefficient = depth * duty * sinc(k * duty) * sinc(k * rise);
    band += 2 * coefficient * coefficient;
  }
  return { band, all: depth * depth * (duty - rise / 3 - duty * duty) };
}

/**
 * Share of the alternating energy between `low` and `high` Hz, 0..1, from the Fourier coefficients of the waveform: a
 * utility may allow 20 % within 0.1-20 Hz (arXiv 2508.14318). The mean is left out. 0 for a flat load.
 */
export function bandShare(wave: TrainingWave, low = 0.1, high = 20): number {
  const step = dipEnergy(wave.dip, wave.step, wave.dipTime, wave.edge, low, high);
  const saved = dipEnergy(wave.checkpointDip, wave.interval, wave.checkpointTime, wave.edge, low, high);
  const all = step.all + saved.all;
  return all > 0 ? Math.min(1, (step.band + saved.band) / all) : 0;
}
