import type {
  Expression,
  IfExpression,
  MapExpression,
  OfExpression,
  PathExpression,
  RedundancyExpression,
  RefinementExpression,
} from '../../syntax/tree.js';
import type { Redundancy } from '../../ir/index.js';
import type { Entity } from '../declare/types.js';
import type { ValueType } from '../kinds/index.js';
import { locate, replacement } from '../report.js';
import { dimensionless } from '../units/index.js';
import { type MapValueEntry, numberValue, poison, type Value } from '../values.js';
import { asBoolean, evaluateBinary, evaluateUnary } from './arithmetic.js';
import { evaluateCall, evaluateComprehension } from './calls.js';
import { boundedList } from './lists.js';
import { isPlainCount } from './dimensions.js';
import { asDate, evaluateDate, evaluateNumber, evaluateQuantity } from './literals.js';
import type { Env, Machine } from './machine.js';
import { asNumber, describeValue } from './operands.js';
import { valueOf } from './path-value.js';
import { lookup, resolvePath } from './reference.js';
import { evaluateGrowing, evaluateSeries } from './series.js';
import { evaluateShares, sharesRowOf } from './shares.js';
import { evaluateRange, evaluateUncertain } from './uncertain.js';
import { didYouMean } from './unknown.js';
import { suggest } from '../suggest.js';

/** The value of an expression. `expected` decides what a bare word, year or map means; it is checked by `coerce`. */
export function evaluateExpression(machine: Machine, expression: Expression, env: Env, expected?: ValueType): Value {
  switch (expression.type) {
    case 'number':
      return (
        (expected?.type === 'date' ? asDate(machine, expression, env) : undefined) ??
        evaluateNumber(machine, expression, env)
      );
    case 'quantity':
      return evaluateQuantity(machine, expression, env);
    case 'ratio':
      if (expression.right !== 0) return numberValue(dimensionless, expression.left / expression.right, true);
      machine.reporter.report('number-too-large', locate(env.scope, expression), 'A ratio to zero is no number.');
      return poison;
    case 'redundancy':
      return evaluateRedundancy(machine, expression, env);
    case 'date':
      return evaluateDate(machine, expression, env);
    case 'string':
      return { type: 'text', text: expression.value };
    case 'path':
      return evaluatePath(machine, expression, env, expected);
    case 'unary':
      return evaluateUnary(machine, expression, env);
    case 'binary':
      return evaluateBinary(machine, expression, env);
    case 'uncertain':
      return evaluateUncertain(machine, expression, env);
    case 'range':
      return evaluateRange(machine, expression, env);
    case 'call':
      return evaluateCall(machine, expression, env);
    case 'list': {
      const element =
        expected?.type === 'list' ? expected.element : expected?.type === 'countOf' ? expected : undefined;
      return boundedList(
        machine,
        expression.items.map((item) => machine.evaluate(item, env, element)),
        expression,
        env,
      );
    }
    case 'comprehension':
      return evaluateComprehension(machine, expression, env);
    case 'map':
      return expected?.type === 'map'
        ? evaluateMap(machine, expression, env, expected)
        : evaluateDated(machine, expression, env, expected);
    case 'growing':
      return evaluateGrowing(machine, expression, env);
    case 'if':
      return evaluateIf(machine, expression, env, expected);
    case 'of':
      return evaluateOf(machine, expression, env);
    case 'refinement':
      return evaluateRefinement(machine, expression, env);
    case 'alternatives':
      machine.reporter.report(
        'misplaced-alternatives',
        locate(env.scope, expression),
        'Alternatives stand as the whole value of a property; here one value is due.',
      );
      return poison;
    case 'missing':
      return poison;
  }
}

const redundancies: readonly Redundancy[] = ['N', 'N+1', '2N', '3N/2', '4N/3'];

