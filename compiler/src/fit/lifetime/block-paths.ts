import { gaussianSource } from '../../simulation/random.js';

/** A capacity that is built at once or block by block, under a demand that nobody knows (MODELS B2h). */
export interface BlockCase {
  /** Most that is ever built, W; demand in the first year, W. */
  readonly limit: number;
  readonly demand: number;
  /** Mean growth of demand a year, and the standard deviation of its logarithm's yearly change. */
  readonly growth: number;
  readonly volatility: number;
  readonly block: number;
  /** Years from ordering a block, when it is paid for, until it stands. */
  readonly leadTime: number;
  /** USD/W built, and USD/W of demand met in a year. */
  readonly capital: number;
  readonly margin: number;
  readonly discount: number;
  readonly years: number;
}

/** Present values over all paths, USD, and the share of the capacity-years that stood unused. */
export interface BlockOutcome {
  readonly mean: number;
  /** The 5th and the 95th of a hundred. */
  readonly low: number;
  readonly high: number;
  readonly unused: number;
}

export interface BlockComparison {
  readonly atOnce: BlockOutcome;
  readonly inBlocks: BlockOutcome;
  /** How much dearer blocks may be, as a share, until building at once is worth as much. */
  readonly breakEven: number;
}

/**
 * Builds at once, and in blocks, along many paths of demand. Demand is a geometric Brownian motion, `d ln D = (growth − σ²/2) dt
 * + σ dW`, seen at each year's start; revenue and cost fall at its end. Blocks are ordered for the demand that is expected
 * when they stand, the first of them at the start; nothing is ordered that would stand after the end. The same `seed` gives
 * the same paths.
 */
export function compareBlocks(of: BlockCase, paths: number, seed: number): BlockComparison {
  const next = gaussianSource(seed);
  const atOnce: number[] = [];
  const inBlocks: number[] = [];
  let earned = 0;
  let spent = 0;
  const unused = { atOnce: 0, inBlocks: 0, built: 0 };
  for (let path = 0; path < paths; path++) {
    const demand = demandPath(of, next);
    const whole = of.limit * of.capital;
    let worth = -whole;
    for (let year = 0; year < of.years; year++) {
      const met = Math.min(demand[year]!, of.limit);
      worth += (of.margin * met) / (1 + of.discount) ** (year + 1);
      unused.atOnce += of.limit - met;
    }
    atOnce.push(worth);
    const built = buildBlocks(of, demand);
    inBlocks.push(built.earned - built.spent);
    earned += built.earned;
    spent += built.spent;
    unused.inBlocks += built.unused;
    unused.built += built.stood;
  }
  const mean = average(atOnce);
  return {
    atOnce: outcome(atOnce, unused.atOnce / (paths * of.years * of.limit)),
    inBlocks: outcome(inBlocks, unused.built > 0 ? unused.inBlocks / unused.built : 0),
    breakEven: spent > 0 ? (earned / paths - mean) / (spent / paths) - 1 : 0,
  };
}

function demandPath(of: BlockCase, next: () => number): Float64Array {
  const path = new Float64Array(of.years);
  path[0] = of.demand;
  for (let year = 1; year < of.years; year++)
    path[year] = path[year - 1]! * Math.exp(of.growth - of.volatility ** 2 / 2 + of.volatility * next());
  return path;
}

function buildBlocks(
  of: BlockCase,
  demand: Float64Array,
): { readonly earned: number; readonly spent: number; readonly unused: number; readonly stood: number } {
  const lead = Math.max(0, Math.round(of.leadTime));
  /** Capacity that stands from each year on. */
  const stands = new Float64Array(of.years + lead);
  let ordered = 0;
  let earned = 0;
  let spent = 0;
  let unused = 0;
  let stood = 0;
  for (let year = 0; year < of.years; year++) {
    const expected = demand[year]! * (1 + of.growth) ** lead;
    const wanted = Math.min(of.limit, Math.ceil(expected / of.block - 1e-9) * of.block);
    if (wanted > ordered && year + lead < of.years) {
      spent += ((wanted - ordered) * of.capital) / (1 + of.discount) ** year;
      ordered = wanted;
    }
    stands[year + lead] = ordered;
    const met = Math.min(demand[year]!, stands[year]!);
    earned += (of.margin * met) / (1 + of.discount) ** (year + 1);
    unused += stands[year]! - met;
    stood += stands[year]!;
  }
  return { earned, spent, unused, stood };
}

function outcome(worths: readonly number[], unused: number): BlockOutcome {
  const sorted = [...worths].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { mean: average(worths), low: at(0.05), high: at(0.95), unused };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
