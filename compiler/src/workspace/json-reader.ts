import { nearest } from '../semantics/units/index.js';

/** What keeps a configuration from being read: the place in the file as `thresholds[0].atMost`, and what is wrong there. */
export class ConfigError extends Error {
  constructor(
    readonly at: string,
    message: string,
  ) {
    super(at === '' ? message : `\`${at}\`: ${message}`);
  }
}

/** Reads values out of JSON and says where one is not what is due. All of it throws a `ConfigError`. */
export class JsonReader {
  private constructor(
    private readonly value: unknown,
    private readonly at: string,
  ) {}

  /** The value that a text holds. */
  static parse(text: string): JsonReader {
    try {
      return new JsonReader(JSON.parse(text), '');
    } catch (error) {
      throw new ConfigError('', `this is no JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  fail(message: string): never {
    throw new ConfigError(this.at, message);
  }

  /** The members of an object, none of them unknown; `undefined` for those that are absent. */
  members<K extends string>(...known: readonly K[]): Readonly<Record<K, JsonReader | undefined>> {
    const object = this.object();
    const names: ReadonlySet<string> = new Set(known);
    for (const key of Object.keys(object)) {
      if (names.has(key)) continue;
      const [near] = nearest(key, known);
      this.fail(
        `there is no \`${key}\` here; ${near === undefined ? `there are ${known.map((name) => `\`${name}\``).join(', ')}` : `did you mean \`${near}\`?`}`,
      );
    }
    const result = Object.fromEntries(
      known.map((key) => [key, Object.hasOwn(object, key) ? this.member(key, object[key]) : undefined]),
    );
    return result as Record<K, JsonReader | undefined>;
  }

  /** Every member of an object whose keys are free. */
  entries(): readonly (readonly [string, JsonReader])[] {
    return Object.entries(this.object()).map(([key, value]) => [key, this.member(key, value)]);
  }

  private object(): Readonly<Record<string, unknown>> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value))
      this.fail(`an object is due, and this is ${this.what()}`);
    return this.value as Readonly<Record<string, unknown>>;
  }

  private member(key: string, value: unknown): JsonReader {
    return new JsonReader(value, this.at === '' ? key : `${this.at}.${key}`);
  }

  list(): readonly JsonReader[] {
    if (!Array.isArray(this.value)) this.fail(`a list is due, and this is ${this.what()}`);
    return this.value.map((value: unknown, i) => new JsonReader(value, `${this.at}[${String(i)}]`));
  }

  text(): string {
    if (typeof this.value !== 'string') this.fail(`a text is due, and this is ${this.what()}`);
    return this.value;
  }

  oneOf<T extends string>(...choices: readonly T[]): T {
    const found = choices.find((choice) => choice === this.value);
    return (
      found ??
      this.fail(`one of ${choices.map((choice) => `\`${choice}\``).join(', ')} is due, and this is ${this.what()}`)
    );
  }

  textOrNull(): string | null {
    return this.value === null ? null : this.text();
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') this.fail(`\`true\` or \`false\` is due, and this is ${this.what()}`);
    return this.value;
  }

  number(): number {
    if (typeof this.value !== 'number') this.fail(`a number is due, and this is ${this.what()}`);
    return this.value;
  }

  numberOrNull(): number | null {
    return this.value === null ? null : this.number();
  }

  numberOrText(): number | string {
    return typeof this.value === 'number' ? this.value : this.text();
  }

  private what(): string {
    if (this.value === null) return '`null`';
    if (Array.isArray(this.value)) return 'a list';
    return typeof this.value === 'object' ? 'an object' : `\`${JSON.stringify(this.value)}\``;
  }
}
