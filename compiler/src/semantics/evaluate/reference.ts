import type { Expression, PathExpression, PathSegment } from '../../syntax/tree.js';
import type { ArrayGroup, Declared, Entity, Module, Scope } from '../declare/types.js';
import type { MetricRow, PropertyRow, ValueType } from '../kinds/index.js';
import { locate } from '../report.js';
import { dimensionless as plain } from '../units/index.js';
import type { Value } from '../values.js';
import { elementsOf, partsOf } from './arrays.js';
import type { Env, Machine } from './machine.js';
import { reportAmbiguous, reportUnknownMember, reportUnknownName } from './unknown.js';

/** What a path stands for, before it is asked for its value. */
export type Reference =
  | { readonly type: 'poison' }
  | { readonly type: 'value'; readonly value: Value }
  | { readonly type: 'entity'; readonly entity: Entity }
  | { readonly type: 'group'; readonly group: ArrayGroup; readonly elements: readonly number[] | undefined }
  | { readonly type: 'property'; readonly entity: Entity; readonly row: PropertyRow }
  /** Something of a property that has no value: `server.peak` of a rack without a server. */
  | { readonly type: 'blank'; readonly entity: Entity; readonly row: PropertyRow }
  | { readonly type: 'metric'; readonly entity: Entity; readonly metric: MetricRow }
  | { readonly type: 'namespace'; readonly module: Module }
  | {
      readonly type: 'members';
      readonly group: ArrayGroup;
      readonly elements: readonly number[] | undefined;
      readonly members: readonly PartMember[];
    }
  | { readonly type: 'list'; readonly items: readonly Reference[] };

/** `A.power` for one part of a split array. */
export interface PartMember {
  readonly part: Entity;
  /** Elements of the part that the path means. */
  readonly count: number;
  readonly reference: Reference;
}

const poisoned: Reference = { type: 'poison' };

/** Reads a path; an unknown name is reported and comes back as poison. */
export function resolvePath(machine: Machine, path: PathExpression, env: Env): Reference {
  const [head, ...rest] = path.segments;
  if (head === undefined) return poisoned;
  const found = lookup(machine, head.name.text, env);
  if (found === undefined) {
    reportUnknownName(machine, head.name, env);
    return poisoned;
  }
  if (Array.isArray(found)) {
    reportAmbiguous(machine, head.name, env, found);
    return poisoned;
  }
  let reference = withIndex(machine, found as Reference, head, env.scope);
  for (const segment of rest) {
    const next = step(machine, reference, segment.name.text);
    if (next === undefined) {
      reportUnknownMember(machine, reference, segment.name, env);
      return poisoned;
    }
    reference = withIndex(machine, next, segment, env.scope);
  }
  return reference;
}

/** The type of the property that an expression names, if it names one; without a report. */
export function typeOfPath(machine: Machine, expression: Expression, env: Env): ValueType | undefined {
  if (expression.type !== 'path') return undefined;
  let { result: reference } = machine.reporter.quietly(() => resolvePath(machine, expression, env));
  if (reference.type === 'members' && reference.members[0] !== undefined) reference = reference.members[0].reference;
  if (reference.type === 'list' && reference.items[0] !== undefined) reference = reference.items[0];
  return reference.type === 'property' ? reference.row.type : undefined;
}

/** Looks a single name up; several candidates come back as a list, none as undefined. */
export function lookup(machine: Machine, name: string, env: Env): Reference | readonly Declared[] | undefined {
  for (let variable = env.variables; variable !== undefined; variable = variable.outer) {
    if (variable.name === name) return { type: 'value', value: variable.value };
  }
  const { module } = env.scope;
  return (
    outward(env, (self, scope, innermost) => inBlock(machine, self, scope, name, innermost ? env : undefined)) ??
    inImports(machine, module, name) ??
    outward(env, (self) => metricOf(self, name)) ??
    anywhere(machine, module, name)
  );
}

