import type { Campus, Hall } from '../../ir/index.js';
import { showNumber, showShare } from '../../ir/show.js';
import { eachGroup, hallGroups } from '../alike.js';
import { costOf, type FitContext, subsystemCost, thresholdOf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, openingMonth } from '../words.js';
import { fewest, mostHeld, soleRack } from './rack-count.js';

/** Racks that no year needs, as a share of the hall, from which a smaller hall is tried. */
const SPARE = 0.1;

/** DCP4701: racks that no workload holds in any year, where fewer serve the same. */
export function oversizedHall(context: FitContext): Finding[] {
  return eachGroup(context, hallGroups(context), (context, { campus, hall }) => {
    const least = leastOf(context, campus);
    return least === null ? [] : check(context, campus, hall, least);
  });
}

/** From when sizing is worth a finding: by the cost of the racks and of the building that holds them; `null` where unknown. */
export function leastOf(context: FitContext, campus: Campus): number | null {
  const path = campus.path ?? '';
  const racks = subsystemCost(context.result, path, 'rack');
  const building = subsystemCost(context.result, path, 'sizing');
  if (racks === null || building === null) return null;
  const { minimum, share } = thresholdOf(context.plan, campus);
  return Math.max(minimum, share * (racks + building));
}

/** True where the hall has accelerators that no year needs, more than a few. */
export function isOversized(context: FitContext, hall: Hall): boolean {
  const accelerators = context.result.halls.get(hall.path ?? '')?.accelerators ?? 0;
  const most = mostHeld(context.result, hall.path ?? '');
  return hall.refresh.length === 0 && accelerators > 0 && most !== undefined && most < 1 - SPARE;
}

function check(context: FitContext, campus: Campus, hall: Hall, least: number): Finding[] {
  const path = hall.path ?? '';
  const result = context.result.halls.get(path);
  const most = mostHeld(context.result, path);
  if (result === undefined || most === undefined || !isOversized(context, hall)) return [];
  if (most === 0) return unused(context, campus, hall, least);
  const mend = smallerHall(context, hall, least);
  if (mend === undefined) return [];
  const accelerators = result.accelerators * result.count;
  return [
    {
      ...head(path),
      message: `${blockName(path)} has ${showNumber(accelerators)} accelerators, and its work never holds more than ${showNumber(Math.ceil(most * accelerators))} of them (${showShare(most)}, mean of its fullest year)`,
      notes: [`${racksSaid(hall)}The smaller hall serves every workload as much in every year.`],
      impact: impactOf(campus, hall, mend),
      mends: [mend],
    },
  ];
}

/** The mend of a hall that is too large, where it is worth a finding. */
function smallerHall(context: FitContext, hall: Hall, least: number): Mend | undefined {
  const sole = soleRack(hall);
  const most = mostHeld(context.result, hall.path ?? '');
  if (sole === undefined || most === undefined || most === 0) return undefined;
  if (mostSaved(context, hall, most) < least) return undefined;
  const mend = fewest(context, hall, sole, most);
  return mend === undefined || mend.predicted.presentValue < least ? undefined : mend;
}

/**
 * No smaller hall that holds its work saves more: of everything that the hall itself costs, and of twice its part of what is
 * paid for energy, the share that is not held. USD.
 */
function mostSaved(context: FitContext, hall: Hall, held: number): number {
  const { halls } = context.result;
  const paths = new Set(context.alike?.paths ?? [hall.path ?? '']);
  const own = costOf(context.result, (line) => paths.has(line.path));
  const bills = costOf(context.result, (line) => !halls.has(line.path));
  if (own === null || bills === null) return Infinity;
  let mine = 0;
  let all = 0;
  for (const [path, { itEnergy, count }] of halls) {
    const joules = itEnergy.reduce((sum, each) => sum + each, 0) * count;
    all += joules;
    if (paths.has(path)) mine += joules;
  }
  return (own + (all > 0 ? (2 * bills * mine) / all : bills)) * (1 - held);
}

/**
 * What changes save together with the smaller hall of DCP4701 less than each by itself, by representative hours, USD: the
 * part of a finding that DCP4701 speaks of as well. 0 where the hall is no larger than its work.
 */
export function sharedWithSize(context: FitContext, campus: Campus, hall: Hall, changes: readonly Change[]): number {
  const least = leastOf(context, campus);
  const smaller = least === null || !isOversized(context, hall) ? undefined : smallerHall(context, hall, least);
  if (smaller === undefined) return 0;
  const cost = (made: readonly Change[]): number => {
    const plan = context.realise(made);
    return (plan && context.estimate(plan).presentValue) ?? Number.NaN;
  };
  const shared = cost([...smaller.changes, ...changes]) + cost([]) - cost(smaller.changes) - cost(changes);
  return shared > 0 ? shared : 0;
}

/** A hall that nothing ever runs in: no size of it is right, and no edit of one property takes it away. */
function unused(context: FitContext, campus: Campus, hall: Hall, least: number): Finding[] {
  const path = hall.path ?? '';
  const paths = new Set(context.alike?.paths ?? [path]);
  const cost = costOf(context.result, (line) => paths.has(line.path));
  if (cost === null || cost < least) return [];
  return [
    {
      ...head(path),
      message: `no workload ever holds an accelerator of ${blockName(path)}`,
      notes: ['Leave the hall out, or let a workload name it in `on`.'],
      impact: {
        presentValue: cost,
        energy: null,
        carbon: null,
        from: openingMonth(campus, hall),
        until: null,
        basis: "the hall's own capital, upkeep and staff",
      },
    },
  ];
}

function head(path: string): Pick<Finding, 'code' | 'slug' | 'severity' | 'path' | 'property'> {
  return { code: 'DCP4701', slug: 'oversized-hall', severity: 'warning', path, property: 'racks' };
}

function racksSaid(hall: Hall): string {
  const sole = soleRack(hall);
  return sole === undefined ? '' : `${showNumber(sole.count * (hall.count ?? 1))} racks stand in it. `;
}

function impactOf(campus: Campus, hall: Hall, mend: Mend): NonNullable<Finding['impact']> {
  return {
    presentValue: mend.predicted.presentValue,
    energy: mend.predicted.energy,
    carbon: mend.carbon,
    from: openingMonth(campus, hall),
    until: null,
    basis: `this plan less the same plan with: ${mend.title}`,
  };
}
