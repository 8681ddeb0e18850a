import { type AnyNetwork, type Campus, type Hall, isRef, resolve } from '../../ir/index.js';
import type { FitContext } from '../context.js';

/** A hall with the fabric that it is on. */
export interface HallFabric {
  readonly campus: Campus;
  readonly hall: Hall;
  readonly path: string;
  readonly network: AnyNetwork;
  /** Path of the `network` block; absent where the hall names a catalogue entry or holds its own. */
  readonly block: string | undefined;
  /** Bandwidth per accelerator that the hall's work needs across the fabric, bytes/s, the most of any year. */
  readonly need: number;
  readonly needs: Float64Array;
}

/** Every hall whose needs the simulation knows, with its fabric. */
export function hallFabrics(context: FitContext): HallFabric[] {
  return context.plan.campus.flatMap((campus) =>
    campus.hall.flatMap((hall): HallFabric[] => {
      const path = hall.path ?? '';
      const needs = context.result.bandwidthNeeds.get(path);
      if (needs === undefined) return [];
      const block = isRef(hall.network) && !hall.network.ref.includes('#') ? hall.network.ref : undefined;
      return [
        {
          campus,
          hall,
          path,
          network: resolve<AnyNetwork>(context.index, hall.network),
          block,
          needs,
          need: Math.max(0, ...needs),
        },
      ];
    }),
  );
}

/** Path under which the simulation reports a hall's fabric. */
export function fabricPath(view: HallFabric): string {
  return view.block ?? `${view.path}.network`;
}
