import {
  type AnyContract,
  type Campus,
  central,
  decimalYear,
  type Hall,
  type PlanIndex,
  type Rack,
  resolve,
} from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { Recall } from '../recall.js';

/** A hall as the rest of the simulation needs it: sums over its racks, per element of an array block. SI. */
export interface HallFrame {
  readonly hall: Hall;
  readonly path: string;
  /** Identical elements. */
  readonly count: number;
  readonly racks: readonly { readonly count: number; readonly rack: Rack }[];
  readonly rackCount: number;
  readonly accelerators: number;
  /** Nameplate of all racks, W; `undefined` where a rack's is blank. */
  readonly nameplate: number | undefined;
  /** Highest rack nameplate, W. */
  readonly density: number | undefined;
  /** Share of the heat that the racks give to liquid, weighted by nameplate. */
  readonly rackLiquidShare: number;
  /** Price of all racks, USD; `undefined` where blank. */
  readonly rackPrice: number | undefined;
  /** Rate of the fastest accelerator's scale-out link, bytes/s; `undefined` where blank. */
  readonly nicRate: number | undefined;
  /** Path of the fabric: the `network` block's, or the hall's own for an inline one. */
  readonly networkPath: string;
  readonly contracts: readonly AnyContract[];
  /** True where the shell and the plant are the landlord's. */
  readonly colocated: boolean;
  /** Decimal year of the first day of operation. */
  readonly opens: number;
}

/** Frames of every hall of a campus, in the plan's order. Blank figures leave fields undefined and a note behind. */
export function frameHalls(campus: Campus, index: PlanIndex, notes: NoteSink): HallFrame[] {
  return campus.hall.map((hall) =>
    known.get(hall, readOf(campus, hall, index), notes, (said) => frameHall(campus, hall, index, said)),
  );
}

const known = new Recall<HallFrame>();

/** All that a frame is made from beside its hall. */
function readOf({ opens, stage }: Campus, hall: Hall, index: PlanIndex): unknown[] {
  const read: unknown[] = [opens, stage];
  for (const use of hall.power) read.push(resolve<AnyContract>(index, use));
  for (const { of } of hall.racks) {
    const rack = resolve<Rack>(index, of);
    read.push(rack, rack.accelerator && resolve(index, rack.accelerator));
  }
  return read;
}

function frameHall(campus: Campus, hall: Hall, index: PlanIndex, notes: NoteSink): HallFrame {
  const path = hall.path ?? hall.name ?? '';
  const racks = hall.racks.map((entry) => ({ count: entry.count, rack: resolve<Rack>(index, entry.of) }));
  const unknown = (rack: Rack, figure: string): undefined => {
    notes.add({
      type: 'unknown',
      path,
      message: `${rack.name ?? rack.base ?? 'a rack'} has no ${figure} in the library`,
    });
    return undefined;
  };
  const sum = (figure: string, pick: (rack: Rack) => number | undefined): number | undefined => {
    let total = 0;
    for (const { count, rack } of racks) {
      const value = pick(rack);
      if (value === undefined) return unknown(rack, figure);
      total += count * value;
    }
    return total;
  };
  const optional = (value: Parameters<typeof central>[0] | undefined): number | undefined =>
    value === undefined ? undefined : central(value);
  const nameplate = sum('peak power', (rack) => optional(rack.peak));
  const liquid = racks.reduce(
    (total, { count, rack }) => total + count * (optional(rack.peak) ?? 0) * (optional(rack.liquidShare) ?? 0),
    0,
  );
  const contracts = hall.power.map((use) => resolve<AnyContract>(index, use));
  return {
    hall,
    path,
    count: hall.count ?? 1,
    racks,
    rackCount: racks.reduce((total, { count }) => total + count, 0),
    accelerators: racks.reduce((total, { count, rack }) => total + count * rack.accelerators, 0),
    nameplate,
    density: nameplate === undefined ? undefined : Math.max(0, ...racks.map(({ rack }) => optional(rack.peak) ?? 0)),
    rackLiquidShare: nameplate === undefined || nameplate === 0 ? 0 : liquid / nameplate,
    rackPrice: sum('price', (rack) => optional(rack.price)),
    nicRate: nicRate(racks, index),
    networkPath: networkPath(hall, path),
    contracts,
    colocated: contracts.length > 0 && contracts.every((contract) => contract.kind === 'colocation'),
    opens: hallOpens(campus, hall, index),
  };
}

/** A hall works from its own date, else its stage's, never before its campus. */
function hallOpens(campus: Campus, hall: Hall, index: PlanIndex): number {
  const own =
    hall.opens ??
    campus.stage.find((stage) => stage.halls.some((use) => resolve<Hall>(index, use).path === hall.path))?.opens;
  return Math.max(decimalYear(campus.opens), own === undefined ? -Infinity : decimalYear(own));
}

function networkPath(hall: Hall, path: string): string {
  return 'ref' in hall.network && !hall.network.ref.includes('#') ? hall.network.ref : `${path}.network`;
}

function nicRate(racks: HallFrame['racks'], index: PlanIndex): number | undefined {
  let fastest: number | undefined;
  for (const { rack } of racks) {
    if (rack.accelerator === undefined) continue;
    const accelerator = resolve(index, rack.accelerator);
    if (accelerator.nic === undefined) continue;
    fastest = Math.max(fastest ?? 0, central(accelerator.nic));
  }
  return fastest;
}
