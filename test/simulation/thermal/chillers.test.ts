import { describe, expect, it } from 'vitest';
import type { AirCooling } from '../../../compiler/src/ir/index.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { copModel, fullLoadCop } from '../../../compiler/src/simulation/thermal/chiller-cop.js';
import { relativeAt } from '../../../compiler/src/simulation/thermal/chiller-curve.js';
import { chillerBank, machinesRunning, stagedLoad } from '../../../compiler/src/simulation/thermal/chiller-load.js';
import { machineStarts, startsPerHour } from '../../../compiler/src/simulation/thermal/machine-starts.js';
import {
  bindWeather,
  type BoundPlant,
  designPlant,
  type PlantYear,
  runPlant,
  runTable,
  tabulate,
} from '../../../compiler/src/simulation/thermal/plant.js';
import type { Weather } from '../../../compiler/src/simulation/weather/weather.js';
import { constantWeather } from '../weather/fixtures.js';
import { airCooling, celsius, directToChip } from './fixtures.js';

const MW = 1e6;
const hot = constantWeather(35, 24);

function bind(cooling: Parameters<typeof designPlant>[0], weather: Weather, notes = new NoteCollector()): BoundPlant {
  return bindWeather(
    designPlant(cooling, { rating: 12 * MW, rackLiquidShare: 0.8, racks: 100 }, 'hall', notes),
    weather,
  );
}

function flat(plant: BoundPlant, load: number): PlantYear {
  const it = new Float64Array(plant.weather.dryBulb.length).fill(load);
  return runPlant(plant, it, new Float64Array(it.length));
}

/** Carrier 19EX 5,208 kW: off 1 at its own rating, as many records are. */
const carrier = {
  supply: celsius(10),
  cduApproach: 3,
  copReference: 6.88,
  inputRatioCurve: [0.5198204, -0.0152334, -0.0006391523, 0.02170049, 2.423693e-5, 1.432604e-4],
  capacityCurve: [0.5563516, -0.04106264, -0.003164992, 0.05722234, -0.002313857, 0.005377616],
  curveWater: [celsius(4.4), celsius(8.9)],
  curveSink: [celsius(15.6), celsius(29.4)],
  ratedWater: celsius(6.67),
  ratedSink: celsius(23.89),
} as const satisfies Partial<AirCooling>;

