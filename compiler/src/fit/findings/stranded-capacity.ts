import type { Campus } from '../../ir/index.js';
import { showMoney, showQuantity, showShare } from '../../ir/show.js';
import { type Dimension, strandedByCause } from '../../simulation/campus/capability.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import type { HallCapability, StrandedCapital } from '../../simulation/results.js';
import { costOf, type FitContext, metricOf, thresholdOf } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, listed } from '../words.js';

/** DCP4604: power that halls are built for and that nothing uses, by what keeps it from being used: a view of the cost. */
export function strandedCapacity(context: FitContext): Finding[] {
  return context.plan.campus.flatMap((campus) => check(context, campus));
}

/** What stands by for one cause, over the halls of a campus: the means over the years. */
interface Standing {
  readonly cause: StrandedCapital['cause'];
  /** W of IT and USD a year. */
  watts: number;
  annuity: number;
  readonly halls: Set<string>;
}

function check(context: FitContext, campus: Campus): Finding[] {
  const { years } = context.result;
  const standing = new Map<StrandedCapital['cause'], Standing>();
  const yearly = new Float64Array(years.length);
  for (const hall of campus.hall) {
    const path = hall.path ?? '';
    const views = context.result.halls.get(path)?.stranded ?? [];
    const peaks = metricOf(context.result, path, 'itPeak')?.byYear ?? [];
    views.forEach((view, year) => {
      const capability = context.result.capability(path, year);
      if (view === null || capability === undefined) return;
      yearly[year] = (yearly[year] ?? 0) + view.total;
      const entry = standing.get(view.cause) ?? { cause: view.cause, watts: 0, annuity: 0, halls: new Set<string>() };
      entry.watts += Math.max(0, capability.has.rating * capability.count - (peaks[year] ?? 0)) / years.length;
      entry.annuity += view.total / years.length;
      entry.halls.add(path);
      standing.set(view.cause, entry);
    });
  }
  const worth = presentValue(yearly, campus.discount);
  const cost = costOf(context.result, (line) => line.campus === campus.path);
  // Information, and no mismatch of its own: it names its money in words and has no price to be ranked by.
  const { minimum, share } = thresholdOf(context.plan, campus);
  if (cost === null || worth < Math.max(minimum, share * cost)) return [];
  const parts = [...standing.values()].sort((a, b) => b.annuity - a.annuity);
  const annuity = parts.reduce((sum, part) => sum + part.annuity, 0);
  const watts = parts.reduce((sum, part) => sum + part.watts, 0);
  return [
    {
      code: 'DCP4604',
      slug: 'stranded-capacity',
      severity: 'info',
      path: campus.path ?? '',
      message: `${showQuantity(watts, 'MW')} of the IT power that ${blockName(campus.path ?? '')} is built for stands by on average, with ${showMoney(annuity)} a year of annuity: ${listed(parts.map(inWords))}`,
      notes: [
        `This is a view of the cost (${showShare(worth / cost)} of it), not a further one: the findings that mend parts of it count the same money.`,
        ...neverUsable(context, campus),
      ],
    },
  ];
}

const CAUSES: Readonly<Record<StrandedCapital['cause'], string>> = {
  contract: 'the contract gives no more',
  'electrical path': 'the power path gives no more',
  cooling: 'the cooling carries no more',
  accelerators: 'all accelerators are held, and draw less than their nameplate',
  demand: 'there is no more work',
};

function inWords({ cause, watts, annuity, halls }: Standing): string {
  const names = listed([...halls].map(blockName));
  return `${showQuantity(watts, 'MW')} and ${showMoney(annuity)} of ${names}, where ${CAUSES[cause]}`;
}

const WANTING: Readonly<Record<Dimension, string>> = {
  contract: 'contracted power',
  'electrical path': 'racks and a power path to them',
  'air cooling': 'cooling in air',
  'liquid cooling': 'cooling in liquid',
  density: 'density of the cooling',
  floor: 'floor',
  'floor load': 'load of the floor',
  bisection: 'bisection',
  distance: 'nearness',
};

/** What the design itself strands, whatever the load: the year in which that is most. */
function neverUsable(context: FitContext, campus: Campus): string[] {
  let most = new Map<Dimension, number>() as ReadonlyMap<Dimension, number>;
  const sum = (by: ReadonlyMap<Dimension, number>): number => [...by.values()].reduce((all, watts) => all + watts, 0);
  for (let year = 0; year < context.result.years.length; year++) {
    const halls = campus.hall
      .map((hall) => context.result.capability(hall.path ?? '', year))
      .filter((capability): capability is HallCapability => capability !== undefined);
    const by = strandedByCause(halls);
    if (sum(by) > sum(most)) most = by;
  }
  const parts = [...most].filter(([, watts]) => watts > 0).sort(([, a], [, b]) => b - a);
  if (parts.length === 0) return [];
  return [
    `Whatever the load, ${listed(parts.map(([cause, watts]) => `${showQuantity(watts, 'MW')} of IT power that is fed could not be used for want of ${WANTING[cause]}`))}, in the year in which that is most.`,
  ];
}
