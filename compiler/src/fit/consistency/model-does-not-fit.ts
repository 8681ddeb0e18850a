import {
  type Accelerator,
  central,
  isRef,
  type Model,
  type Plan,
  type PlanIndex,
  type Rack,
  resolve,
} from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import { blockName, entityName } from '../words.js';
import { hallViews } from './halls.js';

const BYTES = { bf16: 2, fp8: 1, fp4: 0.5 } as const;

/** DCP3007: weights larger than the memory of the scale-up domain of every hall in `on`. */
export function modelDoesNotFit(plan: Plan, index: PlanIndex): Finding[] {
  const findings: Finding[] = [];
  const halls = new Map(hallViews(plan, index).map((view) => [view.path, view]));
  for (const workload of [...plan.workload, ...plan.campus.flatMap((campus) => campus.workload)]) {
    if (workload.kind !== 'inference' && workload.kind !== 'deferrable') continue;
    const model = resolve<Model>(index, workload.model);
    const weights = model.parameters * BYTES[model.precision];
    const places = (workload.on ?? []).flatMap((use) => (isRef(use) ? (halls.get(use.ref) ?? []) : []));
    const memories = places.flatMap((view) => view.racks.map(({ rack }) => domainMemory(rack, index)));
    if (memories.length === 0 || memories.some((memory) => memory === undefined || memory >= weights)) continue;
    const most = Math.max(...memories.map((memory) => memory ?? 0));
    const path = workload.path ?? '';
    findings.push({
      code: 'DCP3007',
      slug: 'model-does-not-fit',
      severity: 'error',
      path,
      property: 'model',
      message: `the weights of ${entityName(model)} take ${showIn(weights, 'GB')}; a scale-up domain in ${places.map((view) => blockName(view.path)).join(', ')} has ${showIn(most, 'GB')}`,
    });
  }
  return findings;
}

/** Memory of one scale-up domain of a rack, bytes; `undefined` where a figure is blank. */
function domainMemory(rack: Rack, index: PlanIndex): number | undefined {
  if (rack.accelerator === undefined) return undefined;
  const accelerator = resolve<Accelerator>(index, rack.accelerator);
  if (accelerator.memory === undefined || rack.scaleUpDomain === undefined) return undefined;
  return central(accelerator.memory) * rack.scaleUpDomain;
}
