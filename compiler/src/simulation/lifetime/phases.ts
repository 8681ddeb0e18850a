import { central, type PlanIndex } from '../../ir/index.js';
import { HOURS } from '../calendar/calendar.js';
import { type HourSet, hoursBetween, indexOf } from '../calendar/hour-set.js';
import type { HallFrame } from '../campus/hall-frame.js';
import {
  type HallArrays,
  hallArrays,
  type HallMachinery,
  type HallPhase,
  type HallYear,
  runHallYear,
} from '../campus/hall-run.js';
import { rackStretches } from '../economics/refresh.js';
import type { HallProfile } from '../operation/profile.js';
import type { DatedRetrofit, HallLife } from './lifetimes.js';

/**
 * The machinery of a hall that changes, with what stands when: before and after each retrofit, or block by block. `build`
 * makes the machinery of a frame. The whole of it, without phases, for a hall that stays as it is.
 */
export function phasedMachinery(
  whole: HallMachinery,
  life: HallLife | undefined,
  index: PlanIndex,
  build: (frame: HallFrame) => HallMachinery | undefined,
): HallMachinery {
  if (life === undefined) return whole;
  const { frame } = whole;
  const stretches = rackStretches(frame.hall, frame.opens, index);
  const liquidAt = (year: number): number =>
    stretches.find(({ from, until }) => year >= from && year < until)?.liquidShare ?? frame.rackLiquidShare;
  const phases =
    life.blocks === undefined
      ? retrofitPhases(whole, life, ({ to, until }) =>
          // A new plant is made for the racks that stand when it runs: a refresh may have brought others.
          build({ ...frame, rackLiquidShare: liquidAt(until), hall: { ...frame.hall, cooling: to } }),
        )
      : life.blocks.steps.map(({ from, share }, i, steps): HallPhase => ({
          from,
          until: steps[i + 1]?.from ?? Infinity,
          machinery: build(partOf(frame, share)) ?? whole,
        }));
  return { ...whole, phases };
}

function retrofitPhases(
  whole: HallMachinery,
  { retrofits }: HallLife,
  build: (retrofit: DatedRetrofit) => HallMachinery | undefined,
): HallPhase[] {
  const first = { from: -Infinity, until: retrofits[0]?.from ?? Infinity, machinery: whole };
  return [
    first,
    ...retrofits.map((retrofit, i): HallPhase => ({
      from: retrofit.until,
      until: retrofits[i + 1]?.from ?? Infinity,
      machinery: build(retrofit) ?? whole,
    })),
  ];
}

/** A hall of which a share stands. Its fabric is laid for all of it: the accelerators' share of that stays. */
function partOf(frame: HallFrame, share: number): HallFrame {
  const { plantCapacity } = frame.hall;
  return {
    ...frame,
    rackCount: frame.rackCount * share,
    nameplate: frame.nameplate === undefined ? undefined : frame.nameplate * share,
    hall: plantCapacity === undefined ? frame.hall : { ...frame.hall, plantCapacity: central(plantCapacity) * share },
  };
}

/** Runs one hall through one calendar year like `run`, each phase with its own machinery. */
export function runPhases(
  machinery: HallMachinery,
  profile: HallProfile,
  set: HourSet,
  calendarYear: number,
  first: number,
  last: number,
  arrays: HallArrays,
  total: Float64Array,
  run: typeof runHallYear = runHallYear,
): HallYear {
  const stretches = stretchesOf(machinery, set, calendarYear, first, last);
  const [only] = stretches;
  if (only?.from === first && only.to === last) return run(only.machinery, profile, set, first, last, arrays, total);
  const part = hallArrays(set);
  const partTotal = new Float64Array(set.length);
  const pairs = [
    [arrays.it, part.it],
    [arrays.plant, part.plant],
    [arrays.electrical, part.electrical],
    [total, partTotal],
  ] as const;
  for (const [whole] of pairs) whole.fill(0);
  let sum: HallYear | undefined;
  for (const { machinery: stands, from, to } of stretches) {
    const stretch = run(stands, profile, set, from, to, part, partTotal);
    for (const [whole, of] of pairs) whole.set(of.subarray(from, to), from);
    sum = sum === undefined ? stretch : added(sum, stretch);
  }
  // Out all year: nothing runs, and the account of an empty stretch says so.
  return sum ?? run(machinery, profile, set, first, first, arrays, total);
}

/** Hours of a calendar year in which a hall stands, of those between two indices. */
export function standingHours(
  machinery: HallMachinery,
  set: HourSet,
  calendarYear: number,
  first: number,
  last: number,
): number {
  return stretchesOf(machinery, set, calendarYear, first, last).reduce(
    (hours, { from, to }) => hours + hoursBetween(set, from, to),
    0,
  );
}

function stretchesOf(
  machinery: HallMachinery,
  set: HourSet,
  calendarYear: number,
  first: number,
  last: number,
): { readonly machinery: HallMachinery; readonly from: number; readonly to: number }[] {
  if (machinery.phases === undefined) return [{ machinery, from: first, to: last }];
  const hourOf = (decimal: number): number =>
    Math.max(0, Math.min(HOURS, Math.round((decimal - calendarYear) * HOURS)));
  return machinery.phases
    .map((phase) => ({
      machinery: phase.machinery,
      from: Math.max(first, indexOf(set, hourOf(phase.from))),
      to: Math.min(last, indexOf(set, hourOf(phase.until))),
    }))
    .filter(({ from, to }) => to > from);
}

function added(a: HallYear, b: HallYear): HallYear {
  return {
    itEnergy: a.itEnergy + b.itEnergy,
    itPeak: Math.max(a.itPeak, b.itPeak),
    electricalEnergy: a.electricalEnergy + b.electricalEnergy,
    plant: {
      energy: a.plant.energy + b.plant.energy,
      belowTurndownHours: a.plant.belowTurndownHours + b.plant.belowTurndownHours,
      relievedHours: a.plant.relievedHours + b.plant.relievedHours,
      freeCoolingHours: a.plant.freeCoolingHours + b.plant.freeCoolingHours,
      water: a.plant.water + b.plant.water,
      peak: Math.max(a.plant.peak, b.plant.peak),
      overloadHours: a.plant.overloadHours + b.plant.overloadHours,
      overTemperatureHours: a.plant.overTemperatureHours + b.plant.overTemperatureHours,
    },
  };
}
