import { central, type Plan, type PlanIndex } from '../../ir/index.js';
import { showShare } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import { blockName, entityName } from '../words.js';
import { hallViews } from './halls.js';

/** DCP3002: racks that give heat to liquid under a plant without a liquid loop. */
export function liquidHeatNotCarried(plan: Plan, index: PlanIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { path, cooling, racks } of hallViews(plan, index)) {
    if (central(cooling.liquidShare) > 0) continue;
    for (const { rack } of racks) {
      const share = rack.liquidShare === undefined ? 0 : central(rack.liquidShare);
      if (share === 0) continue;
      findings.push({
        code: 'DCP3002',
        slug: 'liquid-heat-not-carried',
        severity: 'error',
        path,
        property: 'cooling',
        message: `${entityName(rack)} gives ${showShare(share)} of its heat to liquid, and ${entityName(cooling)} in ${blockName(path)} has no liquid loop`,
        related: [{ path, property: 'racks', message: `${entityName(rack)} stands here` }],
      });
    }
  }
  return findings;
}
