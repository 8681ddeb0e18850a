import type { Distribution, Plan, Series } from '../../ir/index.js';
import { uncertainBounds } from '../../ir/index.js';
import { drawFrom } from './draw.js';

type Drawn = Distribution & { readonly draw?: string };

/** Everything uncertain in a plan, each source of uncertainty once. */
export interface UncertainInput {
  /** The `let` that several properties share, or `path property` (a catalogue entry's key stands for its path). */
  readonly key: string;
  readonly distribution: Distribution;
  /** Bounds of its property, SI; `null` where it has none. A shared draw has none: each property clamps its own. */
  readonly bounds: readonly [least: number | null, greatest: number | null];
}

const UNBOUNDED = [null, null] as const;

/** Every declared distribution of a plan and of the catalogue entries that it uses, in the plan's canonical order. */
export function uncertainInputs(plan: Plan): readonly UncertainInput[] {
  const found = new Map<string, UncertainInput>();
  walk(plan, (distribution, key, bounds) => {
    if (!found.has(key)) found.set(key, { key, distribution, bounds });
    return distribution;
  });
  return [...found.values()];
}

/**
 * The plan with every distribution replaced by one draw: the `run`-th sample of `seed`, from 0 on. A draw depends on the
 * seed, the run and the name of what is uncertain alone: reordering a file, or adding another uncertain figure, leaves it.
 * Properties that share a `let` share its draw; on a series one factor moves all dates. The result simulates like any plan.
 */
export function samplePlan(plan: Plan, seed: number, run: number): Plan {
  const draws = new Map<string, number>();
  return walk(plan, (distribution, key, [least, greatest]) => {
    let drawn = draws.get(key);
    if (drawn === undefined) {
      drawn = drawFrom(distribution, seedOf(key, seed, run), least, greatest);
      draws.set(key, drawn);
    }
    const bounded = Math.min(Math.max(drawn, least ?? -Infinity), greatest ?? Infinity);
    return { ...distribution, central: bounded };
  }) as Plan;
}

/** The plan with one uncertain input at a value, clamped to the bounds of each property that draws on it; all else is central. */
export function withInput(plan: Plan, key: string, value: number): Plan {
  return walk(plan, (distribution, own, [least, greatest]) =>
    own === key
      ? { ...distribution, central: Math.min(Math.max(value, least ?? -Infinity), greatest ?? Infinity) }
      : distribution,
  ) as Plan;
}

type Visit = (distribution: Drawn, key: string, bounds: UncertainInput['bounds']) => Distribution;

interface Place {
  /** Path of the block, or key of the catalogue entry; inline blocks add the property that they stand in. */
  readonly path: string;
  readonly kind: string;
  readonly property: string;
}

/** Rebuilds what holds a distribution; everything else stays the same object. */
function walk(plan: Plan, visit: Visit): unknown {
  return rebuild(plan, { path: '', kind: 'plan', property: '' }, visit);
}

function rebuild(value: unknown, place: Place, visit: Visit): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isDistribution(value)) return visit(value, keyOf(value, place), boundsOf(place));
  if (isDrawnSeries(value)) {
    const factor = visit(value.factor, keyOf(value.factor, place), UNBOUNDED);
    return { ...value, factor };
  }
  if (Array.isArray(value)) {
    const items = value.map((item, i) =>
      rebuild(item, { ...place, property: `${place.property}[${String(i)}]` }, visit),
    );
    return items.every((item, i) => item === value[i]) ? (value as unknown) : items;
  }
  const isEntity = 'kind' in value && typeof value.kind === 'string';
  const own = 'path' in value && typeof value.path === 'string' ? value.path : undefined;
  const inside = own ?? (place.property === '' ? place.path : `${place.path}.${place.property}`);
  const kind = isEntity ? String(value.kind) : place.kind;
  const before = Object.entries(value);
  const members = before.map(([property, member]): [string, unknown] => [
    property,
    rebuild(member, { path: inside, kind, property }, visit),
  ]);
  const changed = members.some(([, made], i) => made !== before[i]?.[1]);
  return changed ? Object.fromEntries(members) : value;
}

function keyOf(distribution: Drawn, place: Place): string {
  return distribution.draw ?? `${place.path} ${place.property}`;
}

function boundsOf(place: Place): UncertainInput['bounds'] {
  return uncertainBounds[place.kind]?.[place.property] ?? UNBOUNDED;
}

function isDistribution(value: object): value is Drawn {
  return 'distribution' in value && 'central' in value;
}

function isDrawnSeries(value: object): value is Series & { readonly factor: Drawn } {
  return 'series' in value && 'factor' in value && value.factor !== undefined;
}

/** FNV-1a over the name, the seed and the run: 32 bits. */
function seedOf(key: string, seed: number, run: number): number {
  let hash = 0x811c9dc5;
  const text = `${String(seed)} ${String(run)} ${key}`;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // Neighbouring runs differ in one byte: mixed once more, so that their streams have nothing in common.
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
