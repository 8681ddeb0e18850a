import type { BlockMember, Member, PathExpression } from '../../syntax/tree.js';
import { exported } from '../evaluate/reference.js';
import type { Machine } from '../evaluate/machine.js';
import { reportAmbiguous, reportUnknownMember, reportUnknownName } from '../evaluate/unknown.js';
import type { Kind } from '../kinds/index.js';
import { locate } from '../report.js';
import type { ArrayGroup, Declared, Entity, Module, Scope } from './types.js';

/** Longest circle of bases that is told apart from a base that merely comes later. */
const MAX_WAY = 64;

/** What a block starts from: nothing, an entity, or something that was reported. */
export type Base = { readonly ok: true; readonly entity?: Entity } | { readonly ok: false };

/** Resolves `: Base` of a block. Only what was declared before counts. */
export function resolveBase(machine: Machine, scope: Scope, path: PathExpression, member: BlockMember): Base {
  const [head, ...rest] = path.segments;
  if (head === undefined) return { ok: false };
  const env = { scope, self: scope.entity, isDefault: false };
  const found = find(machine, scope, head.name.text);
  if (found === undefined) {
    if (!reportLater(machine, scope, path, member)) reportUnknownName(machine, head.name, env);
    return { ok: false };
  }
  if ('ambiguous' in found) {
    reportAmbiguous(machine, head.name, env, found.ambiguous);
    return { ok: false };
  }
  let current: Found = found;
  for (const segment of rest) {
    const next =
      'module' in current ? exported(current.module, segment.name.text) : childOf(current.target, segment.name.text);
    if (next === undefined) {
      const reference =
        'module' in current ? ({ type: 'namespace', module: current.module } as const) : asReference(current.target);
      reportUnknownMember(machine, reference, segment.name, env);
      return { ok: false };
    }
    current = { target: next };
  }
  const target = 'module' in current ? undefined : current.target;
  if (target?.type === 'entity') return { ok: true, entity: target };
  if (target?.type === 'group' && target.parts[0] !== undefined)
    return { ok: true, entity: partFor(target, path) ?? target.parts[0] };
  machine.reporter.report(
    'wrong-base',
    locate(scope, path),
    `A base is an entry or a block, and \`${head.name.text}\` is neither.`,
  );
  return { ok: false };
}

type Found = { readonly target: Declared } | { readonly module: Module };

function find(
  machine: Machine,
  from: Scope,
  name: string,
): Found | { readonly ambiguous: readonly Declared[] } | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.parent) {
    const named = scope.entity.names.get(name) ?? scope.entity.lets.get(name);
    if (named !== undefined) return { target: named };
  }
  const { module } = from;
  const binding = module.bindings.get(name);
  if (binding !== undefined) {
    binding.used = true;
    return { target: binding.target };
  }
  const namespace = module.namespaces.get(name);
  if (namespace !== undefined) {
    namespace.used = true;
    return { module: namespace.module };
  }
  const whole = module.wholes.flatMap((each) => {
    const target = exported(each.module, name);
    if (target === undefined) return [];
    each.used = true;
    return [target];
  });
  if (whole.length === 1) return { target: whole[0]! };
  const candidates = whole.length > 1 ? whole : module.library ? [] : (machine.program.byName.get(name) ?? []);
  if (candidates.length === 0) return undefined;
  return candidates.length === 1 ? { target: candidates[0]! } : { ambiguous: candidates };
}

/** `A[2]` as a base is the part that stands for that element. */
function partFor(group: ArrayGroup, path: PathExpression): Entity | undefined {
  const index = path.segments.at(-1)?.index;
  return index === undefined ? undefined : group.parts.find((part) => part.elements?.includes(index.from));
}

function childOf(target: Declared, name: string): Declared | undefined {
  const entity = target.type === 'group' ? target.parts[0] : target;
  return entity?.type === 'entity' ? entity.names.get(name) : undefined;
}

function asReference(target: Declared): Parameters<typeof reportUnknownMember>[1] {
  if (target.type === 'entity') return { type: 'entity', entity: target };
  return target.type === 'group' ? { type: 'group', group: target, elements: undefined } : { type: 'poison' };
}

/** Reports a base that the file declares further down, or that leads back to the block itself. */
function reportLater(machine: Machine, scope: Scope, path: PathExpression, member: BlockMember): boolean {
  const name = path.segments[0]!.name.text;
  const siblings = blocksAround(scope);
  const later = siblings.get(name);
  if (later === undefined) return false;
  const own = member.name?.text;
  const way = [own ?? member.keyword.text, name];
  for (let next = later; next.base !== undefined && way.length < MAX_WAY;) {
    const nextName = next.base.segments[0]!.name.text;
    if (nextName === own) {
      machine.reporter.report(
        'base-cycle',
        locate(scope, path),
        `The bases go in a circle: ${[...way, nextName].map((each) => `\`${each}\``).join(' from ')}.`,
      );
      return true;
    }
    const following = siblings.get(nextName);
    if (following === undefined || way.includes(nextName)) break;
    way.push(nextName);
    next = following;
  }
  if (later === member) {
    machine.reporter.report('base-cycle', locate(scope, path), `\`${name}\` cannot be its own base.`);
    return true;
  }
  machine.reporter.report(
    'base-comes-later',
    locate(scope, path),
    `\`${name}\` is declared further down; a base comes before the block that uses it.`,
  );
  return true;
}

const blocksByScope = new WeakMap<Scope, ReadonlyMap<string, BlockMember>>();

/** All blocks by name that the bodies around a place declare, whether reached yet or not; the innermost wins. */
function blocksAround(scope: Scope): ReadonlyMap<string, BlockMember> {
  const known = blocksByScope.get(scope);
  if (known !== undefined) return known;
  const blocks = new Map(scope.parent === undefined ? [] : blocksAround(scope.parent));
  const own = new Set<string>();
  for (const member of membersOf(scope)) {
    if (member.type !== 'block' || member.name === undefined || own.has(member.name.text)) continue;
    own.add(member.name.text);
    blocks.set(member.name.text, member);
  }
  blocksByScope.set(scope, blocks);
  return blocks;
}

function membersOf(scope: Scope): readonly Member[] {
  const { syntax } = scope.entity;
  if (scope.parent === undefined) return scope.module.tree.members;
  return syntax !== undefined && 'members' in syntax ? syntax.members : [];
}

/** The more special of the block's own kind and its base's; undefined where neither extends the other. */
export function joinKinds(machine: Machine, own: Kind, base: Kind): Kind | undefined {
  if (machine.kinds.isA(base.name, own.name)) return base;
  return machine.kinds.isA(own.name, base.name) ? own : undefined;
}
