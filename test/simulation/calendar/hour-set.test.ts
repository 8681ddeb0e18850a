import { expect, test } from 'vitest';
import {
  EVERY_HOUR,
  gather,
  type HourSet,
  hoursBetween,
  indexOf,
} from '../../../compiler/src/simulation/calendar/hour-set.js';
import { representativeHours } from '../../../compiler/src/simulation/calendar/representative-hours.js';
import { firstStateOfDay } from '../../../compiler/src/simulation/demand/week.js';
import type { Weather } from '../../../compiler/src/simulation/weather/weather.js';

const HOURS = 8760;
const weather: Weather = {
  dryBulb: Float64Array.from(
    { length: HOURS },
    (_, h) => 15 - 12 * Math.cos((h / HOURS) * 2 * Math.PI) + 5 * Math.sin((h / 24) * 2 * Math.PI),
  ),
  wetBulb: Float64Array.from(
    { length: HOURS },
    (_, h) => 11 - 10 * Math.cos((h / HOURS) * 2 * Math.PI) + 2 * Math.sin((h / 24) * 2 * Math.PI),
  ),
  basis: 'made up',
};
const dear = [17, 4_000, 4_001, 8_759];
const set = representativeHours(weather, dear);

const weighted = ({ length, weight }: HourSet, value: (i: number) => number): number => {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (weight?.[i] ?? 1) * value(i);
  return sum;
};

test('every hour of the year stands for itself', () => {
  expect(EVERY_HOUR.length).toBe(HOURS);
  expect(EVERY_HOUR.weight).toBeUndefined();
  expect([...EVERY_HOUR.monthStart]).toEqual([
    0, 744, 1416, 2160, 2880, 3624, 4344, 5088, 5832, 6552, 7296, 8016, 8760,
  ]);
  expect(indexOf(EVERY_HOUR, 9_999)).toBe(HOURS);
  expect(hoursBetween(EVERY_HOUR, 10, 34)).toBe(24);
});

test('representative hours stand for the whole year, months and kinds of day kept', () => {
  expect(weighted(set, () => 1)).toBeCloseTo(HOURS, 6);
  for (let month = 0; month < 12; month++) {
    const [from, to] = [EVERY_HOUR.monthStart[month]!, EVERY_HOUR.monthStart[month + 1]!];
    expect(hoursBetween(set, set.monthStart[month]!, set.monthStart[month + 1]!)).toBeCloseTo(to - from, 6);
  }
  const weekends = Array.from({ length: 365 }, (_, day) => day).filter((day) => firstStateOfDay(day) !== 0).length;
  expect(weighted(set, (i) => (set.state[i]! >= 24 ? 1 : 0))).toBeCloseTo(24 * weekends, 6);
});

test('they ascend, and dear hours are carried for themselves', () => {
  for (let i = 1; i < set.length; i++) expect(set.hour[i]!).toBeGreaterThanOrEqual(set.hour[i - 1]!);
  for (const hour of dear) {
    const at = [...set.hour].findIndex((each, i) => each === hour && set.single?.[i] === 1);
    expect(set.weight?.[at]).toBe(1);
    expect(set.demand[at]).toBe(hour);
  }
  expect(indexOf(set, 4_001)).toBeGreaterThan(indexOf(set, 4_000));
});

test('weather is that of the hours, prices are means of what they stand for', () => {
  const dry = gather(set, weather.dryBulb);
  expect(dry[100]).toBe(weather.dryBulb[set.hour[100]!]);
  const mean = (values: Float64Array): number => weighted(set, (i) => values[i]!) / HOURS;
  const prices = Float64Array.from(
    { length: HOURS },
    (_, h) => 30 + (h % 24) + (dear.includes(h) ? 5_000 : 0) + (h % 7),
  );
  const whole = prices.reduce((sum, price) => sum + price, 0) / HOURS;
  expect(Math.abs(mean(set.means(prices)) / whole - 1)).toBeLessThan(1e-9);
});
