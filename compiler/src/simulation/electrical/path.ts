import { central, type Electrical, type Redundancy } from '../../ir/index.js';
import type { NoteSink } from '../notes.js';
import { installedMachines } from '../redundancy.js';
import { bankLoss, type LossBank, lossBank } from './loss.js';

/**
 * The path from the contract's meter to the racks:
 *
 *   R = IT + loss_rect(IT)                 rectifiers, where declared
 *   D = R/(1 − d)                          distribution takes the share d of what flows through it
 *   Q = D + loss_pdu(D)                    distribution units, where declared
 *   U = s·Q                                the share s hangs behind a UPS
 *   T = Q + loss_ups(U) + plant + house    the transformers carry everything
 *   facility = T + loss_tx(T)
 *
 * Losses are those of counted elements (loss.ts), never a flat efficiency; every element that is energised has its
 * no-load loss. W.
 */
export interface ElectricalPath {
  readonly ups: LossBank;
  readonly transformer: LossBank;
  /** Absent where none is declared. */
  readonly pdu?: LossBank;
  readonly rectifier?: LossBank;
  /** Share of the distribution's throughput that it loses. */
  readonly distribution: number;
  readonly upsShare: number;
  /** Lighting, controls, offices, W. */
  readonly house: number;
}

/** Where a path's losses arise at one moment, W. */
export interface PathLosses {
  /** Busways and cabling, with the distribution units and rectifiers that are declared. */
  readonly distribution: number;
  readonly ups: number;
  readonly transformer: number;
  readonly house: number;
}

/** Largest unit substation transformer, W at unity power factor: the 2,500 kVA of the DOE efficiency level. */
const TRANSFORMER_UNIT = 2.5e6;
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
  if (electrical.feed === 'dc800')
    notes.add({
      type: 'unsupported',
      path,
      message:
        '800 V direct current counts as losses of its path only: racks keep their power supplies, and neither its cost nor its faults are simulated',
    });
  const rectifier =
    electrical.rectifier === undefined
      ? undefined
      : bankFor(clean(electrical.rectifier, 'rectifiers'), rating, moduleSize, electrical.redundancy);
  const rectified = rating + lossOf(rectifier, rating);
  const distributed = rectified / (1 - distribution);
  const pdu =
    electrical.pdu === undefined
      ? undefined
      : bankFor(
          clean(electrical.pdu, 'distribution units'),
          distributed,
          central(electrical.pduSize),
          electrical.redundancy,
        );
  const fed = distributed + lossOf(pdu, distributed);
  const behindUps = upsShare * fed;
  const ups = bankFor(clean(electrical.ups, 'UPS'), behindUps, moduleSize, electrical.redundancy);
  const through = fed + bankLoss(ups, behindUps) + plantRating + house;
  const transformer = bankFor(
    clean(electrical.transformer, 'transformer'),
    through,
    TRANSFORMER_UNIT,
    electrical.redundancy,
  );
  return {
    ups,
    transformer,
    distribution,
    upsShare,
    house,
    ...(pdu === undefined ? {} : { pdu }),
    ...(rectifier === undefined ? {} : { rectifier }),
  };
}

function lossOf(bank: LossBank | undefined, load: number): number {
  return bank === undefined ? 0 : bankLoss(bank, load);
}

function bankFor(curve: readonly number[], load: number, largest: number, redundancy: Redundancy): LossBank {
  const needed = load > 0 ? (largest > 0 ? Math.ceil(load / largest - 1e-9) : 1) : 0;
  const installed = needed > 0 ? installedMachines(needed, redundancy) : 0;
  return lossBank(curve, needed, installed, needed > 0 ? load / needed : 0);
}

/**
 * Losses and house load of every hour, W, written to `out`; `it` and `plant` in W. Returns their sum, J: `weight` says how
 * many hours each entry stands for, one where it is absent. Facility power of an hour is `it + plant + out`.
 */
export function runPath(
  p: ElectricalPath,
  it: Float64Array,
  plant: Float64Array,
  out: Float64Array,
  weight?: Float64Array,
): number {
  const { distribution, upsShare, house, ups, transformer, pdu, rectifier } = p;
  const perIt = 1 / (1 - distribution);
  const plain = pdu === undefined && rectifier === undefined;
  let sum = 0;
  for (let hour = 0; hour < out.length; hour++) {
    const load = it[hour]!;
    let fed = load * perIt;
    if (!plain) {
      fed = (load + lossOf(rectifier, load)) * perIt;
      fed += lossOf(pdu, fed);
    }
    const behindUps = upsShare * fed;
    const upsLoss = ups.constant + behindUps * (ups.linear + behindUps * ups.square);
    const through = fed + upsLoss + plant[hour]! + house;
    const lost =
      fed -
      load +
      upsLoss +
      house +
      transformer.constant +
      through * (transformer.linear + through * transformer.square);
    out[hour] = lost;
    sum += weight === undefined ? lost : weight[hour]! * lost;
  }
  return sum * 3600;
}

/** What distribution takes for a load of the racks, W: Q in the equations above. */
export function fedAt({ distribution, pdu, rectifier }: ElectricalPath, it: number): number {
  const distributed = (it + lossOf(rectifier, it)) / (1 - distribution);
  return distributed + lossOf(pdu, distributed);
}

/** The parts of `runPath`'s result at one moment, W; `it` and `plant` in W. */
export function pathLosses(p: ElectricalPath, it: number, plant: number): PathLosses {
  const fed = fedAt(p, it);
  const ups = bankLoss(p.ups, p.upsShare * fed);
  const transformer = bankLoss(p.transformer, fed + ups + plant + p.house);
  return { distribution: fed - it, ups, transformer, house: p.house };
}
