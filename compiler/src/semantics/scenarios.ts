import type { Node } from '../syntax/tree.js';
import type { ScenarioInfo } from '../ir/index.js';
import { checkAnnotations, probabilityOf } from './annotations.js';
import type { Module, ScenarioDeclaration, Scope } from './declare/types.js';
import type { Env } from './evaluate/machine.js';
import { didYouMean } from './evaluate/unknown.js';
import { applyOverrides, type Changes } from './overrides.js';
import { locate, replacement, textOf } from './report.js';
import type { Override, World } from './world.js';
import { suggest } from './suggest.js';

/** Makes the world in which a scenario holds, from the one without any. */
export type Derive = (changes: Changes) => World;

/** The plan under a scenario, and everything that the scenario and those it builds on change. */
export interface ScenarioWorld {
  readonly world: World;
  readonly changes: Changes;
}

export function noChanges(): Changes {
  return { overrides: new Map(), lets: new Map() };
}

/** Most overrides that the scenarios of a file have from their bases, all of them together. */
const MAX_INHERITED = 500_000;

/**
 * The world of each scenario of a file by name: a scenario builds on the changes of its base, and each right-hand side sees
 * the plan as it was before its own scenario.
 */
export function scenarioWorlds(plain: World, module: Module, derive: Derive): ReadonlyMap<string, ScenarioWorld> {
  const made = new Map<ScenarioDeclaration, ScenarioWorld>();
  let inherited = 0;
  // In the order of the text, in which a base comes before what builds on it.
  for (const scenario of module.scenarios.values()) {
    const base = baseOf(scenario);
    const before = base === undefined ? undefined : made.get(base);
    const changes = before === undefined ? noChanges() : copyOf(before.changes);
    inherited += sizeOf(changes);
    if (inherited > MAX_INHERITED) {
      plain.reporter.report(
        'too-much-work',
        locate(module.root.scope, scenario.member.name),
        'The scenarios that build on one another change too much in all, and end here.',
      );
      break;
    }
    applyScenario(before?.world ?? plain, scenario, changes);
    made.set(scenario, { world: derive(changes), changes });
  }
  return new Map([...made].map(([{ name }, world]) => [name, world]));
}

function sizeOf({ overrides, lets }: Changes): number {
  let size = lets.size;
  for (const members of overrides.values()) size += members.size;
  return size;
}

/** The scenario that one builds on, as long as it comes before. */
function baseOf(scenario: ScenarioDeclaration): ScenarioDeclaration | undefined {
  const name = scenario.member.base?.segments[0]?.name.text;
  const base = name === undefined ? undefined : scenario.module.scenarios.get(name);
  return base !== undefined && base.member.start < scenario.member.start ? base : undefined;
}

/** Adds changes to others; where both change the same, the added ones hold. */
export function addChanges(to: Changes, added: Changes): void {
  const add = (members: Map<string, Override>, more: ReadonlyMap<string, Override>): void => {
    for (const [name, override] of more) {
      const known = members.get(name);
      if (override.type === 'within' && known?.type === 'within') add(known.members, override.members);
      else members.set(name, override);
    }
  };
  const { overrides, lets } = copyOf(added);
  for (const [entity, members] of overrides) {
    const known = to.overrides.get(entity);
    if (known === undefined) to.overrides.set(entity, members);
    else add(known, members);
  }
  for (const [declaration, value] of lets) to.lets.set(declaration, value);
}

/** Changes that may be added to, and leave these as they are. */
export function copyOf(changes: Changes): Changes {
  const copy = (members: Map<string, Override>): Map<string, Override> =>
    new Map(
      [...members].map(([name, override]) => [
        name,
        override.type === 'within' ? { type: 'within', members: copy(override.members) } : override,
      ]),
    );
  return {
    overrides: new Map([...changes.overrides].map(([entity, members]) => [entity, copy(members)])),
    lets: new Map(changes.lets),
  };
}

/** What the IR says of every scenario; checks their heads and annotations on the way. */
export function describeScenarios(world: World, module: Module): ScenarioInfo[] {
  const { scope } = module.root;
  const scenarios = [...module.scenarios.values()].map((scenario) => {
    const { member, name } = scenario;
    checkAnnotations(world, member.annotations, 'scenario', scope);
    const base = baseOf(scenario);
    const wanted = member.base?.segments[0]?.name;
    if (wanted !== undefined && base === undefined) {
      if (module.scenarios.has(wanted.text))
        world.reporter.report(
          'unknown-scenario',
          locate(scope, wanted),
          `\`${wanted.text}\` does not come before \`${name}\`.`,
        );
      else reportUnknownScenario(world, module, wanted, scope, name);
    }
    const probability = probabilityOf(world, member.annotations, scope);
    return {
      name,
      ...(base === undefined ? {} : { base: base.name }),
      ...(probability === undefined ? {} : { probability }),
    };
  });
  checkProbabilities(world, module, scenarios);
  return scenarios;
}

/** Reports a name that no scenario of the file has. `except` is a scenario that cannot have been meant. */
export function reportUnknownScenario(world: World, module: Module, at: Node, scope: Scope, except?: string): void {
  const written = textOf(scope, at);
  const suggestions = suggest(world.reporter, written, () =>
    [...module.scenarios.keys()].filter((each) => each !== except),
  );
  world.reporter.report(
    'unknown-scenario',
    locate(scope, at),
    `There is no scenario \`${written}\`${didYouMean(suggestions)}`,
    {
      fixes: suggestions.slice(0, 1).map((suggestion) => replacement(scope, at, suggestion)),
    },
  );
}

/** Reports, where they do, that the scenarios of a file have probabilities of more than one in all. */
function checkProbabilities(world: World, module: Module, scenarios: readonly ScenarioInfo[]): void {
  let sum = 0;
  for (const { name, probability } of scenarios) {
    sum += probability ?? 0;
    const member = module.scenarios.get(name)?.member;
    if (probability === undefined || member === undefined || sum <= 1 + 1e-9) continue;
    const annotation = member.annotations.find((each) => each.name.text === 'probability') ?? member.name;
    world.reporter.report(
      'shares-over-one',
      locate(module.root.scope, annotation),
      'With this one the probabilities of the scenarios add up to more than 100 %; what is left of 100 % is the plan without any.',
    );
    return;
  }
}

/** Evaluates a scenario's overrides in the world before it and adds them to the changes. */
function applyScenario(world: World, { member, module }: ScenarioDeclaration, changes: Changes): void {
  const { root } = module;
  const scope: Scope = { parent: root.scope, module, offset: root.scope.offset + member.start, entity: root };
  const env: Env = { scope, self: root, isDefault: false };
  applyOverrides(world, member.members, env, changes);
}
