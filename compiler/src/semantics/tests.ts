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
  const env = envOfTest(module, test);
  for (const statement of test.statements) {
    if (statement.type === 'with') checkWith(world, statement, env);
    else checkExpect(world, statement, env);
  }
}

/** Where what a test says is read: in its body, at the file's top level. */
export function envOfTest({ root }: Module, test: TestMember): Env {
  const scope: Scope = {
    parent: root.scope,
    module: root.module,
    offset: root.scope.offset + test.start,
    entity: root,
  };
  return { scope, self: root, isDefault: false };
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
  const block = on === undefined ? undefined : blocksOf(world, on, env)[0];
  if (condition === undefined) return;
  buildCondition(world, condition, block === undefined ? env : inBlock(block, env));
}

/** A condition `on` a block is read as if it stood in that block. */
export function inBlock(block: Entity, env: Env): Env {
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

/** The blocks that `on` names, all parts of an array; none where it is no block, and that is reported. */
export function blocksOf(world: World, path: PathExpression, env: Env): readonly Entity[] {
  const reference = resolvePath(world, path, env);
  if (reference.type === 'poison') return [];
  const value =
    reference.type === 'metric' || reference.type === 'namespace' ? undefined : valueOf(world, reference, path, env);
  const items = value?.type === 'list' ? value.items : value === undefined ? [] : [value];
  if (items.some((item) => item.type === 'poison')) return [];
  const blocks = items.flatMap((item) => {
    if (item.type === 'entity') return [item.entity];
    return item.type === 'group' ? item.group.parts : [];
  });
  if (blocks.length > 0) return blocks;
  const [first] = items;
  const what = first === undefined ? nameOf(reference) : describeValue(first);
  world.reporter.report('wrong-type', locate(env.scope, path), `A finding is on a block, and this is ${what}.`);
  return [];
}

function nameOf(reference: Reference): string {
  if (reference.type === 'metric') return `the metric \`${reference.metric.name}\``;
  return reference.type === 'namespace' ? 'a module' : 'an empty list';
}
