import { type AnyWorkload, type Campus, central, type Hall, isRef, type Slo, valueAt } from '../../ir/index.js';
import { showIn, showNumber, showShare } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { type FitContext, metricOf, whatIf } from '../context.js';
import type { Finding, Mend } from '../finding.js';
import { isJudged } from '../glance.js';
import { blockName, openingMonth, yearDate } from '../words.js';
import { contractViews, fittingCapacity } from './contract-views.js';
import { type RackName, racksChange, soleRack } from './rack-count.js';

/** Least share of the demand unserved that counts: below it lie rounding and single hours. */
const LEAST = 1e-4;

/** DCP4401 and DCP4402: demand that is not served within its SLO, by distance or by capacity. */
export function sloMissed(context: FitContext): Finding[] {
  return context.plan.campus.flatMap((campus, i) => {
    // Work above several campuses is discounted, and given more racks, at the first.
    const shared = i === 0 ? context.plan.workload : [];
    return [...campus.workload, ...shared].flatMap((workload) => check(context, campus, workload));
  });
}

function check(context: FitContext, campus: Campus, workload: AnyWorkload): Finding[] {
  if (workload.kind === 'training' || workload.kind === 'workload' || !isJudged(context, workload.path)) return [];
  const path = workload.path ?? '';
  const unserved = metricOf(context.result, path, 'unserved')?.byYear ?? [];
  const opens = opensFor(campus, workload);
  const isMissed = (share: number | null): boolean => share !== null && share > LEAST;
  const first = unserved.findIndex(isMissed);
  if (first < 0) return [];
  // Before its halls open no size of them serves anything; what counts is what comes after, if there is any.
  const isShut = (year: number): boolean =>
    opens !== undefined && `${String(context.result.years[year] ?? 0)}-01` < opens;
  const later = unserved.findIndex((share, year) => isMissed(share) && !isShut(year));
  const year = later < 0 ? first : later;
  const reason = context.result.unservedReasons.get(path)?.[year];
  const worst = unserved.reduce<number>((most, share) => Math.max(most, share ?? 0), 0);
  const loss = worthOf(context, campus, workload);
  const impact = { presentValue: loss, energy: null, carbon: null, from: yearDate(context, year), until: null };
  if (reason === 'distance') return [distanceFinding(context, workload, path, year, impact)];
  const mend = later < 0 || context.glance !== undefined ? undefined : moreRacks(context, campus, workload, worst);
  const why =
    later < 0
      ? `none of its halls is open before ${opens ?? ''}`
      : reason === undefined || reason === 'capacity'
        ? 'its halls hold too few replicas for the peak'
        : REASONS[reason];
  return [
    {
      code: 'DCP4402',
      slug: 'slo-capacity',
      severity: 'error',
      path,
      property: 'demand',
      message: `from ${String(context.result.years[year] ?? 0)} up to ${showShare(worst)} of ${blockName(path)}'s demand goes unserved: ${why}`,
      notes: [
        ...(later >= 0 && isShut(first) ? [`None of its halls is open before ${opens ?? ''}.`] : []),
        ...(later < 0 ? [] : limitNotes(context, path, year)),
      ],
      impact: {
        ...impact,
        basis:
          loss === null
            ? 'since the workload declares no `value` of unserved work'
            : 'unserved work at its declared value',
      },
      ...(mend ? { mends: [mend] } : {}),
    },
  ];
}

/** Month in which the first of a workload's halls opens; `undefined` where it may run in places that are no halls of the campus. */
function opensFor(campus: Campus, { on = [] }: AnyWorkload): string | undefined {
  const months = on.map((use) => {
    const hall = campus.hall.find(({ path }) => path === (isRef(use) ? use.ref : use.path));
    return hall === undefined ? '' : openingMonth(campus, hall);
  });
  return months.length === 0 || months.includes('') ? undefined : months.reduce((a, b) => (b < a ? b : a));
}

const REASONS: Readonly<Record<string, string>> = {
  memory: "the model and its cache do not fit into the accelerators' memory",
  calibration: 'the library has no serving figures for this model on these accelerators',
  slo: 'a single request takes longer than the SLO allows on these accelerators',
  place: 'it names no hall that could serve it',
  unknown: 'a figure that serving needs is blank',
};

