import { type AnyNetwork, type AnyWorkload, type Campus, decimalYear, type Hall, resolve } from '../../ir/index.js';
import { showNumber, showShare } from '../../ir/show.js';
import { isoMonth } from '../../simulation/lifetime/iso-day.js';
import type { FitContext } from '../context.js';
import { alikeHalls } from '../counterfactual/halls.js';
import { capitalLives } from '../counterfactual/spent.js';
import type { Finding } from '../finding.js';
import { blockName, listed, openingMonth } from '../words.js';
import { type Greenfield, type GreenfieldsFor, newerAccelerators, sameAccelerators } from './greenfield.js';
import { quarterOf } from './retrofit-pays.js';
import { type UnitCosts, unitCosts } from './unit-costs.js';

const MARGIN = 0.25;
/** Less of a hall than this is ever held: it is oversized (DCP4701), and what its spare racks draw says nothing of the building. */
const LEAST_HELD = 0.5;
/** Part of what a unit costs that a better fabric may spare by making the same accelerators do more training. */
const THIN_FABRIC = 0.6;

/**
 * DCP5201 and DCP5202: a hall that costs more to run than a new one costs to build and run, per useful unit. Of workloads that
 * stand above campuses a hall does a part, and its size is not for the hall to say: they are not judged.
 */
export function obsolete(context: FitContext): Finding[] {
  return alikeHalls(context.plan).flatMap(({ campus, hall, paths }) => {
    // What is built as work comes has no one cost at its opening.
    if (hall.modular !== undefined) return [];
    const same = sameAccelerators(context, campus, hall);
    const newer = once(() => newerAccelerators(context, campus, hall));
    const found = campus.workload.flatMap((workload) =>
      verdictsOf(context, campus, hall, workload, same, (of) => newer()(of)),
    );
    const [first] = found.sort((a, b) => a.from - b.from || (a.kind < b.kind ? -1 : 1));
    return first === undefined ? [] : [findingOf(context, campus, hall, paths, first)];
  });
}

interface Verdict {
  readonly kind: 'facility' | 'technology';
  readonly workload: AnyWorkload;
  /** Decimal year. */
  readonly from: number;
  readonly isBeforeOpening: boolean;
  /** Cost here over cost there, per useful unit. */
  readonly ratio: number;
  readonly greenfield: string;
  readonly margin: number;
}

function verdictsOf(
  context: FitContext,
  campus: Campus,
  hall: Hall,
  workload: AnyWorkload,
  same: GreenfieldsFor,
  newer: GreenfieldsFor,
): Verdict[] {
  // Work that can wait takes what other work leaves: what stands there stands for the others.
  if (workload.kind === 'deferrable') return [];
  const opens = decimalYear(`${openingMonth(campus, hall)}-01`);
  const margin = (campus.policy ?? context.plan.policy)?.obsolescenceMargin ?? MARGIN;
  const built = { lives: capitalLives(context.index, campus, hall), opens };
  const here = unitCosts(context.result, campus, hall, workload, built);
  if (here.size < LEAST_HELD || here.full.every((usd) => Number.isNaN(usd))) return [];
  const spare = isThin(context, hall, workload) ? THIN_FABRIC : 1;
  const isPlausible = mayBeObsolete(here, (1 + margin) * spare, decimalYear(campus.asOf) <= opens + 1e-6);
  const verdicts: Verdict[] = [];
  const judge = (kind: Verdict['kind'], greenfields: readonly Greenfield[]): void => {
    const first = firstObsolete(context, campus, here, greenfields, margin, opens);
    if (first !== undefined) verdicts.push({ kind, workload, margin, ...first });
  };
  if (isPlausible) judge('facility', same(workload));
  judge('technology', newer(workload));
  return verdicts;
}

/** False where even what no other building spares costs too much for either verdict of `firstObsolete`. */
function mayBeObsolete({ full, avoidable, floor }: UnitCosts, factor: number, isUnbuilt: boolean): boolean {
  const isDear = (usd: number, y: number): boolean => usd > factor * (floor[y] ?? Infinity);
  return (isUnbuilt && full.every((usd, y) => Number.isNaN(usd) || isDear(usd, y))) || avoidable.some(isDear);
}

/** Works something out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function isThin(context: FitContext, hall: Hall, workload: AnyWorkload): boolean {
  return workload.kind === 'training' && resolve<AnyNetwork>(context.index, hall.network).oversubscription > 1;
}

/**
 * The first quarter in which a unit costs more here than the best that could be built then, by a margin. When the hall opens
 * nothing of it is built yet, unless `asOf` is later, and all of its cost counts; after that what is built does not. Ratios
 * are interpolated between the middles of the years.
 */
