import { type AnyEntity, central, type Hall, indexPlan, isRef, type Plan, splitPath } from '../../ir/index.js';
import { refine } from '../../ir/refine.js';
import type { Change } from '../finding.js';

type Members = Readonly<Record<string, unknown>>;

/**
 * The plan with changes made in the IR: what compiling the edited source gives, but for where its figures come from. What
 * does not change stays the same object. `undefined` where a change does not say its value in the IR, or names what
 * neither the plan nor the library has: such changes are made in the source.
 */
export function applyChanges(
  plan: Plan,
  changes: readonly Change[],
  library: ReadonlyMap<string, AnyEntity>,
): Plan | undefined {
  let patched: Plan | undefined = plan;
  for (const change of changes) {
    patched = patched === undefined ? undefined : applyChange(patched, change, library);
  }
  return patched;
}

function applyChange(plan: Plan, change: Change, library: ReadonlyMap<string, AnyEntity>): Plan | undefined {
  if (change.type === 'member' || change.value === undefined) return undefined;
  const { path, property, value } = change;
  const grown = withCatalogue(plan, value, library);
  if (grown === undefined) return undefined;
  const set = (block: AnyEntity): AnyEntity => withProperty(grown, block, property, value);
  const block = blockAt(grown, path);
  if (block !== undefined)
    return [path, ...heirs(grown, block, property)].reduce((made, at) => replaceAt(made, at, set), grown);
  // `Prairie.A.cooling`: the value of a property of the block around.
  const { around, last } = splitPath(path);
  const owner = blockAt(grown, around);
  const held = owner === undefined ? undefined : (owner as unknown as Members)[last];
  if (typeof held !== 'object' || held === null) return undefined;
  const key = isRef(held) ? held.ref : undefined;
  const entity = key === undefined ? (held as AnyEntity) : (grown.catalogue[key] ?? blockAt(grown, key));
  if (entity === undefined) return undefined;
  const refined = refine(entity, { [property]: value }, key);
  return replaceAt(grown, around, (block) => withProperty(grown, block, last, refined));
}

/**
 * Blocks that have a block as their base and then inherit a property that it did not have before. One that it had they keep:
 * the edit of the source writes it down for them, and no value cannot be written.
 */
function heirs(plan: Plan, block: AnyEntity, property: string): string[] {
  if (property in block) return [];
  return [...indexPlan(plan).values()].flatMap((heir) =>
    heir.base !== undefined && heir.base === block.path && heir.path !== undefined && !(property in heir)
      ? [heir.path, ...heirs(plan, heir, property)]
      : [],
  );
}

/** The block at a path. */
function blockAt(plan: Plan, path: string): AnyEntity | undefined {
  let found: AnyEntity | undefined;
  replaceAt(plan, path, (block) => {
    found = block;
    return block;
  });
  return found;
}

/** The plan, or a block of it, with the block at a path replaced; the very same object where there is none. */
function replaceAt<T extends object>(around: T, path: string, make: (block: AnyEntity) => AnyEntity): T {
  for (const [property, value] of Object.entries(around) as [string, unknown][]) {
    if (property === 'catalogue') continue;
    const made = replaceIn(value, path, make);
    if (made !== value) return { ...around, [property]: made };
  }
  return around;
}

function replaceIn(value: unknown, path: string, make: (block: AnyEntity) => AnyEntity): unknown {
  if (Array.isArray(value)) {
    const at = value.findIndex((item) => holds(item, path));
    if (at < 0) return value as unknown;
    const made = replaceIn(value[at], path, make);
    return made === value[at] ? (value as unknown) : value.map((item, i): unknown => (i === at ? made : item));
  }
  if (!holds(value, path)) return value;
  return value.path === path ? make(value) : replaceAt(value, path, make);
}

/** True for the block of a path, and for those around it. */
function holds(value: unknown, path: string): value is AnyEntity {
  if (typeof value !== 'object' || value === null || !('kind' in value) || !('path' in value)) return false;
  return typeof value.path === 'string' && (value.path === path || path.startsWith(`${value.path}.`));
}

/** A block with one property stated, and what its kind computes from it. */
function withProperty(plan: Plan, block: AnyEntity, property: string, value: unknown): AnyEntity {
  const { sources, alternatives, defaulted, ...rest } = block;
  const others = <V>(record: Readonly<Record<string, V>> | undefined): Record<string, V> =>
    Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => name !== property));
  const stillDefault = defaulted?.filter((name) => name !== property) ?? [];
  const set = {
    ...rest,
    [property]: value,
    ...(sources === undefined ? {} : { sources: others(sources) }),
    ...(alternatives === undefined ? {} : { alternatives: others(alternatives) }),
    ...(stillDefault.length === 0 ? {} : { defaulted: stillDefault }),
  } as unknown as AnyEntity;
  return set.kind === 'hall' && property === 'racks' ? withDensity(plan, set) : set;
}

/** The default of a hall's density is the most that one of its racks draws. */
function withDensity(plan: Plan, hall: Hall): Hall {
  if (hall.defaulted?.includes('density') !== true && hall.density !== undefined) return hall;
  const peaks = hall.racks.map(({ of }) => {
    const rack = isRef(of) ? (plan.catalogue[of.ref] ?? blockAt(plan, of.ref)) : of;
    return rack?.kind === 'rack' && rack.peak !== undefined ? central(rack.peak) : Number.NaN;
  });
  const { density: _density, ...rest } = hall;
  const most = Math.max(...peaks);
  return Number.isFinite(most) ? { ...rest, density: most } : rest;
}

/** The plan with every catalogue entry that a value names, and those that they name. */
function withCatalogue(plan: Plan, value: unknown, library: ReadonlyMap<string, AnyEntity>): Plan | undefined {
  const added = new Map<string, AnyEntity>();
  const wanted = [...refsIn(value)];
  for (const key of wanted) {
    if (!key.includes('#') || added.has(key) || plan.catalogue[key] !== undefined) continue;
    const entity = library.get(key);
    if (entity === undefined) return undefined;
    added.set(key, entity);
    wanted.push(...refsIn(entity));
  }
  if (added.size === 0) return plan;
  const entries = [...Object.entries(plan.catalogue), ...added].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...plan, catalogue: Object.fromEntries(entries) };
}

function* refsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (isRef(value)) {
    yield value.ref;
    return;
  }
  for (const member of Object.values(value) as unknown[]) yield* refsIn(member);
}
