import { central, type AnyCooling } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import { WATER } from '../../simulation/thermal/transients.js';
import { rideThroughOf, transientChecks, type TransientCheck } from '../../simulation/thermal/plant.js';
import { type FitContext, whatIf } from '../context.js';
import type { Change, Finding } from '../finding.js';
import { blockName, entityName, openingMonth } from '../words.js';
import { isAssumed, type PlantView } from './plant-view.js';

/** DCP4109: after a loss of cooling the hall trips before its pumps answer, or before its compressors run again. */
export function rideThrough(context: FitContext, plant: PlantView): Finding[] {
  const { cooling, path, campus, hall } = plant;
  const failed = checksOf(cooling).find(({ passes }) => !passes);
  if (failed === undefined) return [];
  const change = failed.scale === 'minutes' ? bufferChange(plant, failed) : undefined;
  const mend = change === undefined ? undefined : whatIf(context, `bufferVolume: ${change.text}`, [change]);
  const takes = showIn(failed.needed, 's');
  const what =
    failed.scale === 'seconds'
      ? `its coolant distribution units take ${takes} to answer`
      : `its compressors take ${takes} to start again after a loss of power`;
  return [
    {
      code: 'DCP4109',
      slug: 'ride-through',
      severity: 'warning',
      path,
      property: 'cooling',
      message: `at full load ${blockName(path)} trips ${showIn(failed.lasts, 's')} after it loses its cooling; ${what}`,
      notes: [
        `The hall trips once its supply is ${showIn(central(cooling.tripRise), 'K')} warmer. Volumes count while pumps run: they belong on the UPS.`,
        ...(isAssumed(cooling, 'chillerStart')
          ? [`The restart of ${entityName(cooling)} (${showIn(central(cooling.chillerStart), 's')}) is an assumption.`]
          : []),
        ...(mend === undefined ? [] : ['The library has no price for a tank: the mend shows none.']),
      ],
      impact: {
        presentValue: null,
        energy: null,
        carbon: null,
        from: openingMonth(campus, hall),
        until: null,
        basis: 'since a trip of the whole hall has no price in the library',
      },
      ...(mend === undefined ? {} : { mends: [mend] }),
    },
  ];
}

/** Both checks where volumes are declared; else a time that the plan states, not one that the library assumes. */
function checksOf(cooling: AnyCooling): readonly TransientCheck[] {
  const { seconds, basis } = rideThroughOf(cooling);
  if (basis !== 'declared') return transientChecks(cooling);
  if (cooling.chiller === 'none' || seconds === undefined || isAssumed(cooling, 'rideThrough')) return [];
  const needed = central(cooling.chillerStart);
  return [{ scale: 'minutes', lasts: seconds, needed, passes: seconds >= needed }];
}

/** The buffer that bridges the restart: what lasts short, as volume of facility water per IT power. */
function bufferChange(
  { path, cooling }: PlantView,
  { lasts, needed }: TransientCheck,
): Extract<Change, { readonly type: 'property' }> {
  const perSecond = WATER.density * WATER.heat * central(cooling.tripRise);
  const has = cooling.bufferVolume === undefined ? 0 : central(cooling.bufferVolume);
  // A declared time stands for no volume: the buffer then carries all of it.
  const short = rideThroughOf(cooling).basis === 'volumes' ? needed - lasts : needed;
  const litres = Math.ceil((has + short / perSecond) * 1e6 * 10 - 1e-6) / 10;
  return {
    type: 'property',
    path: `${path}.cooling`,
    property: 'bufferVolume',
    text: `${String(litres)} L/kW`,
    imports: [],
  };
}
