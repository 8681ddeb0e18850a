import {
  type Accelerator,
  type AnyCooling,
  type AnyWorkload,
  type Campus,
  central,
  decimalYear,
  type Hall,
  indexPlan,
  isRef,
  type Plan,
  type Rack,
  resolve,
} from '../../ir/index.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import { hallAt } from '../counterfactual/halls.js';
import { applyChanges } from '../counterfactual/patch.js';
import { purposeBuilt } from '../counterfactual/purpose-built.js';
import type { Change } from '../finding.js';
import { libraryEntries } from '../library.js';
import { whyNot } from './carrying.js';
import { unitCosts } from './unit-costs.js';

/** Racks of the catalogue that are simulated against a hall's own, the most promising first. */
const MOST_RACKS = 2;

/** A hall that could be built instead: full cost per useful unit by calendar year, USD; NaN where it does not serve. */
export interface Greenfield {
  readonly costs: ArrayLike<number>;
  /** Decimal year from which it can be bought. */
  readonly from: number;
  /** What it is, for a message. */
  readonly name: string;
}

/** Halls that could be built instead of one, for each workload. */
export type GreenfieldsFor = (workload: AnyWorkload) => readonly Greenfield[];

/** A purpose-built hall with the same accelerators: cooling, fabric, power path and contract chosen for the workload. */
export function sameAccelerators(context: FitContext, campus: Campus, hall: Hall): GreenfieldsFor {
  let base: SimulationResult | undefined;
  return (workload) => {
    const built = purposeBuilt(context, (base ??= context.estimate(context.plan)), campus, hall, workload);
    const own = built?.campus.hall.find(({ path }) => path === hall.path);
    if (built === undefined || own === undefined) return [];
    const { full } = unitCosts(built.result, built.campus, own, workload);
    return [{ costs: full, from: -Infinity, name: 'a new hall built for this work alone' }];
  };
}

/** The hall with newer racks of the catalogue, and a cooling that carries them. */
export function newerAccelerators(context: FitContext, campus: Campus, hall: Hall): GreenfieldsFor {
  const built = newerRacks(context, hall)
    .slice(0, MOST_RACKS)
    .flatMap((newer) => {
      const plan = planWith(context, hall, newer);
      const own = plan && hallAt(indexPlan(plan), hall.path ?? '');
      if (plan === undefined || own === undefined) return [];
      const { accelerator, name, from } = newer;
      const words = `${accelerator.name ?? name} (${accelerator.released?.slice(0, 7) ?? ''})`;
      return [{ result: context.estimate(plan), own, from, words }];
    });
  return (workload) =>
    built.map(({ result, own, from, words }) => ({
      costs: unitCosts(result, campus, own, workload).full,
      from,
      name: words,
    }));
}

function planWith(context: FitContext, hall: Hall, { key, module, name, rack }: NewerRack): Plan | undefined {
  const count = Math.max(1, Math.ceil(acceleratorsIn(context, hall) / rack.accelerators - 1e-9));
  const racks: Change = {
    type: 'property',
    path: hall.path ?? '',
    property: 'racks',
    text: `${String(count)} of ${name}`,
    imports: [{ module, name }],
    value: [{ count, of: { ref: key } }],
  };
  const cooling = coolingFor(context, hall, rack, key);
  return cooling === undefined ? undefined : applyChanges(context.plan, [racks, ...cooling], context.library);
}

interface NewerRack {
  readonly key: string;
  readonly module: string;
  readonly name: string;
  readonly rack: Rack;
  readonly accelerator: Accelerator;
  readonly from: number;
  /** How much more work a dollar of accelerators does, by the better of arithmetic and memory bandwidth. */
  readonly promise: number;
}

/** Racks whose accelerators came later than the hall's and promise more work for the money, the most first. */
function newerRacks(context: FitContext, hall: Hall): NewerRack[] {
  const [own] = hall.racks.map(({ of }) => acceleratorOf(context, resolve<Rack>(context.index, of)));
  if (own?.released === undefined || hall.racks.length !== 1) return [];
  const { released } = own;
  const was = workPerDollar(own);
  return libraryEntries(context, (entity): entity is Rack => entity.kind === 'rack')
    .flatMap(({ entity: rack, key, name }) => {
      const accelerator = acceleratorOf(context, rack);
      if (accelerator?.released === undefined || accelerator.released <= released || rack.price === undefined)
        return [];
      const promise = workPerDollar(accelerator) / was;
      if (!(promise > 1)) return [];
      return [{ key, ...name, rack, accelerator, from: decimalYear(accelerator.released), promise }];
    })
    .sort((a, b) => b.promise - a.promise || (a.key < b.key ? -1 : 1));
}

function workPerDollar({ price, bf16, memoryBandwidth }: Accelerator): number {
  if (price === undefined || bf16 === undefined || memoryBandwidth === undefined) return Number.NaN;
  return Math.sqrt(central(bf16) * central(memoryBandwidth)) / central(price);
}

function acceleratorOf(context: FitContext, { accelerator }: Rack): Accelerator | undefined {
  if (!isRef(accelerator)) return accelerator;
  const entity = context.index.get(accelerator.ref) ?? context.library.get(accelerator.ref);
  return entity?.kind === 'accelerator' ? entity : undefined;
}

function acceleratorsIn(context: FitContext, hall: Hall): number {
  return hall.racks.reduce((sum, { count, of }) => sum + count * resolve<Rack>(context.index, of).accelerators, 0);
}

/** No change where the hall's cooling carries the rack; else the cheapest of the catalogue that does. */
function coolingFor(context: FitContext, hall: Hall, rack: Rack, key: string): readonly Change[] | undefined {
  const index = new Map([...context.index, [key, rack] as const]);
  const racks = [{ count: 1, of: { ref: key } }];
  if (whyNot(index, racks, resolve<AnyCooling>(context.index, hall.cooling)).length === 0) return [];
  const [best] = libraryEntries(
    context,
    (entity): entity is AnyCooling => 'liquidShare' in entity && 'supply' in entity,
  )
    .filter(({ entity }) => whyNot(index, racks, entity).length === 0)
    .sort((a, b) => central(a.entity.capital) - central(b.entity.capital));
  if (best === undefined) return undefined;
  const { name, key: ref } = best;
  return [
    { type: 'property', path: hall.path ?? '', property: 'cooling', text: name.name, imports: [name], value: { ref } },
  ];
}
