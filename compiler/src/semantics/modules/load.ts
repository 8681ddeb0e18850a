import type { SyntaxError as SyntaxFinding } from '../../syntax/index.js';
import type { ImportMember } from '../../syntax/tree.js';
import { declareBody } from '../declare/body.js';
import type { ByName } from '../declare/declaring.js';
import { reportDuplicate } from '../declare/duplicates.js';
import type { Module } from '../declare/types.js';
import type { Machine } from '../evaluate/machine.js';
import { fix, locate } from '../report.js';
import { didYouMean } from '../evaluate/unknown.js';
import { bindImport } from './bind.js';
import { createModule, type FileRequest } from './module.js';
import { parsed } from './parsed.js';
import { suggest } from '../suggest.js';

/** Where modules come from and where they go. */
export interface Loading {
  readonly machine: Machine;
  readonly byName: ByName;
  /** Files that have been read, by name; null while one is being read. */
  readonly modules: Map<string, Module | null>;
  read(file: string): string | undefined;
  resolve(from: string, spec: string): string;
  /** A module of the standard library; undefined where there is none of the name. */
  library(name: string): Module | undefined;
  readonly libraryNames: readonly string[];
  /** Takes the syntax errors of a file. */
  syntaxErrors(file: string, errors: readonly SyntaxFinding[]): void;
  /** Told of each module before anything in it is declared. */
  begun(module: Module): void;
}

/** Reads a file and the files that it imports, and declares what they hold. */
export function loadModule(loading: Loading, request: FileRequest): Module {
  const { machine, modules } = loading;
  const file = parsed(request.file, request.text);
  const plan = machine.kinds.kinds.get('plan');
  if (plan === undefined) throw new Error('the kinds lack `plan`, which every file is');
  const module = createModule(request, file.tree, plan);
  loading.begun(module);
  loading.syntaxErrors(request.file, file.errors);
  modules.set(request.file, null);
  for (const member of file.tree.members) if (member.type === 'import') loadImport(loading, module, member);
  declareBody(machine, module.root, file.tree.members, loading.byName);
  for (const member of file.tree.members) {
    if (member.type !== 'scenario') continue;
    const { name } = member;
    if (module.scenarios.has(name.text)) reportDuplicate(machine, module.root, name);
    else module.scenarios.set(name.text, { name: name.text, module, member });
  }
  modules.set(request.file, module);
  return module;
}

/** Brings what one import names into a module, reading the file that it names if need be. */
export function loadImport(loading: Loading, module: Module, member: ImportMember): void {
  const { from } = member;
  if (from === '') return;
  const target = from.startsWith('std/') ? loading.library(from) : loadFile(loading, module, member);
  if (target === null) return;
  if (target === undefined) {
    reportMissing(loading, module, member);
    forgive(loading, module, member);
    return;
  }
  bindImport(loading.machine, module, member, target);
}

/** The module of a file; undefined where there is no such file, null where a circle was reported. */
function loadFile(loading: Loading, module: Module, member: ImportMember): Module | undefined | null {
  const { machine, modules } = loading;
  const file = loading.resolve(module.file, member.from);
  const known = modules.get(file);
  if (known === null) {
    const message =
      file === module.file
        ? 'This file imports itself.'
        : `\`${member.from}\` imports this file, directly or through others.`;
    machine.reporter.report('import-cycle', locate(module.root.scope, member.fromSpan), message);
    forgive(loading, module, member);
    return null;
  }
  if (known !== undefined) return known;
  const text = loading.read(file);
  if (text === undefined) return undefined;
  return loadModule(loading, {
    file,
    key: keyOf(loading, module, member.from, file),
    text,
    library: false,
    entry: false,
  });
}

/** Names a file as seen from the entry file, so that a plan's IR does not depend on where the plan lies. */
function keyOf(loading: Loading, module: Module, spec: string, file: string): string {
  if (!spec.startsWith('.')) return spec;
  if (module.entry) return spec;
  const entry = [...loading.modules.keys()][0] ?? '';
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  return file.startsWith(folder) ? `./${file.slice(folder.length)}` : spec;
}

function reportMissing(loading: Loading, module: Module, member: ImportMember): void {
  const { machine, libraryNames } = loading;
  const at = locate(module.root.scope, member.fromSpan);
  if (!member.from.startsWith('std/')) {
    const isPath = /^[./@]/.test(member.from);
    const hint = isPath ? '' : ' A file beside this one is imported as `"./name.dcplan"`.';
    machine.reporter.report('module-not-found', at, `There is no file \`${member.from}\`.${hint}`);
    return;
  }
  const suggestions = suggest(machine.reporter, member.from, () => libraryNames).slice(0, 2);
  machine.reporter.report(
    'module-not-found',
    at,
    `The standard library has no \`${member.from}\`${didYouMean(suggestions)}`,
    {
      fixes: suggestions.map((suggestion) => fix(`Change to \`${suggestion}\``, [{ ...at, newText: suggestion }])),
    },
  );
}

/** What an import that failed would have brought: its names are known to be unknown, and not reported again. */
function forgive(loading: Loading, module: Module, member: ImportMember): void {
  const { kinds } = loading.machine;
  const plan = kinds.kinds.get('plan');
  if (plan === undefined) return;
  const stub = createModule(
    { file: member.from, key: member.from, text: '', library: true, entry: false },
    { type: 'file', start: 0, end: 0, members: [], comments: [] },
    plan,
  );
  bindImport(loading.machine, module, member, stub, true);
}
