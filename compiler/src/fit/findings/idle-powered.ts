import { type Campus, type Hall, type Rack, resolve } from '../../ir/index.js';
import { showIn, showNumber, showShare } from '../../ir/show.js';
import { eachGroup, hallGroups } from '../alike.js';
import {
  costOf,
  ESTIMATE_ERROR,
  type FitContext,
  metricOf,
  roughly,
  subsystemCost,
  thresholdOf,
  whatIf,
} from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, entityName, yearDate } from '../words.js';

/**
 * Policies that are tried in place of each, the most saving first. Switching off is not: servers that go off every night age by
 * it, and nobody says how much.
 */
const INSTEAD: Readonly<Record<Hall['idle'], readonly Hall['idle'][]>> = {
  spread: ['sleep', 'consolidate'],
  consolidate: ['sleep'],
  sleep: [],
  off: [],
};

/** Share of a hall's accelerators that must stand idle on average for another policy to be tried. */
const IDLE = 0.01;

/** DCP4502: accelerators that nobody needs and that draw power all the same, where another idle policy saves money. */
export function idlePowered(context: FitContext): Finding[] {
  return eachGroup(context, hallGroups(context), (context, { campus, hall }) => {
    const operation = subsystemCost(context.result, campus.path ?? '', 'operation');
    if (operation === null) return [];
    const { minimum, share } = thresholdOf(context.plan, campus);
    return check(context, campus, hall, Math.max(minimum, share * operation));
  });
}

function check(context: FitContext, campus: Campus, hall: Hall, least: number): Finding[] {
  const path = hall.path ?? '';
  const result = context.result.halls.get(path);
  if (result === undefined || result.accelerators === 0) return [];
  const shares = result.idle.map((idle) => idle / result.accelerators);
  const first = shares.findIndex((share) => share >= IDLE);
  if (first < 0 || mostSaved(context, campus, hall) * (context.alike?.paths.length ?? 1) < least) return [];
  const mend = another(context, hall, least);
  if (mend === undefined) return [];
  const open = shares.slice(first);
  const mean = open.reduce((sum, share) => sum + share, 0) / open.length;
  return [
    {
      code: 'DCP4502',
      slug: 'idle-powered',
      severity: 'warning',
      path,
      property: 'idle',
      message: `${showNumber(Math.round(mean * result.accelerators * result.count))} accelerators of ${blockName(path)} (${showShare(mean)}) are powered on average without being needed: ${WORDS[hall.idle]}`,
      notes: notesOf(context, hall),
      impact: {
        presentValue: mend.predicted.presentValue,
        energy: mend.predicted.energy,
        carbon: mend.carbon,
        from: yearDate(context, first),
        until: null,
        basis: `this plan less the same plan with: ${mend.title}`,
      },
      mends: [mend],
    },
  ];
}

const WORDS: Readonly<Record<Hall['idle'], string>> = {
  spread: 'its replicas share every hour alike, whatever the hour needs',
  consolidate: 'they idle, ready at once',
  sleep: 'asleep they still draw',
  off: 'switched off they still draw',
};

/** No policy can save more than this: the idle share of what the energy of the hall costs, with a factor of two to be sure. USD. */
function mostSaved(context: FitContext, campus: Campus, hall: Hall): number {
  const path = campus.path ?? '';
  const energyCost = costOf(
    context.result,
    (line) => line.campus === path && (line.subsystem === 'operation' || line.subsystem === 'contract'),
  );
  const mine = context.result.halls.get(hall.path ?? '');
  if (energyCost === null || mine === undefined) return Infinity;
  let all = 0;
  for (const other of campus.hall) {
    const result = context.result.halls.get(other.path ?? '');
    all += (result?.itEnergy.reduce((sum, joules) => sum + joules, 0) ?? 0) * (result?.count ?? 1);
  }
  const idle = mine.itEnergy.reduce(
    (sum, joules, year) => sum + (joules * mine.count * (mine.idle[year] ?? 0)) / mine.accelerators,
    0,
  );
  return all > 0 ? (2 * energyCost * idle) / all : 0;
}

/** The first policy that saves enough: what sleeps saves more than what idles, unless that is unknown or breaks something. */
function another(context: FitContext, hall: Hall, least: number): Mend | undefined {
  for (const policy of INSTEAD[hall.idle]) {
    const change: Change = {
      type: 'property',
      path: hall.path ?? '',
      property: 'idle',
      text: policy,
      imports: [],
      value: policy,
    };
    const rough = roughly(context, [change])?.result.presentValue;
    const own = context.estimate(context.plan).presentValue;
    if (rough != null && own !== null && own - rough < least * (1 - ESTIMATE_ERROR)) continue;
    const mend = whatIf(context, `idle: ${policy}`, [change]);
    if (mend !== undefined) return mend.predicted.presentValue >= least ? mend : undefined;
  }
  return undefined;
}

function notesOf(context: FitContext, hall: Hall): string[] {
  const blank = hall.racks
    .map(({ of }) => resolve<Rack>(context.index, of))
    .find((rack) => rack.accelerators > 0 && rack.sleep === undefined);
  const power = metricOf(context.result, hall.path ?? '', 'itPower')?.value ?? null;
  return [
    `IT draws ${showIn(power, 'MW')} on average. What the next hour needs is awake before it begins: nothing waits for a replica to wake.`,
    ...(blank === undefined
      ? []
      : [`The library has no power asleep of ${entityName(blank)}: \`sleep\` is not compared.`]),
  ];
}
