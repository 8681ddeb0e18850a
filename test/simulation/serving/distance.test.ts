import { expect, test } from 'vitest';
import { farthestTenth, fibreRoundTrip } from '../../../compiler/src/simulation/serving/distance.js';

const abilene = { lat: 32.45, lon: -99.73 };
const dallas = { lat: 32.78, lon: -96.8 };
const ashburn = { lat: 39.04, lon: -77.49 };
const losAngeles = { lat: 34.05, lon: -118.24 };

test.each([
  ['Dallas', dallas, 4],
  ['Ashburn', ashburn, 31],
  ['Los Angeles', losAngeles, 25],
])('fibre from Abilene to %s and back', (_, place, milliseconds) => {
  expect(fibreRoundTrip(abilene, place) * 1e3).toBeCloseTo(milliseconds, -0.3);
});

test('the farthest tenth decides, and users nobody placed stand on the campus', () => {
  const near = { share: 0.95, place: abilene, access: 0.015 };
  const far = { share: 0.05, place: ashburn, access: 0.015 };
  const trip = 0.015 + fibreRoundTrip(abilene, ashburn);
  expect(farthestTenth([near, far], abilene)).toBeCloseTo((trip + 0.015) / 2, 9);
  expect(farthestTenth([{ ...far, share: 0.02 }], abilene)).toBeCloseTo(0.2 * trip, 9);
  expect(farthestTenth([], abilene)).toBe(0);
});
