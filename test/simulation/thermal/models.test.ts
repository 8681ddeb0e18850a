import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { flowLaw, lawAt, rejectionLaw } from '../../../compiler/src/simulation/thermal/affinity.js';
import { copModel, fullLoadCop } from '../../../compiler/src/simulation/thermal/chiller-cop.js';
import { biquadratic } from '../../../compiler/src/simulation/thermal/chiller-curve.js';
import {
  chillerBank,
  type ChillerBank,
  relativePower,
  stagedLoad,
} from '../../../compiler/src/simulation/thermal/chiller-load.js';
import { curveAt, towerApproach, towerCurve } from '../../../compiler/src/simulation/thermal/tower.js';
import { airCooling } from './fixtures.js';

const bank = (partLoad: readonly number[], machines: number, turndown = 0.2): ChillerBank =>
  chillerBank(airCooling({ partLoad }), turndown, machines * 1e6, machines, machines, 'hall', new NoteCollector())!;

describe('affinity laws', () => {
  it('are tabulated to 1e-4', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1.2, noNaN: true }),
        (exponent, floor, x) => {
          const flow = Math.min(1, Math.max(x, floor));
          expect(Math.abs(lawAt(flowLaw(exponent, floor), x) - flow ** exponent)).toBeLessThan(1e-4);
          const speed = Math.min(1, Math.max(x ** (1 / 0.7), floor));
          expect(Math.abs(lawAt(rejectionLaw(exponent, floor), x) - speed ** exponent)).toBeLessThan(1e-4);
        },
      ),
    );
  });

  it.each([
    [1, 0.4],
    [2, 0.16],
    [2.5, 0.1012],
    [3, 0.064],
  ])('with exponent %d at 40 %% of flow: %d of design power', (exponent, power) => {
    expect(lawAt(flowLaw(exponent, 0.3), 0.4)).toBeCloseTo(power, 4);
  });

  it('let a dry cooler at half heat run on 4 to 7 % of its fan power', () => {
    expect(lawAt(rejectionLaw(3, 0), 0.5)).toBeGreaterThan(0.04);
    expect(lawAt(rejectionLaw(3, 0), 0.5)).toBeLessThan(0.07);
  });
});

// Catalogue machines: capacity and power from published curves, at rated and at cool condenser water.
const machines = [
  {
    name: 'Trane CVHF 1758 kW, variable speed',
    capacity: 1758.3,
    cop: 6.46,
    capFT: [1.066671, 0.00588924, -0.003155053, -0.01591039, 0.0001042897, 0.002576256],
    eirFT: [0.07989434, 0.02062907, -0.0004050827, 0.04570552, -0.0001469163, -0.001563259],
    eirFPLR: [0.3268954, 0.3297771, 0.3423342],
    leaving: 5.56,
    points: [
      [24.44, 1, 278.52],
      [24.44, 0.75, 213.78],
      [24.44, 0.5, 160.97],
      [24.44, 0.25, 120.09],
      [19.44, 1, 232.47],
      [19.44, 0.75, 178.43],
      [19.44, 0.5, 134.35],
      [19.44, 0.25, 100.23],
    ],
  },
  {
    name: 'York YK 4396 kW, inlet vanes',
    capacity: 4395.8,
    cop: 6.63,
    capFT: [0.3693621, -0.07284715, -0.00487193, 0.1223355, -0.005368259, 0.01035036],
    eirFT: [0.5913358, -0.05974145, 0.0008176561, 0.03987353, -0.0008176694, 0.001457994],
    eirFPLR: [0.302107, 0.03103971, 0.6669726],
    leaving: 6.67,
    points: [
      [26.67, 1, 612.75],
      [26.67, 0.75, 429.22],
      [26.67, 0.5, 296.76],
      [21.67, 1, 788.78],
      [21.67, 0.75, 552.52],
      [21.67, 0.5, 382.02],
    ],
  },
  {
    name: 'DOE-2 centrifugal',
    capacity: 100,
    cop: 5.5,
    capFT: [0.257896, 0.0389016, -0.00021708, 0.0468684, -0.00094284, -0.00034344],
    eirFT: [0.933884, -0.058212, 0.00450036, 0.00243, 0.000486, -0.001215],
    eirFPLR: [0.222903, 0.313387, 0.46371],
    leaving: 6.67,
    points: [
      [29.4, 1, 18.23],
      [29.4, 0.75, 13.1],
      [29.4, 0.5, 9.03],
      [29.4, 0.25, 6.02],
      [24.4, 1, 16.86],
      [24.4, 0.75, 12.12],
      [24.4, 0.5, 8.35],
      [24.4, 0.25, 5.57],
    ],
  },
] as const;

describe.each(machines)('$name', ({ capacity, cop, capFT, eirFT, eirFPLR, leaving, points }) => {
  it('draws what its catalogue says at full and part load', () => {
    const full = eirFPLR[0] + eirFPLR[1] + eirFPLR[2];
    const curve = bank(eirFPLR, 1, 0.1);
    for (const [condenser, load, power] of points) {
      const available = capacity * biquadratic(capFT, leaving, condenser);
      const simulated = (available / cop) * biquadratic(eirFT, leaving, condenser) * full * relativePower(curve, load);
      expect.soft(Math.abs(simulated / power - 1), `${condenser} °C at ${load}`).toBeLessThan(0.002);
    }
  });
});

