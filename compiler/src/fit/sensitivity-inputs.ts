import { type AnyEntity, type Distribution, indexPlan, type Plan, type Provenance } from '../ir/index.js';
import { uncertainBounds } from '../ir/index.js';
import { uncertainInputs, withInput } from '../simulation/uncertainty/sample.js';

/** One figure that a plan rests on, with the ends of the range over which it is swung. SI. */
export interface SwungInput {
  /** Path of the block, or key of the catalogue entry; a `let` for several properties has its own name and no property. */
  readonly path: string;
  readonly property: string | null;
  readonly central: number;
  readonly low: number;
  readonly high: number;
  /** How the range is known: declared as a distribution, or taken as ±20 % since the figure states none. */
  readonly range: 'declared' | 'assumed';
  readonly standing: Provenance['standing'];
  readonly source: Provenance | null;
  /** The plan with the figure at a value. */
  readonly at: (plan: Plan, value: number) => Plan;
}

/** A figure as a planner would call it: `price of HGX_H200_Air`, `houseLoad of Own.electrical`, `price of First's racks`. */
export function figureName({ path, property }: Pick<SwungInput, 'path' | 'property'>): string {
  if (property === null) return path;
  const [place = '', entry] = path.split('#');
  return `${property} of ${entry ?? place.replace(/\.racks\[\d+\]\.of$/, "'s racks")}`;
}

/** Share by which a figure that is assumed, and states no range, is swung either way. */
const ASSUMED_RANGE = 0.2;
/** Standard deviations of a normal or lognormal figure: its middle nine tenths. */
const DEVIATIONS = 1.645;

/**
 * Every figure of a plan and of the catalogue entries that it uses that is uncertain, or assumed: declared distributions over
 * their range, then plain numbers whose standing is `assumed`, over ±20 % within their bounds.
 */
export function swungInputs(plan: Plan): SwungInput[] {
  const index = indexPlan(plan);
  const declared = uncertainInputs(plan).flatMap(({ key, distribution, bounds }): SwungInput[] => {
    const [low, high] = rangeOf(distribution, bounds);
    if (!(high > low)) return [];
    const { path, property } = splitKey(key);
    const source = property === null ? undefined : sourceOf(entityAt(index, path), property);
    return [
      {
        path,
        property,
        central: distribution.central,
        low,
        high,
        range: 'declared',
        standing: source?.standing ?? 'unstated',
        source: source ?? null,
        at: (of, value) => withInput(of, key, value),
      },
    ];
  });
  const plain = [...index].flatMap(([path, entity]) => assumedOf(path, entity));
  return [...declared, ...plain];
}

function rangeOf(
  distribution: Distribution,
  [least, greatest]: readonly [number | null, number | null],
): readonly [number, number] {
  const within = (value: number): number => Math.min(Math.max(value, least ?? -Infinity), greatest ?? Infinity);
  switch (distribution.distribution) {
    case 'uniform':
    case 'triangular':
      return [within(distribution.low), within(distribution.high)];
    case 'normal': {
      const { mean, deviation } = distribution;
      return [within(mean - DEVIATIONS * deviation), within(mean + DEVIATIONS * deviation)];
    }
    case 'lognormal': {
      const { mean, deviation } = distribution;
      const variance = Math.log1p((deviation / mean) ** 2);
      const spread = DEVIATIONS * Math.sqrt(variance);
      const centre = Math.log(mean) - variance / 2;
      return [within(Math.exp(centre - spread)), within(Math.exp(centre + spread))];
    }
  }
}

/** `path property` of an uncertain input; the name of a `let` where several properties share its draw. */
function splitKey(key: string): { readonly path: string; readonly property: string | null } {
  const space = key.lastIndexOf(' ');
  if (space < 0) return { path: key, property: null };
  const path = key.slice(0, space);
  return { path: path.replace(/^\.catalogue\./, ''), property: key.slice(space + 1) };
}

function sourceOf(entity: AnyEntity | undefined, property: string): Provenance | undefined {
  return entity?.sources?.[property] ?? entity?.sources?.[''];
}

/** The entity at a path: a named one, or one that a block holds in a property (`Prairie.A.cooling`). */
export function entityAt(index: ReadonlyMap<string, AnyEntity>, path: string): AnyEntity | undefined {
  const known = index.get(path);
  if (known !== undefined) return known;
  const dot = path.lastIndexOf('.');
  if (dot < 0) return undefined;
  const around: unknown = entityAt(index, path.slice(0, dot));
  const [, name = '', position] = /^([^[]*)(?:\[(\d+)\])?$/.exec(path.slice(dot + 1)) ?? [];
  const member = memberOf(around, name);
  const held = position === undefined ? member : memberOf(member, position);
  return isObject(held) ? (held as unknown as AnyEntity) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

/** Plain numbers of an entity whose source says that they are assumed. */
function assumedOf(path: string, entity: AnyEntity): SwungInput[] {
  const values = new Map<string, unknown>(Object.entries(entity));
  return Object.entries(entity.sources ?? {}).flatMap(([property, source]): SwungInput[] => {
    const value = values.get(property);
    if (source.standing !== 'assumed' || typeof value !== 'number' || value === 0) return [];
    const [least, greatest] = uncertainBounds[entity.kind]?.[property] ?? [null, null];
    // A share of the whole has no more than the whole; what is below one and no share is swung down alone.
    const most = greatest ?? (value <= 1 ? 1 : Infinity);
    const within = (end: number): number => Math.min(Math.max(end, least ?? -Infinity), most);
    const [low, high] = [within(value * (1 - ASSUMED_RANGE)), within(value * (1 + ASSUMED_RANGE))];
    if (!(high > low)) return [];
    return [
      {
        path,
        property,
        central: value,
        low,
        high,
        range: 'assumed',
        standing: 'assumed',
        source,
        at: (plan, end) => withValue(plan, path, property, end),
      },
    ];
  });
}

/** A plan with one number of one block or catalogue entry changed; everything else stays the same object. */
function withValue(plan: Plan, path: string, property: string, value: number): Plan {
  const entry = plan.catalogue[path];
  if (entry !== undefined)
    return { ...plan, catalogue: { ...plan.catalogue, [path]: { ...entry, [property]: value } } };
  return changed(plan, path, property, value) as Plan;
}

function changed(node: unknown, path: string, property: string, value: number): unknown {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) {
    const items = node.map((item) => changed(item, path, property, value));
    return items.every((item, i) => item === node[i]) ? (node as unknown) : items;
  }
  if ('path' in node && node.path === path) return { ...node, [property]: value };
  const before = Object.entries(node);
  const members = before.map(([name, member]): [string, unknown] => [
    name,
    name === 'catalogue' || name === 'sources' ? member : changed(member, path, property, value),
  ]);
  return members.some(([, made], i) => made !== before[i]?.[1]) ? Object.fromEntries(members) : node;
}
