import { type AnyCooling, type Hall, isRef, type Plan, type PlanIndex, resolve } from '../../ir/index.js';
import type { Finding } from '../finding.js';
import { blockName, entityName, listed } from '../words.js';
import { needsOf, racksAfter, whyNot } from './carrying.js';

/** DCP5001: a retrofit whose cooling cannot carry what stands in its hall then. */
export function retrofitCannotCarry(plan: Plan, index: PlanIndex): Finding[] {
  return plan.campus.flatMap((campus) => campus.hall.flatMap((hall) => check(hall, index)));
}

function check(hall: Hall, index: PlanIndex): Finding[] {
  return hall.retrofit.flatMap((retrofit): Finding[] => {
    const cooling = resolve<AnyCooling>(index, retrofit.to);
    // Without a date of its own it begins on any day: then what stands at last counts.
    const racks = racksAfter(hall, retrofit.at ?? '9999');
    const reasons = whyNot(index, racks, cooling);
    if (reasons.length === 0) return [];
    const path = retrofit.path ?? hall.path ?? '';
    return [
      {
        code: 'DCP5001',
        slug: 'retrofit-cannot-carry',
        severity: 'error',
        path,
        property: 'to',
        message: `${blockName(path)} brings ${entityName(cooling)} under ${racksOf(index, racks)}: ${listed(reasons)}`,
        notes: [`Nearest: ${needsOf(index, racks)}, or a \`refresh\` of the same date to racks that it carries.`],
      },
    ];
  });
}

/** The racks by the names of their entries. */
export function racksOf(index: PlanIndex, racks: Hall['racks']): string {
  return listed(
    racks.map(({ of }) => (isRef(of) ? (of.ref.split('#')[1] ?? blockName(of.ref)) : entityName(resolve(index, of)))),
  );
}
