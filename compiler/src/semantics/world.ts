import type { Expression } from '../syntax/tree.js';
import type { Budget } from './budget.js';
import { buildCondition } from './conditions/condition.js';
import { declareBody } from './declare/body.js';
import type { ByName } from './declare/declaring.js';
import { createEntity } from './declare/entity.js';
import type { Entity, LetDeclaration, PropertyDeclaration } from './declare/types.js';
import { evaluateBlockValue } from './evaluate/block-value.js';
import { coerce, type Place } from './evaluate/coerce.js';
import { isConstant } from './evaluate/constant.js';
import { evaluateExpression } from './evaluate/expression.js';
import { coerceLet } from './evaluate/let-type.js';
import type { Env, InlineRequest, Machine, Program, Slot } from './evaluate/machine.js';
import { sharesBeside } from './evaluate/shares.js';
import type { KindModel, PropertyRow, ValueType } from './kinds/index.js';
import { locate, type Reporter } from './report.js';
import type { Location } from '../text/span.js';
import type { UnitContext } from './units/index.js';
import { poison, type Value } from './values.js';
import type { Frame, Trace } from './trace.js';
import { weatherFigure } from './weather/figures.js';
import type { WeatherFiles } from './weather/files.js';
import { asInherited, entryIn, headOf, named } from './world-parts.js';

/** What a scenario does to a property: a value in its place, or changes within the value that it has. */
export type Override =
  | { readonly type: 'value'; readonly slot: Slot }
  | { readonly type: 'within'; readonly members: Map<string, Override> };

export type Overrides = Map<Entity, Map<string, Override>>;

export interface WorldOptions {
  readonly kinds: KindModel;
  readonly reporter: Reporter;
  readonly program: Program;
  readonly byName: ByName;
  readonly units: UnitContext;
  readonly budget: Budget;
  /** Evaluates what belongs to the standard library, once for all plans. */
  readonly library?: World;
  /** Weather files that climates name; none in the library. */
  readonly weather?: WeatherFiles;
  readonly overrides?: Overrides;
  readonly letOverrides?: ReadonlyMap<LetDeclaration, Value>;
  /** Takes note of what rests on what, where the plan is to be revised after an edit. */
  readonly trace?: Trace;
}

/** Longest chain of expressions and properties that rest on one another. One expression has up to 256 operators. */
const MAX_DEPTH = 600;

const none: readonly Value[] = [];
const constantSlots = new WeakMap<PropertyRow, Slot>();

/** Stands in a cache for a property that is being evaluated, and for one that has no value. */
type Cached = Slot | 'busy' | 'none';

/** One plan with one set of overrides, and the values of all its properties as far as they were asked for. */
export class World implements Machine {
  readonly kinds: KindModel;
  readonly reporter: Reporter;
  readonly program: Program;
  readonly units: UnitContext;
  readonly budget: Budget;
  readonly #options: WorldOptions;
  readonly #slots = new Map<Entity, Map<string, Cached>>();
  readonly #lets = new Map<LetDeclaration, Map<Entity, Value | 'busy'>>();
  readonly #frames = new Map<Entity, Map<string, Frame>>();
  readonly #letFrames = new Map<LetDeclaration, Map<Entity, Frame>>();
  readonly #overrides: Overrides;
  /** What is being evaluated, outermost first, for the message about a circle. */
  readonly #way: { readonly entity?: Entity; readonly name: string }[] = [];
  #isDynamic = false;
  #isSpent = false;
  /** How deep evaluation is, in the plan and in the library together. */
  readonly #depth: { now: number };

  constructor(options: WorldOptions) {
    this.#options = options;
    this.kinds = options.kinds;
    this.reporter = options.reporter;
    this.program = options.program;
    this.units = options.units;
    this.budget = options.budget;
    this.#depth = options.library === undefined ? { now: 0 } : options.library.#depth;
    this.#overrides = options.overrides ?? new Map<Entity, Map<string, Override>>();
  }

