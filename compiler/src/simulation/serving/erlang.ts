/**
 * Queues for admission. Erlang B by its recursion, Erlang C from it, waits of M/M/c, and Allen-Cunneen for others
 * (Kleinrock, Queueing Systems vol. 2; Allen, Probability, Statistics and Queueing Theory, 1990). `c` servers, offered
 * load `a` in erlangs, service time in s.
 */

/** Probability that all `c` servers are busy when there is no waiting room. */
export function erlangB(c: number, a: number): number {
  let blocked = 1;
  for (let k = 1; k <= c; k++) blocked = (a * blocked) / (k + a * blocked);
  return blocked;
}

/** Probability that an arrival waits; 1 where the queue is unstable (a >= c). */
export function erlangC(c: number, a: number): number {
  if (a >= c) return 1;
  if (a <= 0) return 0;
  const blocked = erlangB(c, a);
  return blocked / (1 - (a / c) * (1 - blocked));
}

/** Mean wait, s; `Infinity` where unstable. `variability` is (Ca² + Cs²)/2 <= 5.5: 1 for M/M/c, 1/2 for M/D/1. */
export function meanWait(c: number, a: number, service: number, variability = 1): number {
  if (a >= c) return Infinity;
  return (erlangC(c, a) * service * variability) / (c - a);
}

/** Wait that a share `percentile` of arrivals does not exceed, s, given the probability `waiting` that one waits at all. */
export function waitPercentile(
  waiting: number,
  c: number,
  a: number,
  service: number,
  percentile: number,
  variability = 1,
): number {
  if (a >= c) return Infinity;
  const beyond = 1 - percentile;
  if (waiting <= beyond) return 0;
  return (Math.log(waiting / beyond) * service * variability) / (c - a);
}

const UTILISATION_STEPS = 200;
const LARGEST_COLUMN = 1024;

/**
 * Erlang C tabulated: exact on columns of `c` (all up to 16, then four per doubling) and 200 steps of utilisation,
 * linear in between; above 1,024 servers the square-root staffing limit of Halfin and Whitt (Operations Research 29,
 * 1981). Columns are filled as they are asked for.
 */
export class ErlangTable {
  private readonly columns = new Map<number, Float64Array>();

  /** Probability that an arrival waits at `c` servers and offered load `a`. */
  waiting(c: number, a: number): number {
    if (a >= c) return 1;
    if (a <= 0) return 0;
    if (c > LARGEST_COLUMN) return halfinWhitt(c, a);
    const utilisation = a / c;
    if (c <= 16) return this.at(Math.max(1, Math.round(c)), utilisation);
    const step = Math.min(23, Math.floor(4 * Math.log2(c / 16)));
    const low = columnOf(step);
    const high = columnOf(step + 1);
    const weight = Math.min(1, Math.max(0, Math.log(c / low) / Math.log(high / low)));
    return (1 - weight) * this.at(low, utilisation) + weight * this.at(high, utilisation);
  }

  private at(c: number, utilisation: number): number {
    const column = this.column(c);
    const position = utilisation * UTILISATION_STEPS;
    const below = Math.min(UTILISATION_STEPS - 1, Math.floor(position));
    const low = column[below] ?? 1;
    return low + (position - below) * ((column[below + 1] ?? 1) - low);
  }

  private column(c: number): Float64Array {
    let column = this.columns.get(c);
    if (column === undefined) {
      column = Float64Array.from({ length: UTILISATION_STEPS + 1 }, (_, i) => erlangC(c, (c * i) / UTILISATION_STEPS));
      this.columns.set(c, column);
    }
    return column;
  }
}

function columnOf(step: number): number {
  return Math.round(16 * 2 ** (step / 4));
}

/** C ≈ 1/(1 + β·Φ(β)/φ(β)) with β = (1 − ρ)·√c. */
function halfinWhitt(c: number, a: number): number {
  const beta = (1 - a / c) * Math.sqrt(c);
  const density = Math.exp(-(beta * beta) / 2) / Math.sqrt(2 * Math.PI);
  return density / (density + beta * normalBelow(beta));
}

/** Distribution function of the standard normal for x >= 0 (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * x);
  const polynomial = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
