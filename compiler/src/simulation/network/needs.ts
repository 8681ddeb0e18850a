/** What decides how long a way through the fabric a served model can stand. Times in s. */
export interface Exchange {
  readonly tpot: number | undefined;
  readonly ttft: number | undefined;
  readonly layers: number | undefined;
  /** Accelerators over which one replica spreads its experts, and those that reach each other without the fabric. */
  readonly expertParallel: number | undefined;
  readonly scaleUpDomain: number;
  readonly separatePrefill: boolean;
}

/**
 * Time of one way through the fabric, s, at which hops alone would use up all that is promised: experts are reached and
 * answer once a layer (2 ways a layer and token of `tpot`), a cache crosses once a request (`ttft`). `undefined` where
 * nothing crosses the fabric, nothing is promised, or the model does not say how many layers it has. Training is not in
 * it: its exchanges are large, and bandwidth decides (`docs/models/training.md`).
 */
export function latencyNeed(exchange: Exchange): number | undefined {
  const { tpot, ttft, layers, expertParallel, scaleUpDomain, separatePrefill } = exchange;
  const needs: number[] = [];
  if (expertParallel !== undefined && expertParallel > scaleUpDomain && tpot !== undefined && layers !== undefined)
    needs.push(tpot / (2 * layers));
  if (separatePrefill && ttft !== undefined) needs.push(ttft);
  return needs.length === 0 ? undefined : Math.min(...needs);
}
