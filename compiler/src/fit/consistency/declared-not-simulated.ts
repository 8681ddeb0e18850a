import type { Plan } from '../../ir/index.js';
import type { Finding } from '../finding.js';

/** DCP3010: declarations that this version checks and does not simulate. On-site generation says so when it is simulated. */
export function declaredNotSimulated(plan: Plan): Finding[] {
  return plan.campus.flatMap(({ reserve }) =>
    reserve
      .filter(({ power }) => power === undefined)
      .map(({ path = '' }): Finding => ({
        code: 'DCP3010',
        slug: 'declared-not-simulated',
        severity: 'info',
        path,
        message: 'this reserve names no power, and space alone is not simulated in this version: no number includes it',
      })),
  );
}
