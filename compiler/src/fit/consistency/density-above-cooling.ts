import { central, type Plan, type PlanIndex } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import { blockName, entityName } from '../words.js';
import { hallViews } from './halls.js';

/** DCP3001: heat per rack above what the cooling carries. */
export function densityAboveCooling(plan: Plan, index: PlanIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { hall, path, cooling } of hallViews(plan, index)) {
    if (cooling.maxDensity === undefined || hall.density === undefined) continue;
    const limit = central(cooling.maxDensity);
    if (hall.density <= limit * (1 + 1e-9)) continue;
    findings.push({
      code: 'DCP3001',
      slug: 'density-above-cooling',
      severity: 'error',
      path,
      property: 'cooling',
      message: `${blockName(path)} holds racks of ${showIn(hall.density, 'kW')}; ${entityName(cooling)} carries ${showIn(limit, 'kW')} a rack`,
      related: [{ path, property: 'racks', message: `racks of ${showIn(hall.density, 'kW')} at their nameplate` }],
    });
  }
  return findings;
}
