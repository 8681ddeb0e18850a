import { decimalYear } from './dates.js';
import type { AnyEntity, Plan } from './generated/kinds.js';
import type { Distribution, Ref, Series, VaryingUncertainNumber } from './values.js';

/** True for a reference to a named entity, false for an inline one. */
export function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && 'ref' in value;
}

/** The central value of a number that may be uncertain: what a plan evaluates at. */
export function central(value: number | Distribution): number {
  return typeof value === 'number' ? value : value.central;
}

/** The value at a decimal year (`decimalYear`) of a number that may move in time and be uncertain, at central draws. */
export function valueAt(value: VaryingUncertainNumber, year: number): number {
  if (typeof value === 'number') return value;
  if ('distribution' in value) return value.central;
  const drawn = value.factor ? value.factor.central : 1;
  return drawn * seriesAt(value, year);
}

function seriesAt(series: Series, year: number): number {
  if (series.series === 'growing') {
    const from = decimalYear(series.from);
    const until = series.until === undefined ? year : Math.min(year, decimalYear(series.until));
    return valueAt(series.base, year) * (1 + series.rate) ** Math.max(0, until - from);
  }
  const { points } = series;
  const first = points[0];
  const last = points[points.length - 1];
  if (!first || !last) return 0;
  let previous = first;
  for (const point of points) {
    const at = decimalYear(point.at);
    if (at > year) {
      const before = decimalYear(previous.at);
      if (series.series === 'step' || at === before || year <= before) return previous.value;
      return previous.value + ((point.value - previous.value) * (year - before)) / (at - before);
    }
    previous = point;
  }
  return last.value;
}

/** The entity that a property names or holds. Throws only on an IR that did not come from the compiler. */
export function resolve<T extends AnyEntity>(index: PlanIndex, use: Ref | T): T {
  if (!isRef(use)) return use;
  const entity = index.get(use.ref);
  if (entity === undefined) throw new Error(`the IR refers to ${use.ref}, which it does not hold`);
  return entity as T;
}

/** Every named entity of a plan: blocks by path, catalogue entries by key. */
export type PlanIndex = ReadonlyMap<string, AnyEntity>;

/** Builds the index in the plan's canonical order. */
export function indexPlan(plan: Plan): PlanIndex {
  const index = new Map<string, AnyEntity>();
  for (const [key, entity] of Object.entries(plan.catalogue)) index.set(key, entity);
  const { catalogue: _catalogue, ...rest } = plan;
  for (const child of Object.values(rest)) for (const entity of pathsIn(child)) index.set(entity.path, entity);
  return index;
}

type Placed = AnyEntity & { readonly path: string };

/** Blocks in a block, itself first. The IR does not change, and plans of which one is an edit of the other share its parts. */
const blocksIn = new WeakMap<object, readonly Placed[]>();

function pathsIn(value: unknown): readonly Placed[] {
  if (typeof value !== 'object' || value === null) return none;
  if (Array.isArray(value)) return value.length === 0 ? none : value.flatMap(pathsIn);
  if (!('kind' in value)) return none;
  const known = blocksIn.get(value);
  if (known !== undefined) return known;
  const own = 'path' in value && typeof value.path === 'string' ? [value as Placed] : none;
  const inner = Object.values(value).flatMap(pathsIn);
  const found = inner.length === 0 ? own : [...own, ...inner];
  blocksIn.set(value, found);
  return found;
}

const none: readonly Placed[] = [];
