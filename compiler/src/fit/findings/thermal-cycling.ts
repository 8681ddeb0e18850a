import { central } from '../../ir/index.js';
import { showNumber, showQuantity, showShare } from '../../ir/show.js';
import type { MachineStarts } from '../../simulation/results.js';
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
      notes: notesOf(plant, starts),
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