/** Asks each block around a place, from the innermost out: the block of the scope, or the one that stands in its place. */
export function outward<T>(
  env: Env,
  ask: (self: Entity, scope: Scope, innermost: boolean) => T | undefined,
): T | undefined {
  let scope: Scope | undefined = env.scope;
  let self = env.self;
  while (scope !== undefined) {
    if (!derives(self, scope.entity)) self = scope.entity;
    const found = ask(self, scope, scope === env.scope);
    if (found !== undefined) return found;
    self = self.parent ?? scope.entity;
    scope = scope.parent;
  }
  return undefined;
}

function metricOf(entity: Entity, name: string): Reference | undefined {
  const metric = entity.kind.metrics.get(name);
  return metric === undefined ? undefined : { type: 'metric', entity, metric };
}

export function derives(entity: Entity, base: Entity): boolean {
  for (let link: Entity | undefined = entity; link !== undefined; link = link.base) if (link === base) return true;
  return false;
}

function inBlock(
  machine: Machine,
  self: Entity,
  scope: Scope,
  name: string,
  env: Env | undefined,
): Reference | undefined {
  const isRoot = scope.parent === undefined;
  const declaration = scope.entity.lets.get(name);
  if (declaration !== undefined) {
    if (!isRoot) machine.markDynamic();
    return { type: 'value', value: machine.letValue(declaration, self) };
  }
  if (name !== env?.property || isRoot) {
    const row = self.kind.properties.get(name);
    // In a kind's default a name is the kind's own property, blank or not; elsewhere a blank one does not hide what is outside.
    if (
      row !== undefined &&
      row.type.type !== 'child' &&
      (env?.isDefault === true || machine.slot(self, name) !== undefined || self.broken)
    ) {
      machine.markDynamic();
      return { type: 'property', entity: self, row };
    }
  }
  const named =
    namedChild(machine, self, name) ?? (self === scope.entity ? undefined : namedChild(machine, scope.entity, name));
  if (named !== undefined) {
    if (!isRoot) machine.markDynamic();
    return named;
  }
  const collection = childCollection(self, name);
  if (collection !== undefined) machine.markDynamic();
  return collection;
}

/** A child block or array by name, inherited ones included. */
function namedChild(machine: Machine, entity: Entity, name: string): Reference | undefined {
  const named = entity.names.get(name);
  return named === undefined ? undefined : declared(machine, named, entity);
}

/** `halls` or `hall`: all child blocks of a kind; `slo`: the one. */
function childCollection(entity: Entity, name: string): Reference | undefined {
  const row = entity.kind.collections.get(name);
  if (row?.type.type !== 'child') return undefined;
  const children = entity.children.get(row.name) ?? [];
  if (row.type.many) return { type: 'list', items: children.map((child) => ({ type: 'entity', entity: child })) };
  return children[0] === undefined ? undefined : { type: 'entity', entity: children[0] };
}

function inImports(machine: Machine, module: Module, name: string): Reference | readonly Declared[] | undefined {
  const binding = module.bindings.get(name);
  if (binding !== undefined) {
    binding.used = true;
    return declared(machine, binding.target, binding.module.root);
  }
  const namespace = module.namespaces.get(name);
  if (namespace !== undefined) {
    namespace.used = true;
    return { type: 'namespace', module: namespace.module };
  }
  const whole = module.wholes.flatMap((each) => {
    const target = exported(each.module, name);
    return target === undefined ? [] : [{ each, target }];
  });
  for (const { each } of whole) each.used = true;
  if (whole.length === 1) return declared(machine, whole[0]!.target, whole[0]!.each.module.root);
  return whole.length === 0 ? undefined : whole.map(({ target }) => target);
}

/** Any block of the plan's own files, at any depth, as long as there is one of the name. */
function anywhere(machine: Machine, module: Module, name: string): Reference | readonly Declared[] | undefined {
  const found = module.library ? [] : (machine.program.byName.get(name) ?? []);
  if (found.length === 1) return declared(machine, found[0]!, module.root);
  return found.length === 0 ? undefined : found;
}

/** What a module declares under a name at its top level. */
export function exported(module: Module, name: string): Declared | undefined {
  return module.root.names.get(name) ?? module.root.lets.get(name);
}

