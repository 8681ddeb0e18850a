/** Typed access to a parsed document. A path that is not there, or is something else, is an error of the driver. */
export class Inputs {
  constructor(
    private readonly node: unknown,
    readonly path: string,
  ) {}

  has(key: string): boolean {
    return isRecord(this.node) && key in this.node;
  }

  raw(key: string): unknown {
    if (!isRecord(this.node) || !(key in this.node)) throw new Error(`${this.path} has no ${key}`);
    return this.node[key];
  }

  at(key: string): Inputs {
    return new Inputs(this.raw(key), `${this.path}.${key}`);
  }

  number(key: string): number {
    const value = this.raw(key);
    if (typeof value !== 'number') throw new Error(`${this.path}.${key} is no number`);
    return value;
  }

  text(key: string): string {
    const value = this.raw(key);
    if (typeof value !== 'string') throw new Error(`${this.path}.${key} is no text`);
    return value;
  }

  numbers(key: string): readonly number[] {
    const value: unknown = this.raw(key);
    if (!Array.isArray(value)) throw new Error(`${this.path}.${key} is no list`);
    return value.map((each: unknown, i) => {
      if (typeof each !== 'number') throw new Error(`${this.path}.${key}[${i}] is no number`);
      return each;
    });
  }

  list(key: string): readonly Inputs[] {
    const value: unknown = this.raw(key);
    if (!Array.isArray(value)) throw new Error(`${this.path}.${key} is no list`);
    return value.map((each: unknown, i) => new Inputs(each, `${this.path}.${key}[${i}]`));
  }

  entries(key: string): readonly (readonly [key: string, value: Inputs])[] {
    const value = this.raw(key);
    if (!isRecord(value)) throw new Error(`${this.path}.${key} is no map`);
    return Object.keys(value).map((each) => [each, new Inputs(value[each], `${this.path}.${key}.${each}`)]);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
