import { eachGroup, hallGroups } from '../alike.js';
import { hallView } from '../consistency/halls.js';
import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { chillerClass } from './chiller-class.js';
import { densityAboveAir } from './density-above-air.js';
import { liquidShare } from './liquid-share.js';
import type { PlantView } from './plant-view.js';
import { rideThrough } from './ride-through.js';
import { supplyTooCold } from './supply-too-cold.js';
import { thermalCycling } from './thermal-cycling.js';
import { thermalPartLoad } from './thermal-part-load.js';
import { leastWorth } from './worth.js';

/**
 * DCP4103 to DCP4109: what does not fit of the halls' plants. Where a finding speaks of the kind of plant (its compressors, its
 * supply, its loop), DCP4103 speaks of its size alone; where a smaller plant is the mend, its cycling goes with it.
 */
export function thermalPlant(context: FitContext): Finding[] {
  return eachGroup(context, hallGroups(context), (context, { campus, hall, path }) => {
    const least = leastWorth(context, campus, 'cooling');
    const result = context.result.halls.get(path);
    if (least === null || result === undefined || result.plantRating <= 0) return [];
    const plant: PlantView = { ...hallView(context.index, campus, hall), result, least };
    const dense = densityAboveAir(context, plant);
    if (dense.length > 0) return [...dense, ...thermalPartLoad(context, plant, true)];
    const kind = withoutRivals([
      ...chillerClass(context, plant),
      ...supplyTooCold(context, plant),
      ...liquidShare(context, plant),
    ]);
    const size = thermalPartLoad(context, plant, kind.length > 0);
    const cycling = size.length > 0 ? [] : thermalCycling(context, plant);
    return [...size, ...kind, ...cycling, ...rideThrough(context, plant)];
  });
}

/** Of findings whose mend is another cooling, the one that saves most: one mistake of choosing, and one choice that mends it. */
function withoutRivals(findings: readonly Finding[]): Finding[] {
  const replaces = ({ mends }: Finding): boolean =>
    mends?.[0]?.changes.some((change) => change.type === 'property' && change.property === 'cooling') ?? false;
  const worth = ({ impact }: Finding): number => impact?.presentValue ?? 0;
  const most = Math.max(...findings.filter(replaces).map(worth));
  return findings.filter((finding) => !replaces(finding) || worth(finding) === most);
}
