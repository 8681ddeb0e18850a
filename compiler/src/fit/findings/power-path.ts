import { eachGroup, hallGroups } from '../alike.js';
import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { availabilityOverbuilt, leanerPath } from './availability-overbuilt.js';
import { availabilityUnderbuilt } from './availability-underbuilt.js';
import { pathView } from './electrical-view.js';
import { redundancyStranding } from './redundancy-stranding.js';
import { leastWorth } from './worth.js';

/**
 * DCP4601 to DCP4603: what does not fit of the halls' power paths, one finding a hall at most: a path is too good for its work, too
 * poor for it, or of a scheme that keeps more in reserve than it needs to.
 */
export function powerPath(context: FitContext): Finding[] {
  return eachGroup(context, hallGroups(context), (context, { campus, hall }) => {
    const least = leastWorth(context, campus, 'electrical');
    const view = least === null ? undefined : pathView(context, campus, hall, least);
    if (view === undefined) return [];
    const under = availabilityUnderbuilt(context, view);
    if (under.length > 0) return under;
    const over = availabilityOverbuilt(context, view, leanerPath(context, view));
    if (view.interactiveShare <= 0) return over;
    const stranding = redundancyStranding(context, view);
    const worth = ([finding]: readonly Finding[]): number =>
      finding?.severity === 'warning' ? (finding.impact?.presentValue ?? 0) : 0;
    return over.length > 0 && worth(over) >= worth(stranding) ? over : stranding;
  });
}
