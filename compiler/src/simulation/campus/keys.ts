import {
  type AnyContract,
  type Campus,
  type Climate,
  type Economics,
  type Plan,
  type PlanIndex,
  resolve,
} from '../../ir/index.js';
import { type HourSet, nameOfSet } from '../calendar/hour-set.js';
import { ContentNames, contentName } from '../content.js';
import type { Clock } from './clock.js';
import { contractKey } from './contract-loads.js';
import type { HallFrame } from './hall-frame.js';
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
  'allows',
  'alternatives',
  'retrofit',
  'network',
  'area',
  'floorLoad',
  'density',
  'currency',
]);
const IT_KINDS = new Set(['rack', 'server', 'accelerator', 'model', 'calibration', 'climate', 'region']);

/** `power` is a hall's contracts where it is a list, and the draw of a workload's accelerators where it is a share. */
const names = new ContentNames((key, value) => NOT_IT.has(key) && (key !== 'power' || Array.isArray(value)));

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
  const { rack, server, accelerator, model, calibration, region, users, site } = plan;
  return JSON.stringify([
    names.of({ ...campus, hall: [], workload: [] }),
    [...campus.hall, ...campus.workload, ...plan.workload].map((part) => names.of(part)),
    catalogue.map((entity) => names.of(entity)),
    names.of([rack, server, accelerator, model, calibration, region, users, site]),
    names.of(networks),
    years,
  ]);
}

/** Everything that one hall's years depend on, as text; `it` names what the IT depends on. */
export function hallKey(it: string, machinery: HallMachinery, closes: number): string {
  const { frame, networkPower, name } = machinery;
  const phases = machinery.phases?.map((phase) => [phase.from, phase.until, phase.machinery.name]);
  return JSON.stringify([frame.path, networkPower, name, phases?.map(String), frame.opens, closes, it]);
}

/** What all feeders of a campus depend on beside their halls and contracts, as text. */
export function feedersKey(
  campus: Campus,
  index: PlanIndex,
  { opens, closes, years }: Clock,
  set: HourSet,
  seed: number,
): string {
  const { battery, generation, carbonPrice } = campus;
  const entities = [resolve<Climate>(index, campus.climate), resolve<Economics>(index, campus.economics)];
  const names = [...entities, { battery, generation, carbonPrice }].map(contentName);
  return JSON.stringify([campus.path, opens, closes, years, nameOfSet(set), seed, names]);
}

/** Everything that a feeder's years depend on, as text; `all` is what all feeders depend on. */
export function feederKey(
  all: string,
  it: string,
  halls: readonly (readonly [HallFrame, HallMachinery | undefined])[],
  contracts: readonly AnyContract[],
  fed: string | undefined,
  closes: number,
): string {
  const parts = halls.map(([frame, machinery]) => [
    machinery === undefined ? frame.path : hallKey(it, machinery, closes),
    frame.contracts.map(contractKey),
  ]);
  return JSON.stringify([all, it, parts, contracts.map(contentName), fed]);
}
