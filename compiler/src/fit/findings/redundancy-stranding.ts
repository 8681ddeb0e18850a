import { central, type Electrical, type Redundancy } from '../../ir/index.js';
import { showIn, showQuantity } from '../../ir/show.js';
import { CAPACITY_MULTIPLIER } from '../../simulation/economics/capital.js';
import { type FitContext, metricOf } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, openingMonth } from '../words.js';
import {
  lossBetween,
  otherPaths,
  type PathMend,
  pathName,
  type PathView,
  savingPaths,
  within,
} from './electrical-view.js';
import { breakEven, unitPrice } from './work-lost.js';

/** Schemes in which fewer systems stand by, most first; each still carries the load without one of its systems. */
const LEANER: readonly Redundancy[] = ['3N/2', '4N/3', 'N+1'];

/** DCP4603: power that is built for redundancy and never usable, where fewer systems in reserve would do. */
export function redundancyStranding(context: FitContext, view: PathView): Finding[] {
  const { campus, hall, path, electrical, interactive, least } = view;
  const best = leaner(context, view).reduce<PathMend | undefined>(
    (most, each) => (worthOf(each) > (most === undefined ? 0 : worthOf(most)) ? each : most),
    undefined,
  );
  if (best === undefined || worthOf(best) < least) return [];
  const { mend, saves, result } = best;
  const rating = context.result.halls.get(path);
  const it = (context.result.capability(path, firstYear(context, path))?.has.rating ?? 0) * (rating?.count ?? 1);
  const built = it * CAPACITY_MULTIPLIER[electrical.redundancy];
  const parts = interactive.map((workload) => ({
    workload,
    shares: lossBetween(context, view, result, context.result, workload.path ?? ''),
  }));
  const even = breakEven(context, campus, parts, mend.predicted.presentValue);
  const [first] = interactive;
  return [
    {
      code: 'DCP4603',
      slug: 'redundancy-stranding',
      severity: saves === undefined ? 'info' : 'warning',
      path,
      property: 'electrical',
      message: `${blockName(path)}'s ${pathName(view)} is built for ${showQuantity(built, 'MW')} and carries ${showQuantity(it, 'MW')}: ${electrical.redundancy} keeps ${showQuantity(built - it, 'MW')} in reserve that no hour may use`,
      notes: [
        `The hall stands without power ${showIn(metricOf(context.result, path, 'unavailable')?.value ?? null, 'h')} a year; ${showIn(metricOf(result, path, 'unavailable')?.value ?? null, 'h')} with ${mend.title}.`,
        ...(even === undefined || first === undefined
          ? []
          : [`The reserve pays where an unserved unit of work is worth more than ${unitPrice(even, first)}.`]),
        ...(saves === undefined ? ['No `value` of the work is declared: this is information.'] : []),
      ],
      impact: {
        presentValue: worthOf(best),
        energy: mend.predicted.energy,
        carbon: mend.carbon,
        from: openingMonth(campus, hall),
        until: null,
        basis:
          saves === undefined
            ? `this plan less the same plan with: ${mend.title}; what interruptions take is not counted`
            : `this plan less the same plan with: ${mend.title}, and the work that interruptions take counted`,
      },
      mends: [mend],
    },
  ];
}

function worthOf({ saves, mend }: PathMend): number {
  return saves ?? mend.predicted.presentValue;
}

/** The hall's cover under schemes with less in reserve. */
function leaner(context: FitContext, view: PathView): PathMend[] {
  const { electrical } = view;
  const own = CAPACITY_MULTIPLIER[electrical.redundancy];
  const classes = LEANER.filter((redundancy) => CAPACITY_MULTIPLIER[redundancy] < own);
  if (classes.length === 0 || electrical.redundancy === 'N+1') return [];
  const entries = otherPaths(
    context,
    view,
    (other) => classes.includes(other.redundancy) && sameCover(other, electrical),
  );
  // A path that declares its hours keeps them whatever its class: only another entry says what its hours are.
  const inPlace =
    electrical.unavailable === undefined ? classes.map((each) => within(view, [['redundancy', each]])) : [];
  return savingPaths(context, view, [...inPlace, ...entries], worthOf);
}

function sameCover(a: Electrical, b: Electrical): boolean {
  const equal = (x: number, y: number): boolean => Math.abs(x - y) < 1e-9;
  return equal(central(a.upsShare), central(b.upsShare)) && equal(central(a.generatorShare), central(b.generatorShare));
}

function firstYear(context: FitContext, path: string): number {
  return Math.max(0, context.result.halls.get(path)?.itEnergy.findIndex((joules) => joules > 0) ?? 0);
}
