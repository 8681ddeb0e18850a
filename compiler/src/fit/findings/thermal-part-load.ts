import { central, type Hall } from '../../ir/index.js';
import { showIn, showMoney, showQuantity, showShare } from '../../ir/show.js';
import type { HallResult } from '../../simulation/results.js';
import { bestOf, bestWhatIf, type FitContext, metricOf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, entityName, yearDate } from '../words.js';
import { coolingTrials, otherCoolings } from './cooling-candidates.js';
import { sharedWithSize } from './oversized-hall.js';
import { firstLoaded, isAssumed, meanFrom, type PlantView } from './plant-view.js';
import { impactOf } from './worth.js';

/** Hours a year below turndown that make a year count. */
const HOURS_BELOW = 100;

/** Share of a plant that its peak needs: below the first it is too large, below the second a smaller one is worth a try. */
const LARGE = 0.85;
const SMALLER = 0.95;

/**
 * DCP4103: a plant larger than its heat, or below its turndown, where a mend saves money. `isSizeOnly`: only another size is
 * tried, since a finding of its own speaks of the kind of plant.
 */
export function thermalPartLoad(context: FitContext, plant: PlantView, isSizeOnly: boolean): Finding[] {
  const { hall, path, cooling, result, least } = plant;
  const load = metricOf(context.result, path, 'plantLoad');
  const first = result.belowTurndownHours.findIndex((hours) => hours >= HOURS_BELOW);
  const light = load?.byYear.findIndex((share) => share !== null && share > 0 && share < 0.5) ?? -1;
  const isLarge = fittingRating(context, path, result) < LARGE * result.plantRating;
  const from = first >= 0 ? first : light >= 0 ? light : isLarge ? firstLoaded(context, path) : -1;
  if (from < 0) return [];
  const mends = bestOfEach(candidates(context, hall, result, isSizeOnly));
  const [mend] = mends;
  if (mend === undefined || mend.predicted.presentValue < least) return [];
  const mean = meanFrom(load?.byYear ?? [], from) * result.plantRating;
  const hours = Math.max(...result.belowTurndownHours);
  const overhead = metricOf(context.result, path, 'overhead')?.byYear ?? [];
  const below =
    hours >= HOURS_BELOW
      ? `, below its turndown for ${showIn(hours * 3600, 'h')} in its worst year`
      : `, ${showShare(mean / result.plantRating)} of it`;
  const shared = sharedWithSize(context, plant.campus, hall, mend.changes);
  const elements = result.count > 1 ? ` (each of ${String(result.count)})` : '';
  return [
    {
      code: 'DCP4103',
      slug: 'thermal-part-load',
      severity: 'warning',
      path,
      property: 'cooling',
      message: `${blockName(path)}'s ${entityName(cooling)} plant is sized for ${showQuantity(result.plantRating, 'MW')}${elements} but carries ${showQuantity(mean, 'MW')} on average from ${yearDate(context, from)}${below}`,
      notes: [
        `Overhead is ${overheadWords(overhead)} kW per kW of IT.`,
        ...(isAssumed(cooling, 'turndown')
          ? [`The turndown of ${entityName(cooling)} (${showShare(central(cooling.turndown))}) is an assumption.`]
          : []),
        ...sharedNote(shared, mend.predicted.presentValue),
      ],
      impact: impactOf(mend, yearDate(context, from)),
      mends,
    },
  ];
}

/** What the smaller hall of DCP4701 saves of the same loss: the two are not to be added. */
function sharedNote(shared: number, saved: number): string[] {
  if (shared < 0.01 * saved) return [];
  const how = 'the smaller hall of DCP4701, whose plant shrinks along';
  return shared < saved
    ? [`${showMoney(shared)} of it is saved by ${how}, as well: made together, they save that once.`]
    : [`All of it is saved by ${how}: beside that one, this mend adds nothing.`];
}

/** The best mend of each property that saves something, the best of all first: a smaller plant, another cooling. */
function bestOfEach(mends: readonly (Mend | undefined)[]): Mend[] {
  const seen = new Set<string>();
  return bestOf(mends.filter((mend) => mend !== undefined)).filter(({ changes, predicted }) => {
    const [change] = changes;
    const property = change?.type === 'property' ? change.property : '';
    return predicted.presentValue > 0 && !seen.has(property) && seen.add(property);
  });
}

function candidates(context: FitContext, hall: Hall, result: HallResult, isSizeOnly: boolean): (Mend | undefined)[] {
  const path = hall.path ?? '';
  const fitting = fittingRating(context, path, result);
  const mends: (Mend | undefined)[] = [];
  if (fitting > 0 && fitting < SMALLER * result.plantRating) {
    const text = `${String(fitting / 1e6)} MW`;
    const change: Change = { type: 'property', path, property: 'plantCapacity', text, imports: [], value: fitting };
    mends.push(bestWhatIf(context, [{ title: `plantCapacity: ${text}`, changes: [change] }]));
  }
  if (!isSizeOnly) mends.push(bestWhatIf(context, coolingTrials(hall, otherCoolings(context, hall))));
  return mends;
}

/** The rating that a plant needs for the highest IT power of its hall, W: 2 % above it, in steps of 0.1 MW. */
function fittingRating(context: FitContext, path: string, { count }: HallResult): number {
  const byYear = metricOf(context.result, path, 'itPeak')?.byYear ?? [];
  // The metric is of all elements of an array block; a plant stands at each.
  const peak = byYear.reduce<number>((most, watts) => Math.max(most, watts ?? 0), 0) / count;
  return Math.ceil((peak * 1.02) / 1e5) * 1e5;
}

function overheadWords(values: readonly (number | null)[]): string {
  const known = values.filter((value): value is number => value !== null);
  const lowest = Math.min(...known);
  const highest = Math.max(...known);
  return highest - lowest < 0.005 ? highest.toFixed(2) : `${lowest.toFixed(2)} to ${highest.toFixed(2)}`;
}
