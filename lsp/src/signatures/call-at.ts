import type { Signature } from './table.js';

/** A call whose parentheses hold a place. */
export interface CallAt {
  /** `max`, `@source`. */
  readonly name: string;
  /** Argument that the place is in, from 0. */
  readonly argument: number;
  /** Name of the argument, where it is written `name: value`. */
  readonly named?: string;
}

/** Characters before a place that are looked at: a call is not longer. */
const REACH = 4_000;

/**
 * The innermost call around a place, read off the text before it: the parentheses of a call that is being typed are not
 * closed yet, so there is no tree of it.
 */
export function callAt(text: string, offset: number): CallAt | undefined {
  // No string goes over a line, so the start of a line is outside of them.
  const from = offset <= REACH ? 0 : text.indexOf('\n', offset - REACH) + 1;
  const open: { name: string; argument: number; start: number; depth: number }[] = [];
  for (let at = from; at < offset; at++) {
    const character = text.charAt(at);
    const call = open.at(-1);
    if (character === '"') {
      at = endOfString(text, at);
      if (at >= offset) break;
    } else if (character === '/' && text.charAt(at + 1) === '/') {
      at = endOfLine(text, at);
      if (at >= offset) return undefined;
    } else if (character === '(') {
      const name = /@?[A-Za-z_]\w*[ \t]*$/.exec(text.slice(Math.max(from, at - 60), at))?.[0].trim() ?? '';
      open.push({ name, argument: 0, start: at + 1, depth: 0 });
    } else if (character === ')') open.pop();
    // An annotation begins a member, whatever stood open before it.
    else if (character === '@') open.length = 0;
    else if (call === undefined) continue;
    else if (character === '[' || character === '{') call.depth++;
    else if ((character === ']' || character === '}') && call.depth > 0) call.depth--;
    // The end of a body around the call: the call was never closed.
    else if (character === '}') open.length = 0;
    else if (character === ',' && call.depth === 0) {
      call.argument++;
      call.start = at + 1;
    }
  }
  const call = open.findLast(({ name }) => name !== '');
  if (call === undefined) return undefined;
  const named = /^\s*([A-Za-z_]\w*)\s*:/.exec(text.slice(call.start, offset))?.[1];
  return { name: call.name, argument: call.argument, ...(named === undefined ? {} : { named }) };
}

/** Which parameter of a signature a call's argument is; undefined for one too many. */
export function parameterOf({ parameters, repeats }: Signature, { argument, named }: CallAt): number | undefined {
  if (named !== undefined) {
    const found = parameters.findIndex(({ name }) => name === named);
    return found < 0 ? undefined : found;
  }
  if (repeats === true) return parameters.length - 1;
  return argument < parameters.length ? argument : undefined;
}

/** Index of the closing quotation mark, or of the end of the line where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '"' || character === '\n') return at;
  }
  return text.length;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
