import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Climate, indexPlan, type Plan, resolve } from '../../compiler/src/ir/index.js';
import { campusFabrics } from '../../compiler/src/simulation/campus/fabrics.js';
import { frameHalls } from '../../compiler/src/simulation/campus/hall-frame.js';
import { hallMachinery, type HallMachinery } from '../../compiler/src/simulation/campus/hall-run.js';
import { pathLosses } from '../../compiler/src/simulation/electrical/path.js';
import type { HallHours, SimulationResult } from '../../compiler/src/simulation/index.js';
import { NoteCollector } from '../../compiler/src/simulation/notes.js';
import { plantBreakdown, runPlant } from '../../compiler/src/simulation/thermal/plant.js';
import { weatherOf } from '../../compiler/src/simulation/weather/weather.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';

const HOUR = 3600;
const BALANCE = 1e-9;
/** What a table of a plant may be off by over a year, and in an hour of the plant's highest power. */
const TABLE_YEAR = 1e-3;
const TABLE_HOUR = 2e-2;

const root = fileURLToPath(new URL('../../', import.meta.url));
const samples = readdirSync(`${root}samples`, { recursive: true })
  .map((name) => `samples/${String(name).replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.dcplan'))
  .sort();
const workspace = new Workspace({
  stdlib: stdlibFiles,
  read: (file) => (samples.includes(file) ? readFileSync(`${root}${file}`, 'utf8') : undefined),
  resolve: (_from, spec) => spec,
});

/** Largest |a − b| over the hours, as a share of the largest b. */
function worst(hours: number, a: (hour: number) => number, b: (hour: number) => number): number {
  let off = 0;
  let most = 0;
  for (let hour = 0; hour < hours; hour++) {
    const difference = Math.abs(a(hour) - b(hour));
    if (!(difference <= off)) off = difference;
    most = Math.max(most, Math.abs(b(hour)));
  }
  return most > 0 ? off / most : off;
}

function close(actual: number | null | undefined, expected: number, within = BALANCE): void {
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(within * Math.abs(expected));
}

const sumOf = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0);
const metric = (result: SimulationResult, path: string, name: string, year: number) =>
  result.metrics.get(path)?.get(name)?.byYear[year];

/** Plants and electrical paths of all halls, built once more from the plan. */
function machineryOf(plan: Plan): ReadonlyMap<string, HallMachinery> {
  const index = indexPlan(plan);
  const notes = new NoteCollector();
  const built = new Map<string, HallMachinery>();
  for (const campus of plan.campus) {
    const weather = weatherOf(resolve<Climate>(index, campus.climate), campus.path ?? '', notes);
    const frames = frameHalls(campus, index, notes);
    const fabrics = campusFabrics(frames, index, notes);
    for (const frame of frames) {
      const machinery = hallMachinery(frame, fabrics.get(frame.networkPath), weather, index, notes);
      if (machinery !== undefined) built.set(frame.path, machinery);
    }
  }
  return built;
}

/** Hours of a hall's year within which it stands: outside of them it draws nothing at all. */
function standing({ it, plant, electrical }: HallHours): readonly [from: number, until: number] {
  let from = 0;
  let until = it.length;
  while (from < until && it[from]! + plant[from]! + electrical[from]! === 0) from++;
  while (until > from && it[until - 1]! + plant[until - 1]! + electrical[until - 1]! === 0) until--;
  return [from, until];
}

describe.each(samples)('%s', (file) => {
  const { plan } = workspace.compile(file);
  if (plan === undefined) throw new Error(`${file} does not compile`);
  const result = workspace.simulate(plan);
  const years = result.years.map((_, year) => year);
  const halls = [...result.halls.keys()];
  const machinery = machineryOf(plan);
  /** Years in which a hall is as it opens; of those after a change the plant is another: test/simulation/lifetime has them. */
  const asOpened = (path: string): number[] =>
    years.filter((year) => !result.changes.some(({ hall, from }) => hall === path && from < result.years[year]! + 1));
  const campuses = [...result.kinds].flatMap(([path, kind]) => (kind === 'campus' ? [path] : []));

  test('electrical losses of every hour are those of the path’s parts', { timeout: 120_000 }, () => {
    for (const path of halls)
      for (const year of asOpened(path)) {
        const hours = result.hours(path, year)!;
        const [from, until] = standing(hours);
        const parts = (hour: number): number => {
          const at = from + hour;
          const { distribution, ups, transformer, house } = pathLosses(
            machinery.get(path)!.path,
            hours.it[at]!,
            hours.plant[at]!,
          );
          return distribution + ups + transformer + house;
        };
        const off = worst(until - from, (hour) => hours.electrical[from + hour]!, parts);
        expect(off, `${path} in ${String(result.years[year])}`).toBeLessThanOrEqual(BALANCE);
      }
  });

  test('every plant’s power is its machines’, and heat out is heat in, in every hour', { timeout: 120_000 }, () => {
    for (const path of halls)
      for (const year of years) {
        const { it } = result.hours(path, year)!;
        const plant = machinery.get(path)!.plant.bound;
        const parts = plantBreakdown(plant, it);
        const inside = (hour: number): number =>
          parts.chillers[hour]! + parts.pumps[hour]! + parts.cduPumps[hour]! + parts.airHandlers[hour]!;
        const exact = new Float64Array(it.length);
        runPlant(plant, it, exact);
        const where = `${path} in ${String(result.years[year])}`;
        const sum = worst(
          it.length,
          (hour) => inside(hour) + parts.rejectionFans[hour]!,
          (hour) => exact[hour]!,
        );
        expect(sum, where).toBeLessThanOrEqual(BALANCE);
        const heat = worst(
          it.length,
          (hour) => it[hour]! + inside(hour),
          (hour) => parts.heatRejected[hour]!,
        );
        expect(heat, where).toBeLessThanOrEqual(BALANCE);
      }
  });

  test('the plant that is reported is that of its machines', { timeout: 120_000 }, () => {
    for (const path of halls)
      for (const year of asOpened(path)) {
        const hours = result.hours(path, year)!;
        const [from, until] = standing(hours);
        const exact = new Float64Array(hours.it.length);
        runPlant(machinery.get(path)!.plant.bound, hours.it, exact, from, until);
        const where = `${path} in ${String(result.years[year])}`;
        const [told, summed] = [sumOf(hours.plant), sumOf(exact)];
        expect(Math.abs(told - summed), where).toBeLessThanOrEqual(TABLE_YEAR * summed);
        const off = worst(
          hours.it.length,
          (hour) => hours.plant[hour]!,
          (hour) => exact[hour]!,
        );
        expect(off, where).toBeLessThanOrEqual(TABLE_HOUR);
      }
  });

  test('hours add up to the years of every hall', { timeout: 120_000 }, () => {
    for (const [path, hall] of result.halls)
      for (const year of years) {
        const { it, plant, electrical } = result.hours(path, year)!;
        close(hall.itEnergy[year], HOUR * sumOf(it));
        close(hall.plantEnergy[year], HOUR * sumOf(plant));
        close(hall.electricalEnergy[year], HOUR * sumOf(electrical));
        const all = hall.itEnergy[year]! + hall.plantEnergy[year]! + hall.electricalEnergy[year]!;
        if (hall.itEnergy[year]! > 0) close(metric(result, path, 'pue', year), all / hall.itEnergy[year]!);
        else expect(metric(result, path, 'pue', year)).toBeNull();
      }
  });

  test('halls add up to their campus, and campuses to what is metered', () => {
    for (const year of years) {
      const energy = (paths: readonly string[]): number =>
        paths.reduce((sum, path) => {
          const { count, itEnergy, plantEnergy, electricalEnergy } = result.halls.get(path)!;
          return sum + count * (itEnergy[year]! + plantEnergy[year]! + electricalEnergy[year]!);
        }, 0);
      for (const campus of campuses)
        close(metric(result, campus, 'energy', year), energy(halls.filter((path) => path.startsWith(`${campus}.`))));
      const metered = [...result.contracts.keys()].map((path) => metric(result, path, 'energy', year) ?? NaN);
      close(
        metered.reduce((sum, each) => sum + each, 0),
        energy(halls),
      );
    }
  });

  test('what all contracts meter in a month is what all halls draw in it', { timeout: 120_000 }, () => {
    const starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365].map((day) => 24 * day);
    for (const year of years) {
      const drawn = new Float64Array(12);
      for (const [path, { count }] of result.halls) {
        const { it, plant, electrical } = result.hours(path, year)!;
        for (let month = 0; month < 12; month++)
          for (let hour = starts[month]!; hour < starts[month + 1]!; hour++)
            drawn[month] = drawn[month]! + count * (it[hour]! + plant[hour]! + electrical[hour]!);
      }
      drawn.forEach((sum, month) => {
        const hours = starts[month + 1]! - starts[month]!;
        const metered = [...result.contracts.values()].reduce((all, { mean }) => all + mean[12 * year + month]!, 0);
        close(metered, sum / hours);
      });
    }
  });
});
