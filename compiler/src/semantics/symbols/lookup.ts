import { type Env, type Machine } from '../evaluate/machine.js';
import { exported, outward, type Reference, step } from '../evaluate/reference.js';
import type { Declared, Entity, Scope } from '../declare/types.js';
import type { ValueType } from '../kinds/index.js';
import { locate } from '../report.js';
import { bindingSymbol, blockSymbol, declaredSymbol, referenceSymbol, type Symbol } from './symbol.js';

/** What a name has turned out to be, and how a path goes on from it. */
export interface Found {
  readonly symbol?: Symbol;
  readonly reference?: Reference;
}

/**
 * What a name stands for, as evaluation would take it: variables, then the blocks around it from the inside out, imports,
 * metrics, and any block of the plan that alone has the name.
 */
export function findName(machine: Machine, name: string, env: Env, expected: ValueType | undefined): Found {
  if (expected?.type === 'enum' && expected.members.includes(name)) return { symbol: { type: 'word', word: name } };
  const { module } = env.scope;
  for (let variable = env.variables; variable !== undefined; variable = variable.outer)
    if (variable.name === name) return { reference: { type: 'value', value: variable.value } };
  const inside = outward(env, (self, scope, innermost) =>
    inBlock(machine, self, scope, name, innermost ? env : undefined),
  );
  if (inside !== undefined) return inside;
  const binding = module.bindings.get(name);
  if (binding !== undefined) {
    const symbol = bindingSymbol(module, name, binding);
    return { symbol, ...referenceTo(machine, binding.target, binding.module.root) };
  }
  const namespace = module.namespaces.get(name);
  if (namespace !== undefined) {
    const target: Symbol = { type: 'module', file: namespace.module.file };
    const at = locate(module.root.scope, namespace.span);
    return {
      symbol: { type: 'alias', module, name, at, target },
      reference: { type: 'namespace', module: namespace.module },
    };
  }
  for (const whole of module.wholes) {
    const target = exported(whole.module, name);
    if (target !== undefined) return ofDeclared(machine, target, whole.module.root);
  }
  const metric = outward(env, (self) => {
    const row = self.kind.metrics.get(name);
    return row === undefined ? undefined : ofReference({ type: 'metric', entity: self, metric: row });
  });
  if (metric !== undefined) return metric;
  const [only, ...others] = module.library ? [] : (machine.program.byName.get(name) ?? []);
  return only === undefined || others.length > 0 ? {} : ofDeclared(machine, only, module.root);
}

/** `.name` after something that was found. */
export function findMember(machine: Machine, found: Found, name: string): Found {
  const { reference } = found;
  if (reference === undefined) return {};
  if (reference.type === 'namespace') {
    const target = exported(reference.module, name);
    return target === undefined ? {} : ofDeclared(machine, target, reference.module.root);
  }
  const next = step(machine, reference, name);
  return next === undefined ? {} : ofReference(next);
}

/** A base is looked for in the blocks around, and never among properties or metrics. */
export function findBase(machine: Machine, name: string, scope: Scope): Found {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const named = at.entity.names.get(name) ?? at.entity.lets.get(name);
    if (named !== undefined) return ofDeclared(machine, named, at.entity);
  }
  const { root } = scope.module;
  return findName(machine, name, { scope: root.scope, self: root, isDefault: false }, undefined);
}

function inBlock(machine: Machine, self: Entity, scope: Scope, name: string, env: Env | undefined): Found | undefined {
  const isRoot = scope.parent === undefined;
  const declaration = scope.entity.lets.get(name);
  if (declaration !== undefined)
    return {
      symbol: { type: 'let', declaration },
      reference: { type: 'value', value: machine.letValue(declaration, self) },
    };
  if (name !== env?.property || isRoot) {
    const row = self.kind.properties.get(name);
    if (row !== undefined && row.type.type !== 'child' && (machine.slot(self, name) !== undefined || self.broken))
      return ofReference({ type: 'property', entity: self, row });
  }
  const named = self.names.get(name) ?? scope.entity.names.get(name);
  if (named !== undefined) return ofDeclared(machine, named, self);
  const row = self.kind.collections.get(name);
  if (row?.type.type !== 'child') return undefined;
  const children = self.children.get(row.name) ?? [];
  const symbol: Symbol = { type: 'property', kind: self.kind, row, entity: self };
  if (row.type.many)
    return { symbol, reference: { type: 'list', items: children.map((entity) => ({ type: 'entity', entity })) } };
  return children[0] === undefined
    ? undefined
    : { symbol: blockSymbol(children[0]), reference: { type: 'entity', entity: children[0] } };
}

function ofReference(reference: Reference): Found {
  const symbol = referenceSymbol(reference);
  return symbol === undefined ? { reference } : { symbol, reference };
}

function ofDeclared(machine: Machine, declared: Declared, root: Entity): Found {
  return { symbol: declaredSymbol(declared), ...referenceTo(machine, declared, root) };
}

function referenceTo(machine: Machine, declared: Declared, root: Entity): { readonly reference?: Reference } {
  switch (declared.type) {
    case 'entity':
      return { reference: { type: 'entity', entity: declared } };
    case 'group':
      return { reference: { type: 'group', group: declared, elements: undefined } };
    case 'let': {
      const self = root.module === declared.scope.module ? declared.scope.entity : root;
      return { reference: { type: 'value', value: machine.letValue(declared, self) } };
    }
  }
}
