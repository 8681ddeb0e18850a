import { central } from '../../ir/index.js';
import { showNumber, showQuantity, showShare } from '../../ir/show.js';
import type { MachineStarts } from '../../simulation/results.js';
import { cyclingIndex } from '../../simulation/thermal/plant.js';
import { bestOf, type FitContext, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, entityName, yearDate } from '../words.js';
import { isAssumed, type PlantView } from './plant-view.js';
import { impactOf } from './worth.js';

/** Starts of one machine in a day, on the year's mean, from which cycling is worth saying. Recalled from makers' guidance for centrifugal machines; assumed. */
const OFTEN = 4;
/** Machines are tried at these parts of their size. */
const SMALLER = [2, 4] as const;

/** DCP4104: compressors that start more often than they should, for want of heat or of a smaller machine. */
export function thermalCycling(context: FitContext, plant: PlantView): Finding[] {
  const { cooling, path, least } = plant;
  if (cooling.chiller === 'none') return [];
  const year = worstYear(plant);
  const starts = year < 0 ? undefined : context.result.starts(path, year);
  if (starts === undefined || starts.perMachineDay < OFTEN) return [];
  const mends = calmer(context, plant, year);
  const [mend] = mends;
  const pays = mend !== undefined && mend.predicted.presentValue >= least;
  return [
    {
      code: 'DCP4104',
      slug: 'thermal-cycling',
      severity: pays ? 'warning' : 'info',
      path,
      property: 'cooling',
      message: `each compressor of ${blockName(path)}'s ${entityName(cooling)} starts ${perDay(starts)} times a day in ${String(context.result.years[year] ?? 0)}, up to ${starts.mostPerHour.toFixed(1)} times an hour: ${causeOf(starts)}`,
      notes: [...notesOf(plant, starts), ...caseNotes(context, plant, year)],
      impact:
        mend !== undefined && pays
          ? impactOf(mend, yearDate(context, year))
          : {
              presentValue: null,
              energy: mend?.predicted.energy ?? null,
              carbon: mend?.carbon ?? null,
              from: yearDate(context, year),
              until: null,
              basis: 'since the library has no price for the wear of a start',
            },
      ...(mends.length > 0 ? { mends } : {}),
    },
  ];
}

/** The year with most hours below turndown, else the middle one of those in which the hall works; -1 without any. */
function worstYear({ result }: PlantView): number {
  const loaded = [...result.itEnergy.keys()].filter((year) => (result.itEnergy[year] ?? 0) > 0);
  const [worst] = [...loaded].sort(
    (a, b) => (result.belowTurndownHours[b] ?? 0) - (result.belowTurndownHours[a] ?? 0) || a - b,
  );
  const below = worst === undefined ? 0 : (result.belowTurndownHours[worst] ?? 0);
  return (below > 0 ? worst : loaded[loaded.length >> 1]) ?? -1;
}

/** Changes under which no machine starts often, the cheapest first: smaller machines, or ones that hold their least load. */
function calmer(context: FitContext, { path, cooling }: PlantView, year: number): Mend[] {
  const at = (property: string, text: string): Change => ({
    type: 'property',
    path: `${path}.cooling`,
    property,
    text,
    imports: [],
  });
  const sizes = SMALLER.map((part) =>
    at('unitSize', `${String(Number((central(cooling.unitSize) / part / 1e3).toPrecision(3)))} kW`),
  );
  const changes = cooling.lowLoad === 'cycle' ? [...sizes, at('lowLoad', 'hotGas')] : sizes;
  return bestOf(
    changes.flatMap((change) => {
      const plan = context.realise([change]);
      const after = plan === undefined ? undefined : context.simulate(plan).starts(path, year);
      if (after === undefined || after.perMachineDay >= OFTEN || change.type !== 'property') return [];
      return whatIf(context, `${change.property}: ${change.text}`, [change]) ?? [];
    }),
  );
}

function perDay({ perMachineDay }: MachineStarts): string {
  return perMachineDay.toFixed(1);
}

function causeOf({ staging, cycling }: MachineStarts): string {
  return cycling >= staging
    ? 'they cycle below their least stable load'
    : 'the load asks for one machine more or less from hour to hour';
}

function notesOf({ cooling }: PlantView, { staging, cycling }: MachineStarts): string[] {
  const all = staging + cycling;
  return [
    `${showShare(all > 0 ? cycling / all : 0)} of the starts are of machines below their turndown, at most ${showNumber(Math.round((3600 / (central(cooling.minimumOn) + central(cooling.minimumOff))) * 10) / 10)} an hour by their timers. Machines are of ${showQuantity(central(cooling.unitSize), 'MW')}.`,
    ...(isAssumed(cooling, 'turndown') || isAssumed(cooling, 'minimumOn')
      ? [
          `Turndown and timers of ${entityName(cooling)} are partly assumptions; so is the limit of ${String(OFTEN)} starts a day.`,
        ]
      : [`The limit of ${String(OFTEN)} starts a day is an assumption.`]),
  ];
}

/** Case over coolant, K/W: a cold plate with its interface (equation book B2g). Only its ratio counts here. */
const CASE_RESISTANCE = 0.03;

/** How hard the cases of the hall's accelerators cycle by the hour, over those of a hall of the plan that trains. */
function caseNotes(context: FitContext, { path }: PlantView, year: number): string[] {
  const trained = new Set(
    context.plan.campus.flatMap(({ workload }) =>
      workload.flatMap((each) => (each.kind === 'training' ? each.path : [])),
    ),
  );
  const reference = context.result.assignments.find(
    (each) => each.hall !== path && trained.has(each.workload) && (each.accelerators[year] ?? 0) > 0,
  );
  const own = caseTemperatures(context, path, year);
  const other = reference === undefined ? undefined : caseTemperatures(context, reference.hall, year);
  const index = own === undefined || other === undefined ? undefined : cyclingIndex(own, other);
  return index === undefined || reference === undefined
    ? []
    : [
        `By the hour the cases of its accelerators cycle ${showNumber(Number(index.toPrecision(2)))} times as hard as those of ${blockName(reference.hall)}, which trains: a relative index, never a lifetime.`,
      ];
}

/** Case temperatures of a year's hours, K; the coolant's own is the same in all of them. */
function caseTemperatures(context: FitContext, path: string, year: number): Float64Array | undefined {
  const hall = context.result.halls.get(path);
  const hours = context.result.hours(path, year);
  if (hall === undefined || hours === undefined || hall.accelerators <= 0) return undefined;
  return hours.it.map((watts) => 300 + (CASE_RESISTANCE * watts) / hall.accelerators);
}
