import {
  type Campus,
  type Cloud,
  type CountOf,
  decimalYear,
  type Hall,
  isRef,
  type PlanIndex,
  type Rack,
  resolve,
  valueAt,
  type VaryingUncertainNumber,
} from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { type Chip, chipOf, figure } from '../serving/chip.js';
import { campusPlace, type Place } from '../serving/distance.js';
import type { FabricView } from '../training/step.js';
import { isSameFlat } from './shared-parts.js';

export type IdlePolicy = Hall['idle'];

/** Draw of a rack by state, W per accelerator; NaN where the library is blank. */
export interface Draw {
  readonly tdp: number;
  readonly idle: number;
  /** Everything but the accelerators while these idle, and while they work. */
  readonly fixedIdle: number;
  readonly fixedBusy: number;
  readonly sleep: number;
  readonly off: number;
}

/** Identical accelerators in one place over one stretch of time: what placement hands out. */
export interface Pool {
  readonly index: number;
  /** Path of the hall or cloud. */
  readonly place: string;
  /** Position of the hall in the campus, -1 for a cloud. */
  readonly hall: number;
  /** Identical elements of an array block; work is spread evenly over them. */
  readonly elements: number;
  /** Decimal years. */
  readonly from: number;
  readonly until: number;
  readonly chip: Chip;
  readonly draw: Draw;
  readonly policy: IdlePolicy;
  readonly site: Place;
  readonly fabric: FabricView | undefined;
  /** USD of an accelerator (of an hour of it in a cloud); only for ranking. NaN where blank. */
  readonly price: number;
  /** Accelerators per element, as stated, and at a decimal year. */
  readonly stated: VaryingUncertainNumber;
  readonly accelerators: (year: number) => number;
}

/** Racks without accelerators: a constant draw, W per element. */
export interface FixedLoad {
  readonly hall: number;
  readonly from: number;
  readonly until: number;
  readonly power: number;
}

export interface Fleet {
  readonly pools: readonly Pool[];
  readonly fixedLoads: readonly FixedLoad[];
  readonly halls: readonly { readonly path: string; readonly count: number }[];
  /** Decimal years at which a hall opens or changes its racks. */
  readonly steps: readonly number[];
}

/** All accelerators that a campus has over its life: rack entries of its halls, before and after refreshes, and clouds. */
export function fleetOf(campus: Campus, index: PlanIndex, fabric: (hall: Hall) => FabricView, notes: NoteSink): Fleet {
  const pools: Pool[] = [];
  const fixedLoads: FixedLoad[] = [];
  const steps = new Set<number>();
  const site = campusPlace(campus, index);
  const known = new Map<Rack, RackFigures>();
  const views: FabricView[] = [];
  campus.hall.forEach((hall, h) => {
    const view = sharedView(fabric(hall), views);
    for (const { from, until, racks } of rackHistory(campus, hall, index)) {
      steps.add(from);
      for (const entry of racks) addRacks(entry, { hall, h, from, until, view });
    }
  });
  for (const cloud of campus.cloud) pools.push(cloudPool(cloud, pools.length, site, index));
  return {
    pools,
    fixedLoads,
    halls: campus.hall.map((hall) => ({ path: pathOf(hall), count: hall.count ?? 1 })),
    steps: [...steps],
  };

  function addRacks(
    entry: CountOf<Rack>,
    at: {
      readonly hall: Hall;
      readonly h: number;
      readonly from: number;
      readonly until: number;
      readonly view: FabricView;
    },
  ): void {
    const rack = resolve<Rack>(index, entry.of);
    const { hall, h, from, until } = at;
    if (rack.accelerator === undefined || rack.accelerators === 0) {
      const power = entry.count * figure(rack.fixedBusy ?? rack.fixedIdle);
      if (Number.isNaN(power))
        notes.add({ type: 'unknown', path: pathOf(hall), message: `${rackName(rack)} has no draw in the library` });
      fixedLoads.push({ hall: h, from, until, power });
      return;
    }
    const { chip, draw, price } = known.get(rack) ?? rackFigures(rack, rack.accelerator, index);
    known.set(rack, { chip, draw, price });
    const count = entry.count * rack.accelerators;
    noteBlanks(draw, hall, rack, chip, notes);
    pools.push({
      index: pools.length,
      place: pathOf(hall),
      hall: h,
      elements: hall.count ?? 1,
      from,
      until,
      chip,
      draw,
      policy: hall.idle,
      site,
      fabric: at.view,
      price,
      stated: count,
      accelerators: always(count),
    });
  }
}

