import { type AnyContract, type Campus, type Climate, type Plan, type PlanIndex, resolve } from '../../ir/index.js';
import { type HourSet, nameOfSet } from '../calendar/hour-set.js';
import { ContentNames, contentName } from '../content.js';
import type { Clock } from './clock.js';
import { contractKey } from './contract-loads.js';
import type { Placed } from './feeder-run.js';
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

/** Everything that one hall's years depend on, as text; `work` names what its IT draws, year by year. */
export function hallKey(machinery: HallMachinery, { years, closes }: Clock, work: string): string {
  return `${machineryKey(machinery)} ${String(years[0])} ${String(closes)} ${work}`;
}

/** Machines never change: the same ones have the same text. */
const texts = new WeakMap<HallMachinery, string>();

function machineryKey(machinery: HallMachinery): string {
  let text = texts.get(machinery);
  if (text === undefined) {
    const { frame, networkPower, name, phases } = machinery;
    const changes = phases?.map((phase) => [
      phase.from,
      phase.until,
      phase.machinery.name,
      phase.machinery.networkPower,
    ]);
    text = JSON.stringify([frame.path, networkPower, name, changes?.map(String), frame.opens]);
    texts.set(machinery, text);
  }
  return text;
}

/** What all feeders of a campus depend on beside their halls and contracts, as text. */
export function feedersKey(
  campus: Campus,
  index: PlanIndex,
  { opens, closes, years }: Clock,
  set: HourSet,
  seed: number,
): string {
  const { battery, generation } = campus;
  const names = [resolve<Climate>(index, campus.climate), { battery, generation }].map(contentName);
  return JSON.stringify([campus.path, opens, closes, years, nameOfSet(set), seed, names]);
}

/** Everything that a feeder's years depend on, as text; `all` is what all feeders depend on, `work` names what a hall does. */
export function feederKey(
  all: string,
  clock: Clock,
  halls: readonly Placed<HallFrame>[],
  machinery: ReadonlyMap<string, HallMachinery>,
  contracts: readonly Placed<AnyContract>[],
  work: (path: string) => string,
  others: readonly unknown[],
): string {
  const parts = halls.map(([frame, position]) => {
    const built = machinery.get(frame.path);
    const own = built === undefined ? frame.path : hallKey(built, clock, work(frame.path));
    return `${own} ${String(position)} ${String(frame.count)} ${frame.contracts.map(contractKey).join(' ')}`;
  });
  const fed = contracts.map(([contract, position]) => `${String(contentName(contract))} ${String(position)}`);
  return [all, ...parts, ...fed, JSON.stringify(others)].join('\n');
}
