import type { AnyEntity } from '../ir/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { Budget } from './budget.js';
import type { ByName } from './declare/declaring.js';
import type { Entity, Module } from './declare/types.js';
import type { Program } from './evaluate/machine.js';
import { exportedNames } from './evaluate/unknown.js';
import { loadKinds, type PropertyRow } from './kinds/index.js';
import { catalogueKey, lowerEntity } from './lower/entity.js';
import { type LibraryModule, loadLibraryModule } from './modules/load-library.js';
import type { Loading } from './modules/load.js';
import { syntaxDiagnostics } from './modules/syntax-errors.js';
import { Reporter } from './report.js';
import { World } from './world.js';

/** A catalogue entry in the IR, and the entries that it names. */
export interface LoweredEntry {
  readonly entity: AnyEntity;
  readonly uses: readonly Entity[];
  /** Properties that its kind asks for and it leaves blank, of itself and of the values in it. */
  readonly lacks: readonly PropertyRow[];
}

/** The standard library: each module is read and declared once, and its entries are evaluated once. */
export class Library {
  readonly reporter = new Reporter();
  readonly world: World;
  /** Names under which plans import: the kinds and metrics are the language itself and not among them. */
  readonly moduleNames: readonly string[];
  readonly #texts: Readonly<Record<string, string>>;
  readonly #modules = new Map<string, LibraryModule | 'busy'>();
  readonly #lowered = new Map<Entity, LoweredEntry>();
  readonly #loading: Loading;
  #names: ReadonlyMap<string, string> | undefined;

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = texts;
    this.moduleNames = Object.keys(texts)
      .filter((name) => !name.startsWith('std/kinds/') && !name.startsWith('std/metrics/'))
      .sort();
    const byName: ByName = new Map();
    const program: Program = { byName, libraryNames: () => this.names() };
    this.world = new World({
      kinds: loadKinds(),
      reporter: this.reporter,
      program,
      byName,
      budget: new Budget(),
      units: {},
    });
    this.#loading = {
      machine: this.world,
      byName,
      modules: new Map(),
      read: () => undefined,
      resolve: (_from, spec) => spec,
      library: (name) => this.module(name),
      libraryNames: this.moduleNames,
      begun: () => undefined,
      syntaxErrors: (file, errors) => this.reporter.diagnostics.push(...syntaxDiagnostics(file, errors)),
    };
  }

  /** The module; undefined where there is none of the name, or where it is being read (a circle). */
  module(name: string): Module | undefined {
    return this.#load(name)?.module;
  }

  /** A module with every one of its entries declared. */
  whole(name: string): Module | undefined {
    const found = this.#load(name);
    found?.declareAll();
    return found?.module;
  }

  #load(name: string): LibraryModule | undefined {
    const known = this.#modules.get(name);
    if (known !== undefined) return known === 'busy' ? undefined : known;
    const text = this.moduleNames.includes(name) ? this.#texts[name] : undefined;
    if (text === undefined) return undefined;
    this.#modules.set(name, 'busy');
    const loaded = loadLibraryModule(this.#loading, name, text);
    this.#modules.set(name, loaded);
    return loaded;
  }

  /** Every name that the library declares, with its module. */
  names(): ReadonlyMap<string, string> {
    if (this.#names !== undefined) return this.#names;
    const names = new Map<string, string>();
    this.#names = names;
    for (const moduleName of this.moduleNames) {
      const module = this.module(moduleName);
      if (module !== undefined) for (const name of exportedNames(module)) names.set(name, moduleName);
    }
    return names;
  }

  /** An entry in the IR. One that lacks what its kind asks for (a base for others) comes as far as it goes. */
  lowered(entity: Entity): LoweredEntry {
    const known = this.#lowered.get(entity);
    if (known !== undefined) return known;
    const uses = new Set<Entity>();
    const lacks: PropertyRow[] = [];
    const lowering = {
      machine: this.world,
      isInPlan: () => false,
      useCatalogue: (used: Entity) => {
        uses.add(used);
        return catalogueKey(used);
      },
      useKey: () => undefined,
      seen: () => undefined,
      lacking: (_entity: Entity, rows: readonly PropertyRow[]) => lacks.push(...rows),
      named: () => undefined,
      knownKeys: () => undefined,
    };
    const entry = { entity: lowerEntity(lowering, entity), uses: [...uses], lacks };
    this.#lowered.set(entity, entry);
    return entry;
  }

  /** Every entry at the top level of every module, in the order of their keys. */
  entries(): ReadonlyMap<string, Entity> {
    const found: [string, Entity][] = [];
    for (const name of this.moduleNames) {
      const module = this.whole(name);
      if (module === undefined) continue;
      for (const children of module.root.children.values())
        for (const entity of children) found.push([catalogueKey(entity), entity]);
    }
    return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** What is wrong with the library itself: nothing, in a release. */
  get diagnostics(): readonly Diagnostic[] {
    return this.reporter.diagnostics;
  }
}

const libraries = new WeakMap<Readonly<Record<string, string>>, Library>();

/** The library of a host, built once for each record of texts. */
export function libraryOf(texts: Readonly<Record<string, string>>): Library {
  let library = libraries.get(texts);
  if (library === undefined) {
    library = new Library(texts);
    libraries.set(texts, library);
  }
  return library;
}
