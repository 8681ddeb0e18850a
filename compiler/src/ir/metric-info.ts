import { metricKindOf, metricTable, type MetricInfo } from './generated/metrics.js';

/**
 * A metric's dimension, unit to show and documentation, of a kind or of what it extends (`training` has those of
 * `workload`). Undefined for a kind without metrics or a name that is none of them.
 */
export function metricInfo(kind: string, name: string): MetricInfo | undefined {
  const from = Object.hasOwn(metricKindOf, kind) ? metricKindOf[kind] : undefined;
  if (from === undefined) return undefined;
  const metrics: Readonly<Record<string, MetricInfo>> = metricTable[from];
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined;
}
