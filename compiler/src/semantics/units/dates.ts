/** A date as written, as the two days that it may mean. */
export interface ParsedDate {
  /** First day, ISO: what a date means on its own. */
  readonly first: string;
  /** Last day, ISO: what it means as the end of a range. */
  readonly last: string;
}

export type DateResult =
  | { readonly ok: true; readonly date: ParsedDate }
  | { readonly ok: false; readonly part: 'year' | 'month' | 'day'; readonly message: string };

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Days of a month (1..12) in the Gregorian calendar. */
function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * Checks a date against the calendar.
 * @returns its first and last day (`2027` is 2027-01-01 and 2027-12-31), or which part of it does not exist
 */
export function checkDate(year: number, month?: number, day?: number): DateResult {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) {
    return { ok: false, part: 'year', message: `${year} is not a year` };
  }
  if (month === undefined) return { ok: true, date: { first: iso(year, 1, 1), last: iso(year, 12, 31) } };
  const name = monthNames[month - 1];
  if (name === undefined) {
    return { ok: false, part: 'month', message: `${year}-${pad(month)} does not exist: a year has twelve months` };
  }
  const days = daysIn(year, month);
  if (day === undefined) return { ok: true, date: { first: iso(year, month, 1), last: iso(year, month, days) } };
  if (day < 1 || day > days) {
    return {
      ok: false,
      part: 'day',
      message: `${iso(year, month, day)} does not exist: ${name} ${year} has ${days} days`,
    };
  }
  return { ok: true, date: { first: iso(year, month, day), last: iso(year, month, day) } };
}

/** Reads `2027`, `2027-03` or `2027-03-15`; undefined for a text that is no date at all. */
export function parseDate(text: string): DateResult | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match;
  return checkDate(Number(year), asNumber(month), asNumber(day));
}

function asNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${pad(month)}-${pad(day)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
