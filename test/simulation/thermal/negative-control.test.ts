import { describe, expect, it } from 'vitest';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { bindWeather, designPlant, runPlant } from '../../../compiler/src/simulation/thermal/plant.js';
import { constantWeather } from '../weather/fixtures.js';
import { airCooling } from './fixtures.js';

/**
 * Negative control: a published simulator's chiller, EnergyPlus' older Chiller:Electric, with its temperature term taken
 * against 35 °C instead of the design's leaving water and one sign turned round. The invariants must tell it from ours.
 */
function control(load: number, outside: number, asPublished: boolean): number {
  const term = (outside - 35) / 2.778 - (asPublished ? 6.67 - 35 : 0);
  const capacity = 0.944836 - 0.0570088 * term + (asPublished ? 1 : -1) * 0.00185486 * term * term;
  const full = 2.333 - 1.975 * capacity + 0.6121 * capacity * capacity;
  const partLoad = load / capacity;
  return (full * capacity * (0.03303 + 0.6852 * partLoad + 0.2818 * partLoad * partLoad)) / 6;
}

/** Chiller and plant of ours, W per W of rating. */
function ours(load: number, outside: number): number {
  const plant = designPlant(
    airCooling({ rejection: 'airCooled', copReference: 6, unitSize: 5e5 }),
    { rating: 1e6, rackLiquidShare: 0, racks: 100 },
    'hall',
    new NoteCollector(),
  );
  const { dryBulb, wetBulb, basis } = constantWeather(outside, outside - 8);
  const weather = { dryBulb: dryBulb.slice(0, 1), wetBulb: wetBulb.slice(0, 1), basis };
  const out = new Float64Array(1);
  runPlant(bindWeather(plant, weather), Float64Array.of(load * 1e6), out);
  return out[0]! / 1e6;
}

const temperatures = [0, 10, 20, 30, 35];
const falls = (power: (outside: number) => number): boolean =>
  temperatures.some((at, i) => i > 0 && power(at) < power(temperatures[i - 1]!) * (1 - 1e-9));

describe('the negative control', () => {
  it('draws less at half load as the outside warms, about as was found: 442 to 313 kW', () => {
    expect(control(0.5, 0, true) / control(0.5, 35, true)).toBeGreaterThan(1.3);
    expect(falls((at) => control(0.5, at, true))).toBe(true);
  });

  it('is told from its own repair and from our plant', () => {
    expect(falls((at) => control(0.5, at, false))).toBe(false);
    for (const load of [0.1, 0.5, 1]) expect(falls((at) => ours(load, at))).toBe(false);
  });

  it('runs its chiller at freezing point as in summer, without an economizer', () => {
    expect(control(0.5, 0, true)).toBeGreaterThan(0.1);
    expect(ours(0.5, 0)).toBeLessThan(0.75 * ours(0.5, 35));
  });
});