  spend(expression: Expression, env: Env): boolean {
    if (this.budget.takeSteps(1)) return true;
    if (!this.#isSpent)
      this.reporter.aloud(() =>
        this.reporter.report(
          'too-much-work',
          locate(env.scope, expression),
          'Evaluating the plan takes too many steps, and ends here.',
        ),
      );
    this.#isSpent = true;
    return false;
  }

  evaluate(expression: Expression, env: Env, expected?: ValueType): Value {
    if (!this.spend(expression, env)) return poison;
    if (this.#depth.now >= MAX_DEPTH) return this.#tooDeep(locate(env.scope, expression));
    this.#depth.now++;
    const value = evaluateExpression(this, expression, env, expected);
    this.#depth.now--;
    return value;
  }

  #tooDeep(at: Location): Value {
    if (this.reporter.once('long-chain')) {
      this.reporter.aloud(() =>
        this.reporter.report(
          'long-chain',
          at,
          'This value rests on too long a chain of others: hundreds of them, one inside the other.',
        ),
      );
    }
    return poison;
  }

  markDynamic(): void {
    this.#isDynamic = true;
  }

  openNames(entity: Entity): ReadonlySet<string> {
    const names = new Set<string>();
    for (let link: Entity | undefined = entity; link !== undefined; link = link.base) {
      for (const name of link.properties.keys()) names.add(name);
      for (const name of this.#overrides.get(link)?.keys() ?? []) names.add(name);
    }
    return names;
  }

  slot(entity: Entity, property: string): Slot | undefined {
    const { library } = this.#options;
    if (library !== undefined && entity.module.library) return library.slot(entity, property);
    let slots = this.#slots.get(entity);
    if (slots === undefined) {
      slots = new Map();
      this.#slots.set(entity, slots);
    }
    const { trace } = this.#options;
    const known = slots.get(property);
    if (known === 'busy') {
      if (trace !== undefined) trace.isTangled = true;
      return this.#circle(entity, property);
    }
    if (known !== undefined) {
      trace?.read(this.#frames.get(entity)?.get(property));
      return known === 'none' ? undefined : known;
    }
    if (this.#depth.now >= MAX_DEPTH)
      return { value: this.#tooDeep(headOf(entity)), from: 'own', owner: entity, alternatives: none, isDynamic: false };
    slots.set(property, 'busy');
    this.#depth.now++;
    const outer = this.#isDynamic;
    this.#way.push({ entity, name: property });
    const frame = trace?.enter(() => this.#forget(entity, property));
    const slot = this.#overridden(entity, property);
    if (frame !== undefined) trace?.leave(frame);
    this.#way.pop();
    this.#isDynamic = outer;
    this.#depth.now--;
    slots.set(property, slot ?? 'none');
    if (frame !== undefined && (frame.reads > 0 || slot?.declaration !== undefined)) {
      entryIn(this.#frames, entity).set(property, frame);
      trace?.read(frame);
    }
    return slot;
  }

  #forget(entity: Entity, property: string): void {
    this.#slots.get(entity)?.delete(property);
    this.#frames.get(entity)?.delete(property);
  }

  /** A property is stated anew: what its value was, and all that rests on it, is let go of. */
  invalidate(entity: Entity, property: string): void {
    const frame = this.#frames.get(entity)?.get(property);
    if (frame === undefined) this.#slots.get(entity)?.delete(property);
    else this.#options.trace?.invalidate(frame, (made) => this.#drop(made));
  }

  /** As `invalidate` for a `let`. */
  invalidateLet(declaration: LetDeclaration): void {
    for (const frame of this.#letFrames.get(declaration)?.values() ?? [])
      this.#options.trace?.invalidate(frame, (made) => this.#drop(made));
    this.#lets.delete(declaration);
  }

  /** Whether values that are blocks were made on the way to a property's value. */
  makes(entity: Entity, property: string): boolean {
    return this.#frames.get(entity)?.get(property)?.made !== undefined;
  }

  /** A value that is a block is no more. */
  #drop(entity: Entity): void {
    const frames = [...(this.#frames.get(entity)?.values() ?? [])];
    for (const values of this.#letFrames.values()) {
      const frame = values.get(entity);
      if (frame !== undefined) frames.push(frame);
    }
    for (const frame of frames) this.#options.trace?.invalidate(frame, (made) => this.#drop(made));
    this.#frames.delete(entity);
    this.#slots.delete(entity);
  }

  #overridden(entity: Entity, property: string): Slot | undefined {
    const override = this.#overrides.get(entity)?.get(property);
    if (override === undefined) return this.#compute(entity, property);
    if (override.type === 'value') return override.slot;
    const slot = this.#compute(entity, property);
    if (slot?.value.type !== 'entity') return slot;
    const base = slot.value.entity;
    const changed = createEntity({
      kind: base.kind,
      module: entity.module,
      outer: base.outer,
      offset: base.outer.offset,
      segment: property,
      parent: entity,
      base,
      inline: true,
      broken: base.broken,
    });
    this.#overrides.set(changed, override.members);
    return { ...slot, value: { type: 'entity', entity: changed }, from: 'scenario', alternatives: [] };
  }

  #compute(entity: Entity, property: string): Slot | undefined {
    const row = entity.kind.properties.get(property) ?? entity.kind.open?.value;
    if (row === undefined) return undefined;
    const declaration = entity.properties.get(property);
    if (declaration !== undefined)
      return this.reporter.aloud(() => this.#declared(entity, row, declaration, 'own', entity));
    const shares = sharesBeside(this, row, { scope: entity.scope, self: entity, isDefault: false });
    if (shares !== undefined) return { value: shares, from: 'beside', alternatives: none, isDynamic: false };
    const { weather } = this.#options;
    const measured = weather === undefined ? undefined : weatherFigure(this, weather, entity, row);
    if (measured !== undefined) return measured;
    const base = entity.base === undefined ? undefined : this.slot(entity.base, property);
    if (base !== undefined && base.from !== 'default' && base.from !== 'beside') {
      const isFixed = !base.isDynamic || base.value.type === 'poison' || base.from === 'scenario';
      if (isFixed || base.declaration === undefined || base.owner === undefined) return asInherited(base);
      const { declaration: stated, owner } = base;
      return this.reporter.aloud(() => this.#declared(entity, row, stated, 'base', owner));
    }
    return row.default === undefined
      ? undefined
      : (this.#constant(entity, row) ?? this.#default(entity, row, row.default));
  }

  /** The value that a body states, for the block itself or for one that has it as a base. */
  #declared(
    entity: Entity,
    row: PropertyRow,
    declaration: PropertyDeclaration,
    from: 'own' | 'base',
    owner: Entity,
  ): Slot {
    const { member, scope } = declaration;
    const env: Env = { scope, self: entity, property: declaration.name, isDefault: false };
    this.#isDynamic = false;
    const make = (value: Value, alternatives: readonly Value[]): Slot => ({
      value,
      from,
      owner,
      declaration,
      alternatives,
      isDynamic: this.#isDynamic,
    });
    if (member.type === 'block') {
      const inherited = owner.base === undefined ? undefined : this.slot(owner.base, declaration.name);
      const value = evaluateBlockValue(this, member, row, env, inherited);
      return make(value, []);
    }
    if (row.type.type === 'condition') {
      const condition = buildCondition(this, member.value, env);
      return make(condition === undefined ? poison : { type: 'condition', condition }, []);
    }
    const options = member.value.type === 'alternatives' ? member.value.options : [member.value];
    const values = options.map((expression) => {
      const place: Place = { expression, env, row };
      return coerce(this, this.evaluate(expression, env, row.type), row.type, place);
    });
    const [first = poison, ...rest] = values;
    return make(
      first,
      rest.filter((value) => value.type !== 'poison'),
    );
  }

  /** A default of the kind: nothing but its bounds is reported in it, and what depends on a blank figure is blank. */
  #default(entity: Entity, row: PropertyRow, expression: Expression): Slot | undefined {
    const env: Env = { scope: entity.scope, self: entity, property: row.name, isDefault: true };
    const place: Place = { expression, env, row, at: headOf(entity) };
    const { result: value, isClean } = this.reporter.quietly(() =>
      coerce(this, this.evaluate(expression, env, row.type), row.type, place),
    );
    if (value.type === 'absent' || (value.type === 'poison' && !isClean)) return undefined;
    return { value, from: 'default', alternatives: none, isDynamic: false };
  }

  /** A default that is a constant: the same slot for every block, evaluated once in a process. */
  #constant(entity: Entity, row: PropertyRow): Slot | undefined {
    const known = constantSlots.get(row);
    if (known !== undefined) return known;
    if (row.default === undefined || (row.type.type !== 'enum' && !isConstant(row.default))) return undefined;
    const slot = this.#default(entity, row, row.default);
    if (slot !== undefined) constantSlots.set(row, slot);
    return slot;
  }

  letValue(declaration: LetDeclaration, self: Entity): Value {
    const { library, letOverrides } = this.#options;
    if (library !== undefined && declaration.scope.module.library) return library.letValue(declaration, self);
    const overridden = letOverrides?.get(declaration);
    if (overridden !== undefined) return overridden;
    let values = this.#lets.get(declaration);
    if (values === undefined) {
      values = new Map();
      this.#lets.set(declaration, values);
    }
    const known = values.get(self);
    const { trace } = this.#options;
    if (known === 'busy') {
      if (trace !== undefined) trace.isTangled = true;
      this.#reportCircle(declaration.path, locate(declaration.scope, declaration.member.name));
      return poison;
    }
    if (known !== undefined) {
      trace?.read(this.#letFrames.get(declaration)?.get(self));
      return known;
    }
    if (this.#depth.now >= MAX_DEPTH) return this.#tooDeep(locate(declaration.scope, declaration.member.name));
    values.set(self, 'busy');
    this.#depth.now++;
    this.#way.push({ name: declaration.path });
    const env: Env = { scope: declaration.scope, self, isDefault: false };
    const frame = trace?.enter(() => {
      this.#lets.get(declaration)?.delete(self);
      this.#letFrames.get(declaration)?.delete(self);
    });
    const value = named(coerceLet(this, declaration, env), declaration.path);
    this.#way.pop();
    this.#depth.now--;
    values.set(self, value);
    if (frame !== undefined) {
      trace?.leave(frame);
      entryIn(this.#letFrames, declaration).set(self, frame);
      trace?.read(frame);
    }
    return value;
  }

  inline(request: InlineRequest): Entity {
    const { base } = request;
    const entity = createEntity({
      kind: request.kind,
      module: request.scope.module,
      outer: request.scope,
      offset: request.offset,
      segment: request.property,
      parent: request.self,
      inline: true,
      broken: request.broken || (base?.broken ?? false),
      ...(request.syntax === undefined ? {} : { syntax: request.syntax }),
      ...(base === undefined ? {} : { base }),
    });
    declareBody(this, entity, request.members, this.#options.byName);
    this.#options.trace?.make(entity);
    return entity;
  }

  #circle(entity: Entity, property: string): Slot {
    const declaration = entity.properties.get(property);
    const path = entity.path === '' ? property : `${entity.path}.${property}`;
    if (declaration !== undefined) {
      const { member, scope } = declaration;
      this.#reportCircle(path, locate(scope, member.type === 'property' ? member.key : member.keyword));
    }
    return { value: poison, from: 'own', owner: entity, alternatives: none, isDynamic: false };
  }

  #reportCircle(path: string, at: ReturnType<typeof locate>): void {
    const names = this.#way.map(({ entity, name }) =>
      entity === undefined || entity.path === '' ? name : `${entity.path}.${name}`,
    );
    const way = [...names.slice(Math.max(0, names.indexOf(path))), path];
    this.reporter.report(
      'cyclic-value',
      at,
      `This value depends on itself: ${way.map((step) => `\`${step}\``).join(' from ')}.`,
    );
  }
}
