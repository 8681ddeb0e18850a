/**
 * Maps a raw signal onto annual bins, keeping the order of the hours:
 *
 *   T(s) = T_i + (T_{i+1} − T_i)·(t + c·t·(1 − t)),   t = (s − S_i)/(S_{i+1} − S_i)
 *
 * T_i: bin edges, S_i: the signal's own value below which as many hours lie. The tail under the coldest edge, of which
 * bins say nothing, takes the slope that gives the declared mean; what that cannot give within reason, the bend c does.
 */
export interface Bins {
  /** Edges, °C, rising, with the hours a year below each. */
  readonly edges: readonly { readonly at: number; readonly hours: number }[];
  readonly mean: number;
  /** Highest value of the year, °C, where known. */
  readonly highest?: number;
}

export interface RankMap {
  /** Signal and temperature at the nodes. */
  readonly signal: Float64Array;
  readonly celsius: Float64Array;
  readonly bend: number;
  /** Mean of the mapped year less the declared one, K: not zero where bins and mean contradict each other. */
  readonly residual: number;
}

/** Slopes of the coldest tail over that of the bins above it, beyond which the bins are bent instead. */
const TAIL_SLOPES = [0.3, 2.5] as const;
const LARGEST_BEND = 0.85;

/** Builds the map for a signal, given sorted ascending. */
export function rankMap(sorted: Float64Array, bins: Bins): RankMap {
  const nodes = nodesOf(sorted, bins);
  const signal = Float64Array.from(nodes, (node) => node.signal);
  const celsius = Float64Array.from(nodes, (node) => node.celsius);
  if (nodes.length < 2) return shifted(sorted, bins.mean);
  const straight: RankMap = { signal, celsius, bend: 0, residual: 0 };
  if (nodes[0]!.free) settleTail(sorted, straight, bins);
  const unbent = mappedMean(sorted, straight);
  const short = bins.mean - unbent;
  const perBend = mappedMean(sorted, { ...straight, bend: 1 }) - unbent;
  const bend = perBend > 0 ? Math.max(-LARGEST_BEND, Math.min(LARGEST_BEND, short / perBend)) : 0;
  return { signal, celsius, bend, residual: bend * perBend - short };
}

/** Maps a whole series in place, °C. */
export function applyMap(map: RankMap, values: Float64Array): void {
  let segment = 0;
  for (let i = 0; i < values.length; i++) {
    segment = segmentOf(map, values[i]!, segment);
    values[i] = mapped(map, values[i]!, segment);
  }
}

/** Index of the node at or below a value; neighbouring values are near, so the search starts where the last one ended. */
function segmentOf(map: RankMap, value: number, near: number): number {
  const { signal } = map;
  let i = near;
  while (i < signal.length - 2 && value >= signal[i + 1]!) i++;
  while (i > 0 && value < signal[i]!) i--;
  return i;
}

function mapped(map: RankMap, value: number, i: number): number {
  const { signal, celsius, bend } = map;
  const width = signal[i + 1]! - signal[i]!;
  const t = width > 0 ? Math.max(0, Math.min(1, (value - signal[i]!) / width)) : 0;
  return celsius[i]! + (celsius[i + 1]! - celsius[i]!) * (t + bend * t * (1 - t));
}

interface Node {
  readonly signal: number;
  readonly celsius: number;
  /** True for the coldest node where only the mean fixes it. */
  readonly free: boolean;
}

function nodesOf(sorted: Float64Array, bins: Bins): Node[] {
  const hours = sorted.length;
  const lowest = sorted[0]!;
  const highest = sorted[hours - 1]!;
  const empty = bins.edges.filter((edge) => edge.hours <= 0).at(-1);
  const full = bins.edges.find((edge) => edge.hours >= hours);
  const nodes: Node[] = [];
  let previous = { at: -Infinity, hours: 0 };
  for (const edge of bins.edges) {
    const rank = Math.round(edge.hours);
    // Records in whole degrees may put a percentile on a bin's edge: it then lies just above.
    const at = edge.at > previous.at ? edge.at : previous.at + 0.05;
    if (rank <= previous.hours || rank >= hours || at > edge.at + 0.1) continue;
    nodes.push({ signal: sorted[rank]!, celsius: at, free: false });
    previous = { at, hours: rank };
  }
  const first = nodes[0];
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return [];
  nodes.unshift({ signal: lowest, celsius: empty?.at ?? first.celsius - (first.signal - lowest), free: true });
  const scale = slopeOver(nodes);
  const reach = Math.min(bins.highest ?? last.celsius + scale * (highest - last.signal), full?.at ?? Infinity);
  nodes.push({ signal: highest, celsius: Math.max(reach, last.celsius), free: false });
  return nodes;
}

function slopeOver(nodes: readonly Node[]): number {
  const [, first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined || last.signal <= first.signal) return 1;
  return (last.celsius - first.celsius) / (last.signal - first.signal);
}

/** Moves the coldest node to where the mean is met, within the slopes that a tail may have and above an edge that no hour is below. */
function settleTail(sorted: Float64Array, map: RankMap, bins: Bins): void {
  const { signal, celsius } = map;
  const top = celsius[1]!;
  const reach = signal[1]! - signal[0]!;
  if (reach <= 0) return;
  const only = celsius.length === 3;
  const scale = only ? 1 : (celsius.at(-2)! - top) / (signal.at(-2)! - signal[1]!);
  let share = 0;
  for (const value of sorted) {
    if (value >= signal[1]!) break;
    share += (signal[1]! - value) / reach;
  }
  celsius[0] = top;
  const drop = ((mappedMean(sorted, map) - bins.mean) * sorted.length) / share;
  const floor = bins.edges.filter((edge) => edge.hours <= 0).at(-1)?.at ?? -Infinity;
  const [least, most] = only ? [0, Infinity] : TAIL_SLOPES;
  celsius[0] = Math.max(floor, top - Math.max(least * scale * reach, Math.min(most * scale * reach, drop)));
}

function mappedMean(sorted: Float64Array, map: RankMap): number {
  let sum = 0;
  let segment = 0;
  for (const value of sorted) {
    segment = segmentOf(map, value, segment);
    sum += mapped(map, value, segment);
  }
  return sum / sorted.length;
}

/** Without any edge the signal keeps its shape and takes the declared mean. */
function shifted(sorted: Float64Array, mean: number): RankMap {
  let sum = 0;
  for (const value of sorted) sum += value;
  const shift = mean - sum / sorted.length;
  const low = sorted[0]!;
  const high = sorted[sorted.length - 1]!;
  return {
    signal: Float64Array.of(low, high),
    celsius: Float64Array.of(low + shift, high + shift),
    bend: 0,
    residual: 0,
  };
}
