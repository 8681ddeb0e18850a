import type { Plan } from '../../ir/index.js';
import { showShare } from '../../ir/show.js';
import type { Finding } from '../finding.js';

/** DCP3008: shares of users above 100 %, of the plan, a campus or a workload. */
export function sharesOverWhole(plan: Plan): Finding[] {
  const findings: Finding[] = [];
  const check = (
    path: string,
    property: string | undefined,
    shares: { readonly [region: string]: number } | undefined,
  ): void => {
    if (shares === undefined) return;
    const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
    if (total <= 1 + 1e-9) return;
    findings.push({
      code: 'DCP3008',
      slug: 'shares-over-whole',
      severity: 'error',
      path,
      ...(property === undefined ? {} : { property }),
      message: `shares of users add up to ${showShare(total)}: at most 100 % can be somewhere`,
    });
  };
  if (plan.users) check(plan.users.path ?? '', undefined, plan.users.entries);
  for (const campus of plan.campus) {
    if (campus.users) check(campus.users.path ?? campus.path ?? '', undefined, campus.users.entries);
    for (const workload of campus.workload) check(workload.path ?? '', 'users', workload.users);
  }
  for (const workload of plan.workload) check(workload.path ?? '', 'users', workload.users);
  return findings;
}
