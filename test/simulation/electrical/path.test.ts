import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Redundancy } from '../../../compiler/src/ir/index.js';
import { bankLoss, lossBank } from '../../../compiler/src/simulation/electrical/loss.js';
import { designPath, pathLosses, runPath } from '../../../compiler/src/simulation/electrical/path.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { electrical } from '../thermal/fixtures.js';

const classes: readonly Redundancy[] = ['N', 'N+1', '2N', '3N/2', '4N/3'];
const MW = 1e6;
const path = (change: Parameters<typeof electrical>[0] = {}) =>
  designPath(electrical(change), 50 * MW, 5 * MW, 'hall', new NoteCollector());

describe('no-load, proportional and square-law loss (APC white paper 113)', () => {
  it.each([
    ['UPS', [0.04, 0.05, 0], [0.045, 0.055, 0.065, 0.09]],
    ['PDU', [0.015, 0, 0.015], [0.01515, 0.01635, 0.01875, 0.03]],
    ['lighting', [0.01, 0, 0], [0.01, 0.01, 0.01, 0.01]],
    ['wiring', [0, 0, 0.01], [0.0001, 0.0009, 0.0025, 0.01]],
    ['switchgear', [0, 0, 0.005], [0.00005, 0.00045, 0.00125, 0.005]],
    ['generator', [0.003, 0, 0], [0.003, 0.003, 0.003, 0.003]],
    ['CRAC', [0.09, 0, 0], [0.09, 0.09, 0.09, 0.09]],
    ['humidifier', [0.01, 0.01, 0], [0.011, 0.013, 0.015, 0.02]],
    ['chiller plant', [0.06, 0.26, 0], [0.086, 0.138, 0.19, 0.32]],
  ])('%s', (_name, coefficients, losses) => {
    const bank = lossBank(coefficients, 1, 1, 1 * MW);
    [0.1, 0.3, 0.5, 1].forEach((x, i) => expect(bankLoss(bank, x * MW) / MW).toBeCloseTo(losses[i]!, 9));
  });

  it('gives the efficiencies of a delta-conversion UPS (white paper 108)', () => {
    const bank = lossBank([0.01333, 0.0064, 0.01081], 1, 1, 1 * MW);
    const efficiency = (x: number): number => (x * MW) / (x * MW + bankLoss(bank, x * MW));
    const published = [
      [0.1, 0.8766],
      [0.25, 0.9412],
      [0.3, 0.9487],
      [0.5, 0.963],
      [0.75, 0.9687],
      [1, 0.9704],
    ] as const;
    for (const [x, value] of published) expect(Math.abs(efficiency(x) - value)).toBeLessThan(0.001);
  });

  it('gives the PUE of the 1 MW component table at part load', () => {
    const parts = [
      [0.04, 0.05, 0],
      [0.015, 0, 0.015],
      [0.01, 0, 0],
      [0, 0, 0.01],
      [0, 0, 0.005],
      [0.003, 0, 0],
      [0.09, 0, 0],
      [0.01, 0.01, 0],
      [0.06, 0.26, 0],
    ];
    const pue = (x: number): number =>
      1 + parts.reduce((sum, part) => sum + bankLoss(lossBank(part, 1, 1, 1), x), 0) / x;
    expect([0.1, 0.3, 0.5, 1].map((x) => pue(x).toFixed(2))).toEqual(['3.60', '2.09', '1.79', '1.58']);
  });
});

