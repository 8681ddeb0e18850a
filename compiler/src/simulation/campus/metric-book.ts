import type { MetricValue } from '../results.js';

/** Collects metrics by path, in the order in which entities are first written to. */
export class MetricBook {
  readonly metrics = new Map<string, Map<string, MetricValue>>();
  readonly kinds = new Map<string, string>();

  /** Declares an entity and the kind that declares its metrics. */
  open(path: string, kind: string): Entry {
    let entry = this.metrics.get(path);
    if (entry === undefined) {
      entry = new Map();
      this.metrics.set(path, entry);
      this.kinds.set(path, kind);
    }
    return new Entry(entry);
  }
}

/** Writes one entity's metrics; how the years become the one value is named by the method. */
export class Entry {
  constructor(private readonly metrics: Map<string, MetricValue>) {}

  /** Mean over the years in which it is defined. */
  mean(name: string, byYear: readonly (number | null)[]): this {
    const known = byYear.filter((value): value is number => value !== null);
    const unknown = known.length === 0;
    return this.set(name, unknown ? null : known.reduce((sum, value) => sum + value, 0) / known.length, byYear);
  }

  /** Highest of the years. */
  most(name: string, byYear: readonly (number | null)[]): this {
    const known = byYear.filter((value): value is number => value !== null);
    return this.set(name, known.length === 0 ? null : Math.max(...known), byYear);
  }

  /** Lowest of the years: what a promise is judged by. */
  least(name: string, byYear: readonly (number | null)[]): this {
    const known = byYear.filter((value): value is number => value !== null);
    return this.set(name, known.length === 0 ? null : Math.min(...known), byYear);
  }

  /** Sum of the years; unknown if one is. */
  sum(name: string, byYear: readonly (number | null)[]): this {
    const unknown = byYear.some((value) => value === null);
    return this.set(name, unknown ? null : byYear.reduce<number>((sum, value) => sum + (value ?? 0), 0), byYear);
  }

  /** Ratio of the sums, for shares and prices: weighted as the field means it. */
  ratio(name: string, above: readonly (number | null)[], below: readonly (number | null)[]): this {
    const byYear = above.map((a, year) => divide(a, below[year] ?? null));
    const total = (values: readonly (number | null)[]): number | null =>
      values.some((value) => value === null) ? null : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    return this.set(name, divide(total(above), total(below)), byYear);
  }

  set(name: string, value: number | null, byYear: readonly (number | null)[]): this {
    this.metrics.set(name, { value, byYear });
    return this;
  }
}

/** `null` where either is unknown, or nothing stands below. */
export function divide(above: number | null, below: number | null): number | null {
  return above === null || below === null || below === 0 ? null : above / below;
}
