import type { MetricValue } from '../results.js';

/** Collects metrics by path, in the order in which entities are declared. */
export class MetricBook {
  readonly kinds = new Map<string, string>();
  readonly metrics = new LateMetrics();

  /** Declares an entity and the kind that declares its metrics, which are written when they are first asked for. */
  open(path: string, kind: string, write: (entry: Entry) => void): void {
    this.kinds.set(path, kind);
    this.metrics.declare(path, (metrics) => {
      write(new Entry(metrics));
    });
  }
}

/** A map of metrics by path that are worked out when somebody looks at them: a search looks at few of a plan's. */
class LateMetrics extends Map<string, Map<string, MetricValue>> {
  private readonly unwritten = new Map<string, (metrics: Map<string, MetricValue>) => void>();

  declare(path: string, write: (metrics: Map<string, MetricValue>) => void): void {
    this.set(path, new Map());
    this.unwritten.set(path, write);
  }

  override get(path: string): Map<string, MetricValue> | undefined {
    const metrics = super.get(path);
    const write = this.unwritten.get(path);
    if (metrics !== undefined && write !== undefined) {
      this.unwritten.delete(path);
      write(metrics);
    }
    return metrics;
  }

  override forEach(visit: (metrics: Map<string, MetricValue>, path: string, map: this) => void): void {
    for (const [path, metrics] of this) visit(metrics, path, this);
  }

  override entries(): ReturnType<Map<string, Map<string, MetricValue>>['entries']> {
    this.writeAll();
    return super.entries();
  }

  override values(): ReturnType<Map<string, Map<string, MetricValue>>['values']> {
    this.writeAll();
    return super.values();
  }

  override [Symbol.iterator](): ReturnType<Map<string, Map<string, MetricValue>>['entries']> {
    return this.entries();
  }

  private writeAll(): void {
    for (const path of [...this.unwritten.keys()]) this.get(path);
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
