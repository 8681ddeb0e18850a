import type { Plan } from '../../ir/index.js';
import type { Finding } from '../finding.js';

/** DCP3010: declarations that this version checks and does not simulate. On-site generation says so when it is simulated. */
export function declaredNotSimulated(plan: Plan): Finding[] {
  const findings: Finding[] = [];
  const say = (path: string | undefined, what: string): void => {
    findings.push({
      code: 'DCP3010',
      slug: 'declared-not-simulated',
      severity: 'info',
      path: path ?? '',
      message: `${what} is checked but not simulated in this version: no number includes it`,
    });
  };
  for (const campus of plan.campus) {
    for (const reserve of campus.reserve) say(reserve.path, 'this reserve');
    for (const hall of campus.hall) {
      for (const retrofit of hall.retrofit) say(retrofit.path, 'this retrofit');
      if (hall.modular) say(hall.modular.path ?? hall.path, 'modular building');
    }
  }
  return findings;
}
