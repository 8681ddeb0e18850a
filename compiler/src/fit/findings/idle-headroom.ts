import { type Campus, type Deferrable, type Hall, isRef, splitPath } from '../../ir/index.js';
import { showMoney, showNumber, showShare } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { type FitContext, metricOf, thresholdOf, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { isJudged } from '../glance.js';
import { blockName, listed, yearDate } from '../words.js';
import { fewestWith, savedBySize, soleRack } from './rack-count.js';

/** DCP4501: accelerators that stand by for peaks while work that can wait could use them. */
export function idleHeadroom(context: FitContext): Finding[] {
  return context.plan.campus.flatMap((campus) =>
    campus.hall.flatMap((hall) => (isJudged(context, hall.path) ? check(context, campus, hall) : [])),
  );
}

function check(context: FitContext, campus: Campus, hall: Hall): Finding[] {
  const path = hall.path ?? '';
  const result = context.result.halls.get(path);
  if (result === undefined || result.accelerators === 0) return [];
  const rackCost = context.result.costs.filter((line) => line.path === path && line.subsystem !== 'operation');
  const standing = Float64Array.from(context.result.years, (_, year) => {
    const share = (result.backfillable[year] ?? 0) / result.accelerators;
    return share * rackCost.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0);
  });
  const worth = presentValue(standing, campus.discount);
  const total = presentValue(
    Float64Array.from(context.result.years, (_, year) =>
      rackCost.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0),
    ),
    campus.discount,
  );
  const threshold = thresholdOf(context.plan, campus);
  if (worth < Math.max(threshold.minimum, threshold.share * total)) return [];
  const first = standing.findIndex((usd) => usd > 0);
  const mean = result.backfillable.reduce((sum, count) => sum + count, 0) / result.backfillable.length;
  const waiting = campus.workload.filter((workload): workload is Deferrable => workload.kind === 'deferrable');
  const mend = allowDeferrable(context, path, waiting) ?? moveDeferrable(context, campus, path, waiting);
  return [
    {
      code: 'DCP4501',
      slug: 'idle-headroom',
      severity: mend === undefined ? 'info' : 'warning',
      path,
      message: `${showNumber(Math.round(mean * result.count))} accelerators of ${blockName(path)} (${showShare(mean / result.accelerators)}) stand by on average for peaks, in blocks that work which can wait could use: ${showMoney(worth)} of capital and upkeep`,
      notes: [
        waiting.length === 0
          ? 'The plan declares no deferrable work (batch inference, evaluation): this is information, there is no mend without any.'
          : `${listed(waiting.map((workload) => blockName(workload.path ?? '')))} can wait.`,
      ],
      impact: {
        presentValue: worth,
        energy: null,
        carbon: null,
        from: yearDate(context, Math.max(0, first)),
        until: null,
        basis: 'capital and upkeep of the hall, by the share of accelerator-hours that stand by in usable blocks',
      },
      ...(mend ? { mends: [mend] } : {}),
    },
  ];
}

/** Allows deferrable work on the hall, where more of it is served then. */
function allowDeferrable(context: FitContext, path: string, waiting: readonly Deferrable[]): Mend | undefined {
  for (const workload of waiting) {
    const at = workload.path ?? '';
    const on = (workload.on ?? []).map((use) => (isRef(use) ? use.ref : (use.path ?? '')));
    if (on.includes(path)) continue;
    const change: Change = {
      type: 'property',
      path: at,
      property: 'on',
      text: `[${placeNames(context, [...on, path], path).join(', ')}]`,
      imports: [],
    };
    const mend = whatIf(context, `on: ${change.text} for ${blockName(at)}`, [change]);
    if (mend === undefined) continue;
    const mended = context.realise([change]);
    if (mended === undefined) continue;
    const before = metricOf(context.result, at, 'served')?.value ?? 0;
    const after = metricOf(context.simulate(mended), at, 'served')?.value ?? 0;
    if (after > before * (1 + 1e-9)) return mend;
  }
  return undefined;
}

/** Deferrable work that other halls carry in full, sent here first, and those halls as much smaller: where that saves money. */
function moveDeferrable(
  context: FitContext,
  campus: Campus,
  path: string,
  waiting: readonly Deferrable[],
): Mend | undefined {
  const { minimum } = thresholdOf(context.plan, campus);
  for (const workload of waiting) {
    const at = workload.path ?? '';
    const on = (workload.on ?? []).map((use) => (isRef(use) ? use.ref : (use.path ?? '')));
    if (on.length === 0 || on[0] === path || workload.shares !== undefined) continue;
    const places = placeNames(context, [path, ...on.filter((place) => place !== path)], path);
    const change: Change = { type: 'property', path: at, property: 'on', text: `[${places.join(', ')}]`, imports: [] };
    for (const place of on) {
      const other = campus.hall.find((hall) => hall.path === place && hall.path !== path);
      const sole = other === undefined ? undefined : soleRack(other);
      if (other === undefined || sole === undefined) continue;
      const mend = fewestWith(context, other, sole, [change]);
      if (mend !== undefined && mend.predicted.presentValue - savedBySize(context, other) >= minimum) return mend;
    }
  }
  return undefined;
}

/**
 * How a workload's `on` names places beside `path`: those of the same campus by their own name, an array that is whole by
 * its name, parts of one by their elements.
 */
function placeNames(context: FitContext, places: readonly string[], path: string): string[] {
  const halls = context.plan.campus.flatMap((campus) => campus.hall);
  const arrayOf = (place: string): string => place.replace(/\[[^\]]*\]$/, '');
  const campus = `${splitPath(path).around}.`;
  const names = places.flatMap((place) => {
    const array = arrayOf(place);
    const parts = halls.filter((hall) => arrayOf(hall.path ?? '') === array);
    if (parts.length < 2 || parts.every((part) => places.includes(part.path ?? ''))) return [array];
    return (parts.find((part) => part.path === place)?.elements ?? []).map((element) => `${array}[${String(element)}]`);
  });
  return [...new Set(names.map((name) => (name.startsWith(campus) ? name.slice(campus.length) : name)))];
}
