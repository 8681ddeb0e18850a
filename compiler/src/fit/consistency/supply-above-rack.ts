import { type AnyCooling, central, type Plan, type PlanIndex, type Rack } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import { blockName, entityName } from '../words.js';
import { hallViews } from './halls.js';

/** DCP3005: coolant or air supplied warmer than a rack accepts. */
export function supplyAboveRack(plan: Plan, index: PlanIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { path, cooling, racks } of hallViews(plan, index)) {
    for (const { rack } of racks) {
      for (const { medium, supply, limit } of supplies(cooling, rack)) {
        if (limit === undefined || supply <= limit + 1e-9) continue;
        findings.push({
          code: 'DCP3005',
          slug: 'supply-above-rack',
          severity: 'error',
          path,
          property: 'cooling',
          message: `${entityName(cooling)} in ${blockName(path)} supplies ${medium} of ${showIn(supply, 'degC')}; ${entityName(rack)} accepts ${showIn(limit, 'degC')} at most`,
        });
      }
    }
  }
  return findings;
}

interface Supply {
  readonly medium: 'coolant' | 'air';
  readonly supply: number;
  readonly limit: number | undefined;
}

/** What a cooling supplies to a rack. Tanks supply no air, and a rack with all of its heat in liquid takes none. */
function supplies(cooling: AnyCooling, rack: Rack): Supply[] {
  if (central(cooling.liquidShare) === 0)
    return [{ medium: 'air', supply: central(cooling.supply), limit: rack.airInletMax }];
  const liquid: Supply = { medium: 'coolant', supply: central(cooling.supply), limit: rack.supplyMax };
  const inLiquid = rack.liquidShare === undefined ? 0 : central(rack.liquidShare);
  if (cooling.kind === 'immersion' || inLiquid === 1) return [liquid];
  return [liquid, { medium: 'air', supply: central(cooling.airSupply), limit: rack.airInletMax }];
}