function evaluateRedundancy(machine: Machine, expression: RedundancyExpression, env: Env): Value {
  const known = redundancies.find((each) => each === expression.text);
  if (known !== undefined) return { type: 'redundancy', text: known };
  const choices = redundancies.map((each) => `\`${each}\``).join(', ');
  machine.reporter.report(
    'unknown-word',
    locate(env.scope, expression),
    `\`${expression.text}\` is not among the redundancies ${choices}.`,
  );
  return poison;
}

function evaluatePath(machine: Machine, path: PathExpression, env: Env, expected: ValueType | undefined): Value {
  const head = path.segments[0]!;
  const isWord = path.segments.length === 1 && head.index === undefined;
  if (isWord && expected?.type === 'enum') {
    const word = head.name.text;
    if (expected.members.includes(word)) return { type: 'word', word };
    if (lookup(machine, word, env) === undefined) {
      const suggestions = suggest(machine.reporter, word, () => expected.members);
      const choices = expected.members.map((member) => `\`${member}\``).join(', ');
      machine.reporter.report(
        'unknown-word',
        locate(env.scope, path),
        `\`${word}\` is not among ${choices}${didYouMean(suggestions)}`,
        {
          fixes: suggestions.slice(0, 1).map((suggestion) => replacement(env.scope, path, suggestion)),
        },
      );
      return poison;
    }
  }
  if (isWord && expected?.type === 'text') {
    const found = lookup(machine, head.name.text, env);
    const isText = found !== undefined && 'type' in found && found.type === 'value' && found.value.type === 'text';
    return isText ? found.value : { type: 'text', text: head.name.text };
  }
  return valueOf(machine, resolvePath(machine, path, env), path, env);
}

/** A map where no map is due: a value over time, unless something else is plainly wanted. */
function evaluateDated(machine: Machine, expression: MapExpression, env: Env, expected: ValueType | undefined): Value {
  const first = expression.entries[0]?.key;
  if (first?.type === 'path' && expected?.type === 'list') {
    const shares = expected.element.type === 'entity' ? sharesRowOf(env.self.kind, expected.element.kind) : undefined;
    if (shares !== undefined) return evaluateShares(machine, expression, env, shares);
    machine.reporter.report('wrong-type', locate(env.scope, expression), 'A list is due here, such as `[A, Edge]`.');
    return poison;
  }
  if (expected?.type === 'child' || expected?.type === 'entity') {
    machine.reporter.report(
      'wrong-type',
      locate(env.scope, expression),
      `A block is written without the colon: \`${env.property ?? expected.kind} { … }\`.`,
    );
    return poison;
  }
  return evaluateSeries(machine, expression, env);
}

function evaluateMap(
  machine: Machine,
  expression: MapExpression,
  env: Env,
  expected: Extract<ValueType, { type: 'map' }>,
): Value {
  const entries: MapValueEntry[] = [];
  if (expression.step) {
    machine.reporter.report(
      'wrong-type',
      locate(env.scope, expression),
      'A map is due here, and `step` is for values over time.',
    );
    return poison;
  }
  for (const entry of expression.entries) {
    const key = evaluateKey(machine, entry.key, env, expected);
    if (key === undefined) return poison;
    if (entries.some((other) => other.key === key)) {
      machine.reporter.report('duplicate-property', locate(env.scope, entry.key), `\`${key}\` is there twice.`);
      return poison;
    }
    entries.push({ key, value: machine.evaluate(entry.value, env, expected.value) });
  }
  return { type: 'map', entries };
}

function evaluateKey(
  machine: Machine,
  key: Expression,
  env: Env,
  expected: Extract<ValueType, { type: 'map' }>,
): string | number | undefined {
  if (expected.key.type === 'quantity') {
    const value = asNumber(machine, machine.evaluate(key, env), key, env);
    return typeof value?.amount === 'number' ? value.amount : undefined;
  }
  if (key.type === 'string') return key.value;
  if (expected.key.type === 'kind' && isPlacedKind(machine, expected.key.kind)) return pathKey(machine, key, env);
  if (key.type === 'path' && key.segments.length === 1) return key.segments[0]!.name.text;
  machine.reporter.report('wrong-type', locate(env.scope, key), `A name is due here, as in \`{ name: value }\`.`);
  return undefined;
}

