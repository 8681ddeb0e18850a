import type { DiffChange } from '../diagnostics/diff-report.js';
import { parse, type ScenarioMember, walk } from '../syntax/index.js';
import { onOneLine } from '../syntax/spacing.js';
import type { Side } from './diff-words.js';

/** What a scenario says: its base, its annotations and its overrides, each with its value as written. */
type Body = ReadonlyMap<string, string>;

/**
 * Differences between the bodies of scenarios that both sides have: they change nothing in the plan as written, and what
 * they change shows under the scenario. What is under the scenario that is compared already is left out.
 */
export function scenarioChanges(base: Side, head: Side): DiffChange[] {
  const [was, is] = [scenariosOf(base), scenariosOf(head)];
  const changes: DiffChange[] = [];
  for (const [name, body] of is) {
    const before = was.get(name);
    if (before === undefined || name === head.scenario) continue;
    for (const key of new Set([...before.keys(), ...body.keys()])) {
      const [old = null, now = null] = [before.get(key), body.get(key)];
      if (old === now) continue;
      const type = old === null ? 'added' : now === null ? 'removed' : 'changed';
      changes.push({ type, what: 'override', path: `${name}: ${key}`, was: old, is: now, cause: null });
    }
  }
  return changes;
}

function scenariosOf({ workspace, file, scenario }: Side): ReadonlyMap<string, Body> {
  const scenarios = new Map<string, Body>();
  for (const each of workspace.compile(file, scenario).files) {
    const text = workspace.text(each);
    if (text === undefined || !each.endsWith('.dcplan')) continue;
    walk(parse(text).tree, 0, (node, offset) => {
      if (!isScenario(node)) return 'type' in node && node.type === 'file';
      scenarios.set(node.name.text, bodyOf(node, text, offset));
      return false;
    });
  }
  return scenarios;
}

function isScenario(node: object): node is ScenarioMember {
  return 'type' in node && node.type === 'scenario';
}

function bodyOf(scenario: ScenarioMember, text: string, offset: number): Body {
  const written = (from: { start: number; end: number }, base: number): string =>
    onOneLine(text.slice(base + from.start, base + from.end));
  const body = new Map<string, string>();
  if (scenario.base !== undefined) body.set('based on', written(scenario.base, offset));
  for (const annotation of scenario.annotations) {
    const [, key = '', value = ''] = /^(@\w+)\s*(.*)$/s.exec(written(annotation, offset)) ?? [];
    body.set(key, value);
  }
  for (const member of scenario.members) {
    const whole = written(member, offset + scenario.start);
    const [, key = whole, value = ''] = /^([^:{]+?)\s*(?::\s*|(?=\{))(.*)$/s.exec(whole) ?? [];
    body.set(key, value);
  }
  return body;
}
