import { central, type Electrical, type Redundancy } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { installedMachines } from '../redundancy.js';
import { bankLoss, type LossBank, lossBank } from './loss.js';

/**
 * The path from the contract's meter to the racks:
 *
 *   D = IT/(1 − d)                         distribution takes the share d of what flows through it
 *   U = s·D                                the share s hangs behind a UPS
 *   T = D + loss_ups(U) + plant + house    the transformers carry everything
 *   facility = T + loss_tx(T)
 *
 * Losses are those of counted elements (loss.ts), never a flat efficiency; every element that is energised has its
 * no-load loss. W.
 */
export interface ElectricalPath {
  readonly ups: LossBank;
  readonly transformer: LossBank;
  /** Share of the distribution's throughput that it loses. */
  readonly distribution: number;
  readonly upsShare: number;
  /** Lighting, controls, offices, W. */
  readonly house: number;
}

/** Where a path's losses arise at one moment, W. */
export interface PathLosses {
  readonly distribution: number;
  readonly ups: number;
  readonly transformer: number;
  readonly house: number;
}

/** Largest unit substation transformer, W at unity power factor: the 2,500 kVA of the DOE efficiency level. */
const TRANSFORMER_UNIT = 2.5e6;
/** Hours a year without power by redundancy class. Tiers I, III and IV of the Uptime Institute; distributed schemes assumed. */
const UNAVAILABLE: Readonly<Record<Redundancy, number>> = { N: 28.8, 'N+1': 1.6, '2N': 0.4, '3N/2': 0.8, '4N/3': 0.8 };

/**
 * Sizes the path for `rating` W of IT and a plant that draws `plantRating` W of electricity at most.
 * Negative loss coefficients are clamped to zero and noted.
 */
export function designPath(
  electrical: Electrical,
  rating: number,
  plantRating: number,
  path: string,
  notes: NoteSink,
): ElectricalPath {
  const distribution = Math.min(0.5, central(electrical.distribution));
  const upsShare = central(electrical.upsShare);
  const house = central(electrical.houseLoad) * rating;
  const moduleSize = central(electrical.moduleSize);
  const clean = (curve: readonly number[], name: string): readonly number[] => {
    if (!curve.some((k) => k < 0)) return curve;
    notes.add({
      type: 'range',
      path,
      message: `the loss curve of the ${name} has a negative coefficient; it is taken as zero`,
    });
    return curve.map((k) => Math.max(0, k));
  };
  const distributed = rating / (1 - distribution);
  const behindUps = upsShare * distributed;
  const ups = bankFor(clean(electrical.ups, 'UPS'), behindUps, moduleSize, electrical.redundancy);
  const through = distributed + bankLoss(ups, behindUps) + plantRating + house;
  const transformer = bankFor(
    clean(electrical.transformer, 'transformer'),
    through,
    TRANSFORMER_UNIT,
    electrical.redundancy,
  );
  return { ups, transformer, distribution, upsShare, house };
}

function bankFor(curve: readonly number[], load: number, largest: number, redundancy: Redundancy): LossBank {
  const needed = load > 0 ? Math.ceil(load / largest - 1e-9) : 0;
  const installed = needed > 0 ? installedMachines(needed, redundancy) : 0;
  return lossBank(curve, needed, installed, needed > 0 ? load / needed : 0);
}

/**
 * Losses and house load of every hour, W, written to `out`; `it` and `plant` in W. Returns their sum, J.
 * Facility power of an hour is `it + plant + out`.
 */
export function runPath(p: ElectricalPath, it: Float64Array, plant: Float64Array, out: Float64Array): number {
  const { distribution, upsShare, house, ups, transformer } = p;
  const perIt = 1 / (1 - distribution);
  let sum = 0;
  for (let hour = 0; hour < out.length; hour++) {
    const load = it[hour]!;
    const distributed = load * perIt;
    const behindUps = upsShare * distributed;
    const upsLoss = ups.constant + behindUps * (ups.linear + behindUps * ups.square);
    const through = distributed + upsLoss + plant[hour]! + house;
    const lost =
      distributed -
      load +
      upsLoss +
      house +
      transformer.constant +
      through * (transformer.linear + through * transformer.square);
    out[hour] = lost;
    sum += lost;
  }
  return sum * 3600;
}

/** The parts of `runPath`'s result at one moment, W; `it` and `plant` in W. */
export function pathLosses(p: ElectricalPath, it: number, plant: number): PathLosses {
  const distributed = it / (1 - p.distribution);
  const ups = bankLoss(p.ups, p.upsShare * distributed);
  const transformer = bankLoss(p.transformer, distributed + ups + plant + p.house);
  return { distribution: distributed - it, ups, transformer, house: p.house };
}

/** Hours a year without power on the path: as declared, else by redundancy class. */
export function unavailableHours(electrical: Electrical): number {
  return electrical.unavailable === undefined
    ? UNAVAILABLE[electrical.redundancy]
    : central(electrical.unavailable) / 3600;
}