describe('part load', () => {
  const carrier = [0.1202277, 0.1396384, 0.7394038];

  it('of staged machines at a quarter of the plant: specific power .805, .75, .747, .736 with 1, 2, 4, 8 of them', () => {
    const specific = (count: number, share: number): number =>
      stagedLoad(bank(carrier, count), share * count * 1e6) / (share * count * 1e6);
    [
      [1, 0.805],
      [2, 0.75],
      [4, 0.747],
      [8, 0.736],
    ].forEach(([count, value]) => expect(Math.abs(specific(count!, 0.25) - value!)).toBeLessThan(1.5e-3));
    [4, 8].forEach((count) => expect(Math.abs(specific(count, 0.1) - 0.736)).toBeLessThan(1.5e-3));
  });

  it('finds the best count among all', () => {
    const banks = fc.tuple(
      fc.double({ min: 0.01, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 0.6, noNaN: true }),
    );
    fc.assert(
      fc.property(banks, fc.double({ min: 0.001, max: 1, noNaN: true }), ([a0, split, count, turndown], share) => {
        const machines = bank([a0, (1 - a0) * split, (1 - a0) * (1 - split)], count, turndown);
        const load = share * count * 1e6;
        let best = Infinity;
        for (let n = Math.ceil(load / 1e6 - 1e-12); n <= count; n++)
          if (n > 0) best = Math.min(best, n * 1e6 * relativePower(machines, load / (n * 1e6)));
        expect(stagedLoad(machines, load) / best).toBeCloseTo(1, 6);
      }),
    );
  });

  it('below turndown costs more per load the less there is of it', () => {
    const one = bank(carrier, 1);
    const specific = (p: number): number => relativePower(one, p) / p;
    expect(specific(0.1)).toBeGreaterThan(specific(0.2));
    expect(specific(0.02)).toBeGreaterThan(specific(0.1));
    expect(specific(0.001) / specific(0.2)).toBeLessThan(1.26);
  });

  it('of the shipped classes follows the medians of catalogue machines', () => {
    const classes = {
      variableSpeed: [0.768, 0.718, 0.843],
      vanes: [1.365, 0.979, 0.957],
      screw: [1.383, 1.026, 0.982],
    } as const;
    for (const [chiller, medians] of Object.entries(classes)) {
      const machines = chillerBank(
        airCooling({ chiller: chiller as keyof typeof classes }),
        0.1,
        1e6,
        1,
        1,
        'hall',
        new NoteCollector(),
      )!;
      [0.25, 0.5, 0.75].forEach((p, i) =>
        expect(Math.abs(relativePower(machines, p) / p / medians[i]! - 1), `${chiller} at ${p}`).toBeLessThan(0.06),
      );
    }
  });
});

describe('full-load COP', () => {
  it('stays sane where the bare Carnot fraction does not', () => {
    const model = copModel(airCooling({ rejection: 'airCooled' }), 28);
    expect(fullLoadCop(model, 35)).toBeGreaterThan(5);
    expect(fullLoadCop(model, 25)).toBeLessThanOrEqual(12);
    expect(fullLoadCop(model, -10)).toBeLessThanOrEqual(12);
  });

  it('is the declared one at rating conditions for cold water', () => {
    expect(fullLoadCop(copModel(airCooling({ copReference: 6.5 }), 6.67), 29.4)).toBeCloseTo(6.5, 6);
    expect(fullLoadCop(copModel(airCooling({ copReference: 3.1, rejection: 'airCooled' }), 6.67), 35)).toBeCloseTo(
      3.1,
      6,
    );
  });
});

describe('cooling tower', () => {
  it.each([
    [25.55, 1, 3.84],
    [25.55, 2, 8.68],
    [15, 1, 6.33],
    [5, 1, 9.38],
  ])('at a %d °C wet bulb and liquid-to-gas ratio %d has an approach of %d K', (wetBulb, ratio, approach) => {
    expect(towerApproach(wetBulb, 5.56, ratio)).toBeCloseTo(approach, 2);
  });

  it('has the declared approach at its rating, and more of it in the cold', () => {
    const { approach, inRange } = towerCurve(4, 5.56);
    expect(inRange).toBe(true);
    expect(curveAt(approach, 25.55)).toBeCloseTo(4, 2);
    expect(curveAt(approach, 5)).toBeGreaterThan(9);
  });

  it('never gives colder water in warmer air', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 30, noNaN: true }),
        fc.double({ min: 2, max: 40, noNaN: true }),
        fc.double({ min: -40, max: 45, noNaN: true }),
        (approach, range, wetBulb) => {
          const curve = towerCurve(approach, range).approach;
          expect(wetBulb + curveAt(curve, wetBulb)).toBeLessThanOrEqual(
            wetBulb + 1 + curveAt(curve, wetBulb + 1) + 1e-9,
          );
        },
      ),
    );
  });
});
