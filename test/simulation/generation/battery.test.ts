import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batteryCover } from '../../../compiler/src/simulation/generation/cover.js';
import { shavePeaks } from '../../../compiler/src/simulation/generation/shaving.js';
import { rampAfter, smoothingNeed } from '../../../compiler/src/simulation/generation/smoothing.js';

const MW = 1e6;
const MWH = 3.6e9;
const megawatts = (...values: number[]): Float64Array => Float64Array.from(values, (value) => value * MW);

describe('smoothing of ramps', () => {
  it('E = ΔP·T/2: 100 MW at 10 MW/min is ten minutes, 8.33 MWh, 90 MW', () => {
    const need = smoothingNeed(100 * MW, (10 * MW) / 60);
    expect(need.energy / MWH).toBeCloseTo((100 * (10 / 60)) / 2, 9);
    expect(need.power / MW).toBeCloseTo(90, 9);
  });

  it('a battery of just that size leaves just that ramp; more power alone does not help', () => {
    const ramp = (100 * MW) / 60;
    const need = smoothingNeed(100 * MW, (10 * MW) / 60);
    expect((rampAfter(ramp, need) * 60) / MW).toBeCloseTo(10, 9);
    expect((rampAfter(ramp, { ...need, power: 100 * MW }) * 60) / MW).toBeCloseTo(10, 9);
    expect((rampAfter(ramp, { ...need, energy: need.energy / 2 }) * 60) / MW).toBeCloseTo(20, 9);
    expect((rampAfter(ramp, 90 * MW) * 60) / MW).toBeCloseTo(10, 9);
  });

  it('never makes a ramp larger, and nothing needs nothing', () => {
    const positive = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(positive, positive, positive, (ramp, power, energy) => {
        const after = rampAfter(ramp, { power, energy });
        expect(after).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(ramp);
      }),
    );
    expect(smoothingNeed(0, 0)).toEqual({ power: 0, energy: 0 });
    expect(smoothingNeed(1, 0).energy).toBe(Infinity);
  });
});

