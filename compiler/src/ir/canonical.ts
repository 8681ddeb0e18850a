import type { Plan } from './generated/kinds.js';
import { sha256 } from './sha256.js';

/**
 * Canonical JSON: keys in the order of their code units, no spaces, numbers as JavaScript prints them. Two values that are
 * equal have the same text on every machine.
 * @throws on a number that JSON has no form for, which no compiled plan holds
 */
export function canonicalJson(value: unknown): string {
  const parts: string[] = [];
  write(value, parts);
  return parts.join('');
}

function write(value: unknown, parts: string[]): void {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`the IR holds ${value}`);
    parts.push(value === 0 ? '0' : String(value));
  } else if (Array.isArray(value)) {
    parts.push('[');
    for (let index = 0; index < value.length; index++) {
      if (index > 0) parts.push(',');
      write(value[index], parts);
    }
    parts.push(']');
  } else if (typeof value === 'object' && value !== null) {
    writeObject(value, parts);
  } else {
    parts.push(JSON.stringify(value ?? null));
  }
}

function writeObject(value: object, parts: string[]): void {
  const entries = Object.entries(value)
    .filter(([, member]: [string, unknown]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  parts.push('{');
  for (let index = 0; index < entries.length; index++) {
    const [key, member] = entries[index]! as [string, unknown];
    parts.push(index > 0 ? ',' : '', JSON.stringify(key), ':');
    write(member, parts);
  }
  parts.push('}');
}

/**
 * SHA-256 of a plan's canonical JSON, in hexadecimal. It names what was declared: two texts that mean the same plan have
 * the same hash, whatever their layout, and whichever version of the program compiled them.
 */
export function contentHash(plan: Plan): string {
  const { engine: _engine, ...content } = plan;
  return sha256(canonicalJson(content));
}