function firstObsolete(
  context: FitContext,
  campus: Campus,
  here: UnitCosts,
  greenfields: readonly Greenfield[],
  margin: number,
  opens: number,
): Pick<Verdict, 'from' | 'isBeforeOpening' | 'ratio' | 'greenfield'> | undefined {
  const { years } = context.result;
  const asOf = decimalYear(campus.asOf);
  const bestAt = (y: number, date: number): { readonly usd: number; readonly name: string } | undefined => {
    let best: { usd: number; name: string } | undefined;
    for (const { costs, from, name } of greenfields) {
      const usd = costs[y] ?? Number.NaN;
      if (from <= date + 1e-9 && !Number.isNaN(usd) && usd < (best?.usd ?? Infinity)) best = { usd, name };
    }
    return best;
  };
  const atOpening = bestAt(
    here.full.findIndex((usd) => !Number.isNaN(usd)),
    opens,
  );
  if (asOf <= opens + 1e-6 && atOpening !== undefined) {
    // A hall that its work has yet to fill, or that empties later, is dear in those years; one that is never good enough is obsolete.
    const ratio = years.reduce((least, _, y) => {
      const each = (here.full[y] ?? Number.NaN) / (bestAt(y, opens)?.usd ?? Number.NaN);
      return Number.isNaN(each) ? least : Math.min(least, each);
    }, Infinity);
    if (ratio > 1 + margin && ratio < Infinity)
      return { from: opens, isBeforeOpening: true, ratio, greenfield: atOpening.name };
  }
  let before: number | undefined;
  for (let y = 0; y < years.length; y++) {
    const year = years[y] ?? 0;
    const best = bestAt(y, year + 0.5);
    const ratio = best === undefined ? Number.NaN : (here.avoidable[y] ?? Number.NaN) / best.usd;
    if (best !== undefined && ratio > 1 + margin && year + 1 > asOf) {
      const share = before === undefined ? 1 : (1 + margin - before) / (ratio - before);
      const from = Math.max(Math.ceil((year - 0.5 + share) * 4 - 1e-6) / 4, asOf, opens);
      return { from, isBeforeOpening: false, ratio, greenfield: best.name };
    }
    before = Number.isNaN(ratio) ? undefined : ratio;
  }
  return undefined;
}

function findingOf(
  context: FitContext,
  campus: Campus,
  hall: Hall,
  paths: readonly string[],
  { kind, workload, from, isBeforeOpening, ratio, greenfield, margin }: Verdict,
): Finding {
  const name = listed(paths.map(blockName));
  const more = showShare(ratio - 1);
  const unit = `a unit of ${blockName(workload.path ?? '')}'s work`;
  const newest = kind === 'technology' ? newestRelease(context) : undefined;
  return {
    ...(isBeforeOpening
      ? { code: 'DCP5201', slug: 'obsolete-before-opening', severity: kind === 'facility' ? 'error' : 'warning' }
      : { code: 'DCP5202', slug: 'obsolete-from', severity: kind === 'facility' ? 'warning' : 'info' }),
    path: hall.path ?? '',
    message: isBeforeOpening
      ? `${name} is obsolete before it opens in ${openingMonth(campus, hall)}: ${unit} would cost at least ${more} more there, in every year, than with ${greenfield}`
      : `${name} is obsolete from ${quarterOf(from)}: merely running it, ${unit} costs ${more} more than building and running ${greenfield}`,
    notes: [
      `The margin is ${showShare(margin)} (\`obsolescenceMargin\` of the policy).`,
      kind === 'facility'
        ? 'Both have the same accelerators; what neither ever holds counts on neither side.'
        : `The catalogue's newest accelerator is of ${newest ?? 'an unknown date'}: what comes after it is not counted. Figures of newer accelerators may be carried over from older ones, ±40 %.`,
      ...(isBeforeOpening ? [] : ['What the hall is built with counts only once its life has ended.']),
      `Ratios are of representative hours, ${showNumber(Number(ratio.toPrecision(3)))} to 1 here.`,
    ],
    impact: {
      presentValue: null,
      energy: null,
      carbon: null,
      from: isoMonth(from),
      until: null,
      basis: `cost per useful unit here over that of ${greenfield}`,
    },
  };
}

function newestRelease({ library }: FitContext): string | undefined {
  let newest: string | undefined;
  for (const entity of library.values())
    if (entity.kind === 'accelerator' && entity.released !== undefined && entity.released > (newest ?? ''))
      newest = entity.released;
  return newest?.slice(0, 7);
}
