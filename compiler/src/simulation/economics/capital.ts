import { YEAR_SECONDS } from '../calendar/calendar.js';
import {
  type AnyCooling,
  type Campus,
  central,
  type Economics,
  type Electrical,
  type PlanIndex,
  type Redundancy,
  resolve,
} from '../../ir/index.js';
import type { Clock } from '../campus/clock.js';
import type { CampusFabric } from '../campus/fabrics.js';
import { hallShare } from '../campus/fabrics.js';
import type { HallFrame } from '../campus/hall-frame.js';
import type { Ledger } from './ledger.js';
import type { PartLives } from '../lifetime/capital.js';
import type { RackStretch } from './refresh.js';
import { rackVintages } from './vintages.js';

/**
 * Capital and upkeep of halls by part (MODELS B2f): separate capacities, so that stranding is visible.
 *
 *   racks         Σ count · price, of each refresh from its date              life: economics.itLife
 *   shell, fit-out, land      per IT power                                    life: economics.buildingLife
 *   distribution  per rating, times the redundancy's capacity multiplier      life: economics.electricalLife
 *   ups           per rating · upsShare · multiplier
 *   generators    per rating · generatorShare
 *   cooling       cooling.capital · plant rating                              life: cooling.life
 *   network       fabric capital by endpoints                                 life: network.life
 *
 * Upkeep is a share of capital a year (IT and facility maintenance, insurance and property tax); staff goes by IT rating.
 * Range: bands of the economics kind; every figure there is assumed or published with a range. Land is a perpetuity.
 */
/** Installed over needed capacity of an electrical path by redundancy class (N+1 as 4+1). */
export const CAPACITY_MULTIPLIER: Readonly<Record<Redundancy, number>> = {
  N: 1,
  'N+1': 1.25,
  '2N': 2,
  '3N/2': 1.5,
  '4N/3': 4 / 3,
};

export interface HallCapitalInput {
  readonly campus: Campus;
  readonly frame: HallFrame;
  readonly fabric: CampusFabric | undefined;
  /** Rating of the IT, network included, and of the plant, W per element; `undefined` where unknown. */
  readonly itRating: number | undefined;
  readonly plantRating: number | undefined;
  /** Share of each year in which the hall stands. */
  readonly active: Float64Array;
  /** What stands in it when, where its racks change; without it the frame's racks stand as long as the hall. */
  readonly refreshed?: { readonly stretches: readonly RackStretch[]; readonly clock: Clock };
  /** Where parts are not simply there from the opening on: what is replaced, what comes in blocks. */
  readonly lives?: PartLives;
}

/** Writes the capital and upkeep lines of one hall (all its elements). */
export function chargeHall(ledger: Ledger, index: PlanIndex, input: HallCapitalInput): void {
  const { campus, frame, fabric, active } = input;
  const economics = resolve<Economics>(index, campus.economics);
  const cooling = resolve<AnyCooling>(index, frame.hall.cooling);
  const electrical = resolve<Electrical>(index, frame.hall.electrical);
  const { path, count } = frame;
  const years = (value: Parameters<typeof central>[0]): number => central(value) / YEAR_SECONDS;
  const times = (value: number | undefined, by: number): number | undefined =>
    value === undefined ? undefined : value * by;
  const insurance = central(economics.insurance);

  const invest = (
    item: string,
    subsystem: Parameters<Ledger['invest']>[2],
    amount: number | undefined,
    life: number,
    upkeep: number,
    charged = active,
    standing = active,
  ): void => {
    ledger.invest(path, `${item} capital`, subsystem, amount, life, charged);
    const yearly = times(amount, upkeep + insurance);
    if (yearly === undefined) return;
    for (let year = 0; year < standing.length; year++)
      ledger.pay(path, `${item} upkeep`, subsystem, year, yearly * (standing[year] ?? 0));
  };

  const itLife = years(economics.itLife);
  const vintages =
    input.refreshed === undefined
      ? [{ price: frame.rackPrice, charged: active, standing: active, ...input.lives?.racks }]
      : rackVintages(input.refreshed.stretches, input.refreshed.clock, itLife);
  for (const { price, charged, standing } of vintages)
    invest('racks', 'rack', times(price, count), itLife, central(economics.itMaintenance), charged, standing);
  if (fabric) {
    const share = hallShare(fabric, frame) * count;
    invest(
      'network',
      'network',
      fabric.design.capital === null ? undefined : fabric.design.capital * share,
      years(fabric.design.life),
      central(economics.itMaintenance),
    );
  } else if (frame.accelerators > 0) invest('network', 'network', undefined, 0, 0);
  if (frame.colocated) return;

  const rating = times(input.itRating, count);
  const facility = input.lives?.facility ?? { charged: active, standing: active, premium: 0 };
  const investFacility = (
    item: string,
    subsystem: Parameters<Ledger['invest']>[2],
    amount: number | undefined,
    life: number,
    upkeep: number,
    part = facility,
  ): void => invest(item, subsystem, times(amount, 1 + part.premium), life, upkeep, part.charged, part.standing);
  const maintenance = central(economics.facilityMaintenance);
  const multiplier = CAPACITY_MULTIPLIER[electrical.redundancy];
  const electricalLife = years(economics.electricalLife);
  investFacility(
    'shell and fit-out',
    'sizing',
    times(rating, central(economics.shell) + central(economics.fitOut)),
    years(economics.buildingLife),
    0,
  );
  invest('land', 'sizing', times(rating, central(economics.landPerPower) * central(economics.land)), 1e4, 0);
  investFacility(
    'distribution',
    'electrical',
    times(rating, central(economics.distribution) * multiplier),
    electricalLife,
    maintenance,
  );
  investFacility(
    'UPS',
    'electrical',
    times(rating, central(economics.ups) * central(electrical.upsShare) * multiplier),
    electricalLife,
    maintenance,
  );
  investFacility(
    'generators',
    'electrical',
    times(rating, central(economics.generators) * central(electrical.generatorShare)),
    electricalLife,
    maintenance,
  );
  investFacility(
    'cooling',
    'cooling',
    times(input.plantRating, central(cooling.capital) * count),
    years(cooling.life),
    maintenance,
    input.lives?.cooling ?? facility,
  );
  const staff = times(rating, central(economics.staff) * YEAR_SECONDS);
  if (staff !== undefined)
    for (let year = 0; year < active.length; year++)
      ledger.pay(path, 'staff', 'sizing', year, staff * (facility.standing[year] ?? 0));
}
