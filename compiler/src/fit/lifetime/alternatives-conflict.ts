import {
  type AnyCooling,
  type CountOf,
  type Hall,
  type Plan,
  type PlanIndex,
  type Rack,
  resolve,
} from '../../ir/index.js';
import type { Finding } from '../finding.js';
import { blockName, entityName, listed } from '../words.js';
import { needsOf, whyNot } from './carrying.js';
import { racksOf } from './retrofit-cannot-carry.js';

/** DCP5002: a cooling or racks among a hall's alternatives that go with none of the others. */
export function alternativesConflict(plan: Plan, index: PlanIndex): Finding[] {
  return plan.campus.flatMap((campus) => campus.hall.flatMap((hall) => check(hall, index)));
}

function check(hall: Hall, index: PlanIndex): Finding[] {
  const coolings = [hall.cooling, ...((hall.alternatives?.['cooling'] ?? []) as Hall['cooling'][])];
  const racks = [hall.racks, ...((hall.alternatives?.['racks'] ?? []) as (readonly CountOf<Rack>[])[])];
  if (coolings.length === 1 && racks.length === 1) return [];
  const path = hall.path ?? '';
  const finding = (property: string, message: string, nearest: string): Finding => ({
    code: 'DCP5002',
    slug: 'alternatives-conflict',
    severity: 'warning',
    path,
    property,
    message,
    notes: [nearest],
  });
  const found: Finding[] = [];
  coolings.slice(1).forEach((use) => {
    const cooling = resolve<AnyCooling>(index, use);
    if (racks.some((each) => whyNot(index, each, cooling).length === 0)) return;
    found.push(
      finding(
        'cooling',
        `the alternative ${entityName(cooling)} of ${blockName(path)} carries none of its racks: ${listed(whyNot(index, hall.racks, cooling))}`,
        `Nearest: ${needsOf(index, hall.racks)}, or an alternative of \`racks\` that it carries.`,
      ),
    );
  });
  racks.slice(1).forEach((each) => {
    if (coolings.some((use) => whyNot(index, each, resolve<AnyCooling>(index, use)).length === 0)) return;
    found.push(
      finding(
        'racks',
        `no cooling of ${blockName(path)} carries the alternative ${racksOf(index, each)}: ${listed(whyNot(index, each, resolve<AnyCooling>(index, hall.cooling)))}`,
        `Nearest: an alternative of \`cooling\` with ${needsOf(index, each)}.`,
      ),
    );
  });
  return found;
}
