import { InvalidArgumentError } from 'commander';

/** `2028-06-15`, as it is. Throws what commander shows for anything else. */
export function isoDay(text: string): string {
  const day = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new InvalidArgumentError('A day is written 2028-06-15.');
  return text;
}

/** A whole number from 1. Throws what commander shows for anything else. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A seed is a whole number from 1.');
  return Number(text);
}

/** A word that a hidden marker can hold. Throws what commander shows for anything else. */
export function commentKey(text: string): string {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(text))
    throw new InvalidArgumentError('A key is a word of letters, digits, `_` and `-`.');
  return text;
}