/** One of the views that are known, where it says the same: halls alike share it. */
function sharedView(view: FabricView, known: FabricView[]): FabricView {
  const same = known.find((one) => isSameFlat(one, view));
  if (same === undefined) known.push(view);
  return same ?? view;
}

/** Made apart, so that a pool holds on to nothing else: plans share pools. */
function always(count: number): () => number {
  return () => count;
}

/** What pools of one rack have in common: halls alike share it. */
type RackFigures = Pick<Pool, 'chip' | 'draw' | 'price'>;

function rackFigures(rack: Rack, accelerator: NonNullable<Rack['accelerator']>, index: PlanIndex): RackFigures {
  // A rack may join its accelerators in other groups than they come with.
  const alone = chipOf(index, accelerator);
  const chip = rack.scaleUpDomain === undefined ? alone : { ...alone, scaleUpDomain: rack.scaleUpDomain };
  const each = (value: Rack['sleep']): number => figure(value) / rack.accelerators;
  const draw = {
    tdp: chip.tdp,
    idle: chip.idle,
    fixedIdle: each(rack.fixedIdle),
    fixedBusy: each(rack.fixedBusy),
    sleep: each(rack.sleep),
    off: each(rack.off),
  };
  return { chip, draw, price: each(rack.price) };
}

/** What stands in a hall from when until when: its racks, then each refresh. */
function rackHistory(
  campus: Campus,
  hall: Hall,
  index: PlanIndex,
): { readonly from: number; readonly until: number; readonly racks: readonly CountOf<Rack>[] }[] {
  const opens = hallOpens(campus, hall, index);
  const changes = hall.refresh
    .map((refresh) => ({ at: Math.max(opens, decimalYear(refresh.at)), racks: refresh.to }))
    .sort((a, b) => a.at - b.at);
  const all = [{ at: opens, racks: hall.racks }, ...changes];
  return all.map(({ at, racks }, i) => ({ from: at, until: all[i + 1]?.at ?? Infinity, racks }));
}

/** Decimal year from which a hall works: its own date, else its stage's, never before the campus. */
function hallOpens(campus: Campus, hall: Hall, index: PlanIndex): number {
  const own =
    hall.opens ??
    campus.stage.find((stage) => stage.halls.some((use) => pathOf(resolve<Hall>(index, use)) === pathOf(hall)))?.opens;
  return Math.max(decimalYear(campus.opens), own === undefined ? -Infinity : decimalYear(own));
}

function cloudPool(cloud: Cloud, index: number, campusSite: Place, plan: PlanIndex): Pool {
  const { lat, lon } = cloud;
  return {
    index,
    place: pathOf(cloud),
    hall: -1,
    elements: 1,
    from: -Infinity,
    until: Infinity,
    chip: chipOf(plan, cloud.accelerator),
    draw: { tdp: 0, idle: 0, fixedIdle: 0, fixedBusy: 0, sleep: 0, off: 0 },
    policy: 'spread',
    site: lat === undefined || lon === undefined ? campusSite : { lat, lon },
    fabric: undefined,
    price: NaN,
    stated: cloud.accelerators,
    accelerators: (year) => valueAt(cloud.accelerators, year),
  };
}

function noteBlanks(draw: Draw, hall: Hall, rack: Rack, chip: Chip, notes: NoteSink): void {
  const path = pathOf(hall);
  const blank = (value: number, figureName: string, of: string): void => {
    if (Number.isNaN(value))
      notes.add({
        type: 'unknown',
        path,
        message: `${of} has no ${figureName} in the library, and the draw of ${path} rests on it`,
      });
  };
  blank(draw.tdp, 'TDP', chip.name);
  blank(draw.idle, 'idle power', chip.name);
  blank(draw.fixedIdle, 'fixed power while idle', rackName(rack));
  blank(draw.fixedBusy, 'fixed power while working', rackName(rack));
  if (hall.idle === 'sleep') blank(draw.sleep, 'power asleep', rackName(rack));
  if (hall.idle === 'off') blank(draw.off, 'power switched off', rackName(rack));
}

function rackName(rack: Rack): string {
  return rack.name ?? rack.base ?? 'a rack';
}

/** Path of a block in the plan. */
export function pathOf(entity: { readonly path?: string; readonly name?: string }): string {
  return entity.path ?? entity.name ?? '';
}

/** Paths that a workload's `on` names, in order; `undefined` where it names none. */
export function placesOf(on: readonly ({ readonly ref: string } | Hall)[] | undefined): readonly string[] | undefined {
  return on?.map((use) => (isRef(use) ? use.ref : pathOf(use)));
}
