/** A map that makes an entry when it is first asked for. `keys` are those of all entries, made or not. */
export class LazyMap<V> extends Map<string, V> {
  readonly #names: ReadonlySet<string>;
  readonly #make: (name: string) => void;

  /** @param make puts the entry of a name into the map; called for names that are not there yet */
  constructor(names: ReadonlySet<string>, make: (name: string) => void) {
    super();
    this.#names = names;
    this.#make = make;
  }

  override get(name: string): V | undefined {
    const known = super.get(name);
    if (known !== undefined || !this.#names.has(name)) return known;
    this.#make(name);
    return super.get(name);
  }

  override keys(): MapIterator<string> {
    return this.#names.keys();
  }
}
