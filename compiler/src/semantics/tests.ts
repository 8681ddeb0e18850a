import type { ExpectStatement, PathExpression, TestMember, WithStatement } from '../syntax/tree.js';
import { buildCondition } from './conditions/condition.js';
import type { Entity, Module, Scope } from './declare/types.js';
import type { Env } from './evaluate/machine.js';
import { describeValue } from './evaluate/operands.js';
import { valueOf } from './evaluate/path-value.js';
import { type Reference, resolvePath } from './evaluate/reference.js';
import { applyOverrides } from './overrides.js';
import { locate } from './report.js';
import { reportUnknownScenario } from './scenarios.js';
import type { World } from './world.js';

/** Reports what the tests of a file name that does not exist, or cannot stand where it does. Runs none of them. */
export function checkTests(world: World, module: Module): void {
  for (const member of module.tree.members) if (member.type === 'test') checkTest(world, module, member);
}

function checkTest(world: World, module: Module, test: TestMember): void {
  const { root } = module;
  const scope: Scope = { parent: root.scope, module, offset: root.scope.offset + test.start, entity: root };
  const env: Env = { scope, self: root, isDefault: false };
  for (const statement of test.statements) {
    if (statement.type === 'with') checkWith(world, statement, env);
    else checkExpect(world, statement, env);
  }
}

function checkWith(world: World, { scenarios, overrides }: WithStatement, env: Env): void {
  for (const path of scenarios) {
    const [name] = path.segments;
    if (name === undefined || name.name.text === '') continue;
    const isKnown = path.segments.length === 1 && env.scope.module.scenarios.has(name.name.text);
    if (!isKnown) reportUnknownScenario(world, env.scope.module, path, env.scope);
  }
  applyOverrides(world, overrides, env, { overrides: new Map(), lets: new Map() });
}

function checkExpect(world: World, { condition, on }: ExpectStatement, env: Env): void {
  const block = on === undefined ? undefined : blockOf(world, on, env);
  if (condition === undefined) return;
  buildCondition(world, condition, block === undefined ? env : inBlock(block, env));
}

/** A condition `on` a block is read as if it stood in that block. */
function inBlock(block: Entity, env: Env): Env {
  const { parent } = block.scope;
  return {
    ...env,
    scope: {
      ...(parent === undefined ? {} : { parent }),
      module: env.scope.module,
      offset: env.scope.offset,
      entity: block,
    },
    self: block,
  };
}

/** The block that `on` names, the first of an array; undefined where it is none, and that is reported. */
function blockOf(world: World, path: PathExpression, env: Env): Entity | undefined {
  const reference = resolvePath(world, path, env);
  if (reference.type === 'poison') return undefined;
  const value =
    reference.type === 'metric' || reference.type === 'namespace' ? undefined : valueOf(world, reference, path, env);
  const items = value?.type === 'list' ? value.items : value === undefined ? [] : [value];
  if (items.some((item) => item.type === 'poison')) return undefined;
  const [first] = items;
  if (first?.type === 'entity') return first.entity;
  if (first?.type === 'group') return first.group.parts[0];
  const what = first === undefined ? nameOf(reference) : describeValue(first);
  world.reporter.report('wrong-type', locate(env.scope, path), `A finding is on a block, and this is ${what}.`);
  return undefined;
}

function nameOf(reference: Reference): string {
  if (reference.type === 'metric') return `the metric \`${reference.metric.name}\``;
  return reference.type === 'namespace' ? 'a module' : 'an empty list';
}