describe('redundancy', () => {
  it('counts no-load loss for every element that is energised', () => {
    const idle = (redundancy: Redundancy): number =>
      pathLosses(path({ redundancy, houseLoad: 0, transformer: [0, 0, 0] }), 0, 0).ups;
    const one = idle('N');
    expect(idle('2N') / one).toBeCloseTo(2, 9);
    expect(idle('3N/2') / one).toBeCloseTo(1.5, 9);
    expect(idle('4N/3') / one).toBeGreaterThanOrEqual(4 / 3);
    expect(idle('N+1') / one).toBeCloseTo(1 + 1 / path().ups.needed, 9);
  });

  it('halves the load of every element under 2N', () => {
    const square = [0, 0, 0.02];
    const loss = (redundancy: Redundancy): number =>
      pathLosses(path({ redundancy, ups: square, transformer: [0, 0, 0] }), 50 * MW, 0).ups;
    expect(loss('2N') / loss('N')).toBeCloseTo(0.5, 9);
  });

  it('takes N transformers and UPS modules of at most their size', () => {
    const { ups, transformer } = path({ upsShare: 0.3 });
    expect(ups.needed).toBe(Math.ceil((0.3 * 50) / 0.996 / 1.5));
    expect(ups.unit).toBeLessThanOrEqual(1.5 * MW);
    expect(transformer.unit).toBeLessThanOrEqual(2.5 * MW);
  });

  // Ten modules of 1 MW carry 10 MW; loss per rating 0.01 + 0.01 x + 0.02 x², x the load of one over its own rating.
  it.each([
    ['N', 10, 1, 0.4],
    ['N+1', 11, 10 / 11, 0.391818181818],
    ['2N', 20, 0.5, 0.4],
    ['3N/2', 15, 2 / 3, 0.383333333333],
    ['4N/3', 14, 5 / 7, 0.382857142857],
  ] as const)('%s energises %i modules at x = %f', (redundancy, installed, x, megawatts) => {
    const built = designPath(
      electrical({
        redundancy,
        ups: [0.01, 0.01, 0.02],
        moduleSize: 1 * MW,
        transformer: [0, 0, 0],
        distribution: 0,
        houseLoad: 0,
      }),
      10 * MW,
      0,
      'hall',
      new NoteCollector(),
    );
    expect([built.ups.needed, built.ups.installed]).toEqual([10, installed]);
    expect((10 * MW) / (built.ups.installed * built.ups.unit)).toBeCloseTo(x, 12);
    expect(pathLosses(built, 10 * MW, 0).ups / MW).toBeCloseTo(megawatts, 9);
    // The same at half the load: no-load loss stays, the square falls to a quarter.
    const half = installed * (0.01 + 0.01 * (x / 2) + 0.02 * (x / 2) ** 2);
    expect(pathLosses(built, 5 * MW, 0).ups / MW).toBeCloseTo(half, 9);
  });
});

describe('elements that a path may declare', () => {
  const bare = { redundancy: 'N', ups: [0, 0, 0], transformer: [0, 0, 0], distribution: 0, houseLoad: 0 } as const;
  const lossesAt = (change: Parameters<typeof electrical>[0], it: number) =>
    pathLosses(designPath(electrical({ ...bare, ...change }), 6 * MW, 0, 'hall', new NoteCollector()), it, 0);

  it('distribution units: twenty of 300 kW, 1.5 % at no load and as much again at full load', () => {
    expect(lossesAt({ pdu: [0.015, 0, 0.015] }, 6 * MW).distribution).toBeCloseTo(6 * MW * 0.03, 3);
    expect(lossesAt({ pdu: [0.015, 0, 0.015] }, 3 * MW).distribution).toBeCloseTo(6 * MW * (0.015 + 0.015 / 4), 3);
  });

  it('rectifiers stand before the distribution, which carries their loss too', () => {
    expect(lossesAt({ rectifier: [0, 0.04, 0], distribution: 0.02 }, 3 * MW).distribution).toBeCloseTo(
      (3 * MW * 1.04) / 0.98 - 3 * MW,
      3,
    );
  });

  it('runs hours with them as it states their parts', () => {
    const built = designPath(
      electrical({ pdu: [0.01, 0, 0.01], rectifier: [0.005, 0.03, 0] }),
      6 * MW,
      1 * MW,
      'hall',
      new NoteCollector(),
    );
    const out = new Float64Array(2);
    const sum = runPath(built, Float64Array.of(2 * MW, 5 * MW), Float64Array.of(MW, MW), out, Float64Array.of(3, 0.5));
    const parts = pathLosses(built, 5 * MW, MW);
    expect(out[1]).toBeCloseTo(parts.distribution + parts.ups + parts.transformer + parts.house, 3);
    expect(sum).toBeCloseTo(3600 * (3 * out[0]! + 0.5 * out[1]!), 0);
  });

  it('800 V direct current counts as losses only, and says so', () => {
    const notes = new NoteCollector();
    designPath(electrical({ feed: 'dc800' }), 6 * MW, 0, 'hall', notes);
    expect(notes.notes.map(({ type }) => type)).toEqual(['unsupported']);
  });

  it('a path without load loses its house load and nothing else', () => {
    const built = designPath(electrical({ houseLoad: 0 }), 0, 0, 'hall', new NoteCollector());
    expect(runPath(built, new Float64Array(1), new Float64Array(1), new Float64Array(1))).toBe(0);
  });
});

