import { type AnyWorkload, type Campus, central } from '../../ir/index.js';
import { showIn, showMoney, showShare } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { campusPlace, farthestTenth, userGroups } from '../../simulation/serving/distance.js';
import { yearly } from '../arithmetic/work.js';
import { type FitContext, metricOf } from '../context.js';
import type { Finding } from '../finding.js';
import { isJudged } from '../glance.js';
import { blockName, yearDate } from '../words.js';
import { leastOf } from './oversized-hall.js';

/** DCP4404: a workload whose way to its users costs accelerators: what a millisecond of it is worth, by placement's duals. */
export function latencyBinds(context: FitContext): Finding[] {
  return context.plan.campus.flatMap((campus) => {
    const least = leastOf(context, campus);
    return least === null ? [] : campus.workload.flatMap((workload) => check(context, campus, workload, least));
  });
}

function check(context: FitContext, campus: Campus, workload: AnyWorkload, least: number): Finding[] {
  if (!isJudged(context, workload.path) || (workload.kind !== 'inference' && workload.kind !== 'requests')) return [];
  const path = workload.path ?? '';
  const mine = context.result.worths.filter((worth) => worth.limit === 'latency' && worth.path === path);
  const slo = workload.slo?.ttft ?? workload.slo?.latency;
  if (mine.length === 0 || slo === undefined) return [];
  const silent = { add: () => undefined };
  const { index } = context;
  const way = farthestTenth(
    userGroups(workload.users, campus, context.plan, index, path, silent),
    campusPlace(campus, index),
  );
  // A dual says what the next millisecond is worth; the whole way is worth about that many times as much.
  const perSecond = Float64Array.from(context.result.years, (year) => {
    const worth = mine.find((one) => one.year === year);
    return worth?.money ?? 0;
  });
  const priced = mine.every(({ money }) => money !== null);
  const millisecond = presentValue(perSecond, campus.discount) * 1e-3;
  if (priced && millisecond * way * 1e3 < least) return [];
  const first = context.result.years.findIndex((year) => mine.some((one) => one.year === year));
  const ttft = metricOf(context.result, path, 'ttft')?.value ?? null;
  const widest = mine.reduce((a, b) => (Math.abs(b.serves) > Math.abs(a.serves) ? b : a));
  return [
    {
      code: 'DCP4404',
      slug: 'latency-binds',
      severity: 'info',
      path: workload.slo?.path ?? path,
      ...(workload.slo?.path === undefined ? {} : { property: workload.slo.ttft === undefined ? 'latency' : 'ttft' }),
      message: `the way to ${blockName(path)}'s users takes ${showIn(way, 'ms')} of the ${showIn(central(slo), 'ms')} that it promises (${showShare(way / central(slo))}), and costs accelerators: ${priced ? `a millisecond less would be worth ${showMoney(millisecond)} (present value)` : widest.words}`,
      notes: [
        ...(ttft === null ? [] : [`In its busiest hour the first token takes ${showIn(ttft, 'ms')}.`]),
        'Another site, an edge location for these users, or a longer promise are the ways out: compare them as scenarios.',
      ],
      impact: {
        presentValue: priced ? millisecond * way * 1e3 : null,
        energy: null,
        carbon: null,
        from: yearDate(context, Math.max(0, first)),
        until: null,
        basis: priced
          ? 'the worth of one millisecond by the duals of placement, times the milliseconds of the way: an estimate at the margin, not a simulation'
          : 'since what a millisecond would let be done has no price in the plan',
      },
      ...(priced
        ? {
            steps: {
              title: 'The way to the users, by the worth of a millisecond in each year',
              parts: yearly(context, campus, (y) => ({
                text: `${showIn(way, 'ms')} at ${showMoney((perSecond[y] ?? 0) * 1e-3)}`,
                factors: [way * 1e3, (perSecond[y] ?? 0) * 1e-3],
              })),
            },
          }
        : {}),
    },
  ];
}
