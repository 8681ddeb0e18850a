import type { TextDocumentPositionParams } from 'vscode-languageserver';
import {
  type Bound,
  type Module,
  type Occurrence,
  occurrencesIn,
  type Symbol,
  symbolKey,
} from '../../../compiler/src/semantics/index.js';
import type { Session } from './session.js';
import { fileOf } from './uris.js';

/** The name under a cursor, and the plan in which it has its meaning. */
export interface Named {
  readonly occurrence: Occurrence;
  readonly bound: Bound;
  readonly module: Module;
}

/** The name at a place; a place at either end of a name is at the name. */
export function nameAt(session: Session, { textDocument, position }: TextDocumentPositionParams): Named | undefined {
  const plan = session.inPlan(textDocument.uri);
  if (plan === undefined) return undefined;
  const at = session.files.lines(fileOf(textDocument.uri)).offsetAt(position);
  const touching = occurrencesIn(plan.bound.world, plan.module, { start: at, end: at }).filter(
    ({ location: { span } }) => span.start <= at && at <= span.end,
  );
  // Of two names that touch, the one that begins here.
  const occurrence = touching.find(({ location }) => location.span.start === at) ?? touching.at(-1);
  return occurrence === undefined ? undefined : { occurrence, bound: plan.bound, module: plan.module };
}

const known = new WeakMap<Bound, Map<Module, readonly Occurrence[]>>();

/** Every name of a file, in order; computed once for each compilation. */
export function namesOf(bound: Bound, module: Module): readonly Occurrence[] {
  let byModule = known.get(bound);
  if (byModule === undefined) {
    byModule = new Map();
    known.set(bound, byModule);
  }
  let names = byModule.get(module);
  if (names === undefined) {
    names = occurrencesIn(bound.world, module);
    byModule.set(module, names);
  }
  return names;
}

/**
 * Every place at which a thing is named, over all plans that the client's folders hold and all open documents, each once.
 * @param words of which a file must hold one to be looked at, so that others need not be compiled
 */
export function placesOf(session: Session, symbol: Symbol, words: readonly string[]): readonly Occurrence[] {
  const key = symbolKey(symbol);
  const places = new Map<string, Occurrence>();
  const seen = new Set<string>();
  for (const file of plansOf(session)) {
    if (seen.has(file) || !words.some((word) => session.files.read(file)?.includes(word) === true)) continue;
    const bound = session.bound(file);
    for (const module of bound?.modules.values() ?? []) {
      if (bound === undefined || module === null || seen.has(module.file)) continue;
      // What only another file's declarations give meaning to is found with that file's plan.
      if (module.entry || module.file === file) seen.add(module.file);
      for (const occurrence of namesOf(bound, module)) {
        if (symbolKey(occurrence.symbol) !== key && !isAliasOf(occurrence.symbol, key)) continue;
        const { file: where, span } = occurrence.location;
        places.set(`${where} ${span.start}`, occurrence);
      }
    }
  }
  return [...places.values()];
}

function isAliasOf(symbol: Symbol, key: string): boolean {
  return symbol.type === 'alias' && symbolKey(symbol.target) === key;
}

/** Every plan that is open or in the client's folders, open ones first. */
export function plansOf(session: Session): readonly string[] {
  const open = [...session.documents.all()].map(({ file }) => file);
  return [...new Set([...open, ...session.folders.flatMap((folder) => session.host.list(folder))])];
}
