import type { Member, PathSegment, PropertyMember } from '../syntax/tree.js';
import type { Entity, LetDeclaration } from './declare/types.js';
import { coerce } from './evaluate/coerce.js';
import type { Env } from './evaluate/machine.js';
import { lookup, type Reference, step } from './evaluate/reference.js';
import { reportAmbiguous, reportUnknownMember, reportUnknownName } from './evaluate/unknown.js';
import type { PropertyRow } from './kinds/index.js';
import { locate, textOf } from './report.js';
import type { Value } from './values.js';
import type { Override, Overrides, World } from './world.js';

/** What a chain of scenarios changes. */
export interface Changes {
  readonly overrides: Overrides;
  readonly lets: Map<LetDeclaration, Value>;
}

/** Evaluates the overrides of one scenario, or of one `with`, and adds them to the changes. */
export function applyOverrides(world: World, members: readonly Member[], env: Env, changes: Changes): void {
  const seen: Seen = new Map();
  for (const each of members) {
    if (each.type === 'error') continue;
    if (each.type === 'property') applyOverride(world, each, env, changes, seen);
    else
      world.reporter.report(
        'misplaced-member',
        locate(env.scope, each),
        'A scenario holds overrides only: `Prairie.A.idle: off`.',
      );
  }
}

/** What one scenario has overridden so far, by what it comes to rather than how it is written. */
type Seen = Map<string, PropertyMember>;

/** True where the scenario overrides the same thing a second time; that is reported. */
function isRepeated(world: World, member: PropertyMember, what: string, env: Env, seen: Seen): boolean {
  const first = seen.get(what);
  if (first === undefined) {
    seen.set(what, member);
    return false;
  }
  world.reporter.report(
    'duplicate-property',
    locate(env.scope, member.key),
    `\`${textOf(env.scope, member.key)}\` is overridden twice; the first one holds.`,
    {
      related: [{ location: locate(env.scope, first.key), message: 'overridden here first' }],
    },
  );
  return true;
}

/** A block, and the properties within which the override lies: `Prairie.A` and `cooling` for `Prairie.A.cooling.supply`. */
interface Target {
  readonly entity: Entity;
  readonly within: readonly string[];
  /** The block whose kind has the property. */
  readonly holder: Entity;
}

function applyOverride(world: World, member: PropertyMember, env: Env, changes: Changes, seen: Seen): void {
  const { segments } = member.key;
  const last = segments.at(-1);
  if (last === undefined) return;
  if (segments.length === 1) {
    overrideLet(world, member, last, env, changes, seen);
    return;
  }
  const targets = targetsOf(world, segments.slice(0, -1), env);
  const places = targets.map(({ entity, within }) =>
    [entity.module.file, entity.path, entity.elements?.[0] ?? '', ...within].join('.'),
  );
  if (targets.length > 0 && isRepeated(world, member, [...places, last.name.text].join(' '), env, seen)) return;
  for (const target of targets) {
    if (target.entity.module.library) {
      bad(
        world,
        member,
        env,
        'An entry of the library is not the plan’s to change: override the property that names it.',
      );
      return;
    }
    const { kind } = target.holder;
    const row: PropertyRow | undefined = kind.properties.get(last.name.text) ?? kind.open?.value;
    if (row === undefined || row.type.type === 'child' || last.index !== undefined) {
      if (!target.holder.broken) reportNoProperty(world, member, last, target.holder, env);
      return;
    }
    const value = valueFor(world, member, row, env, target.holder);
    put(changes.overrides, target, last.name.text, {
      type: 'value',
      slot: {
        value,
        from: 'scenario',
        owner: target.entity,
        override: { member, scope: env.scope },
        alternatives: [],
        isDynamic: false,
      },
    });
  }
}

function valueFor(world: World, member: PropertyMember, row: PropertyRow, env: Env, holder: Entity): Value {
  const value = world.evaluate(member.value, { ...env, property: row.name }, row.type);
  return coerce(world, value, row.type, { expression: member.value, env: { ...env, self: holder }, row });
}

/** The end of an override's path is a block, a metric, or nothing at all. */
function reportNoProperty(world: World, member: PropertyMember, last: PathSegment, holder: Entity, env: Env): void {
  const found = step(world, { type: 'entity', entity: holder }, last.name.text);
  if (found === undefined) reportUnknownMember(world, { type: 'entity', entity: holder }, last.name, env);
  else if (found.type === 'metric')
    bad(world, member, env, `\`${last.name.text}\` is a metric: it follows from the plan, and is not stated.`);
  else if (found.type !== 'poison') badBlock(world, member, env);
}

