import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Redundancy } from '../../../compiler/src/ir/index.js';
import { bankInterruptions, systemsOf } from '../../../compiler/src/simulation/availability/elements.js';
import { availabilityLoss, type ExposedWorkload } from '../../../compiler/src/simulation/availability/loss.js';
import { pathAvailability } from '../../../compiler/src/simulation/availability/path.js';
import { designPath } from '../../../compiler/src/simulation/electrical/path.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { electrical } from '../thermal/fixtures.js';

const HOUR = 3600;
/** Equal to nine digits. */
const near = (value: number): number => expect.closeTo(value, 9) as number;
const classes: readonly Redundancy[] = ['N', 'N+1', '2N', '3N/2', '4N/3'];
/** 99.9 % of the time up: 10 h of 10,000. */
const life = { mtbf: 9990 * HOUR, repair: 10 * HOUR };

type Change = Parameters<typeof electrical>[0];
const availabilityOf = (change: Change, notes = new NoteCollector()) => {
  const made = electrical(change);
  return pathAvailability(made, designPath(made, 6e6, 1e6, 'hall', notes), 'hall', notes);
};

describe('elements of which some may fail', () => {
  // By hand, four elements needed: a = 0.999, u = 0.001.
  const u = 1e-3;
  const four = 1 - 0.999 ** 4;
  const pair = 1 - 0.999 ** 2;
  it.each([
    ['N', { installed: 1, required: 1, elementsEach: 4 }, four],
    ['N+1', { installed: 5, required: 4, elementsEach: 1 }, 1 - 0.999 ** 5 - 5 * 0.999 ** 4 * u],
    ['2N', { installed: 2, required: 1, elementsEach: 4 }, four ** 2],
    ['3N/2', { installed: 3, required: 2, elementsEach: 2 }, 3 * pair ** 2 * (1 - pair) + pair ** 3],
    ['4N/3', { installed: 4, required: 3, elementsEach: 2 }, 1 - (1 - pair) ** 4 - 4 * (1 - pair) ** 3 * pair],
  ] as const)('%s', (redundancy, systems, unavailability) => {
    expect(systemsOf(4, redundancy)).toEqual(systems);
    expect(bankInterruptions(4, redundancy, life).unavailability).toBeCloseTo(unavailability, 12);
  });

  it('a lone element fails once in mtbf + repair, two of which one suffices when the second follows', () => {
    expect(bankInterruptions(1, 'N', life).frequency * 10000 * HOUR).toBeCloseTo(1, 12);
    // Both down: u² of the time, for half a repair each time.
    const two = bankInterruptions(1, '2N', life);
    expect(two.unavailability / two.frequency).toBeCloseTo(life.repair / 2, 6);
  });

  it('more spare systems never interrupt more, and nothing needed never fails', () => {
    const lives = fc.record({
      mtbf: fc.double({ min: 100 * HOUR, max: 1e7 * HOUR, noNaN: true }),
      repair: fc.double({ min: 0, max: 50 * HOUR, noNaN: true }),
    });
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 60 }), (of, needed) => {
        const hours = (redundancy: Redundancy): number => bankInterruptions(needed, redundancy, of).unavailability;
        for (const redundancy of classes) {
          expect(hours(redundancy)).toBeGreaterThanOrEqual(0);
          expect(hours(redundancy)).toBeLessThanOrEqual(1);
          expect(hours(redundancy)).toBeLessThanOrEqual(hours('N') + 1e-12);
          expect(bankInterruptions(0, redundancy, of)).toEqual({ unavailability: 0, frequency: 0 });
        }
      }),
    );
  });
});

