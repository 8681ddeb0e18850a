/**
 * Time of one transformer layer on one accelerator of a tensor-parallel group, operation by operation: its FLOPs and the
 * bytes it moves, both at an efficiency that grows with the size of the operation; the two add up, as in Calculon's mode
 * without overlap (Isaev et al., SC 2023). Not counted: gaps between kernels. Times in s.
 */
export interface Processor {
  /** Dense peak for weight products, FLOP/s, discounted for narrow precisions. */
  readonly flops: number;
  /** Dense bf16 peak, FLOP/s: attention is computed in it. */
  readonly wideFlops: number;
  readonly memoryBandwidth: number;
}

export interface LayerShape {
  /** Parameters of a layer that work on a token: four matrix products of 3, 1, 4 and 4 twelfths. */
  readonly parameters: number;
  readonly width: number;
  /** Attention heads: scores are stored per head where attention is not fused. */
  readonly heads: number;
  readonly sequence: number;
  /**
   * Attention that never writes its scores to memory and skips what comes later in the sequence, half of them; no
   * dropout: kernels since 2022.
   */
  readonly fused: boolean;
}

export interface LayerTimes {
  readonly forward: number;
  readonly backward: number;
  /** Forward part of attention alone: what selective recomputation repeats. */
  readonly attention: number;
}

/** Bytes of an activation. */
export const ACTIVATION_BYTES = 2;
/** Products of a layer by share of its parameters: query-key-value, output, and the two of the MLP (4x wide). */
const PRODUCTS = [3 / 12, 1 / 12, 4 / 12, 4 / 12] as const;
/** Width of what each product takes or gives that is spread over the group, in the model's widths. */
const WIDTHS = [3, 1, 4, 4] as const;

/** Peak and memory bandwidth of the A100 that Calculon's curves were measured on. */
const MEASURED_FLOPS = 312e12;
const MEASURED_BANDWIDTH = 2.039e12;

/** Calculon, A100 80 GB: efficiency over decades of size; a line in the logarithm between the published points. */
const MATRIX_POINTS: Curve = [
  [1e9, 0.6],
  [16e9, 0.9],
  [128e9, 0.95],
];
const MEMORY_POINTS: Curve = [
  [1e6, 0.6],
  [10e6, 0.75],
  [100e6, 0.9],
];
const VECTOR_POINTS: Curve = [
  [1e9, 0.5],
  [16e9, 0.95],
];
const LEAST_MATRIX = 0.1;
const LEAST_MEMORY = 0.3;
const LEAST_VECTOR = 0.1;
/** Vector FLOP/s for each byte/s of memory bandwidth: 78 TFLOP/s and 2.04 TB/s on the A100, 120 and 3.35 on the H100. */
const VECTOR_INTENSITY = 38;

type Curve = readonly (readonly [size: number, efficiency: number])[];

function onCurve(curve: Curve, size: number, least: number): number {
  let [lowSize, low] = curve[0]!;
  let [highSize, high] = curve[1]!;
  for (let i = 1; i < curve.length && size > lowSize; i++) {
    [lowSize, low] = curve[i - 1]!;
    [highSize, high] = curve[i]!;
    if (size <= highSize) break;
  }
  const last = curve.at(-1)![1];
  const efficiency = low + ((high - low) * Math.log(size / lowSize)) / Math.log(highSize / lowSize);
  return Math.min(last, Math.max(least, efficiency));
}

/**
 * What large bf16 products reach at best, by dense bf16 peak: A100 .95 (Calculon), H200 .83 and B200 .60-.76 (tables of
 * aiconfigurator). The curve of a newer chip is Calculon's, lowered in proportion.
 */
const CEILINGS: readonly (readonly [peak: number, ceiling: number])[] = [
  [0, 0.95],
  [900e12, 0.83],
  [2000e12, 0.68],
];

/** Ceiling of the newest measured chip that is not faster than `peak` (dense bf16, FLOP/s). */
export function productCeiling(peak: number): number {
  let found = CEILINGS[0]![1];
  for (const [from, ceiling] of CEILINGS) if (peak >= from) found = ceiling;
  return found;
}

/**
 * Share of peak that a matrix product of `flops` reaches on a chip of dense bf16 peak `wide`; a faster chip needs larger
 * products, in proportion. 0.1..0.95 on an A100.
 */
