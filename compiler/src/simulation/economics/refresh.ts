import { central, type CountOf, decimalYear, type Hall, type PlanIndex, type Rack, resolve } from '../../ir/index.js';
import type { HallFrame } from '../campus/hall-frame.js';

/**
 * What stands in a hall from when until when: its racks, then each declared refresh (MODELS A6). Decimal years; sums per
 * element of an array block, SI; `undefined` where a rack's figure is blank.
 */
export interface RackStretch {
  readonly from: number;
  readonly until: number;
  readonly racks: HallFrame['racks'];
  readonly rackCount: number;
  readonly accelerators: number;
  readonly nameplate: number | undefined;
  /** Highest rack nameplate, W. */
  readonly density: number | undefined;
  /** Share of the nameplate that the racks give to liquid. */
  readonly liquidShare: number;
  readonly price: number | undefined;
  /** kg; `undefined` where a rack's is blank. */
  readonly weight: number | undefined;
  /** Coldest technology loop that a rack asks for, K; `undefined` where none says. */
  readonly supplyMax: number | undefined;
  /** Rate of the fastest accelerator's link, bytes/s. */
  readonly nicRate: number | undefined;
}

/** The stretches of a hall that works from `opens` on; one, without end, for a hall without refresh. */
export function rackStretches(hall: Hall, opens: number, index: PlanIndex): RackStretch[] {
  const changes = hall.refresh
    .map((refresh) => ({ from: Math.max(opens, decimalYear(refresh.at)), racks: refresh.to }))
    .sort((a, b) => a.from - b.from);
  const all = [{ from: opens, racks: hall.racks }, ...changes];
  return all
    .map(({ from, racks }, i) => stretchOf(racks, from, all[i + 1]?.from ?? Infinity, index))
    .filter(({ from, until }) => from < until);
}

function stretchOf(entries: readonly CountOf<Rack>[], from: number, until: number, index: PlanIndex): RackStretch {
  const racks = entries.map((entry) => ({ count: entry.count, rack: resolve<Rack>(index, entry.of) }));
  const sum = (pick: (rack: Rack) => Parameters<typeof central>[0] | undefined): number | undefined => {
    let total = 0;
    for (const { count, rack } of racks) {
      const value = pick(rack);
      if (value === undefined) return undefined;
      total += count * central(value);
    }
    return total;
  };
  const nameplate = sum((rack) => rack.peak);
  const liquid = racks.reduce(
    (total, { count, rack }) => total + count * figure(rack.peak, 0) * figure(rack.liquidShare, 0),
    0,
  );
  const supplies = racks.flatMap(({ rack }) => (rack.supplyMax === undefined ? [] : [rack.supplyMax]));
  const rates = racks.flatMap(({ rack }) => {
    const nic = rack.accelerator === undefined ? undefined : resolve(index, rack.accelerator).nic;
    return nic === undefined ? [] : [central(nic)];
  });
  return {
    from,
    until,
    racks,
    rackCount: racks.reduce((total, { count }) => total + count, 0),
    accelerators: racks.reduce((total, { count, rack }) => total + count * rack.accelerators, 0),
    nameplate,
    density: nameplate === undefined ? undefined : Math.max(0, ...racks.map(({ rack }) => figure(rack.peak, 0))),
    liquidShare: nameplate === undefined || nameplate === 0 ? 0 : liquid / nameplate,
    price: sum((rack) => rack.price),
    weight: sum((rack) => rack.weight),
    supplyMax: supplies.length === 0 ? undefined : Math.min(...supplies),
    nicRate: rates.length === 0 ? undefined : Math.max(...rates),
  };
}

function figure(value: Parameters<typeof central>[0] | undefined, blank: number): number {
  return value === undefined ? blank : central(value);
}
