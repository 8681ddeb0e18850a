import { walk } from '../../syntax/index.js';
import type { FileTree, Identifier, ImportMember, ImportName, PathExpression } from '../../syntax/tree.js';
import { createEntity } from '../declare/entity.js';
import type { Binding, Declared, Module } from '../declare/types.js';
import type { Machine } from '../evaluate/machine.js';
import { exported } from '../evaluate/reference.js';
import { isPlanKind } from '../plan-kinds.js';
import { didYouMean, exportedNames } from '../evaluate/unknown.js';
import { fix, locate, replacement } from '../report.js';
import type { FileEdit } from '../../text/span.js';
import type { Fix } from '../../text/diagnostic.js';
import { suggest } from '../suggest.js';

/**
 * Brings what an import names into a module.
 * @param isStub the module could not be read: every name is taken for something unknown, in silence
 */
export function bindImport(
  machine: Machine,
  module: Module,
  member: ImportMember,
  target: Module,
  isStub = false,
): void {
  if (member.namespace !== undefined) {
    if (isTaken(machine, module, member.namespace)) return;
    module.namespaces.set(member.namespace.text, { module: target, span: member.namespace, used: isStub });
    return;
  }
  if (member.names === undefined) {
    module.wholes.push({ module: target, member, used: isStub });
    return;
  }
  for (const name of member.names) bindName(machine, module, member, name, target, isStub);
}

function bindName(
  machine: Machine,
  module: Module,
  member: ImportMember,
  name: ImportName,
  target: Module,
  isStub: boolean,
): void {
  const local = name.alias ?? name.name;
  if (isTaken(machine, module, local)) return;
  if (module.library && !isStub) {
    module.bindings.set(local.text, laterBinding(target, name, local));
    return;
  }
  const declared = exported(target, name.name.text);
  if (declared === undefined && !isStub) reportUnknownExport(machine, module, member, name, target);
  module.bindings.set(local.text, {
    module: target,
    target: declared ?? unknown(target, local),
    span: name,
    used: declared === undefined,
  });
}

/** An import within the library: what it names is declared when it is first asked for. */
function laterBinding(target: Module, name: ImportName, local: Identifier): Binding {
  return {
    module: target,
    span: name,
    used: true,
    get target() {
      return exported(target, name.name.text) ?? unknown(target, local);
    },
  };
}

/** Stands for a name that an import should have brought and did not. */
function unknown(target: Module, name: Identifier): Declared {
  return createEntity({
    kind: target.root.kind,
    module: target,
    outer: target.root.scope,
    offset: 0,
    segment: name.text,
    name: name.text,
    broken: true,
  });
}

function isTaken(machine: Machine, module: Module, name: Identifier): boolean {
  const first = module.bindings.get(name.text) ?? module.namespaces.get(name.text);
  if (first === undefined) return false;
  machine.reporter.report('duplicate-name', locate(module.root.scope, name), `\`${name.text}\` is imported already.`, {
    related: [{ location: locate(module.root.scope, first.span), message: 'imported here' }],
  });
  return true;
}

function reportUnknownExport(
  machine: Machine,
  module: Module,
  member: ImportMember,
  name: ImportName,
  target: Module,
): void {
  const wanted = name.name.text;
  const elsewhere = machine.program.libraryNames().get(wanted);
  const suggestions = suggest(machine.reporter, wanted, () => exportedNames(target)).slice(0, 3);
  for (const suggestion of suggestions) module.excused.add(suggestion);
  const hint = elsewhere === undefined ? didYouMean(suggestions) : `; \`${elsewhere}\` has.`;
  machine.reporter.report(
    'unknown-export',
    locate(module.root.scope, name.name),
    `\`${member.from}\` declares no \`${wanted}\`${hint}`,
    {
      fixes:
        elsewhere === undefined
          ? suggestions.map((suggestion) => replacement(module.root.scope, name.name, suggestion))
          : [],
    },
  );
}

/**
 * Reports what a file imports and never uses. A whole file that declares parts of a plan is used by being imported; of files
 * with errors nothing is said, since the mistake may be why nothing is used.
 */
export function reportUnused(machine: Machine, module: Module, faulty: ReadonlySet<string>): void {
  const imports = module.tree.members.filter((member) => member.type === 'import');
  let mentioned: ReadonlySet<string> | undefined;
  for (const [name, binding] of module.bindings) {
    // What is named in a value that failed, or in the branch of an `if` that is not taken, was never looked up.
    if (binding.used || (isWritten(module, imports, name) && (mentioned ??= namesIn(module.tree)).has(name))) continue;
    const member = imports.find((each) => each.names?.some((other) => other === binding.span) === true);
    if (member === undefined) continue;
    machine.reporter.report(
      'unused-import',
      locate(module.root.scope, binding.span),
      `\`${name}\` is imported and never used.`,
      {
        fixes: [removeName(module, member, binding.span as ImportName)],
      },
    );
  }
  for (const [name, namespace] of module.namespaces) {
    const member = imports.find((each) => each.namespace === namespace.span);
    if (namespace.used || member === undefined) continue;
    machine.reporter.report(
      'unused-import',
      locate(module.root.scope, namespace.span),
      `\`${name}\` is imported and never used.`,
      {
        fixes: [fix('Remove the import', [removeLine(module, member)])],
      },
    );
  }
  for (const whole of module.wholes) {
    if (whole.used || faulty.has(whole.module.file) || declaresPlan(machine, whole.module)) continue;
    machine.reporter.report(
      'unused-import',
      locate(module.root.scope, whole.member.fromSpan),
      `Nothing of \`${whole.member.from}\` is used.`,
      {
        fixes: [fix('Remove the import', [removeLine(module, whole.member)])],
      },
    );
  }
}

/** Whether a name stands anywhere in a file beside its imports: looked for before the tree is walked, which takes longer. */
function isWritten({ text, tree }: Module, imports: readonly ImportMember[], name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const offset = at - tree.start;
    if (!imports.some(({ start, end }) => start <= offset && offset < end)) return true;
  }
  return false;
}

/** Every name with which a path begins, in whatever value, head or key it stands: the keys of `users` are regions. */
function namesIn(tree: FileTree): ReadonlySet<string> {
  const names = new Set<string>();
  walk(tree, 0, (node) => {
    if ('segments' in node) names.add((node as PathExpression).segments[0]?.name.text ?? '');
    return true;
  });
  return names;
}

function declaresPlan(machine: Machine, module: Module): boolean {
  return (
    !module.library &&
    [...module.root.children.values()].flat().some((child) => isPlanKind(machine.kinds, child.kind.name))
  );
}

function removeName(module: Module, member: ImportMember, name: ImportName): Fix {
  const names = member.names ?? [];
  if (names.length < 2) return fix('Remove the import', [removeLine(module, member)]);
  const index = names.indexOf(name);
  const next = names[index + 1];
  const before = names[index - 1];
  const span =
    next !== undefined ? { start: name.start, end: next.start } : { start: before?.end ?? name.start, end: name.end };
  return fix(`Remove \`${name.name.text}\``, [{ ...locate(module.root.scope, span), newText: '' }]);
}

function removeLine(module: Module, member: ImportMember): FileEdit {
  const after = module.text.slice(member.end);
  const rest = /^[ \t]*(?:\/\/[^\n]*)?\r?\n/.exec(after)?.[0].length ?? 0;
  return { ...locate(module.root.scope, { start: member.start, end: member.end + rest }), newText: '' };
}
