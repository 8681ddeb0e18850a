import type { Plan } from './generated/kinds.js';
import { sha256 } from './sha256.js';

/**
 * Canonical JSON: keys in the order of their code units, no spaces, numbers as JavaScript prints them. Two values that are
 * equal have the same text on every machine.
 * @throws on a number that JSON has no form for, which no compiled plan holds
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`the IR holds ${value}`);
    return value === 0 ? '0' : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  return typeof value === 'object' && value !== null ? canonicalObject(value) : JSON.stringify(value ?? null);
}

function canonicalObject(value: object): string {
  const members = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member === undefined) continue;
    text += `${text === '' ? '{' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

const quotedKeys = new Map<string, string>();

/** A key in quotes; the names of properties come up thousands of times. */
function quoted(key: string): string {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const text = JSON.stringify(key);
  if (quotedKeys.size < 2_000) quotedKeys.set(key, text);
  return text;
}

/**
 * SHA-256 of a plan's canonical JSON, in hexadecimal. It names what was declared: two texts that mean the same plan have
 * the same hash, whatever their layout, and whichever version of the program compiled them.
 */
export function contentHash(plan: Plan): string {
  const { engine: _engine, ...content } = plan;
  return sha256(canonicalJson(content));
}
