import { isRef, type PlanIndex } from '../../ir/index.js';
import { metricInfo } from '../../ir/metric-info.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { Finding } from '../finding.js';
import type { ShownNumber } from './index.js';

/** Metrics that show the reason of findings about one kind of entity. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  cooling: ['plantLoad', 'belowTurndown', 'freeCooling', 'itPower', 'itPeak', 'overhead', 'pue'],
  network: ['bisection', 'bisectionNeeded', 'endpoints', 'switches', 'transceivers', 'power', 'capital'],
  contract: ['peak', 'power', 'use', 'loadFactor', 'ramp', 'bill', 'minimumExposure', 'calledHours'],
  workload: [
    'demand',
    'served',
    'unserved',
    'accelerators',
    'utilisationLimit',
    'utilisation',
    'ttft',
    'tpot',
    'sloHeadroom',
    'goodput',
    'mfu',
  ],
  hall: ['reserved', 'busy', 'idle', 'itPower', 'unavailable', 'strandedCapital', 'cost'],
};

/** Subject of a finding by the hundreds of its code, where its path is a hall: 41xx are about the hall's plant. */
const OF_HALL: Readonly<Record<string, string>> = { DCP41: 'cooling', DCP42: 'network' };

/** The simulated figures that show the reason of a finding: those of the entity it names, or of the fabric in its hall. */
export function shownNumbers(result: SimulationResult, index: PlanIndex, { code, path }: Finding): ShownNumber[] {
  const subject = OF_HALL[code.slice(0, 5)];
  const places = subject === 'network' ? [path, fabricOf(index, path), around(path)] : [path, around(path)];
  const of = places.find((place) => result.metrics.has(place) && shown(result, place, subject).length > 0);
  if (of === undefined) return [];
  const kind = result.kinds.get(of) ?? '';
  return shown(result, of, subject).flatMap((metric) => {
    const value = result.metrics.get(of)?.get(metric);
    const info = metricInfo(kind, metric);
    return value === undefined || info === undefined ? [] : [{ of, metric, unit: info.unit, doc: info.doc, ...value }];
  });
}

function shown(result: SimulationResult, of: string, subject: string | undefined): readonly string[] {
  const kind = result.kinds.get(of) ?? '';
  const names = (kind === 'hall' && subject === 'cooling' ? SHOWN['cooling'] : SHOWN[kind]) ?? [];
  return names.filter((name) => result.metrics.get(of)?.has(name) === true);
}

/** Path under which the fabric of a hall is reported: its block, or the hall's own. */
function fabricOf(index: PlanIndex, path: string): string {
  const hall = index.get(path);
  return hall?.kind === 'hall' && isRef(hall.network) && !hall.network.ref.includes('#')
    ? hall.network.ref
    : `${path}.network`;
}

function around(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
