import type { Plan } from '../../ir/index.js';
import type { Finding } from '../finding.js';
import { blockName } from '../words.js';

/** DCP3009: a workload that names no hall. */
export function workloadWithoutPlace(plan: Plan): Finding[] {
  return [...plan.workload, ...plan.campus.flatMap((campus) => campus.workload)].flatMap((workload): Finding[] => {
    if (workload.on !== undefined && workload.on.length > 0) return [];
    const path = workload.path ?? '';
    return [
      {
        code: 'DCP3009',
        slug: 'workload-without-place',
        severity: 'warning',
        path,
        message: `${blockName(path)} has no hall to run on: say \`on: [ … ]\``,
      },
    ];
  });
}
