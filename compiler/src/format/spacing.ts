import { CONNECTING_WORDS } from '../syntax/patterns.js';
import type { Item, Piece } from './pieces.js';

const connecting: ReadonlySet<string> = new Set(CONNECTING_WORDS);

/** Operators that stand between spaces, whatever was written. */
const SPACED: ReadonlySet<string> = new Set(['±', '+/-', '|', '<', '<=', '>', '>=', '==', '!=', '=']);
/** Operators that keep the space that was written, the same on both sides: `2027..2032`, `Power/rack`. */
const KEPT: ReadonlySet<string> = new Set(['..', '*', '/', '+', '-']);

const first = (item: Item): Piece => (item.type === 'group' ? item.open : item);
const last = (item: Item): Piece => (item.type === 'group' ? item.close : item);

/** True where an operand ends: what follows a sign there is a sum. */
function endsOperand(item: Item | undefined): boolean {
  if (item === undefined) return false;
  if (item.type === 'group') return true;
  return /Literal$|^Unit$/.test(item.kind) || (item.kind === 'Word' && !connecting.has(item.text));
}

/** Space between two neighbours on one line: a blank or nothing. `before` is what stands before `left`. */
export function spaceBetween(before: Item | undefined, left: Item, right: Item): '' | ' ' {
  const a = last(left);
  const b = first(right);
  const written = b.spaced ? ' ' : '';
  if (b.text === ',' || b.text === ':' || a.text === '@' || a.text === '.' || b.text === '.') return '';
  if (a.text === ',' || a.text === ':') return ' ';
  if (right.type === 'group' && b.text === '{') return ' ';
  if (left.type === 'group' && a.text === '}') return ' ';
  if (b.kind === 'Unit') return ' ';
  if (SPACED.has(a.text) || SPACED.has(b.text)) return ' ';
  if (KEPT.has(b.text)) return isSum(left, b) ? ' ' : written;
  if (KEPT.has(a.text)) {
    // A sign belongs to its operand.
    if ((a.text === '-' || a.text === '+') && !endsOperand(before)) return '';
    return isSum(before, a) ? ' ' : a.spaced ? ' ' : written;
  }
  return written;
}

function isSum(before: Item | undefined, { text }: Piece): boolean {
  return (text === '+' || text === '-') && endsOperand(before);
}