export function matrixEfficiency(flops: number, peak: number, wide = peak): number {
  const curve = onCurve(MATRIX_POINTS, (flops * MEASURED_FLOPS) / peak, LEAST_MATRIX);
  return (curve * productCeiling(wide)) / CEILINGS[0]![1];
}

/** Share of the memory bandwidth that an operation on `bytes` reaches. 0.3..0.9. */
export function memoryEfficiency(bytes: number, bandwidth: number): number {
  return onCurve(MEMORY_POINTS, (bytes * MEASURED_BANDWIDTH) / bandwidth, LEAST_MEMORY);
}

function product(flops: number, peak: number, wide: number): number {
  return flops / (peak * matrixEfficiency(flops, peak, wide));
}

/** Time to move `bytes` to and from memory, s. */
export function memoryTime(bytes: number, bandwidth: number): number {
  return bytes <= 0 ? 0 : bytes / (bandwidth * memoryEfficiency(bytes, bandwidth));
}

/** FLOPs per element of operations that are no products, forward and backward (Calculon). */
const NORM = [9, 21] as const;
const SOFTMAX = [5, 8] as const;
const GELU = [8, 13] as const;
const DROPOUT = [1, 1] as const;
const RESIDUAL = [1, 2] as const;

/** Time of an operation on `elements` that takes `flops` for each and moves `bytes` for each, s. */
function pointwise(elements: number, flops: number, bytes: number, bandwidth: number): number {
  if (elements <= 0) return 0;
  const work = elements * flops;
  const peak = VECTOR_INTENSITY * bandwidth;
  const efficiency = onCurve(VECTOR_POINTS, (work * VECTOR_INTENSITY * MEASURED_BANDWIDTH) / peak, LEAST_VECTOR);
  return work / (peak * efficiency) + memoryTime(elements * bytes, bandwidth);
}

/**
 * Forward and backward time of a layer for `tokens` tokens on one of `tensor` accelerators. `sequenceParallel` spreads
 * norms, dropout and residuals over them too. The backward pass computes each product twice (inputs and weights).
 */
export function layerTimes(
  shape: LayerShape,
  tokens: number,
  tensor: number,
  sequenceParallel: boolean,
  processor: Processor,
): LayerTimes {
  const { memoryBandwidth } = processor;
  const narrow = tokens * shape.width;
  const split = narrow / tensor;
  const moved = (elements: number): number => memoryTime(ACTIVATION_BYTES * elements, memoryBandwidth);
  const plain = (elements: number, flops: number, bytes: number): number =>
    pointwise(elements, flops, bytes, memoryBandwidth);
  let products = 0;
  PRODUCTS.forEach((part, i) => {
    const parameters = (shape.parameters * part) / tensor;
    // What is spread over the group on one side is whole on the other; the MLP is four times as wide.
    const elements = narrow + WIDTHS[i]! * split + parameters;
    products += product(2 * tokens * parameters, processor.flops, processor.wideFlops) + moved(elements);
  });
  const scores = (tokens * shape.sequence * shape.heads) / tensor;
  const half = (shape.fused ? 1 : 2) * tokens * shape.sequence * (shape.width / tensor);
  const rest = sequenceParallel ? split : narrow;
  const pass = (direction: 0 | 1): { readonly attention: number; readonly others: number } => ({
    attention:
      (1 + direction) *
        (2 * product(half, processor.wideFlops, processor.wideFlops) +
          2 * moved(2 * split + (shape.fused ? 0 : scores))) +
      (shape.fused ? 0 : plain(scores, SOFTMAX[direction], 4) + plain(scores, DROPOUT[direction], 5)),
    others:
      2 * plain(rest, NORM[direction], 4) +
      2 * plain(rest, RESIDUAL[direction], 6) +
      (shape.fused ? 0 : 2 * plain(rest, DROPOUT[direction], 5)) +
      plain(4 * split, GELU[direction], 4) +
      // What a tensor-parallel group exchanges is read and written once each time.
      (tensor > 1 ? 2 * (sequenceParallel ? 2 : 1) * moved(2 * narrow) : 0),
  });
  const forward = pass(0);
  const backward = pass(1);
  return {
    forward: products + forward.attention + forward.others,
    backward: 2 * products + backward.attention + backward.others,
    attention: forward.attention,
  };
}
