import { type AnyCooling, central, type Hall } from '../../ir/index.js';
import { showNumber } from '../../ir/show.js';
import { isoMonth } from '../lifetime/iso-day.js';
import type { NoteSink } from '../notes.js';
import type { RackStretch } from './refresh.js';

/** What a hall was built with, per element, W and bytes/s. */
export interface BuiltHall {
  readonly hall: Hall;
  readonly cooling: AnyCooling;
  /** Heat that the plant is sized for, and IT power, network included, that the electrical path is rated for. */
  readonly plantRating: number;
  readonly itRating: number;
  readonly networkPower: number;
  /** Endpoints of the fabric that are this element's, and their rate; `undefined` where the hall has no fabric. */
  readonly fabric: { readonly endpoints: number; readonly linkRate: number } | undefined;
}

/** A limit of the hall that new racks exceed: what they bring, and what was built, in `unit`. */
export interface RefreshLimit {
  readonly limit:
    | 'electrical path'
    | 'cooling'
    | 'rack density'
    | 'liquid share'
    | 'supply temperature'
    | 'floor load'
    | 'network ports'
    | 'link rate';
  readonly brings: number;
  readonly built: number;
  readonly unit: 'MW' | 'kW a rack' | '% of the heat' | '°C' | 'kg/m²' | 'endpoints' | 'Gb/s';
}

/** The limits of a hall that the racks of `stretch` exceed, in a fixed order; empty where it can take them. */
export function refreshLimits(built: BuiltHall, stretch: RackStretch): RefreshLimit[] {
  const limits: RefreshLimit[] = [];
  const check = (
    limit: RefreshLimit['limit'],
    unit: RefreshLimit['unit'],
    scale: number,
    brings: number | undefined,
    stands: number | undefined,
  ): void => {
    if (brings !== undefined && stands !== undefined && brings > stands * (1 + 1e-9) + 1e-9)
      limits.push({ limit, unit, brings: brings * scale, built: stands * scale });
  };
  const { hall, cooling } = built;
  const power = stretch.nameplate === undefined ? undefined : stretch.nameplate + built.networkPower;
  check('electrical path', 'MW', 1e-6, power, built.itRating);
  check('cooling', 'MW', 1e-6, power, built.plantRating);
  const density = cooling.maxDensity === undefined ? undefined : central(cooling.maxDensity);
  check('rack density', 'kW a rack', 1e-3, stretch.density, density);
  check('liquid share', '% of the heat', 100, stretch.liquidShare, central(cooling.liquidShare));
  if (stretch.liquidShare > 0 && stretch.supplyMax !== undefined && central(cooling.supply) > stretch.supplyMax)
    limits.push({
      limit: 'supply temperature',
      unit: '°C',
      brings: stretch.supplyMax - 273.15,
      built: central(cooling.supply) - 273.15,
    });
  if (hall.area !== undefined && hall.area > 0 && stretch.weight !== undefined)
    check('floor load', 'kg/m²', 1, stretch.weight / hall.area, hall.floorLoad);
  check('network ports', 'endpoints', 1, stretch.accelerators, built.fabric?.endpoints);
  check('link rate', 'Gb/s', 8e-9, stretch.nicRate, built.fabric?.linkRate);
  return limits;
}

/**
 * Notes every limit of the hall at `path` that a refresh exceeds; the racks are taken to run all the same. `coolingAt` gives what
 * a retrofit has put there by a decimal year.
 */
export function noteRefreshLimits(
  path: string,
  built: BuiltHall,
  stretches: readonly RackStretch[],
  notes: NoteSink,
  coolingAt: (year: number) => AnyCooling | undefined = () => undefined,
): void {
  for (const stretch of stretches.slice(1)) {
    const cooling = coolingAt(stretch.from) ?? built.cooling;
    for (const { limit, brings, built: stands, unit } of refreshLimits({ ...built, cooling }, stretch))
      notes.add({
        type: 'range',
        path,
        message: `its refresh of ${isoMonth(stretch.from)} asks its ${limit} for ${showNumber(brings)} ${unit}, and it was built for ${showNumber(stands)} ${unit}`,
      });
  }
}
