import type { AnyCooling, AnyEntity, Climate } from '../../../compiler/src/ir/index.js';
import { representativeDays } from '../../../compiler/src/simulation/calendar/representative-days.js';
import { firstStateOfDay, weekShape } from '../../../compiler/src/simulation/demand/week.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { bindWeather, designPlant, runPlant } from '../../../compiler/src/simulation/thermal/plant.js';
import { type Weather, weatherOf } from '../../../compiler/src/simulation/weather/weather.js';

const RATING = 10e6;
/** An office-hours demand: twice as high in the afternoon as at night, half at weekends. */
const PROFILE = Array.from({ length: 24 }, (_, hour) => 1 - 0.35 * Math.cos((2 * Math.PI * (hour - 3)) / 24));

/** Heat of each hour of the week's 48 states, W, by what the load is called. */
export const loads: readonly (readonly [string, Float64Array])[] = [
  ['flat 30 %', new Float64Array(48).fill(0.3 * RATING)],
  ['flat 80 %', new Float64Array(48).fill(0.8 * RATING)],
  ['office hours', weekShape(PROFILE, 0.5).map((shape) => 0.5 * RATING * shape)],
];

export function weatherFor(climate: Climate): Weather {
  return weatherOf(climate, climate.name ?? '', new NoteCollector());
}

export function coolings(entries: Iterable<AnyEntity>): readonly AnyCooling[] {
  return [...entries].filter((entity): entity is AnyCooling => 'rejection' in entity);
}

/** Annual plant energy from representative days over that from all hours, less 1; for each load. */
export function energyErrors(cooling: AnyCooling, weather: Weather, daysPerMonth: 1 | 2): readonly number[] {
  const plant = designPlant(cooling, { rating: RATING, rackLiquidShare: 0.8, racks: 100 }, 'hall', new NoteCollector());
  const bound = bindWeather(plant, weather);
  const chosen = representativeDays(weather, { daysPerMonth });
  const out = new Float64Array(8760);
  const run = (heat: (hour: number) => number): Float64Array => {
    runPlant(
      bound,
      Float64Array.from({ length: 8760 }, (_, hour) => heat(hour)),
      out,
    );
    return out;
  };
  return loads.map(([, week]) => {
    const all = run((hour) => week[firstStateOfDay(Math.floor(hour / 24)) + (hour % 24)]!).reduce((a, b) => a + b, 0);
    let some = 0;
    for (const [from, days] of [
      [0, chosen.weekdays],
      [24, chosen.weekends],
    ] as const) {
      const power = run((hour) => week[from + (hour % 24)]!);
      chosen.hours.forEach((hour, i) => (some += power[hour]! * days[i]!));
    }
    return some / all - 1;
  });
}