function badBlock(world: World, member: PropertyMember, env: Env): void {
  const path = textOf(env.scope, member.key);
  bad(
    world,
    member,
    env,
    `\`${path}\` is a block, and has no value of its own: override its properties, \`${path}.name: …\`.`,
  );
}

function overrideLet(
  world: World,
  member: PropertyMember,
  segment: PathSegment,
  env: Env,
  changes: Changes,
  seen: Seen,
): void {
  const declaration = env.self.lets.get(segment.name.text);
  if (declaration !== undefined && isRepeated(world, member, `let ${declaration.path}`, env, seen)) return;
  if (declaration === undefined) {
    if (env.self.names.has(segment.name.text)) {
      badBlock(world, member, env);
      return;
    }
    bad(
      world,
      member,
      env,
      `\`${segment.name.text}\` is no \`let\` of this file; a property is overridden by its path, \`Prairie.${segment.name.text}\`.`,
    );
    return;
  }
  changes.lets.set(declaration, world.evaluate(member.value, env));
}

function bad(world: World, member: PropertyMember, env: Env, message: string): void {
  world.reporter.report('bad-override', locate(env.scope, member.key), message);
}

function targetsOf(world: World, path: readonly PathSegment[], env: Env): readonly Target[] {
  const [head, ...rest] = path;
  if (head === undefined) return [];
  const found = lookup(world, head.name.text, env);
  if (found === undefined) {
    reportUnknownName(world, head.name, env);
    return [];
  }
  if (!('type' in found)) {
    reportAmbiguous(world, head.name, env, found);
    return [];
  }
  let targets = blocksOf(world, found, head, env);
  for (const segment of rest) {
    targets = targets.flatMap((target) => {
      const reference = step(world, { type: 'entity', entity: target.holder }, segment.name.text);
      if (reference === undefined) {
        reportUnknownMember(world, { type: 'entity', entity: target.holder }, segment.name, env);
        return [];
      }
      if (reference.type !== 'property') return blocksOf(world, reference, segment, env);
      const value = world.slot(target.holder, reference.row.name)?.value;
      if (value?.type === 'entity')
        return [{ entity: target.entity, within: [...target.within, reference.row.name], holder: value.entity }];
      if (value !== undefined && value.type !== 'poison') {
        world.reporter.report(
          'bad-override',
          locate(env.scope, segment),
          `\`${segment.name.text}\` is not a block: nothing in it can be overridden.`,
        );
      }
      return [];
    });
  }
  return targets;
}

/** The blocks that a part of a path means; all parts of an array, or those of the elements that it names. */
function blocksOf(world: World, reference: Reference, segment: PathSegment, env: Env): Target[] {
  const asTarget = (entity: Entity): Target => ({ entity, within: [], holder: entity });
  if (reference.type === 'entity') return [asTarget(reference.entity)];
  if (reference.type === 'list') return reference.items.flatMap((item) => blocksOf(world, item, segment, env));
  if (reference.type === 'group') {
    const { index } = segment;
    const chosen = reference.group.parts.filter((part) => {
      const elements = part.elements ?? [];
      return (
        index === undefined ||
        (elements.length > 0 && elements.every((element) => element >= index.from && element <= index.to))
      );
    });
    if (chosen.length > 0) return chosen.map(asTarget);
    world.reporter.report(
      'bad-override',
      locate(env.scope, segment),
      `These elements of \`${reference.group.name}\` are not a block of their own: split them off in the plan, \`A[2] {}\`.`,
    );
    return [];
  }
  if (reference.type !== 'poison')
    world.reporter.report(
      'bad-override',
      locate(env.scope, segment),
      `\`${segment.name.text}\` is not a block of the plan.`,
    );
  return [];
}

function put(overrides: Overrides, { entity, within }: Target, property: string, override: Override): void {
  let members = overrides.get(entity) ?? new Map<string, Override>();
  overrides.set(entity, members);
  for (const name of within) members = overridesWithin(members, name);
  members.set(property, override);
}

/** The overrides within a property's value, made if there are none. */
function overridesWithin(members: Map<string, Override>, name: string): Map<string, Override> {
  const known = members.get(name);
  if (known?.type === 'within') return known.members;
  const inner = new Map<string, Override>();
  members.set(name, { type: 'within', members: inner });
  return inner;
}