describe('hours without power behind a path', () => {
  it('by class, or as declared', () => {
    expect(classes.map((redundancy) => availabilityOf({ redundancy }).hours)).toEqual(
      [28.8, 1.6, 0.4, 0.8, 0.8].map((hours) => near(hours)),
    );
    expect(availabilityOf({ unavailable: 2 * HOUR })).toMatchObject({ hours: 2, basis: 'declared' });
    // Four hours each.
    expect(availabilityOf({ redundancy: 'N' }).parts[0]!.events).toBeCloseTo(7.2, 9);
  });

  it('from failures and repairs, where they are declared', () => {
    const { basis, hours, parts } = availabilityOf({
      redundancy: 'N',
      moduleSize: 7e6,
      moduleMtbf: life.mtbf,
      moduleRepair: life.repair,
      transformerMtbf: 1e9,
      transformerRepair: 0,
    });
    expect([basis, parts.length]).toEqual(['elements', 1]);
    expect(hours).toBeCloseTo(8.76, 6);
  });

  it('elements whose failures are blank count as none, and say so', () => {
    const notes = new NoteCollector();
    availabilityOf({ moduleMtbf: life.mtbf, moduleRepair: life.repair }, notes);
    expect(notes.notes.map(({ type }) => type)).toEqual(['unknown']);
  });

  it('what no generator carries stands still when the grid does; a UPS rides through the short ones', () => {
    const grid = { unavailable: 0, gridOutages: 3 * HOUR, gridOutage: 1 * HOUR, rideThrough: 600 };
    const { parts, hours } = availabilityOf({ ...grid, upsShare: 0.5, generatorShare: 0.2 });
    expect(parts).toEqual([
      { coverage: 'UPS and generator', share: 0.2, hours: 0, events: 0 },
      {
        coverage: 'UPS',
        share: 0.3,
        hours: near(3 * Math.exp(-1 / 6)),
        events: near(3 * Math.exp(-1 / 6)),
      },
      { coverage: 'grid', share: 0.5, hours: near(3), events: near(3) },
    ]);
    expect(hours).toBeCloseTo(0.3 * 3 * Math.exp(-1 / 6) + 0.5 * 3, 9);
  });

  it('a generator without a UPS is interrupted each time, for as long as it starts', () => {
    const [part] = availabilityOf({ unavailable: 0, gridOutages: 4 * HOUR, gridOutage: HOUR, upsShare: 0 }).parts;
    expect(part).toMatchObject({ coverage: 'generator', events: 4, hours: near((4 * 10) / 3600) });
  });

  it('a path without load has no element that fails', () => {
    const made = electrical({ moduleMtbf: 1e6, moduleRepair: 1e4, transformerMtbf: 1e6, transformerRepair: 1e4 });
    const notes = new NoteCollector();
    expect(pathAvailability(made, designPath({ ...made, houseLoad: 0 }, 0, 0, 'h', notes), 'h', notes).hours).toBe(0);
  });
});

describe('what workloads lose', () => {
  const path = availabilityOf({ unavailable: 8 * HOUR, interruption: 4 * HOUR, upsShare: 0.5, generatorShare: 0.5 });
  const work = (of: ExposedWorkload['class'], share: number, more: Partial<ExposedWorkload> = {}): ExposedWorkload => ({
    name: of,
    class: of,
    share,
    ...more,
  });

  it('interactive work what is not served; it stands on the covered half', () => {
    const [interactive] = availabilityLoss(path, [work('interactive', 0.5)]);
    expect(interactive).toEqual({ name: 'interactive', hours: 8, events: near(2), lost: 8 / 8760 });
    const [both] = availabilityLoss(path, [work('interactive', 1)]);
    expect(both!.hours).toBeCloseTo((8 + 8 + 2.6) / 2, 9);
  });

  it('training its restart and half a checkpoint interval each time, beside the hours', () => {
    const training = work('training', 0.5, { restart: 1800, checkpointInterval: 3600 });
    const [, job] = availabilityLoss(path, [work('interactive', 0.5), training]);
    // The uncovered half: 2 + 1.3 events a year, an hour each, and 10.6 hours.
    expect(job!.lost).toBeCloseTo((10.6 + 3.3 * 1) / 8760, 9);
  });

  it('work that can wait nothing, unless its deadline is shorter than what it waits for', () => {
    const lost = (deadline: number): number => availabilityLoss(path, [work('deferrable', 0.5, { deadline })])[0]!.lost;
    expect(availabilityLoss(path, [work('deferrable', 0.5)])[0]!.lost).toBe(0);
    expect(lost(24 * HOUR)).toBeCloseTo((8 * Math.exp(-24 / 4)) / 8760, 12);
    expect(lost(0)).toBeCloseTo(8 / 8760, 12);
  });

  it('is a share of the year, whatever is declared, and falls with coverage', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const hours = fc.double({ min: 0, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(share, share, share, hours, hours, (ups, generators, more, unavailable, gridOutages) => {
        const lost = (generatorShare: number): readonly number[] =>
          availabilityLoss(
            availabilityOf({
              unavailable: unavailable * HOUR,
              gridOutages: Math.min(8760, gridOutages) * HOUR,
              upsShare: ups,
              generatorShare,
            }),
            [work('interactive', 0.6), work('training', 0.3, { restart: 600 }), work('deferrable', 0.4)],
          ).map((loss) => loss.lost);
        const few = lost(generators);
        const many = lost(Math.min(1, generators + more));
        for (const each of few) expect(each >= 0 && each <= 1).toBe(true);
        expect(many[0]!).toBeLessThanOrEqual(few[0]! + 1e-12);
      }),
    );
  });

  it('no workload, no load: nothing', () => {
    expect(availabilityLoss(path, [])).toEqual([]);
    expect(availabilityLoss(path, [work('interactive', 0)])[0]).toMatchObject({ hours: 0, lost: 0 });
  });
});
