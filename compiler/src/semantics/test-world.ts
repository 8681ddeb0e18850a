import type { Condition, Operand } from '../ir/index.js';
import type { ExpectStatement, Expression, PathExpression, TestMember, WithStatement } from '../syntax/tree.js';
import type { Location } from '../text/span.js';
import { buildCondition } from './conditions/condition.js';
import { buildOperand } from './conditions/operand.js';
import type { Module } from './declare/types.js';
import type { Env } from './evaluate/machine.js';
import { resolvePath } from './evaluate/reference.js';
import { applyOverrides, type Changes } from './overrides.js';
import { locate, textOf } from './report.js';
import { addChanges, copyOf, type Derive, noChanges, type ScenarioWorld } from './scenarios.js';
import { blocksOf, envOfTest, inBlock } from './tests.js';
import { unitFor } from './units/index.js';
import type { World } from './world.js';

/** One test of a file. */
export interface TestInfo {
  readonly title: string;
  readonly location: Location;
}

/** Part of a condition as written, for showing what it comes to. */
export interface ConditionPart {
  /** Offset in the text of the expectation under which its value stands. */
  readonly at: number;
  readonly of: { readonly condition: Condition } | { readonly operand: Operand; readonly unit: string };
}

/** What a test expects, with its paths resolved. */
export type Expectation = {
  readonly location: Location;
  /** As written, without `expect`, on one line. */
  readonly text: string;
} & (
  | { readonly type: 'condition'; readonly condition: Condition; readonly parts: readonly ConditionPart[] }
  | {
      readonly type: 'finding';
      readonly severity?: 'error' | 'warning' | 'info';
      /** Code or slug. */
      readonly code?: string;
      /** Paths of blocks; any of the plan where absent. */
      readonly on?: readonly string[];
    }
  | { readonly type: 'noFindings'; readonly on?: readonly string[] }
);

/** The tests of a file, in the order of the text. */
export function testsOf(module: Module): readonly TestInfo[] {
  return members(module).map((test) => ({
    title: test.title.value,
    location: locate(module.root.scope, test.title),
  }));
}

function members(module: Module): readonly TestMember[] {
  return module.tree.members.filter((member) => member.type === 'test');
}

/**
 * The plan under what a test's `with` says, in their order: of two scenarios that change the same the later one holds, and the
 * right-hand side of an override sees the plan as the statements before it leave it. `undefined` where there is no such test.
 */
export function worldOfTest(
  plain: World,
  module: Module,
  index: number,
  scenarios: ReadonlyMap<string, ScenarioWorld>,
  derive: Derive,
): { readonly world: World; readonly expectations: readonly Expectation[] } | undefined {
  const test = members(module)[index];
  if (test === undefined) return undefined;
  const env = envOfTest(module, test);
  const changes = noChanges();
  let world = plain;
  for (const statement of test.statements) {
    if (statement.type !== 'with') continue;
    apply(statement, env, changes, scenarios, derive);
    world = derive(copyOf(changes));
  }
  const expectations = test.statements.flatMap((statement) => {
    const expectation = statement.type === 'expect' ? expectationOf(world, statement, env) : undefined;
    return expectation === undefined ? [] : [expectation];
  });
  return { world, expectations };
}

function apply(
  statement: WithStatement,
  env: Env,
  changes: Changes,
  scenarios: ReadonlyMap<string, ScenarioWorld>,
  derive: Derive,
): void {
  for (const { segments } of statement.scenarios) {
    const scenario = scenarios.get(segments[0]?.name.text ?? '');
    if (scenario !== undefined) addChanges(changes, scenario.changes);
  }
  if (statement.overrides.length > 0) applyOverrides(derive(copyOf(changes)), statement.overrides, env, changes);
}

function expectationOf(world: World, statement: ExpectStatement, env: Env): Expectation | undefined {
  const { condition, on, what, severity, code } = statement;
  const text = textOf(env.scope, statement);
  const skipped = /^expect\s+/.exec(text)?.[0].length ?? 0;
  const base = { location: locate(env.scope, statement), text: text.slice(skipped).replace(/[\n\r\t]/g, ' ') };
  if (what === 'condition') {
    if (condition === undefined) return undefined;
    const block = on === undefined ? undefined : blocksOf(world, on, env)[0];
    const place = block === undefined ? env : inBlock(block, env);
    const built = buildCondition(world, condition, place);
    if (built === undefined) return undefined;
    const start = statement.start + skipped;
    return { ...base, type: 'condition', condition: built, parts: partsOf(world, condition, place, start) };
  }
  const paths = on === undefined ? undefined : pathsOf(world, on, env);
  if (what === 'noFindings') return { ...base, type: 'noFindings', ...(paths === undefined ? {} : { on: paths }) };
  return {
    ...base,
    type: 'finding',
    ...(severity === undefined ? {} : { severity }),
    ...(code === undefined ? {} : { code: code.value }),
    ...(paths === undefined ? {} : { on: paths }),
  };
}

/** Paths in the IR of what `on` names: blocks, and a property whose value is one. */
function pathsOf(world: World, on: PathExpression, env: Env): readonly string[] {
  const blocks = blocksOf(world, on, env).filter((block) => !block.module.library);
  const reference = resolvePath(world, on, env);
  const property = reference.type === 'property' ? [`${reference.entity.path}.${reference.row.name}`] : [];
  return [...new Set([...property, ...blocks.map(({ path }) => path)])];
}

/** Every part of a condition that has a value which its text does not say. */
function partsOf(world: World, expression: Expression, env: Env, start: number): ConditionPart[] {
  const within = (inner: Expression): ConditionPart[] => partsOf(world, inner, env, start);
  const part = (at: number): ConditionPart[] => {
    const of = valueOfPart(world, expression, env);
    return of === undefined ? [] : [{ at: at - start, of }];
  };
  switch (expression.type) {
    case 'path':
      return part(expression.segments.at(-1)?.start ?? expression.start);
    case 'unary':
      return [...part(expression.start), ...within(expression.operand)];
    case 'binary': {
      const { left, right, operator } = expression;
      const between = textOf(env.scope, { start: left.end, end: right.start });
      const at = left.end + Math.max(0, between.indexOf(operator));
      return [...within(left), ...part(at), ...within(right)];
    }
    case 'call':
      return [...part(expression.name.start), ...expression.arguments.flatMap(({ value }) => within(value))];
    case 'list':
      return expression.items.flatMap(within);
    default:
      return [];
  }
}

/** A part is a condition or a figure: which, only trying tells. What it cannot be is no news to anybody. */
function valueOfPart(world: World, expression: Expression, env: Env): ConditionPart['of'] | undefined {
  return world.reporter.quietly(() => {
    if (expression.type === 'unary' || expression.type === 'binary') {
      const condition = buildCondition(world, expression, env);
      if (condition !== undefined) return { condition };
    }
    const figure = buildOperand(world, expression, env);
    if (figure === undefined) return undefined;
    return { operand: figure.operand, unit: unitFor(figure.dimension) };
  }).result;
}
