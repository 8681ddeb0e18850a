import { type AnyEntity, indexPlan, type Plan, type PlanIndex } from '../../../compiler/src/ir/index.js';
import { compile, library, type ModuleHost } from '../../../compiler/src/semantics/index.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';

/** The plan of a text, as a user would write it. A text that does not compile is an error of the driver. */
export function planOf(text: string): { readonly plan: Plan; readonly index: PlanIndex } {
  const host: ModuleHost = {
    stdlib: stdlibFiles,
    read: (file) => (file === 'case.dcplan' ? text : undefined),
    resolve: (_, spec) => spec,
  };
  const { plan, diagnostics } = compile('case.dcplan', host);
  if (plan === undefined) {
    const wrong = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    throw new Error(`${wrong.join('\n')}\nin\n${text}`);
  }
  return { plan, index: indexPlan(plan) };
}

let entries: ReadonlyMap<string, AnyEntity> | undefined;

/** Every entry of the standard library, by its key. */
export function libraryIndex(): PlanIndex {
  entries ??= library({ stdlib: stdlibFiles, read: () => undefined, resolve: (_, spec) => spec });
  return entries;
}

/** An entry of the standard library, `std/racks#GB200_NVL72`, of the kind that is asked for. */
export function entry<K extends AnyEntity['kind']>(key: string, kind: K): Extract<AnyEntity, { kind: K }> {
  const found = libraryIndex().get(key);
  if (found?.kind !== kind) throw new Error(`the library has no ${kind} ${key}`);
  return found as Extract<AnyEntity, { kind: K }>;
}

/** Notes of models that nobody reads here: a case says what it wants to know. */
export function unread(): NoteCollector {
  return new NoteCollector();
}
