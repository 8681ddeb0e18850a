import type { AnyCooling } from '../../ir/index.js';
import { showShare } from '../../ir/show.js';
import { bestWhatIf, type FitContext, metricOf } from '../context.js';
import type { Finding } from '../finding.js';
import type { LibraryEntry } from '../library.js';
import { blockName, entityName, yearDate } from '../words.js';
import { coolingTrials, otherCoolings } from './cooling-candidates.js';
import { COMPRESSORS, firstLoaded, meanFrom, type PlantView } from './plant-view.js';
import { impactOf } from './worth.js';

/** Properties in which two plants may differ and be the same but for their compressors. */
const OF_COMPRESSORS = new Set<string>([
  'chiller',
  'partLoad',
  'copReference',
  'inputRatioCurve',
  'capacityCurve',
  'curveWater',
  'curveSink',
  'ratedWater',
  'ratedSink',
  'carnot',
  'turndown',
  'minimumOn',
  'minimumOff',
]);
const INCIDENTAL = new Set<string>(['kind', 'path', 'name', 'base', 'doc', 'sources', 'defaulted', 'allows']);

/** DCP4105: compressors of a class that another beats at the load that the plant has. */
export function chillerClass(context: FitContext, plant: PlantView): Finding[] {
  const { cooling, hall, path, least } = plant;
  const from = firstLoaded(context, path);
  if (cooling.chiller === 'none' || !('ref' in hall.cooling) || from < 0) return [];
  const twins = otherCoolings(context, hall).filter((other) => isTwin(cooling, other));
  const mend = bestWhatIf(context, coolingTrials(hall, twins), least);
  if (mend === undefined) return [];
  const [change] = mend.changes;
  const chosen = otherCoolings(context, hall).find(
    ({ name }) => change?.type === 'property' && name.name === change.text,
  );
  if (chosen === undefined) return [];
  const load = meanFrom(metricOf(context.result, path, 'plantLoad')?.byYear ?? [], from);
  return [
    {
      code: 'DCP4105',
      slug: 'chiller-class',
      severity: 'warning',
      path,
      property: 'cooling',
      message: `${blockName(path)}'s ${entityName(cooling)} has ${COMPRESSORS[cooling.chiller]} and carries ${showShare(load)} of its rating on average: ${COMPRESSORS[chosen.entity.chiller]} of the same plant take less there`,
      impact: impactOf(mend, yearDate(context, from)),
      mends: [mend],
    },
  ];
}

/** True where a cooling of the catalogue is the hall's with other compressors. */
function isTwin(cooling: AnyCooling, { entity }: LibraryEntry<AnyCooling>): boolean {
  return entity.chiller !== cooling.chiller && entity.chiller !== 'none' && rest(entity) === rest(cooling);
}

function rest(cooling: AnyCooling): string {
  const entries = Object.entries(cooling).filter(([name]) => !OF_COMPRESSORS.has(name) && !INCIDENTAL.has(name));
  return JSON.stringify([cooling.kind, ...entries.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
