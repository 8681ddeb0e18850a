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

/** Longest text of a block that is remembered: a campus is made of blocks that are. */
const MOST_REMEMBERED = 20_000;

/** Texts of blocks of plans. The IR does not change, and a plan after an edit shares with the one before what is the same. */
const blocks = new WeakMap<object, string>();

function canonicalObject(value: object): string {
  if (!('path' in value)) return spelt(value);
  let text = blocks.get(value);
  if (text === undefined) {
    text = spelt(value);
    if (text.length <= MOST_REMEMBERED) blocks.set(value, text);
  }
  return text;
}

function spelt(value: object): string {
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
  let hash = hashes.get(plan);
  if (hash === undefined) {
    const { engine: _engine, ...content } = plan;
    hash = sha256(canonicalJson(content));
    hashes.set(plan, hash);
  }
  return hash;
}

const hashes = new WeakMap<Plan, string>();
