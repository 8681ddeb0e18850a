import { central } from '../../ir/index.js';
import { showIn, showNumber } from '../../ir/show.js';
import type { SimulationResult } from '../../simulation/results.js';
import { bestOf, bestWhatIf, type FitContext, metricOf, roughly, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, entityName, yearDate } from '../words.js';
import { coolingTrials, otherCoolings } from './cooling-candidates.js';
import { firstLoaded, isAssumed, meanFrom, type PlantView } from './plant-view.js';
import { impactOf } from './worth.js';

const ZERO_CELSIUS = 273.15;
/** Share of the saving of the warmest supply that a cooler one must reach to be taken in its place. */
const AS_GOOD = 0.98;
/** Steps, K, in which a cooler supply is looked for. */
const STEP = 2;
const HOURS = 8760;
/** Hours a year without compressors from which a warmer supply has nothing left to save. */
const NEARLY_ALL = 0.97 * HOURS;

/** DCP4106: compressors run in hours in which warmer coolant or air, which the racks accept, would do without. */
export function supplyTooCold(context: FitContext, plant: PlantView): Finding[] {
  const { cooling, path, least } = plant;
  const limit = warmest(plant);
  const from = firstLoaded(context, path);
  if (cooling.chiller === 'none' || limit === undefined || from < 0) return [];
  const free = meanFrom(metricOf(context.result, path, 'freeCooling')?.byYear ?? [], from) / 3600;
  const supply = central(cooling.supply);
  if (free >= NEARLY_ALL || limit <= supply + 0.5) return [];
  const mends = bestOf(
    [warmer(context, plant, limit, least), economized(context, plant)].filter((mend) => mend !== undefined),
  ).filter(({ predicted }) => predicted.presentValue >= least);
  const [mend] = mends;
  if (mend === undefined) return [];
  const medium = isLiquid(plant) ? 'coolant' : 'air';
  return [
    {
      code: 'DCP4106',
      slug: 'supply-too-cold',
      severity: 'warning',
      path,
      property: 'cooling',
      message: `${blockName(path)}'s ${entityName(cooling)} supplies ${medium} of ${showIn(supply, 'degC')} and its racks accept ${showIn(limit, 'degC')}: its plant takes ${overhead(context.result, path)} kW per kW of IT, and ${overheadWith(context, path, mend)} with ${mend.title}`,
      notes: notesOf(context, plant, mend),
      impact: impactOf(mend, yearDate(context, from)),
      mends,
    },
  ];
}

/** Warmest supply that everything in the hall accepts, K; `undefined` where a rack does not say, or its door cools it. */
function warmest(plant: PlantView): number | undefined {
  const { cooling, racks } = plant;
  if (cooling.kind === 'rearDoor' || racks.length === 0) return undefined;
  const limits = racks.map(({ rack }) => (isLiquid(plant) ? rack.supplyMax : rack.airInletMax));
  if (limits.some((limit) => limit === undefined)) return undefined;
  // A whole degree, as a set point is.
  const least = Math.min(...limits.map((limit) => limit ?? Infinity));
  return Math.floor(least - ZERO_CELSIUS + 1e-9) + ZERO_CELSIUS;
}

function isLiquid({ cooling }: PlantView): boolean {
  return central(cooling.liquidShare) > 0;
}

/** The coolest supply that saves as much as the warmest: what lies above it only costs margin. */
function warmer(context: FitContext, plant: PlantView, limit: number, least: number): Mend | undefined {
  const { cooling, path } = plant;
  if (cooling.economizer === 'none') return undefined;
  const at = (kelvin: number): Change => ({
    type: 'property',
    path: `${path}.cooling`,
    property: 'supply',
    text: `${String(Math.round(kelvin - ZERO_CELSIUS))} degC`,
    imports: [],
    value: kelvin,
  });
  const estimated = (kelvin: number): number => roughly(context, [at(kelvin)])?.result.presentValue ?? Infinity;
  const own = context.estimate(context.plan).presentValue;
  const saved = own === null ? 0 : own - estimated(limit);
  if (own === null || saved < 0.5 * least) return undefined;
  let chosen = limit;
  for (let kelvin = limit - STEP; kelvin > central(cooling.supply); kelvin -= STEP) {
    if (own - estimated(kelvin) < AS_GOOD * saved) break;
    chosen = kelvin;
  }
  const change = at(chosen);
  return change.type === 'property' ? whatIf(context, `supply: ${change.text}`, [change]) : undefined;
}

/** For a plant without economizer: the catalogue's plant of the same kind that has one, on warmer water or air. */
function economized(context: FitContext, { cooling, hall }: PlantView): Mend | undefined {
  if (cooling.economizer !== 'none') return undefined;
  const others = otherCoolings(context, hall).filter(
    ({ entity }) =>
      entity.kind === cooling.kind && entity.economizer !== 'none' && central(entity.supply) > central(cooling.supply),
  );
  return bestWhatIf(context, coolingTrials(hall, others));
}

/** Power of a hall's plant over that of its IT, the horizon's mean. */
function overhead({ halls }: SimulationResult, path: string): string {
  const hall = halls.get(path);
  const sum = (values: Float64Array | undefined): number => values?.reduce((all, joules) => all + joules, 0) ?? 0;
  return (sum(hall?.plantEnergy) / Math.max(1, sum(hall?.itEnergy))).toFixed(3);
}

function overheadWith(context: FitContext, path: string, mend: Mend): string {
  const plan = context.realise(mend.changes);
  return overhead(plan === undefined ? context.result : context.simulate(plan), path);
}

function notesOf(context: FitContext, { path, cooling }: PlantView, mend: Mend): string[] {
  const plan = context.realise(mend.changes);
  const from = firstLoaded(context, path);
  const freeHours = (result: SimulationResult): number =>
    Math.round(meanFrom(metricOf(result, path, 'freeCooling')?.byYear ?? [], from) / 3600);
  const [before, after] = [context.result, plan === undefined ? context.result : context.simulate(plan)].map(freeHours);
  return [
    before === after
      ? `${showNumber(before ?? 0)} hours a year go without any compressor; in the others they lift less.`
      : `${showNumber(after ?? 0)} hours a year go without any compressor then, in place of ${showNumber(before ?? 0)}.`,
    'Less margin to the limit of the racks shortens the time that a loss of cooling leaves. Fans in servers that speed up with their inlet are not modelled.',
    ...(isAssumed(cooling, 'approach')
      ? [
          `The approach of ${entityName(cooling)} to the outside (${showIn(central(cooling.approach), 'K')}) is an assumption.`,
        ]
      : []),
  ];
}