function distanceFinding(
  context: FitContext,
  workload: AnyWorkload,
  path: string,
  year: number,
  impact: Omit<NonNullable<Finding['impact']>, 'basis'>,
): Finding {
  const slo = 'slo' in workload ? workload.slo : undefined;
  const ttft = metricOf(context.result, path, 'ttft')?.byYear[year] ?? null;
  const limit = limitOf(slo);
  return {
    code: 'DCP4401',
    slug: 'slo-distance',
    severity: 'error',
    path: slo?.path ?? path,
    property: slo?.ttft === undefined ? 'latency' : 'ttft',
    message: `${blockName(path)} promises ${limit === null ? 'an answer in time' : showIn(limit, 'ms')}, and its farthest tenth of users would wait ${ttft === null ? 'longer than that for the network alone' : showIn(ttft, 'ms')}: the way to them is too long`,
    notes: ['No size of this campus helps. A site nearer to these users does: compare one as a scenario.'],
    impact: {
      ...impact,
      basis:
        impact.presentValue === null
          ? 'since the workload declares no `value` of unserved work'
          : 'unserved work at its declared value',
    },
  };
}

function limitOf(slo: Slo | undefined): number | null {
  const limit = slo?.ttft ?? slo?.latency;
  return limit === undefined ? null : central(limit);
}

/** Present value of the unserved work at the workload's declared `value`; `null` without one. */
function worthOf(context: FitContext, campus: Campus, workload: AnyWorkload): number | null {
  if (!('value' in workload)) return null;
  const { value } = workload;
  const path = workload.path ?? '';
  const demand = metricOf(context.result, path, 'demand')?.byYear ?? [];
  const served = metricOf(context.result, path, 'served')?.byYear ?? [];
  const losses = Float64Array.from(
    context.result.years,
    (year, i) => Math.max(0, (demand[i] ?? 0) - (served[i] ?? 0)) * valueAt(value, year + 0.5),
  );
  return presentValue(losses, campus.discount);
}

function limitNotes(context: FitContext, path: string, year: number): string[] {
  const limit = metricOf(context.result, path, 'utilisationLimit')?.byYear[year] ?? null;
  const held = metricOf(context.result, path, 'accelerators')?.byYear[year] ?? null;
  return [
    ...(limit === null ? [] : [`The SLO lets a replica run ${showShare(limit)} full.`]),
    ...(held === null ? [] : [`It holds ${showNumber(Math.round(held))} accelerators.`]),
  ];
}

/** The cheapest sizing found that serves everything: more racks in the first hall of `on`, in growing steps. */
function moreRacks(context: FitContext, campus: Campus, workload: AnyWorkload, worst: number): Mend | undefined {
  const first = (workload.on ?? [])
    .map((use) => (isRef(use) ? use.ref : use.path))
    .find((path) => campus.hall.some((hall) => hall.path === path));
  const hall = campus.hall.find((candidate) => candidate.path === first);
  const sole = hall === undefined ? undefined : soleRack(hall);
  if (hall === undefined || sole === undefined) return undefined;
  const held = metricOf(context.result, workload.path ?? '', 'accelerators')?.value ?? 0;
  const all = context.result.halls.get(hall.path ?? '')?.accelerators ?? 0;
  const extra = all === 0 ? worst : (Math.max(held, 1) / all / (hall.count ?? 1)) * (worst / Math.max(1e-3, 1 - worst));
  const at: Sizing = { context, hall, workload, rack: sole.rack };
  let least = sole.count;
  for (const margin of [1.05, 1.5, 3, 6, 12, 24]) {
    let most = Math.ceil(sole.count * (1 + extra * margin));
    if (!serves(at, most)) {
      least = most;
      continue;
    }
    // The fewest racks, to one in a hundred.
    while (most - least > Math.max(1, most / 100)) {
      const middle = Math.ceil((least + most) / 2);
      if (serves(at, middle)) most = middle;
      else least = middle;
    }
    return sized(at, most);
  }
  return undefined;
}

interface Sizing {
  readonly context: FitContext;
  readonly hall: Hall;
  readonly workload: AnyWorkload;
  readonly rack: RackName;
}

/** True where the hall with so many racks leaves nothing of the workload unserved. */
function serves(at: Sizing, count: number): boolean {
  const larger = at.context.realise([racksChange(at.hall, at.rack, count)]);
  if (larger === undefined) return false;
  const unserved = metricOf(at.context.simulate(larger), at.workload.path ?? '', 'unserved')?.byYear ?? [];
  return unserved.every((share) => (share ?? 1) <= LEAST);
}

/** So many racks, with the contracted capacity that they need. */
function sized(at: Sizing, count: number): Mend | undefined {
  const { context } = at;
  const racks = racksChange(at.hall, at.rack, count);
  const plan = context.realise([racks]);
  if (plan === undefined) return undefined;
  const capacities = contractViews({ ...context, plan, result: context.simulate(plan) })
    .filter((view) => view.result.firstPeakBreach >= 0)
    .map(fittingCapacity);
  const added = capacities.map((change) => `, capacity: ${change.text} of ${blockName(change.path)}`);
  return whatIf(context, `racks: ${racks.text} in ${blockName(racks.path)}${added.join('')}`, [racks, ...capacities]);
}