/** True for a kind whose blocks stand in a campus: they are known by their path, where a region is known by its name. */
function isPlacedKind(machine: Machine, kind: string): boolean {
  const campus = machine.kinds.kinds.get('campus');
  return campus !== undefined && machine.kinds.slotFor(campus, kind) !== undefined;
}

function pathKey(machine: Machine, key: Expression, env: Env): string | undefined {
  const value = machine.evaluate(key, env);
  const entity = single(value);
  if (entity !== undefined) return entity.path;
  if (value.type !== 'poison')
    machine.reporter.report(
      'wrong-type',
      locate(env.scope, key),
      `A block is due here, and this is ${describeValue(value)}.`,
    );
  return undefined;
}

function evaluateIf(machine: Machine, expression: IfExpression, env: Env, expected: ValueType | undefined): Value {
  const condition = asBoolean(machine, machine.evaluate(expression.condition, env), expression.condition, env);
  if (condition === undefined) return poison;
  return machine.evaluate(condition ? expression.then : expression.else, env, expected);
}

/** `400 of X`. */
function evaluateOf(machine: Machine, expression: OfExpression, env: Env): Value {
  const count = asNumber(machine, machine.evaluate(expression.count, env), expression.count, env);
  const what = machine.evaluate(expression.what, env);
  if (count === undefined || what.type === 'poison' || what.type === 'absent') return poison;
  const isCount = count.dimension === dimensionless || isPlainCount(count.dimension);
  if (
    !isCount ||
    typeof count.amount !== 'number' ||
    !Number.isInteger(count.amount) ||
    count.amount < 0 ||
    count.unit === '%'
  ) {
    machine.reporter.report(
      'bad-count',
      locate(env.scope, expression.count),
      'A whole number, zero or more, is due before `of`.',
    );
    return poison;
  }
  if (what.type !== 'entity') {
    machine.reporter.report(
      'bad-count',
      locate(env.scope, expression.what),
      `What is counted is an entry such as a rack, and this is ${describeValue(what)}.`,
    );
    return poison;
  }
  return { type: 'countOf', count: count.amount, of: what.entity };
}

/** `Entry { a: 1 }`; with a kind's name, a block of that kind with its defaults: `electrical {}`. */
function evaluateRefinement(machine: Machine, expression: RefinementExpression, env: Env): Value {
  const { base: path, members } = expression;
  if (members.some((member) => !(member.type === 'property' && isLiteral(member.value)))) machine.markDynamic();
  const common = {
    members,
    scope: env.scope,
    offset: env.scope.offset,
    self: env.self,
    property: env.property ?? '',
    ...(env.isDefault ? {} : { syntax: expression }),
  };
  const kind = path.segments.length === 1 ? machine.kinds.kinds.get(path.segments[0]!.name.text) : undefined;
  if (kind !== undefined) return { type: 'entity', entity: machine.inline({ ...common, kind, broken: false }) };
  const base = machine.evaluate(path, env);
  const entity = single(base);
  if (entity !== undefined)
    return { type: 'entity', entity: machine.inline({ ...common, kind: entity.kind, base: entity, broken: false }) };
  if (base.type === 'poison' || base.type === 'absent') return poison;
  machine.reporter.report(
    'wrong-type',
    locate(env.scope, path),
    `Only an entry or a block can be refined, and this is ${describeValue(base)}.`,
  );
  return poison;
}

/** The block that a value stands for, an array being one of its elements. */
function single(value: Value): Entity | undefined {
  if (value.type === 'entity') return value.entity;
  return value.type === 'group' ? value.group.parts[0] : undefined;
}

function isLiteral(expression: Expression): boolean {
  return ['number', 'quantity', 'ratio', 'redundancy', 'date', 'string'].includes(expression.type);
}
