/**
 * What failures and checkpoints leave of training: `1/(1 + t_ck/τ + (τ/2 + t_restart)/MTBF)`, the first-order optimum
 * `τ* = √(2·t_ck·MTBF)` (Young, CACM 17, 1974; Daly, Future Generation Computer Systems 22, 2006). All times in s.
 */
export interface Failures {
  /** Mean time between interruptions of one accelerator's share of a job. */
  readonly mtbf: number;
  readonly write: number;
  readonly restart: number;
  /** Time between checkpoints; the optimum where absent. */
  readonly interval?: number | undefined;
}

/** Mean time between interruptions of a job of `size` accelerators, s. */
export function jobMtbf(failures: Failures, size: number): number {
  return failures.mtbf / Math.max(1, size);
}

/** Time between checkpoints of a job, s: as declared, else the optimum, at least the time that writing one takes. */
export function checkpointInterval(failures: Failures, size: number): number {
  return failures.interval ?? Math.max(failures.write, Math.sqrt(2 * failures.write * jobMtbf(failures, size)));
}

/** Share of the time that counts, 0..1. */
export function goodputShare(failures: Failures, size: number): number {
  const interval = checkpointInterval(failures, size);
  return 1 / (1 + failures.write / interval + (interval / 2 + failures.restart) / jobMtbf(failures, size));
}
