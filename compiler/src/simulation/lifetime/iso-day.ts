import { daysInMonth, type IsoDate } from '../../ir/index.js';

/** The month of a decimal year, `2028-07`. */
export function isoMonth(decimal: number): string {
  return isoDay(decimal).slice(0, 7);
}

/** The day of a decimal year in the simulation's calendar, to the nearest: the other way round of `decimalYear`. */
export function isoDay(decimal: number): IsoDate {
  let year = Math.floor(decimal + 1e-9);
  let day = Math.round((decimal - year) * 365);
  if (day >= 365) {
    year++;
    day = 0;
  }
  let month = 1;
  while (day >= daysInMonth(month)) {
    day -= daysInMonth(month);
    month++;
  }
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day + 1)}`;
}
