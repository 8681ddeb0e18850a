import { type Campus, isRef, type Plan, type PlanIndex } from '../../ir/index.js';
import type { CampusFabric } from './fabrics.js';
import type { HallMachinery } from './hall-run.js';

/** Properties that what the IT does does not depend on: plants, power paths, contracts, money, provenance. */
const NOT_IT = new Set([
  'cooling',
  'electrical',
  'power',
  'plantCapacity',
  'contract',
  'battery',
  'generation',
  'economics',
  'discount',
  'carbonPrice',
  'policy',
  'sources',
  'doc',
  'allows',
  'alternatives',
  'defaulted',
  'retrofit',
  'network',
  'area',
  'floorLoad',
  'density',
  'currency',
]);
const IT_KINDS = new Set(['rack', 'server', 'accelerator', 'model', 'calibration', 'climate', 'region']);

/** `power` is a hall's contracts where it is a list, and the draw of a workload's accelerators where it is a share. */
const skipNotIt = (key: string, value: unknown): unknown =>
  NOT_IT.has(key) && (key !== 'power' || Array.isArray(value)) ? undefined : value;

/** Everything that the IT side of a campus depends on, as text, apart from what placement looks at beside it. */
export function itKey(
  plan: Plan,
  campus: Campus,
  fabrics: ReadonlyMap<string, CampusFabric>,
  years: readonly number[],
): string {
  const catalogue = Object.values(plan.catalogue).filter((entity) => IT_KINDS.has(entity.kind));
  const networks = [...fabrics.values()].map(({ path, design, halls }) => [
    path,
    design.topology,
    design.oversubscription,
    design.linkRate,
    design.bisectionPerEndpoint,
    halls.map((hall) => hall.path),
  ]);
  return JSON.stringify(
    [
      campus,
      catalogue,
      plan.rack,
      plan.server,
      plan.accelerator,
      plan.model,
      plan.calibration,
      plan.region,
      plan.workload,
      plan.users,
      plan.site,
      networks,
      years,
    ],
    skipNotIt,
  );
}

/** Everything that one hall's years depend on, as text; `it` and `sky` name what the IT and the weather depend on. */
export function hallKey(it: string, machinery: HallMachinery, sky: string, closes: number, index: PlanIndex): string {
  const { frame } = machinery;
  const entity = (use: unknown): unknown => (isRef(use) ? index.get(use.ref) : use);
  const content = JSON.stringify(
    [entity(frame.hall.cooling), entity(frame.hall.electrical)],
    (key: string, value: unknown) => (key === 'doc' || key === 'sources' ? undefined : value),
  );
  const phases = machinery.phases?.map((phase) => [
    phase.from,
    phase.until,
    phase.machinery.plantRating,
    phase.machinery.itRating,
    entity(phase.machinery.frame.hall.cooling),
  ]);
  return `${JSON.stringify(phases)}\n${frame.path}\n${String(machinery.networkPower)}\n${String(machinery.plantRating)}\n${String(frame.opens)}\n${String(closes)}\n${content}\n${sky}\n${it}`;
}
