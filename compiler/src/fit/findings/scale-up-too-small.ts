import {
  type AnyWorkload,
  type Campus,
  type CountOf,
  type Hall,
  type Model,
  type Plan,
  type Rack,
  resolve,
} from '../../ir/index.js';
import { refine } from '../../ir/refine.js';
import { showMoney, showNumber } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import type { SimulationResult } from '../../simulation/results.js';
import { yearly } from '../arithmetic/work.js';
import { bestOf, type FitContext, metricOf, subsystemCost, thresholdOf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { libraryEntries } from '../library.js';
import { blockName, yearDate } from '../words.js';
import { hallCost } from './hall-cost.js';
import { fewestWith, savedBySize, soleRack } from './rack-count.js';

/** A workload whose parts exchange what does not fit the scale-up domain of the hall that it runs in. */
interface Spread {
  readonly campus: Campus;
  readonly hall: Hall;
  readonly workload: AnyWorkload;
  /** Accelerators that exchange at every layer, and those that reach each other without the fabric. */
  readonly group: number;
  readonly domain: number;
  /** The property that says the group. */
  readonly path: string;
  readonly property: string;
}

/** DCP4203: tensor or expert traffic that crosses the scale-out fabric, since the scale-up domain is smaller than its group. */
export function scaleUpTooSmall(context: FitContext): Finding[] {
  return spreads(context).flatMap((spread) => check(context, spread));
}

function spreads(context: FitContext): Spread[] {
  const halls = new Map(
    context.plan.campus.flatMap((campus) => campus.hall.map((hall) => [hall.path ?? '', { campus, hall }] as const)),
  );
  const workloads = new Map(
    [...context.plan.workload, ...context.plan.campus.flatMap((campus) => campus.workload)].map((workload) => [
      workload.path ?? '',
      workload,
    ]),
  );
  return context.result.assignments.flatMap(({ workload: path, hall: at, accelerators }): Spread[] => {
    const place = halls.get(at);
    const workload = workloads.get(path);
    const group = workload === undefined ? undefined : groupOf(context, workload);
    if (place === undefined || workload === undefined || group === undefined) return [];
    const domain = domainOf(context, place.hall);
    if (domain === undefined || group.size <= domain || accelerators.every((held) => held <= 0)) return [];
    return [{ ...place, workload, group: group.size, domain, path: group.path, property: group.property }];
  });
}

/** Accelerators that exchange at every layer, where the plan says so; what is laid out by search stays within a domain if it can. */
function groupOf(
  context: FitContext,
  workload: AnyWorkload,
): { readonly size: number; readonly path: string; readonly property: string } | undefined {
  const path = workload.path ?? '';
  if (workload.kind === 'inference' || workload.kind === 'deferrable') {
    const { experts, hidden, layers } = resolve<Model>(context.index, workload.model);
    const spread = workload.expertParallel;
    if (spread === undefined || experts === undefined || hidden === undefined || layers === undefined) return undefined;
    return { size: spread, path, property: 'expertParallel' };
  }
  if (workload.kind !== 'training' || workload.layout === undefined) return undefined;
  const { tensor, expert } = workload.layout;
  const size = Math.max(tensor ?? 0, expert ?? 0);
  const at = workload.layout.path ?? `${path}.layout`;
  return size === 0 ? undefined : { size, path: at, property: size === tensor ? 'tensor' : 'expert' };
}

/** The smallest scale-up domain of a hall's racks; `undefined` where one is blank, which the simulation says. */
function domainOf(context: FitContext, hall: Hall): number | undefined {
  const domains = hall.racks
    .map(({ of }) => resolve<Rack>(context.index, of))
    .filter((rack) => rack.accelerators > 0)
    .map((rack) => rack.scaleUpDomain);
  const known = domains.filter((domain) => domain !== undefined);
  return known.length === 0 || known.length < domains.length ? undefined : Math.min(...known);
}

function check(context: FitContext, spread: Spread): Finding[] {
  const { campus, hall, workload, group, domain } = spread;
  const path = workload.path ?? '';
  const wide = context.simulate(withDomain(context, hall, group));
  const lost = lostTo(context, spread, wide);
  const racks = subsystemCost(context.result, campus.path ?? '', 'rack');
  if (lost === undefined || racks === null) return [];
  const threshold = thresholdOf(context.plan, campus);
  const usd = lost.accelerators.map((count, year) => count * (lost.each[year] ?? 0));
  const worth = presentValue(usd, campus.discount);
  if (worth < Math.max(threshold.minimum, threshold.share * racks)) return [];
  const mends = bestOf(mendsOf(context, spread));
  const bySize = mends.length === 0 ? 0 : savedBySize(context, hall);
  const saving = mends.filter(({ predicted }) => predicted.presentValue > bySize);
  const [dearer] = mends;
  const from = Math.max(
    0,
    usd.findIndex((each) => each > 0),
  );
  return [
    {
      code: 'DCP4203',
      slug: 'scale-up-too-small',
      severity: 'warning',
      path: spread.path,
      property: spread.property,
      message: `${blockName(path)} exchanges among ${showNumber(group)} accelerators at every layer, and the scale-up domain of ${blockName(hall.path ?? '')}'s racks holds ${showNumber(domain)}: ${showNumber(Math.round((1 - domain / group) * 100))} % of that traffic crosses the scale-out fabric`,
      notes: [
        workload.kind === 'training'
          ? `In a domain of ${showNumber(group)} its accelerators would train at an MFU of ${percent(wide, path)} instead of ${percent(context.result, path)}.`
          : `In a domain of ${showNumber(group)} it would hold ${heldWords(wide, path)} accelerators instead of ${heldWords(context.result, path)}.`,
        ...(saving.length > 0 && bySize > 0
          ? [`Of what the mend saves, ${showMoney(bySize)} is room that the hall has left as it is (DCP4701).`]
          : []),
        ...(saving.length > 0 || dearer === undefined
          ? []
          : [
              `The best way out that was found costs more than it gives: ${dearer.title} (${showMoney(bySize - dearer.predicted.presentValue)} more).`,
            ]),
      ],
      impact: {
        presentValue: worth,
        energy: null,
        carbon: null,
        from: yearDate(context, from),
        until: null,
        basis: `accelerators that the same work would not need if ${showNumber(group)} of them shared a scale-up domain, at this hall's own price for each`,
      },
      steps: {
        title: 'What the detour of the fabric costs',
        parts: yearly(context, campus, (year) => ({
          text: `${showNumber(Number((lost.accelerators[year] ?? 0).toPrecision(4)))} accelerators at ${showMoney(lost.each[year] ?? 0)}`,
          factors: [lost.accelerators[year] ?? 0, lost.each[year] ?? 0],
        })),
      },
      related: [{ path: hall.path ?? '', property: 'racks', message: 'these racks' }],
      ...(saving[0] === undefined ? {} : { mends: [saving[0]] }),
    },
  ];
}

function percent(result: SimulationResult, path: string): string {
  const mfu = metricOf(result, path, 'mfu')?.value ?? null;
  return mfu === null ? 'unknown' : `${(100 * mfu).toFixed(1)} %`;
}

function heldWords(result: SimulationResult, path: string): string {
  const held = metricOf(result, path, 'accelerators')?.value ?? null;
  return held === null ? 'an unknown number of' : showNumber(Math.round(held));
}

/** The plan with a hall's racks joined in domains of `group`, at the same price: what the fabric's detour alone costs. */
function withDomain(context: FitContext, hall: Hall, group: number): Plan {
  const racks = hall.racks.map(({ count, of }): CountOf<Rack> => {
    const rack = resolve<Rack>(context.index, of);
    return { count, of: refine(rack, { scaleUpDomain: group }, 'ref' in of ? of.ref : undefined) };
  });
  return {
    ...context.plan,
    campus: context.plan.campus.map((campus) => ({
      ...campus,
      hall: campus.hall.map((other) => (other.path === hall.path ? { ...other, racks } : other)),
    })),
  };
}

/** Accelerators that go to the detour by year, and what each costs in it, USD. */
interface Lost {
  readonly accelerators: Float64Array;
  readonly each: Float64Array;
}

/** Of serving, the accelerators that are not held in wider domains; of training, the part of those held whose work is lost. */
function lostTo(context: FitContext, { hall, workload }: Spread, wide: SimulationResult): Lost | undefined {
  const path = workload.path ?? '';
  const at = hall.path ?? '';
  const each = hallCost(context.result, at);
  if (each === undefined) return undefined;
  const heldOf = (result: SimulationResult): Float64Array | undefined =>
    result.assignments.find((one) => one.workload === path && one.hall === at)?.accelerators;
  const held = heldOf(context.result);
  const then = heldOf(wide);
  if (held === undefined) return undefined;
  if (workload.kind !== 'training')
    return { accelerators: held.map((count, year) => Math.max(0, count - (then?.[year] ?? 0))), each };
  const now = metricOf(context.result, path, 'goodput')?.byYear ?? [];
  const better = metricOf(wide, path, 'goodput')?.byYear ?? [];
  const share = (year: number): number => {
    const goal = better[year] ?? 0;
    return goal > 0 ? Math.max(0, 1 - (now[year] ?? 0) / goal) : 0;
  };
  return { accelerators: held.map((count, year) => share(year) * count), each };
}

/** A smaller group, and racks of a larger domain, each in the smallest hall that serves the same. */
function mendsOf(context: FitContext, spread: Spread): Mend[] {
  const { hall, group, domain } = spread;
  const sole = soleRack(hall);
  if (sole === undefined) return [];
  const narrower: Change = {
    type: 'property',
    path: spread.path,
    property: spread.property,
    text: String(domain),
    imports: [],
  };
  const own = resolve<Rack>(context.index, hall.racks[0]?.of ?? { ref: '' });
  const wider = libraryEntries(context, (entity) => entity.kind === 'rack')
    .filter(
      ({ entity }) => (entity.scaleUpDomain ?? 0) >= group && entity.accelerators > 0 && entity.price !== undefined,
    )
    .map(({ entity, name }) => {
      const count = Math.ceil((sole.count * own.accelerators) / entity.accelerators);
      return fewestWith(context, hall, { count, rack: name }, coolingFor(context, hall, entity));
    });
  return [fewestWith(context, hall, sole, [narrower]), ...wider].filter((mend) => mend !== undefined);
}

/** Liquid cooling beside racks that need it, where the hall has none. */
function coolingFor(context: FitContext, hall: Hall, rack: Rack): Change[] {
  const cooling = resolve(context.index, hall.cooling);
  const isLiquid = cooling.kind === 'directToChip' || cooling.kind === 'hybridCooling';
  if (rack.liquidShare === undefined || isLiquid) return [];
  const name = { module: 'std/cooling', name: 'DirectToChip' };
  return [{ type: 'property', path: hall.path ?? '', property: 'cooling', text: name.name, imports: [name] }];
}
