import { type AnyInference, type Campus, central, type Hall, isRef, valueAt } from '../../ir/index.js';
import { showIn, showMoney, showNumber, showShare } from '../../ir/show.js';
import { peakRate } from '../../simulation/demand/bursts.js';
import { weekShape } from '../../simulation/demand/week.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { yearly } from '../arithmetic/work.js';
import { type FitContext, metricOf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { isJudged } from '../glance.js';
import { blockName, yearDate } from '../words.js';
import { leastOf } from './oversized-hall.js';
import { hallCost } from './hall-cost.js';
import { bestFewest, fewestWith, savedBySize, soleRack } from './rack-count.js';

/** Bursts that ask for less over the hour's mean are no reason for anything. */
const STEADY = 1.1;
/** A promise that many times as long is what the finding says the worth of. */
const LOOSER = 1.5;

/** What limits how full a workload's replicas run, in the year in which it holds most. */
interface Limits {
  readonly campus: Campus;
  readonly hall: Hall;
  readonly workload: AnyInference;
  readonly year: number;
  /** Utilisation that the SLO, memory and the curve allow. */
  readonly limit: number;
  /** Highest minute (`burstWindow`) over the mean of the busiest hour, in each hall that carries it. */
  readonly burst: number;
  readonly spares: number;
  /** Of the accelerators held, USD by year. */
  readonly cost: Float64Array;
}

/** DCP4403: utilisation that latency and bursts limit, where an edit of the batch, the prompts or the places mends it. */
export function burstUtilisation(context: FitContext): Finding[] {
  return context.plan.campus.flatMap((campus) => {
    const least = leastOf(context, campus);
    if (least === null) return [];
    return campus.workload.flatMap((workload) =>
      workload.kind === 'inference' && isJudged(context, workload.path) ? check(context, campus, workload, least) : [],
    );
  });
}

function check(context: FitContext, campus: Campus, workload: AnyInference, least: number): Finding[] {
  const limits = limitsOf(context, campus, workload);
  if (limits === undefined) return [];
  const total = presentValue(limits.cost, campus.discount);
  const used = limits.limit / (limits.burst * (1 + limits.spares));
  // No edit can save more than the share that stands unused at the busiest hour.
  if (total * (1 - used) < least) return [];
  const bySize = savedBySize(context, limits.hall);
  const best = mendOf(context, limits);
  const mend = best !== undefined && best.predicted.presentValue - bySize >= least ? best : undefined;
  const bursts = total * (1 - 1 / limits.burst);
  if (mend === undefined && (limits.burst < STEADY || bursts < least)) return [];
  const path = workload.path ?? '';
  return [
    {
      code: 'DCP4403',
      slug: 'burst-utilisation',
      severity: mend === undefined ? 'info' : 'warning',
      path,
      message: `${blockName(path)}'s replicas work ${showShare(used)} of what they could in their busiest hour: SLO and memory let them run ${showShare(limits.limit)} full, bursts take ${showShare(limits.burst - 1)} over the hour's mean, spares ${showShare(limits.spares)}`,
      notes: [
        ...(limits.burst >= STEADY
          ? [
              `Bursts alone hold ${showShare(1 - 1 / limits.burst)} of its accelerators: ${showMoney(bursts)} (present value).`,
            ]
          : []),
        ...looser(context, limits, bySize),
        ...(mend !== undefined && bySize > 0
          ? [`Of what the mend saves, ${showMoney(bySize)} is room that the hall has left as it is (DCP4701).`]
          : []),
      ],
      impact: {
        presentValue: mend === undefined ? bursts : mend.predicted.presentValue - bySize,
        energy: mend?.predicted.energy ?? null,
        carbon: mend?.carbon ?? null,
        from: yearDate(
          context,
          Math.max(
            0,
            limits.cost.findIndex((usd) => usd > 0),
          ),
        ),
        until: null,
        basis:
          mend === undefined
            ? 'accelerators held for bursts within the hour, at their price in this hall'
            : `this plan with the smallest hall that serves the same, less that plan with: ${mend.title}`,
      },
      steps:
        mend === undefined
          ? {
              title: 'Accelerators held for bursts',
              parts: yearly(context, campus, (y) => ({
                text: `${showShare(1 - 1 / limits.burst)} of ${showMoney(limits.cost[y] ?? 0)}`,
                factors: [1 - 1 / limits.burst, limits.cost[y] ?? 0],
              })),
            }
          : {
              title: 'From the comparison to the cost of the mismatch',
              parts: [
                { text: 'plan as written less plan as mended', usd: mend.predicted.presentValue },
                { text: 'room that the hall has left as it is (DCP4701)', usd: -bySize },
              ],
            },
      ...(mend === undefined ? {} : { mends: [mend] }),
    },
  ];
}

function limitsOf(context: FitContext, campus: Campus, workload: AnyInference): Limits | undefined {
  const path = workload.path ?? '';
  const places = context.result.assignments.filter(
    (one) => one.workload === path && one.accelerators.some((held) => held > 0),
  );
  const hall = campus.hall.find((candidate) => candidate.path === places[0]?.hall);
  const held = metricOf(context.result, path, 'accelerators')?.byYear ?? [];
  const year = held.reduce<number>((most, count, y) => ((count ?? 0) > (held[most] ?? 0) ? y : most), 0);
  const limit = metricOf(context.result, path, 'utilisationLimit')?.byYear[year] ?? null;
  if (hall === undefined || limit === null || limit <= 0) return undefined;
  const elements = places.reduce(
    (sum, place) => sum + (campus.hall.find((candidate) => candidate.path === place.hall)?.count ?? 1),
    0,
  );
  const shape = Math.max(...weekShape(workload.profile, central(workload.weekend)));
  const calls = valueAt(workload.demand, (context.result.years[year] ?? 0) + 0.5) * central(workload.calls);
  const busiest = (calls * shape) / elements;
  if (!(busiest > 0)) return undefined;
  const cost = new Float64Array(context.result.years.length);
  for (const place of places) {
    const each = hallCost(context.result, place.hall);
    if (each === undefined) return undefined;
    place.accelerators.forEach((count, y) => {
      cost[y] = (cost[y] ?? 0) + count * (each[y] ?? 0);
    });
  }
  const burst = peakRate(busiest, central(workload.dispersion), workload.burstWindow) / busiest;
  return { campus, hall, workload, year, limit, burst, spares: central(workload.spares), cost };
}

/** The best of more sequences in the same memory, prompts on accelerators of their own, one pool instead of several; in the smallest hall. */
function mendOf(context: FitContext, { campus, hall, workload }: Limits): Mend | undefined {
  const sole = soleRack(hall);
  if (sole === undefined) return undefined;
  const path = workload.path ?? '';
  const property = (name: string, text: string): Change => ({
    type: 'property',
    path,
    property: name,
    text,
    imports: [],
    ...(name === 'on' ? {} : { value: text }),
  });
  const pooled = (workload.on ?? []).filter((use) =>
    campus.hall.some((other) => other.path === (isRef(use) ? use.ref : use.path)),
  );
  const candidates: Change[] = [
    ...(workload.kvCache === 'bf16' ? [property('kvCache', 'fp8')] : []),
    property('prefill', workload.prefill === 'shared' ? 'separate' : 'shared'),
    ...(pooled.length > 1 && workload.shares === undefined ? [property('on', `[${blockName(hall.path ?? '')}]`)] : []),
  ];
  return bestFewest(
    context,
    hall,
    sole,
    candidates.map((change) => [change]),
  );
}

/** What a longer promise per token would be worth, simulated: not a mend, since it is a promise to users. */
function looser(context: FitContext, { hall, workload, limit }: Limits, bySize: number): string[] {
  const { slo } = workload;
  const sole = soleRack(hall);
  if (slo?.tpot === undefined) return [];
  const longer = central(slo.tpot) * LOOSER;
  const promise = `A promise of ${showIn(longer, 'ms')} a token instead of ${showIn(central(slo.tpot), 'ms')}`;
  const path = slo.path;
  if (sole === undefined || path === undefined) return [];
  const text = `${String(Number((longer * 1e3).toPrecision(6)))} ms`;
  const change: Change = { type: 'property', path, property: 'tpot', text, imports: [], value: longer };
  const found = fewestWith(context, hall, sole, [change]);
  if (found === undefined) return [];
  const more = found.predicted.presentValue - bySize;
  if (more <= 0) return [`${promise} would not help: ${showShare(limit)} is what memory or the curve allows.`];
  const racks = /racks: (\d+) /.exec(found.title)?.[1];
  return [
    `${promise} would do with ${racks === undefined ? 'the same racks' : `${showNumber(Number(racks))} of ${showNumber(sole.count)} racks`} and save ${showMoney(more)} more than the smaller hall alone; it is a promise, and no mend.`,
  ];
}
