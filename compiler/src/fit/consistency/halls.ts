import {
  type AnyCooling,
  type Campus,
  type Hall,
  type Plan,
  type PlanIndex,
  type Rack,
  resolve,
} from '../../ir/index.js';

/** A hall with what stands in it, resolved. */
export interface HallView {
  readonly campus: Campus;
  readonly hall: Hall;
  readonly path: string;
  readonly cooling: AnyCooling;
  readonly racks: readonly { readonly count: number; readonly rack: Rack }[];
}

/** Every hall of the plan with its cooling and racks. */
export function hallViews(plan: Plan, index: PlanIndex): HallView[] {
  return plan.campus.flatMap((campus) => campus.hall.map((hall) => hallView(index, campus, hall)));
}

export function hallView(index: PlanIndex, campus: Campus, hall: Hall): HallView {
  return {
    campus,
    hall,
    path: hall.path ?? '',
    cooling: resolve<AnyCooling>(index, hall.cooling),
    racks: hall.racks.map(({ count, of }) => ({ count, rack: resolve<Rack>(index, of) })),
  };
}
