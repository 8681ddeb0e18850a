/** What is said of an entity, and changes no number. */
const WORDS = new Set(['doc', 'sources', 'defaulted']);
/** Values that are told apart at most. */
const KEPT = 4_000;

/** Whether a member does not count. */
export type Skips = (key: string, value: unknown) => boolean;

interface Known {
  readonly value: object;
  readonly name: number;
}

/**
 * Numbers for values of the IR: the same one for the same content, another one for other content, whatever objects hold
 * it. An object that was seen before is known by itself, for the IR never changes; one that comes out of another
 * compilation is found by its hash and compared. Words (documentation, sources) do not count, nor does what `skips` says.
 */
export class ContentNames {
  private byObject = new WeakMap<object, number>();
  private byHash = new Map<number, Known[]>();
  private kept = 0;
  private last = 0;

  constructor(private readonly skips: Skips = () => false) {}

  of(value: object): number {
    let name = this.byObject.get(value);
    if (name === undefined) {
      name = this.find(value);
      this.byObject.set(value, name);
    }
    return name;
  }

  private find(value: object): number {
    const hash = hashOf(value, 0, this.skips);
    const known = this.byHash.get(hash)?.find((one) => isSame(one.value, value, this.skips));
    if (known !== undefined) return known.name;
    // Names are never used twice, so that forgetting costs no more than time.
    if (this.kept++ >= KEPT) {
      this.byHash = new Map();
      this.byObject = new WeakMap();
      this.kept = 1;
    }
    const name = ++this.last;
    this.byHash.set(hash, [...(this.byHash.get(hash) ?? []), { value, name }]);
    return name;
  }
}

const names = new ContentNames();

/** The number of a value of the IR, in this process: the same for the same content. */
export function contentName(value: object): number {
  return names.of(value);
}

const bits = new DataView(new ArrayBuffer(8));

function hashOf(value: unknown, seed: number, skips: Skips): number {
  if (typeof value === 'number') {
    bits.setFloat64(0, value);
    return mixed(mixed(seed, bits.getInt32(0)), bits.getInt32(4));
  }
  if (typeof value === 'string') {
    let hash = mixed(seed, value.length);
    for (let i = 0; i < value.length; i++) hash = mixed(hash, value.charCodeAt(i));
    return hash;
  }
  if (Array.isArray(value)) {
    let hash = mixed(seed, value.length);
    for (const item of value) hash = hashOf(item, hash, skips);
    return hash;
  }
  if (typeof value !== 'object' || value === null) return mixed(seed, value === true ? 1 : 2);
  const members = value as Readonly<Record<string, unknown>>;
  let hash = seed;
  for (const key in members) {
    const member = members[key];
    if (counts(key, member, skips)) hash = hashOf(member, hashOf(key, hash, skips), skips);
  }
  return hash;
}

function counts(key: string, member: unknown, skips: Skips): boolean {
  return member !== undefined && !WORDS.has(key) && !skips(key, member);
}

function mixed(hash: number, value: number): number {
  const next = Math.imul(hash ^ value, 0x85ebca6b);
  return next ^ (next >>> 15);
}

/** Whether two values are the same but for what does not count. */
function isSame(a: unknown, b: unknown, skips: Skips): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!isSame(a[i], b[i], skips)) return false;
    return true;
  }
  const [mine, yours] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  let left = 0;
  for (const key in yours) if (counts(key, yours[key], skips)) left++;
  for (const key in mine) {
    if (!counts(key, mine[key], skips)) continue;
    left--;
    if (!counts(key, yours[key], skips) || !isSame(mine[key], yours[key], skips)) return false;
  }
  return left === 0;
}
