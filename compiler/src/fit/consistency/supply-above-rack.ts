import { central, type Plan, type PlanIndex } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import { blockName, entityName } from '../words.js';
import { hallViews } from './halls.js';

/** DCP3005: coolant (for liquid racks) or air (for the others) supplied warmer than the rack accepts. */
export function supplyAboveRack(plan: Plan, index: PlanIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { path, cooling, racks } of hallViews(plan, index)) {
    const liquid = central(cooling.liquidShare) > 0;
    for (const { rack } of racks) {
      const limit = liquid ? rack.supplyMax : rack.airInletMax;
      const supply = liquid ? central(cooling.supply) : central(cooling.airSupply);
      if (limit === undefined || supply <= limit + 1e-9) continue;
      findings.push({
        code: 'DCP3005',
        slug: 'supply-above-rack',
        severity: 'error',
        path,
        property: 'cooling',
        message: `${entityName(cooling)} in ${blockName(path)} supplies ${showIn(supply, 'degC')}; ${entityName(rack)} accepts ${showIn(limit, 'degC')} at most`,
      });
    }
  }
  return findings;
}
