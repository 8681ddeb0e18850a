import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Capability,
  type Needed,
  strandedByCause,
  usablePower,
} from '../../../compiler/src/simulation/campus/capability.js';

/** A hall of 10 MW whose every dimension carries 12 MW of this workload, and whose path carries 15. */
const has: Capability = {
  rating: 10e6,
  contract: 15.6e6,
  'electrical path': 15e6,
  'air cooling': 2.4e6,
  'liquid cooling': 9.6e6,
  density: 140e3,
  floor: 1200,
  'floor load': 1500,
  bisection: 50e9,
  roundTrip: 0.01,
};
const needs: Needed = {
  contract: 1.3,
  'electrical path': 1,
  'air cooling': 0.2,
  'liquid cooling': 0.8,
  density: 132e3,
  floor: 1e-4,
  'floor load': 1400,
  bisection: 50e9,
  roundTrip: 0.2,
};

describe('usable power', () => {
  test('is the least that a dimension allows', () => {
    expect(usablePower(has, needs).usable).toBeCloseTo(12e6, 3);
    expect(usablePower({ ...has, 'air cooling': 1e6 }, needs)).toMatchObject({ usable: 5e6, binds: 'air cooling' });
    expect(usablePower({ ...has, contract: 1.3e6 }, needs)).toMatchObject({ usable: 1e6, binds: 'contract' });
  });

  test('is thinned out where racks or links ask for more than there is, and none where users are too far', () => {
    expect(usablePower({ ...has, density: 33e3 }, needs)).toMatchObject({ usable: 2.5e6, binds: 'density' });
    expect(usablePower({ ...has, bisection: 25e9 }, needs)).toMatchObject({ usable: 5e6, binds: 'bisection' });
    expect(usablePower({ ...has, roundTrip: 0.3 }, needs)).toMatchObject({ usable: 0, binds: 'distance' });
  });

  test('needs of nothing and figures that nobody knows bind nothing', () => {
    const airless = usablePower({ ...has, 'air cooling': 0 }, { ...needs, 'air cooling': 0, 'liquid cooling': 1 });
    expect(airless).toMatchObject({ binds: 'liquid cooling' });
    const { by, binds } = usablePower({ ...has, floor: NaN }, needs);
    expect(by.floor).toBeNaN();
    expect(binds).not.toBe('floor');
  });
});

describe('stranded power', () => {
  test('is what the hall is fed with beyond what is usable, by what is wanting', () => {
    const air = { has: { ...has, 'air cooling': 1e6 }, needs, count: 2 };
    const thin = { has: { ...has, density: 33e3 }, needs, count: 1 };
    expect([...strandedByCause([air, thin])]).toEqual([
      ['air cooling', 20e6],
      ['density', 12.5e6],
    ]);
  });

  test('is never negative, and grows with whatever else is added', () => {
    const some = fc.double({ min: 1e5, max: 2e7, noNaN: true });
    fc.assert(
      fc.property(some, some, some, fc.double({ min: 1, max: 3, noNaN: true }), (contract, path, air, more) => {
        const hall = { has: { ...has, contract, 'electrical path': path, 'air cooling': air }, needs, count: 1 };
        const total = (all: ReadonlyMap<string, number>) => [...all.values()].reduce((sum, watts) => sum + watts, 0);
        const before = strandedByCause([hall]);
        expect(total(before)).toBeGreaterThanOrEqual(0);
        // More contract where something else binds is stranded too.
        const after = strandedByCause([{ ...hall, has: { ...hall.has, contract: contract * more } }]);
        if (usablePower(hall.has, needs).binds !== 'contract')
          expect(total(after)).toBeGreaterThanOrEqual(total(before) * (1 - 1e-12));
      }),
    );
  });
});
