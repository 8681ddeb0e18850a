import type { KindModel } from './kinds/index.js';

/** Kinds of which plans are made: what one file of a plan declares and another names belongs to the plan. */
const planKinds = ['campus', 'contract', 'generation', 'battery', 'cloud', 'workload', 'network'] as const;

/** True for a kind of which plans are made, unlike the hardware and prices of catalogues. */
export function isPlanKind(kinds: KindModel, kind: string): boolean {
  return planKinds.some((each) => kinds.isA(kind, each));
}
