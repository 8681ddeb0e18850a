/** How values of one kind are told apart. */
export interface Telling<T> {
  /** The same for the same; others may share it. */
  readonly hash: (value: T) => number;
  readonly isSame: (a: T, b: T) => boolean;
}

interface Known<T> {
  readonly hash: number;
  readonly name: number;
  readonly value: T;
}

/**
 * Numbers for values that never change: the same one for the same content, whatever object holds it, and never used twice.
 * A value that was forgotten (the oldest goes first) gets another number, which costs time and nothing else.
 */
export class ValueNames<T extends object> {
  private readonly byObject = new WeakMap<T, number>();
  private readonly byHash = new Map<number, Known<T>[]>();
  /** What is known, by its number modulo how many are kept. */
  private readonly known: Known<T>[] = [];
  private last = 0;

  constructor(
    private readonly telling: Telling<T>,
    private readonly kept: number,
  ) {}

  of(value: T): number {
    let name = this.byObject.get(value);
    if (name === undefined) this.byObject.set(value, (name = this.find(value)));
    return name;
  }

  private find(value: T): number {
    const hash = this.telling.hash(value);
    const alike = this.byHash.get(hash);
    const found = alike?.find((one) => this.telling.isSame(one.value, value));
    if (found !== undefined) return found.name;
    const made = { hash, name: ++this.last, value };
    if (alike === undefined) this.byHash.set(hash, [made]);
    else alike.push(made);
    const oldest = this.known[made.name % this.kept];
    this.known[made.name % this.kept] = made;
    if (oldest !== undefined) this.forget(oldest);
    return made.name;
  }

  private forget({ hash, name }: Known<T>): void {
    const left = this.byHash.get(hash)?.filter((one) => one.name !== name) ?? [];
    if (left.length > 0) this.byHash.set(hash, left);
    else this.byHash.delete(hash);
  }
}

const bits = new DataView(new ArrayBuffer(8));

/** A hash with one more number in it. */
export function hashed(hash: number, value: number): number {
  bits.setFloat64(0, value);
  return mixed(mixed(hash, bits.getInt32(0)), bits.getInt32(4));
}

function mixed(hash: number, value: number): number {
  const next = Math.imul(hash ^ value, 0x85ebca6b);
  return next ^ (next >>> 15);
}
