import { parse } from '../../syntax/index.js';
import type { FileTree, Member } from '../../syntax/tree.js';
import { declareBody } from '../declare/body.js';
import type { ArrayGroup, Entity, LetDeclaration, Module } from '../declare/types.js';
import { type EntryText, entriesOf } from './entries.js';
import { LazyMap } from './lazy.js';
import { loadImport, type Loading } from './load.js';
import { createModule } from './module.js';

/** A module of the library, and what declares the rest of it. */
export interface LibraryModule {
  readonly module: Module;
  /** Declares every entry that is not declared yet. */
  declareAll(): void;
}

/**
 * A module of the standard library whose entries are parsed and declared when they are first named: a plan uses a few of
 * some hundred.
 */
export function loadLibraryModule(loading: Loading, name: string, text: string): LibraryModule {
  const { machine, byName } = loading;
  const plan = machine.kinds.kinds.get('plan');
  if (plan === undefined) throw new Error('the kinds lack `plan`, which every file is');
  const entries = entriesOf(text);
  const pending = new Map<string, EntryText[]>();
  const lets = new Set<string>();
  for (const entry of entries) {
    if (entry.name === undefined) continue;
    if (entry.keyword === 'let') lets.add(entry.name);
    pending.set(entry.name, [...(pending.get(entry.name) ?? []), entry]);
  }
  const declare = (wanted: string): void => {
    const texts = pending.get(wanted) ?? [];
    // Before it is declared, so that an entry that names itself ends.
    pending.delete(wanted);
    for (const each of texts) declareBody(machine, module.root, membersOf(loading, name, text, each), byName);
  };
  const blocks = new Set([...pending.keys()].filter((each) => !lets.has(each)));
  const imports = entries
    .filter((entry) => entry.keyword === 'import')
    .flatMap((entry) => membersOf(loading, name, text, entry));
  const tree: FileTree = { type: 'file', start: 0, end: text.length, members: imports, comments: [] };
  const module = createModule({ file: name, key: name, text, library: true, entry: false }, tree, plan, {
    names: new LazyMap<Entity | ArrayGroup>(blocks, declare),
    lets: new LazyMap<LetDeclaration>(lets, declare),
  });
  for (const member of imports) if (member.type === 'import') loadImport(loading, module, member);
  return { module, declareAll: () => [...pending.keys()].forEach(declare) };
}

/** Parses one entry at its place: what stands before it becomes empty lines, so that its positions are those in the file. */
function membersOf(loading: Loading, file: string, text: string, entry: EntryText): readonly Member[] {
  const parsed = parse('\n'.repeat(entry.start) + text.slice(entry.start, entry.end));
  loading.syntaxErrors(file, parsed.errors);
  return parsed.tree.members;
}