describe('declared temperature curves', () => {
  it('are scaled to 1 at the rated point, with a note from 2 % on', () => {
    const notes = new NoteCollector();
    const { thermal } = bind(airCooling(carrier), hot, notes).plant.parts[0]!;
    expect(relativeAt(thermal.capacity!, 6.67, 23.89)).toBeCloseTo(1, 12);
    expect(fullLoadCop({ ...thermal.cop, leaving: 6.67, evaporating: 4.17 }, 23.89)).toBeCloseTo(6.88, 9);
    expect(notes.notes.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "the input ratio curve of the chillers gives 0.945 at their rating of 6.7 and 23.9 degC; it is scaled to 1",
        "the capacity curve of the chillers gives 1.045 at their rating of 6.7 and 23.9 degC; it is scaled to 1",
      ]
    `);
  });

  it('say when the plant’s water leaves their range', () => {
    const notes = new NoteCollector();
    const warm = bind(airCooling({ ...carrier, supply: celsius(24) }), hot, notes);
    expect(notes.notes.map(({ message }) => message).join()).toContain('fitted for water leaving at 4.4 to 8.9 degC');
    expect(flat(warm, 10 * MW).energy).toBeGreaterThan(0);
  });

  it('are refused where they cannot be curves', () => {
    const notes = new NoteCollector();
    const plant = bind(
      airCooling({ ...carrier, capacityCurve: [1, -1], inputRatioCurve: [0, 0, 0, -1, 0, 0] }),
      hot,
      notes,
    );
    expect(plant.plant.parts[0]!.thermal.capacity).toBeUndefined();
    expect(notes.notes.filter(({ message }) => message.includes('is not used')).length).toBe(2);
  });

  it('take capacity away in the heat, which counts as overload', () => {
    const falling = {
      ...carrier,
      capacityCurve: [1.6, 0, 0, -0.02, 0, 0],
      ratedSink: celsius(29.4),
      curveSink: [celsius(15), celsius(45)],
    };
    const at = (wet: number): PlantYear => flat(bind(airCooling(falling), constantWeather(36, wet)), 11.9 * MW);
    expect(at(12).overloadHours).toBe(0);
    expect(at(26).overloadHours).toBe(8760);
    const plant = bind(airCooling(falling), constantWeather(36, 26));
    const it = new Float64Array(8760).fill(11.9 * MW);
    const table = runTable(tabulate(plant), it, new Float64Array(8760));
    expect(table.overloadHours).toBe(8760);
    expect(table.energy / at(26).energy).toBeCloseTo(1, 3);
  });
});

describe('the declared COP', () => {
  it('matters for cold and for warm water, and without a jump between them', () => {
    for (const leaving of [6, 9.99, 14, 20]) {
      const of = (copReference: number): number => fullLoadCop(copModel(airCooling({ copReference }), leaving), 27);
      expect(of(7) / of(5), String(leaving)).toBeGreaterThan(1.1);
    }
    const at = (leaving: number): number => fullLoadCop(copModel(airCooling({ copReference: 6 }), leaving), 27);
    expect(at(10.001) / at(9.999)).toBeCloseTo(1, 3);
  });
});

describe('below turndown', () => {
  const bank = (change: Partial<AirCooling>) =>
    chillerBank(airCooling(change), 0.2, 4 * MW, 4, 4, 'hall', new NoteCollector())!;

  it.each(['variableSpeed', 'vanes', 'screw', 'scroll'] as const)(
    'a %s machine with hot gas holds its least load, which costs more than cycling',
    (chiller) => {
      const [cycles, holds] = [bank({ chiller }), bank({ chiller, lowLoad: 'hotGas' })];
      expect(stagedLoad(holds, 0.01 * MW)).toBeCloseTo(stagedLoad(holds, 0.19 * MW), 6);
      expect(stagedLoad(holds, 0.05 * MW)).toBeGreaterThan(1.5 * stagedLoad(cycles, 0.05 * MW));
      expect(stagedLoad(holds, 0.2 * MW)).toBeCloseTo(stagedLoad(cycles, 0.2 * MW), 6);
      expect(stagedLoad(holds, 0)).toBe(0);
    },
  );

  it('scrolls run full but for one of them', () => {
    const scrolls = bank({ chiller: 'scroll' });
    expect(stagedLoad(scrolls, 3 * MW)).toBeCloseTo(3 * MW, 3);
    expect(stagedLoad(scrolls, 2.5 * MW) - stagedLoad(scrolls, 2 * MW)).toBeCloseTo(stagedLoad(scrolls, 0.5 * MW), 3);
    expect([0, 0.5, 1, 1.01, 3.2, 9].map((load) => machinesRunning(scrolls, load * MW))).toEqual([0, 1, 1, 2, 4, 4]);
  });

  it('counts hours that lack heat apart from hours that weather relieves', () => {
    const cooling = directToChip({
      economizer: 'dry',
      rejection: 'dryCooler',
      unitSize: 6 * MW,
      supply: celsius(24),
    });
    const mild = constantWeather(12.5, 8);
    const full = flat(bind(cooling, mild), 12 * MW);
    expect([full.belowTurndownHours, full.relievedHours]).toEqual([0, 8760]);
    const low = flat(bind(cooling, mild), 0.5 * MW);
    expect([low.belowTurndownHours, low.relievedHours]).toEqual([8760, 0]);
    const warm = flat(bind(cooling, hot), 12 * MW);
    expect([warm.belowTurndownHours, warm.relievedHours]).toEqual([0, 0]);
  });
});

describe('starts of chillers', () => {
  const limits = { minimumOn: 600, minimumOff: 900 };

  it('are as many as the timers allow: most in between', () => {
    expect(startsPerHour(0.4, limits)).toBeCloseTo(2.4, 9);
    expect(startsPerHour(0.1, limits)).toBeCloseTo(0.6, 9);
    expect(startsPerHour(0.9, limits)).toBeCloseTo(0.4, 9);
    expect([0, 1, 2, NaN].map((ratio) => startsPerHour(ratio, limits))).toEqual([0, 0, 0, 0]);
  });

  it('count stages up, and cycling below turndown', () => {
    const plant = bind(airCooling({ unitSize: 3 * MW, chiller: 'vanes' }), hot);
    const swing = Float64Array.from({ length: 8760 }, (_, hour) => (hour % 24 < 12 ? 3 : 11) * MW);
    const starts = machineStarts(plant, limits, swing);
    expect(starts.cycling).toBe(0);
    expect(starts.perDay).toBeGreaterThanOrEqual(1);
    expect(starts.perDay).toBeLessThan(4);
    const flatStarts = machineStarts(plant, limits, new Float64Array(8760).fill(8 * MW));
    expect(flatStarts.staging + flatStarts.cycling).toBe(0);
    const low = machineStarts(plant, limits, new Float64Array(8760).fill(0.2 * MW));
    expect(low.perDay).toBeGreaterThan(12);
    expect(low.mostPerHour).toBeLessThanOrEqual(2.4);
    const held = bind(airCooling({ unitSize: 3 * MW, lowLoad: 'hotGas' }), hot);
    expect(machineStarts(held, limits, new Float64Array(8760).fill(0.2 * MW)).cycling).toBe(0);
    expect(machineStarts(plant, limits, new Float64Array(0)).perDay).toBe(0);
  });
});

it('says that heat reuse is not supported', () => {
  const notes = new NoteCollector();
  bind(directToChip({ heatReuse: 'district' }), hot, notes);
  expect(notes.notes.map(({ type }) => type)).toEqual(['unsupported']);
});