function declared(machine: Machine, target: Declared, root: Entity): Reference {
  // What a failed import, or a block of no known kind, would have brought: that is reported, and nothing is known of it.
  if (target.type === 'entity' && target.broken && target.kind.name === 'plan') return poisoned;
  if (target.type === 'entity') return { type: 'entity', entity: target };
  if (target.type === 'group') return { type: 'group', group: target, elements: undefined };
  return {
    type: 'value',
    value: machine.letValue(target, root.module === target.scope.module ? target.scope.entity : root),
  };
}

/** `.name` after a reference; undefined when it has no such part. */
export function step(machine: Machine, reference: Reference, name: string): Reference | undefined {
  switch (reference.type) {
    case 'poison':
      return reference;
    case 'namespace': {
      const target = exported(reference.module, name);
      return target === undefined ? undefined : declared(machine, target, reference.module.root);
    }
    case 'entity':
      return ofEntity(machine, reference.entity, name);
    case 'group': {
      const members: PartMember[] = [];
      for (const { part, count } of partsOf(reference.group, reference.elements)) {
        const member = ofEntity(machine, part, name);
        if (member === undefined) return undefined;
        members.push({ part, count, reference: member });
      }
      return { type: 'members', group: reference.group, elements: reference.elements, members };
    }
    case 'list':
      return listOf(reference.items.map((item) => step(machine, item, name)));
    case 'members':
      return listOf(reference.members.map((member) => step(machine, member.reference, name)));
    case 'property': {
      const value = machine.slot(reference.entity, reference.row.name)?.value;
      return value === undefined ? { ...reference, type: 'blank' } : ofValue(machine, value, name);
    }
    case 'value':
      return ofValue(machine, reference.value, name);
    case 'blank':
      return reference;
    case 'metric':
      return undefined;
  }
}

function listOf(items: readonly (Reference | undefined)[]): Reference | undefined {
  const known: Reference[] = [];
  for (const item of items) {
    if (item === undefined) return undefined;
    if (item.type === 'list') known.push(...item.items);
    else known.push(item);
  }
  return { type: 'list', items: known };
}

function ofEntity(machine: Machine, entity: Entity, name: string): Reference | undefined {
  const row = entity.kind.properties.get(name);
  if (row !== undefined && row.type.type !== 'child') return { type: 'property', entity, row };
  const found = namedChild(machine, entity, name) ?? childCollection(entity, name) ?? metricOf(entity, name);
  return found ?? (entity.broken ? poisoned : undefined);
}

function ofValue(machine: Machine, value: Value, name: string): Reference | undefined {
  switch (value.type) {
    case 'poison':
      return poisoned;
    case 'absent':
      return { type: 'value', value };
    case 'entity':
      return ofEntity(machine, value.entity, name);
    case 'group':
      return step(machine, { type: 'group', group: value.group, elements: value.elements }, name);
    case 'list':
      return listOf(value.items.map((item) => ofValue(machine, item, name)));
    case 'countOf':
      if (name === 'type') return { type: 'entity', entity: value.of };
      return name === 'count' ? { type: 'value', value: count(value.count) } : undefined;
    default:
      return undefined;
  }
}

function withIndex(machine: Machine, reference: Reference, segment: PathSegment, scope: Scope): Reference {
  const { index } = segment;
  if (index === undefined || reference.type === 'poison') return reference;
  const at = locate(scope, index);
  if (reference.type !== 'group') {
    machine.reporter.report(
      'index-without-array',
      at,
      `\`${segment.name.text}\` is not an array: it has no elements to choose from.`,
    );
    return poisoned;
  }
  const elements = elementsOf(reference.group, index.from, index.to);
  if (elements === undefined) {
    const { name, from, to } = reference.group;
    machine.reporter.report('index-out-of-range', at, `\`${name}\` has the elements ${from} to ${to}.`);
    return poisoned;
  }
  return { ...reference, elements };
}

function count(value: number): Value {
  return { type: 'number', dimension: plain, amount: value, bare: true };
}
