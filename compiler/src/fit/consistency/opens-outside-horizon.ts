import { decimalYear, type Plan } from '../../ir/index.js';
import { showDate } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import { blockName } from '../words.js';

/** DCP3006: a hall that opens before its campus, or after the horizon. */
export function opensOutsideHorizon(plan: Plan): Finding[] {
  const findings: Finding[] = [];
  for (const campus of plan.campus) {
    const opens = decimalYear(campus.opens);
    const closes = opens + campus.horizon / (365 * 86400);
    for (const hall of campus.hall) {
      if (hall.opens === undefined) continue;
      const at = decimalYear(hall.opens);
      if (at >= opens - 1e-9 && at < closes) continue;
      const path = hall.path ?? '';
      const early = at < opens;
      findings.push({
        code: 'DCP3006',
        slug: 'opens-outside-horizon',
        severity: 'warning',
        path,
        property: 'opens',
        message: early
          ? `${blockName(path)} opens ${showDate(hall.opens)}, before its campus does (${showDate(campus.opens)}): it counts from then`
          : `${blockName(path)} opens ${showDate(hall.opens)}, after the horizon of its campus ends: it has no effect`,
        related: [
          { path: campus.path ?? '', property: early ? 'opens' : 'horizon', message: 'the campus says so here' },
        ],
      });
    }
  }
  return findings;
}
