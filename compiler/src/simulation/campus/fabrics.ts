import { type AnyNetwork, type PlanIndex, resolve, type Switch } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { designFabric, type FabricDesign } from '../network/fabric.js';
import { Recall } from '../recall.js';
import type { HallFrame } from './hall-frame.js';

/** A fabric and the halls that it joins. A hall with a network of its own has one fabric per element. */
export interface CampusFabric {
  readonly path: string;
  readonly network: AnyNetwork;
  readonly design: FabricDesign;
  /** Identical fabrics. */
  readonly count: number;
  readonly halls: readonly HallFrame[];
}

/** Lays out every fabric of the campus. Halls whose accelerators' link rate is blank get none, and a note. */
export function campusFabrics(
  frames: readonly HallFrame[],
  index: PlanIndex,
  notes: NoteSink,
): Map<string, CampusFabric> {
  const groups = new Map<string, HallFrame[]>();
  for (const frame of frames) {
    const group = groups.get(frame.networkPath);
    if (group) group.push(frame);
    else groups.set(frame.networkPath, [frame]);
  }
  const fabrics = new Map<string, CampusFabric>();
  for (const [path, halls] of groups) {
    const first = halls[0];
    if (first === undefined) continue;
    const network = resolve<AnyNetwork>(index, first.hall.network);
    const own = path === `${first.path}.network`;
    const endpoints = halls.reduce((sum, frame) => sum + frame.accelerators * (own ? 1 : frame.count), 0);
    const rate = fabricRate(network, halls);
    if (rate === undefined) {
      notes.add({
        type: 'unknown',
        path: first.path,
        message: 'the accelerators have no network rate in the library, and the network sets no linkRate',
      });
      continue;
    }
    if (endpoints === 0) continue;
    fabrics.set(path, {
      path,
      network,
      design: designs.get(
        first.hall.network,
        [network, resolve<Switch>(index, network.switch), endpoints, rate, path],
        notes,
        (said) => designFabric(network, endpoints, rate, index, path, said),
      ),
      count: own ? first.count : 1,
      halls,
    });
  }
  return fabrics;
}

/** By the first hall's use of the network, which edits of the hall leave where it is. */
const designs = new Recall<FabricDesign>();

function fabricRate(network: AnyNetwork, halls: readonly HallFrame[]): number | undefined {
  if (network.linkRate !== undefined)
    return typeof network.linkRate === 'number' ? network.linkRate : network.linkRate.central;
  let fastest: number | undefined;
  for (const frame of halls) if (frame.nicRate !== undefined) fastest = Math.max(fastest ?? 0, frame.nicRate);
  return fastest;
}

/** Share of a fabric's power and capital that one element of a hall carries: its endpoints over all. */
export function hallShare(fabric: CampusFabric, frame: HallFrame): number {
  return fabric.design.endpoints === 0 ? 0 : frame.accelerators / fabric.design.endpoints;
}