describe('the whole path', () => {
  const designs = fc.record({
    redundancy: fc.constantFrom(...classes),
    upsShare: fc.double({ min: 0, max: 1, noNaN: true }),
    distribution: fc.double({ min: 0, max: 0.1, noNaN: true }),
    houseLoad: fc.double({ min: 0, max: 0.05, noNaN: true }),
    ups: fc.tuple(...[0.04, 0.05, 0.05].map((max) => fc.double({ min: 0, max, noNaN: true }))),
    transformer: fc.tuple(...[0.005, 0.005, 0.01].map((max) => fc.double({ min: 0, max, noNaN: true }))),
  });
  const load = fc.double({ min: 0, max: 50 * MW, noNaN: true });

  const run = (design: Parameters<typeof electrical>[0], it: readonly number[], plant: number): Float64Array => {
    const out = new Float64Array(it.length);
    runPath(path(design), Float64Array.from(it), new Float64Array(it.length).fill(plant), out);
    return out;
  };

  it('H02: hourly losses are the sum of their parts', () => {
    fc.assert(
      fc.property(designs, load, (design, it) => {
        const parts = pathLosses(path(design), it, 3 * MW);
        const total = parts.distribution + parts.ups + parts.transformer + parts.house;
        expect(Math.abs(run(design, [it], 3 * MW)[0]! - total)).toBeLessThanOrEqual(1e-9 * (it + 3 * MW));
      }),
    );
  });

  it('H05, H06, H10: losses are finite, never negative, and grow with load', () => {
    fc.assert(
      fc.property(designs, load, load, (design, a, b) => {
        const [low, high] = run(design, [Math.min(a, b), Math.max(a, b)], 0);
        expect(Number.isFinite(run(design, [0], 0)[0]!)).toBe(true);
        expect(low!).toBeGreaterThanOrEqual(0);
        expect(high!).toBeGreaterThanOrEqual(low! - 1e-6);
      }),
    );
  });

  it('H07: loss per IT falls with load without square terms', () => {
    const noSquares = designs.map((design) => ({
      ...design,
      ups: [design.ups[0]!, design.ups[1]!, 0],
      transformer: [design.transformer[0]!, design.transformer[1]!, 0],
    }));
    fc.assert(
      fc.property(
        noSquares,
        fc.double({ min: 1e5, max: 50 * MW, noNaN: true }),
        fc.double({ min: 1e5, max: 50 * MW, noNaN: true }),
        (design, a, b) => {
          const [x, y] = [Math.min(a, b), Math.max(a, b)];
          const [low, high] = run(design, [x, y], 0);
          expect(high! / y).toBeLessThanOrEqual(low! / x + 1e-9);
        },
      ),
    );
  });

  it('H11: the chain is worse than its weakest stage', () => {
    fc.assert(
      fc.property(designs, fc.double({ min: 1e6, max: 50 * MW, noNaN: true }), (design, it) => {
        const parts = pathLosses(path(design), it, 0);
        const chain = it / (it + parts.distribution + parts.ups + parts.transformer);
        for (const part of [parts.distribution, parts.ups, parts.transformer])
          expect(chain).toBeLessThanOrEqual(it / (it + part) + 1e-12);
      }),
    );
  });

  it('clamps negative coefficients and says so', () => {
    const notes = new NoteCollector();
    const built = designPath(electrical({ ups: [-0.01, 0.01, 0.01] }), 10 * MW, 1 * MW, 'hall', notes);
    expect(built.ups.constant).toBe(0);
    expect(notes.notes).toHaveLength(1);
  });

  it('sums to joules', () => {
    const out = new Float64Array(8760);
    const energy = runPath(path(), new Float64Array(8760).fill(30 * MW), new Float64Array(8760).fill(2 * MW), out);
    expect(energy).toBeCloseTo(out[0]! * 8760 * 3600, -3);
  });
});
