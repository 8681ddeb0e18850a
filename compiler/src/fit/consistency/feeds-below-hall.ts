import { type AnyContract, central, decimalYear, type Plan, type PlanIndex, resolve, valueAt } from '../../ir/index.js';
import { showQuantity } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import { blockName, listed } from '../words.js';
import { hallViews } from './halls.js';

/** DCP3003: a hall's nameplate above the largest capacity ever contracted for it. */
export function feedsBelowHall(plan: Plan, index: PlanIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { campus, hall, path, racks } of hallViews(plan, index)) {
    if (racks.some(({ rack }) => rack.peak === undefined)) continue;
    const nameplate =
      (hall.count ?? 1) * racks.reduce((sum, { count, rack }) => sum + count * central(rack.peak ?? 0), 0);
    const contracts = hall.power.map((use) => resolve<AnyContract>(index, use));
    const opens = decimalYear(campus.opens);
    const years = Math.ceil(campus.horizon / (365 * 86400));
    let most = 0;
    for (let year = 0; year <= years; year++) {
      most = Math.max(
        most,
        contracts.reduce((sum, contract) => sum + valueAt(contract.capacity, opens + year), 0),
      );
    }
    if (nameplate <= most) continue;
    findings.push({
      code: 'DCP3003',
      slug: 'feeds-below-hall',
      severity: 'warning',
      path,
      property: 'power',
      message: `${blockName(path)} has ${showQuantity(nameplate, 'MW')} of racks by nameplate, and ${listed(contracts.map((contract) => blockName(contract.path ?? contract.base ?? 'its contract')))} gives ${showQuantity(most, 'MW')} at most`,
      related: contracts.flatMap((contract) =>
        contract.path === undefined ? [] : [{ path: contract.path, property: 'capacity', message: 'contracted here' }],
      ),
    });
  }
  return findings;
}
