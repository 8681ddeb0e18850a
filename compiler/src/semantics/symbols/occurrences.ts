import type {
  BlockMember,
  Expression,
  Identifier,
  ImportMember,
  Member,
  Node,
  PathExpression,
  PropertyMember,
  TestMember,
} from '../../syntax/tree.js';
import type { Span } from '../../text/span.js';
import type { Entity, Module, Scope } from '../declare/types.js';
import type { Env } from '../evaluate/machine.js';
import { exported } from '../evaluate/reference.js';
import type { Kind, PropertyRow, ValueType } from '../kinds/index.js';
import { locate } from '../report.js';
import { envOfTest, inBlock } from '../tests.js';
import type { World } from '../world.js';
import { blocksOfModule, inlineBlock } from './entities.js';
import { findBase, findMember, findName, type Found } from './lookup.js';
import { bindingSymbol, blockOf, blockSymbol, declaredSymbol, type Occurrence, type Symbol } from './symbol.js';

/** Where a member stands: the block around it, which may be unknown, and its kind. */
interface Around {
  readonly env: Env;
  readonly kind: Kind | undefined;
  readonly entity: Entity | undefined;
}

/**
 * Every place of a file at which a name stands, with what it stands for, in the order of the text. Names that stand for
 * nothing are left out.
 * @param within only of the members that this stretch touches
 */
export function occurrencesIn(world: World, module: Module, within?: Span): readonly Occurrence[] {
  const collector = new Collector(world, module, within);
  world.reporter.quietly(() => collector.file());
  return collector.found.sort((a, b) => a.location.span.start - b.location.span.start);
}

class Collector {
  readonly found: Occurrence[] = [];
  readonly #blocks: ReadonlyMap<BlockMember, Entity>;

  constructor(
    private readonly world: World,
    private readonly module: Module,
    private readonly within: Span | undefined,
  ) {
    this.#blocks = blocksOfModule(module);
  }

  file(): void {
    const { root, tree } = this.module;
    const env: Env = { scope: root.scope, self: root, isDefault: false };
    this.#members(tree.members, { env, kind: root.kind, entity: root });
  }