describe('shaving of monthly peaks', () => {
  it('holds a peak of two hours under what its energy allows', () => {
    const load = new Float64Array(8760).fill(50 * MW);
    load.fill(80 * MW, 10, 12);
    const shaved = shavePeaks(load, load, { power: 100 * MW, energy: 20 * MWH, efficiency: 1 });
    expect(shaved.thresholds[0]! / MW).toBeCloseTo(70, 4);
    expect(shaved.thresholds[1]! / MW).toBeCloseTo(50, 5);
    expect(Math.max(...shaved.quarterHours) / MW).toBeCloseTo(70, 4);
    expect(shaved.losses).toBe(0);
    expect(shaved.cycles).toBeCloseTo(1, 4);
  });

  it('does not live on what was stored before: a flat load is not shaved', () => {
    const load = new Float64Array(8760).fill(50 * MW);
    const shaved = shavePeaks(load, load, { power: 10 * MW, energy: 100 * MWH, efficiency: 0.9 });
    expect([...shaved.thresholds].map((level) => (level / MW).toFixed(4))).toEqual(new Array(12).fill('50.0000'));
    expect([shaved.cycles, shaved.losses]).toEqual([0, 0]);
  });

  it('is limited by its power', () => {
    const load = new Float64Array(8760).fill(50 * MW);
    load[10] = 80 * MW;
    const shaved = shavePeaks(load, load, { power: 5 * MW, energy: 900 * MWH, efficiency: 0.9 });
    expect(shaved.thresholds[0]! / MW).toBeCloseTo(75, 5);
  });

  it('a lone quarter-hour costs a quarter of an hour', () => {
    const load = new Float64Array(8760).fill(50 * MW);
    const quarters = load.slice();
    quarters[10] = 60 * MW;
    const shaved = shavePeaks(load, quarters, { power: 100 * MW, energy: 2.5 * MWH, efficiency: 1 });
    expect(shaved.thresholds[0]! / MW).toBeCloseTo(50, 1);
    expect(shaved.discharge[10]! / MW).toBeCloseTo(2.5, 2);
  });

  it('pays for the round trip when it is filled again', () => {
    const load = new Float64Array(8760).fill(50 * MW);
    load[10] = 60 * MW;
    load.fill(40 * MW, 20, 30);
    const { discharge, charge, losses } = shavePeaks(load, load, {
      power: 10 * MW,
      energy: 50 * MWH,
      efficiency: 0.81,
    });
    const sum = (values: Float64Array): number => values.reduce((all, each) => all + each, 0) * 3600;
    expect(sum(discharge) / sum(charge)).toBeCloseTo(0.81, 6);
    expect(losses / (sum(charge) - sum(discharge))).toBeCloseTo(1, 6);
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const cases = fc.record({
    day: fc.array(share, { minLength: 1, maxLength: 48 }),
    burst: fc.double({ min: 1, max: 1.5, noNaN: true }),
    power: share,
    energy: fc.double({ min: 0, max: 5, noNaN: true }),
    efficiency: fc.double({ min: 0.5, max: 1, noNaN: true }),
  });
  const monthStart = (length: number): number[] => [0, ...new Array<number>(12).fill(length)];

  it('load = grid + discharge − charge, and no quarter-hour rises above the month', () => {
    fc.assert(
      fc.property(cases, ({ day, burst, power, energy, efficiency }) => {
        const load = megawatts(...day.map((each) => 50 * each));
        const quarters = load.map((watts) => burst * watts);
        const battery = { power: 50 * MW * power, energy: 50 * MWH * energy, efficiency };
        const shaved = shavePeaks(load, quarters, battery, { monthStart: monthStart(load.length) });
        const highest = Math.max(...quarters);
        let stored = battery.energy;
        load.forEach((watts, i) => {
          const [out, put] = [shaved.discharge[i]!, shaved.charge[i]!];
          expect(Math.abs(shaved.grid[i]! + out - put - watts)).toBeLessThanOrEqual(1e-9 * (watts + put));
          expect(shaved.quarterHours[i]).toBeLessThanOrEqual(highest * (1 + 1e-9));
          expect(shaved.quarterHours[i]).toBeGreaterThanOrEqual(shaved.grid[i]! * (1 - 1e-9) - 1e-6);
          expect(Math.min(out, put)).toBe(0);
          expect(Math.max(out, put)).toBeLessThanOrEqual(battery.power * (1 + 1e-6) + 1e-6);
          stored += 3600 * (put * Math.sqrt(efficiency) - out / Math.sqrt(efficiency));
          expect(stored).toBeGreaterThanOrEqual(-1e-5 * battery.energy - 1);
          expect(stored).toBeLessThanOrEqual(battery.energy * (1 + 1e-9) + 1);
        });
        expect(shaved.losses).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('more energy never leaves a higher peak', () => {
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 0, max: 5, noNaN: true }),
        ({ day, burst, power, energy, efficiency }, more) => {
          const load = megawatts(...day.map((each) => 50 * each));
          const level = (of: number): number =>
            shavePeaks(
              load,
              load.map((watts) => burst * watts),
              { power: 50 * MW * power, energy: 50 * MWH * of, efficiency },
              { monthStart: monthStart(load.length) },
            ).thresholds[0]!;
          expect(level(energy + more)).toBeLessThanOrEqual(level(energy) + 1e-6 * 50 * MW);
        },
      ),
    );
  });
});

describe('a battery in called hours', () => {
  it('gives until it is empty, then is filled from what is left', () => {
    const wanted = megawatts(0, 10, 10, 10, 0, 0);
    const room = megawatts(5, 0, 0, 0, 5, 50);
    const { discharge, charge } = batteryCover(wanted, room, { power: 8 * MW, energy: 20 * MWH, efficiency: 1 });
    expect([...discharge].map((watts) => watts / MW)).toEqual([0, 8, 8, 4, 0, 0]);
    expect([...charge].map((watts) => watts / MW)).toEqual([0, 0, 0, 0, 5, 8]);
  });

  it('an empty one gives nothing', () => {
    const { discharge } = batteryCover(megawatts(10), megawatts(0), { power: 8 * MW, energy: 0, efficiency: 0 });
    expect(discharge[0]).toBe(0);
  });
});
