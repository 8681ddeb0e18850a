import type { Identifier } from '../../syntax/tree.js';
import type { Fix } from '../../text/diagnostic.js';
import type { Declared, Module, Scope } from '../declare/types.js';
import { importEdit } from '../import-edit.js';
import { fix, locate, replacement } from '../report.js';
import type { Env, Machine } from './machine.js';
import type { Reference } from './reference.js';
import { article } from '../words.js';
import { suggest } from '../suggest.js';

/** Reports a name that stands for nothing, with the nearest in scope and, where the library declares it, the import. */
export function reportUnknownName(machine: Machine, name: Identifier, env: Env): void {
  const { scope } = env;
  if (scope.module.excused.has(name.text)) return;
  const library = machine.program.libraryNames();
  const from = library.get(name.text);
  if (from !== undefined && !scope.module.library) {
    machine.reporter.report(
      'unknown-name',
      locate(scope, name),
      `\`${name.text}\` is not imported; \`${from}\` declares it.`,
      {
        fixes: [fix(`Import \`${name.text}\` from \`${from}\``, [importEdit(scope.module, from, name.text)])],
      },
    );
    return;
  }
  const inScope = suggest(machine.reporter, name.text, () => namesInScope(env));
  const elsewhere = inScope.length > 0 ? [] : suggest(machine.reporter, name.text, () => library.keys());
  const fixes: Fix[] = inScope.slice(0, 3).map((suggestion) => replacement(scope, name, suggestion));
  const first = elsewhere[0];
  if (first !== undefined) {
    const module = library.get(first)!;
    fixes.push(
      fix(`Change to \`${first}\` and import it from \`${module}\``, [
        { ...locate(scope, name), newText: first },
        importEdit(scope.module, module, first),
      ]),
    );
  }
  // The import that was probably meant is not unused: one mistake, one report.
  for (const suggestion of inScope) {
    const binding = scope.module.bindings.get(suggestion);
    if (binding !== undefined) binding.used = true;
  }
  const suggestions = inScope.length > 0 ? inScope.slice(0, 3) : elsewhere.slice(0, 1);
  machine.reporter.report(
    'unknown-name',
    locate(scope, name),
    `\`${name.text}\` stands for nothing here${didYouMean(suggestions)}`,
    { fixes },
  );
}

/** `; did you mean …?`, or a full stop. */
export function didYouMean(suggestions: readonly string[]): string {
  if (suggestions.length === 0) return '.';
  return `; did you mean ${suggestions.map((suggestion) => `\`${suggestion}\``).join(' or ')}?`;
}

function namesInScope(env: Env): Set<string> {
  const names = new Set<string>();
  for (let variable = env.variables; variable !== undefined; variable = variable.outer) names.add(variable.name);
  for (let scope: Scope | undefined = env.scope; scope !== undefined; scope = scope.parent) {
    for (const name of scope.entity.lets.keys()) names.add(name);
    for (const name of scope.entity.names.keys()) names.add(name);
    if (scope.parent !== undefined) for (const name of scope.entity.kind.properties.keys()) names.add(name);
  }
  const { module } = env.scope;
  for (const name of module.bindings.keys()) names.add(name);
  for (const name of module.namespaces.keys()) names.add(name);
  for (const whole of module.wholes) for (const name of exportedNames(whole.module)) names.add(name);
  return names;
}

/** Every name that a module declares at its top level. */
export function exportedNames(module: Module): string[] {
  return [...module.root.names.keys(), ...module.root.lets.keys()];
}

/** Reports a name that several blocks have, none of them around this place. */
export function reportAmbiguous(machine: Machine, name: Identifier, env: Env, candidates: readonly Declared[]): void {
  const shown = candidates.slice(0, 6).map((candidate) => `\`${describe(candidate)}\``);
  const more = candidates.length > shown.length ? ` and ${candidates.length - shown.length} more` : '';
  machine.reporter.report(
    'ambiguous-name',
    locate(env.scope, name),
    `\`${name.text}\` could be ${shown.join(', ')}${more}: write the path.`,
    {
      fixes: candidates.slice(0, 6).flatMap((candidate) => {
        const path = candidate.type === 'let' ? candidate.name : candidate.path;
        return path === name.text ? [] : [replacement(env.scope, name, path)];
      }),
    },
  );
}

function describe(candidate: Declared): string {
  const module =
    candidate.type === 'let'
      ? candidate.scope.module
      : candidate.type === 'entity'
        ? candidate.module
        : candidate.parts[0]?.module;
  const path = candidate.type === 'let' ? candidate.name : candidate.path;
  return module === undefined || module.entry ? path : `${module.key}#${path}`;
}

/** Reports `.name` that what stands before it does not have. */
export function reportUnknownMember(machine: Machine, reference: Reference, name: Identifier, env: Env): void {
  const { what, candidates } = membersOf(reference);
  const suggestions = suggest(machine.reporter, name.text, () => new Set(candidates));
  machine.reporter.report(
    'unknown-name',
    locate(env.scope, name),
    `${what} has no \`${name.text}\`${didYouMean(suggestions.slice(0, 3))}`,
    {
      fixes: suggestions.slice(0, 3).map((suggestion) => replacement(env.scope, name, suggestion)),
    },
  );
}

function membersOf(reference: Reference): { what: string; candidates: readonly string[] } {
  switch (reference.type) {
    case 'namespace':
      return { what: `\`${reference.module.key}\``, candidates: exportedNames(reference.module) };
    case 'entity':
      return {
        what:
          reference.entity.path === ''
            ? article(reference.entity.kind.name)
            : `\`${reference.entity.path}\`, ${article(reference.entity.kind.name)},`,
        candidates: [
          ...reference.entity.kind.properties.keys(),
          ...reference.entity.names.keys(),
          ...reference.entity.kind.metrics.keys(),
        ],
      };
    case 'group': {
      const part = reference.group.parts[0];
      return {
        what: `\`${reference.group.path}\``,
        candidates: part === undefined ? [] : [...part.kind.properties.keys(), ...part.kind.metrics.keys()],
      };
    }
    case 'list':
      return reference.items[0] === undefined
        ? { what: 'an empty list', candidates: [] }
        : membersOf(reference.items[0]);
    case 'value':
      if (reference.value.type === 'entity') return membersOf({ type: 'entity', entity: reference.value.entity });
      if (reference.value.type === 'countOf') return { what: 'a count of racks', candidates: ['type', 'count'] };
      return { what: 'this value', candidates: [] };
    case 'property':
    case 'blank':
      return {
        what: `\`${reference.row.name}\``,
        candidates: reference.row.type.type === 'countOf' ? ['type', 'count'] : [],
      };
    case 'metric':
      return { what: `the metric \`${reference.metric.name}\``, candidates: [] };
    case 'members':
    case 'poison':
      return { what: 'this', candidates: [] };
  }
}