  #members(members: readonly Member[], around: Around): void {
    const { offset } = around.env.scope;
    for (const member of members) {
      if (this.within !== undefined && !touches(this.within, member, offset)) continue;
      this.#member(member, around);
    }
  }

  #member(member: Member, around: Around): void {
    const { env } = around;
    switch (member.type) {
      case 'import':
        return this.#import(member);
      case 'let': {
        const declaration = env.scope.entity.lets.get(member.name.text);
        if (declaration?.member === member)
          this.#add(env.scope, member.name, { type: 'let', declaration }, 'declaration');
        return this.#expression(member.value, env, undefined);
      }
      case 'property':
        return this.#property(member, around);
      case 'block':
        return this.#block(member, around);
      case 'require':
      case 'prefer':
        this.#expression(member.condition, env, undefined);
        return member.during === undefined ? undefined : this.#expression(member.during, env, undefined);
      case 'scenario': {
        const scenario = this.module.scenarios.get(member.name.text);
        if (scenario?.member === member)
          this.#add(env.scope, member.name, { type: 'scenario', scenario }, 'declaration');
        if (member.base !== undefined) this.#scenario(member.base, env.scope);
        return this.#members(member.members, this.#inside(member.start, env));
      }
      case 'test':
        return this.#test(member);
      case 'kind':
        return this.#add(env.scope, member.name, { type: 'kind', name: member.name.text }, 'declaration');
      case 'metric':
      case 'error':
        return undefined;
    }
  }

  /** A body at the top level in which paths are read as at the top level: a scenario's. */
  #inside(start: number, env: Env): Around {
    const { root } = this.module;
    const scope: Scope = { parent: root.scope, module: this.module, offset: env.scope.offset + start, entity: root };
    return { env: { scope, self: root, isDefault: false }, kind: undefined, entity: undefined };
  }

  #import(member: ImportMember): void {
    const { module } = this;
    const { scope } = module.root;
    const names = member.names ?? [];
    const first = names
      .map((name) => module.bindings.get((name.alias ?? name.name).text))
      .find((each) => each !== undefined);
    const namespace = member.namespace === undefined ? undefined : module.namespaces.get(member.namespace.text);
    const whole = module.wholes.find((each) => each.member === member);
    const target = first?.module ?? namespace?.module ?? whole?.module;
    if (target !== undefined) this.#add(scope, member.fromSpan, { type: 'module', file: target.file }, 'reference');
    if (namespace !== undefined && member.namespace !== undefined) {
      const at = locate(scope, member.namespace);
      const symbol: Symbol = {
        type: 'alias',
        module,
        name: member.namespace.text,
        at,
        target: { type: 'module', file: namespace.module.file },
      };
      this.#add(scope, member.namespace, symbol, 'declaration');
    }
    for (const name of names) {
      const local = name.alias ?? name.name;
      const binding = module.bindings.get(local.text);
      if (binding === undefined || binding.span !== name) continue;
      const declared = exported(binding.module, name.name.text);
      if (declared !== undefined) this.#add(scope, name.name, declaredSymbol(declared), 'reference');
      if (name.alias !== undefined)
        this.#add(scope, name.alias, bindingSymbol(module, local.text, binding), 'declaration');
    }
  }

  #property(member: PropertyMember, around: Around): void {
    const { env, kind, entity } = around;
    const { segments } = member.key;
    const [key] = segments;
    if (key === undefined) return;
    if (kind === undefined || segments.length > 1) return this.#override(member, env);
    const row = kind.properties.get(key.name.text);
    if (row !== undefined) this.#add(env.scope, key.name, propertySymbol(kind, row, entity), 'declaration');
    else if (kind.open !== undefined) this.#key(kind.open.key, key.name, env);
    const type = (row ?? kind.open?.value)?.type;
    const slot = entity === undefined ? undefined : this.world.slot(entity, key.name.text);
    this.#expression(member.value, { ...env, property: key.name.text }, type, (syntax) => inlineBlock(slot, syntax));
  }

  /** `Prairie.A.idle: off` of a scenario. */
  #override(member: PropertyMember, env: Env): void {
    const found = this.#path(member.key, env, undefined);
    const type = found.symbol?.type === 'property' ? found.symbol.row.type : undefined;
    this.#expression(member.value, env, type);
  }

  /** The key of an open block names a region, an entry. */
  #key(kind: string, name: Identifier, env: Env): void {
    const found = findName(this.world, name.text, env, undefined);
    const block = found.symbol === undefined ? undefined : blockOf(found.symbol);
    if (found.symbol !== undefined && block !== undefined && this.world.kinds.isA(block.kind.name, kind))
      this.#add(env.scope, name, found.symbol, 'reference');
  }

  #block(member: BlockMember, around: Around): void {
    const { env, kind } = around;
    const entity = this.#blocks.get(member);
    const row = kind?.properties.get(member.keyword.text);
    const isValue = entity === undefined && row !== undefined && row.type.type !== 'child';
    if (isValue && kind !== undefined)
      this.#add(env.scope, member.keyword, propertySymbol(kind, row, around.entity), 'declaration');
    else if (this.world.kinds.kinds.has(member.keyword.text))
      this.#add(env.scope, member.keyword, { type: 'kind', name: member.keyword.text }, 'reference');
    if (member.name !== undefined && entity !== undefined)
      this.#add(env.scope, member.name, blockSymbol(entity), 'declaration');
    if (member.base !== undefined) this.#base(member.base, env, isValue);
    const value =
      isValue && around.entity !== undefined
        ? inlineBlock(this.world.slot(around.entity, member.keyword.text), member)
        : undefined;
    this.#body(member.members, entity ?? value, row, env, env.scope.offset + member.start);
  }

  #body(
    members: readonly Member[],
    entity: Entity | undefined,
    row: PropertyRow | undefined,
    env: Env,
    offset: number,
  ): void {
    const named = row?.type.type === 'entity' ? this.world.kinds.kinds.get(row.type.kind) : undefined;
    const scope: Scope = entity === undefined ? { ...env.scope, offset } : { ...entity.scope, offset };
    const inner: Env = { scope, self: entity ?? env.self, isDefault: false };
    this.#members(members, { env: inner, kind: entity?.kind ?? named, entity });
  }

  #base(path: PathExpression, env: Env, isValue: boolean): void {
    const [head, ...rest] = path.segments;
    if (head === undefined) return;
    const { world } = this;
    let found = isValue ? findName(world, head.name.text, env, undefined) : findBase(world, head.name.text, env.scope);
    this.#take(env.scope, head.name, found);
    for (const segment of rest) {
      found = findMember(world, found, segment.name.text);
      this.#take(env.scope, segment.name, found);
    }
  }

  #scenario(path: PathExpression, scope: Scope): void {
    const [name] = path.segments;
    const scenario = name === undefined ? undefined : this.module.scenarios.get(name.name.text);
    if (name !== undefined && scenario !== undefined)
      this.#add(scope, name.name, { type: 'scenario', scenario }, 'reference');
  }

  #test(member: TestMember): void {
    const env = envOfTest(this.module, member);
    for (const statement of member.statements) {
      if (this.within !== undefined && !touches(this.within, statement, env.scope.offset)) continue;
      if (statement.type === 'with') {
        for (const path of statement.scenarios) this.#scenario(path, env.scope);
        for (const override of statement.overrides) this.#override(override, env);
        continue;
      }
      const on = statement.on === undefined ? undefined : this.#path(statement.on, env, undefined);
      const block = on?.symbol === undefined ? undefined : blockOf(on.symbol);
      if (statement.condition !== undefined)
        this.#expression(statement.condition, block === undefined ? env : inBlock(block, env), undefined);
    }
  }

  #expression(
    expression: Expression,
    env: Env,
    expected: ValueType | undefined,
    inline: (syntax: Expression) => Entity | undefined = () => undefined,
  ): void {
    const each = (inner: Expression, type?: ValueType): void => this.#expression(inner, env, type, inline);
    const item = expected?.type === 'list' ? expected.element : expected;
    switch (expression.type) {
      case 'path':
        this.#path(expression, env, item);
        return;
      case 'refinement': {
        this.#base(expression.base, env, true);
        const entity = inline(expression);
        const named = expected?.type === 'entity' ? this.world.kinds.kinds.get(expected.kind) : undefined;
        const scope: Scope = entity === undefined ? env.scope : { ...entity.scope, offset: env.scope.offset };
        const inner: Env = { scope, self: entity ?? env.self, isDefault: false };
        return this.#members(expression.members, { env: inner, kind: entity?.kind ?? named, entity });
      }
      case 'comprehension':
        return this.#comprehension(expression, env);
      case 'map':
        for (const { key, value } of expression.entries) {
          each(key);
          each(value, expected?.type === 'map' ? expected.value : expected);
        }
        return;
      case 'list':
        return expression.items.forEach((inner) => each(inner, item));
      case 'alternatives':
        return expression.options.forEach((inner) => each(inner, expected));
      case 'of':
        each(expression.count);
        return each(expression.what);
      case 'if':
        each(expression.condition);
        each(expression.then, expected);
        return each(expression.else, expected);
      case 'unary':
        return each(expression.operand, expected);
      case 'binary':
        return this.#binary(expression, env);
      case 'uncertain':
        each(expression.center);
        return each(expression.deviation);
      case 'range':
        each(expression.from);
        return each(expression.to);
      case 'call':
        return expression.arguments.forEach(({ value }) => each(value));
      case 'growing':
        for (const part of [expression.operand, expression.rate, expression.from, expression.until])
          if (part !== undefined) each(part);
        return;
      default:
        return undefined;
    }
  }

  /** In `A.idle == off` the word is one of the property's. */
  #binary({ left, right }: Extract<Expression, { type: 'binary' }>, env: Env): void {
    const rowOf = (side: Expression): ValueType | undefined => {
      if (side.type !== 'path') return undefined;
      const found = this.#follow(side, env, undefined);
      return found.symbol?.type === 'property' ? found.symbol.row.type : undefined;
    };
    this.#expression(left, env, rowOf(right)?.type === 'enum' ? rowOf(right) : undefined);
    this.#expression(right, env, rowOf(left)?.type === 'enum' ? rowOf(left) : undefined);
  }

  #comprehension({ element, variable, iterable }: Extract<Expression, { type: 'comprehension' }>, env: Env): void {
    this.#expression(iterable, env, undefined);
    const value = this.world.evaluate(iterable, env);
    const first = value.type === 'list' ? value.items[0] : value;
    const at = locate(env.scope, variable);
    const symbol: Symbol = { type: 'variable', name: variable.text, at };
    this.#add(env.scope, variable, symbol, 'declaration');
    const inner: Env =
      first === undefined
        ? env
        : {
            ...env,
            variables: {
              name: variable.text,
              value: first,
              ...(env.variables === undefined ? {} : { outer: env.variables }),
            },
          };
    this.#variables.push(symbol);
    this.#expression(element, inner, undefined);
    this.#variables.pop();
  }

  readonly #variables: Extract<Symbol, { type: 'variable' }>[] = [];

  #path(path: PathExpression, env: Env, expected: ValueType | undefined): Found {
    return this.#follow(path, env, expected, (name, found) => this.#take(env.scope, name, found));
  }

  #follow(
    path: PathExpression,
    env: Env,
    expected: ValueType | undefined,
    take: (name: Identifier, found: Found) => void = () => undefined,
  ): Found {
    const [head, ...rest] = path.segments;
    if (head === undefined) return {};
    const variable = [...this.#variables].reverse().find(({ name }) => name === head.name.text);
    const only = path.segments.length === 1 ? expected : undefined;
    let found = findName(this.world, head.name.text, env, only);
    if (variable !== undefined) found = { ...found, symbol: variable };
    take(head.name, found);
    for (const segment of rest) {
      found = findMember(this.world, found, segment.name.text);
      take(segment.name, found);
    }
    return found;
  }

  #take(scope: Scope, name: Identifier, { symbol }: Found): void {
    if (symbol !== undefined && name.text !== '') this.#add(scope, name, symbol, 'reference');
  }

  #add(scope: Scope, node: Node, symbol: Symbol, role: Occurrence['role']): void {
    this.found.push({ location: locate(scope, node), symbol, role });
  }
}

function propertySymbol(kind: Kind, row: PropertyRow, entity: Entity | undefined): Symbol {
  return { type: 'property', kind, row, ...(entity === undefined ? {} : { entity }) };
}

function touches({ start, end }: Span, node: Node, offset: number): boolean {
  return offset + node.start <= end && offset + node.end >= start;
}
