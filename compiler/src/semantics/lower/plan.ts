import type { AnyEntity, Plan, Requirement, ScenarioInfo } from '../../ir/index.js';
import type { Entity, Module } from '../declare/types.js';
import { engine } from '../engine.js';
import type { Library } from '../library.js';
import type { Machine } from '../evaluate/machine.js';
import { isPlanKind } from '../plan-kinds.js';
import { catalogueKey, lowerEntity, type Lowering } from './entity.js';
import { knownKeys } from './keys.js';
import { compareNames } from './order.js';
import { lowerRequirement } from './requirements.js';

/** Library modules whose every entry holds for every plan. */
const implicitModules = ['std/calibrations', 'std/regions'] as const;

export interface PlanRequest {
  readonly machine: Machine;
  readonly library: Library;
  readonly entry: Module;
  /** Every file of the plan, the entry among them. */
  readonly modules: readonly Module[];
  readonly scenario: string | undefined;
  readonly scenarios: readonly ScenarioInfo[];
  seen(path: string, entity: Entity): void;
}

/** The plan in the IR. Whole only where no error was reported. */
export function lowerPlan(request: PlanRequest): Plan {
  const { machine, entry } = request;
  const catalogue = new CatalogueUse(request);
  const lowering: Lowering = {
    machine,
    isComplete: true,
    knownKeys: knownKeys((kind) => namesOfKind(request, kind)),
    isInPlan: (entity) => catalogue.isInPlan(entity),
    useCatalogue: (entity) => catalogue.use(entity),
    seen: (path, entity) => request.seen(path, entity),
  };
  const root = lowerEntity(lowering, entry.root) as unknown as Record<string, unknown>;
  const requirements = requirementsBelow(machine, entry.root);
  for (const top of catalogue.joined()) {
    const slot = machine.kinds.slotFor(entry.root.kind, top.kind.name);
    if (slot === undefined) continue;
    const list = (root[slot.name] ?? []) as AnyEntity[];
    root[slot.name] = [...list, lowerEntity(lowering, top)].sort((a, b) => compareNames(a.path ?? '', b.path ?? ''));
    requirements.push(...requirementsBelow(machine, top));
  }
  requirements.sort((a, b) => compareNames(a.at, b.at) || compareNames(a.mode + a.text, b.mode + b.text));
  return {
    ...(root as unknown as Plan),
    schemaVersion: 1,
    engine,
    ...(request.scenario === undefined ? {} : { scenario: request.scenario }),
    scenarios: [...request.scenarios].sort((a, b) => compareNames(a.name, b.name)),
    requirements,
    catalogue: catalogue.lower(lowering),
  };
}

const libraryOfKind: Readonly<Record<string, string>> = { region: 'std/regions' };

/** What the plan's files and the library declare of a kind. */
function namesOfKind({ machine, modules, library }: PlanRequest, kind: string): ReadonlySet<string> {
  const names = new Set<string>();
  const standard = libraryOfKind[kind];
  const all = [...modules, ...(standard === undefined ? [] : [library.module(standard)])];
  for (const module of all) {
    for (const [name, named] of module?.root.names ?? []) if (named.type === 'entity' && machine.kinds.isA(named.kind.name, kind)) names.add(name);
  }
  return names;
}

function requirementsBelow(machine: Machine, entity: Entity): Requirement[] {
  const own = entity.requirements.flatMap((declaration) => lowerRequirement(machine, entity, declaration) ?? []);
  const inner = [...entity.children.values()].flat().flatMap((child) => requirementsBelow(machine, child));
  return [...own, ...inner];
}

/** Which entries a plan uses, and which blocks of other files it takes in. */
class CatalogueUse {
  readonly #request: PlanRequest;
  readonly #used = new Map<string, Entity>();
  readonly #joined = new Set<Entity>();

  constructor(request: PlanRequest) {
    this.#request = request;
    const { entry, modules, library, machine } = request;
    for (const module of modules) {
      if (module === entry) continue;
      const isWhole = modules.some((each) => each.wholes.some((whole) => whole.module === module));
      for (const top of [...module.root.children.values()].flat()) {
        const isNamed = modules.some((each) => [...each.bindings.values()].some((binding) => binding.target === top));
        const isCampus = top.kind.name === 'campus';
        if (isPlanKind(machine.kinds, top.kind.name) && (isWhole || (isNamed && isCampus))) this.#joined.add(top);
        if (top.kind.name === 'calibration' || top.kind.name === 'region') this.use(top);
      }
    }
    for (const name of implicitModules) {
      const module = library.module(name);
      for (const top of module === undefined ? [] : [...module.root.children.values()].flat()) this.use(top);
    }
  }

  isInPlan(entity: Entity): boolean {
    if (entity.module === this.#request.entry) return true;
    if (entity.module.library) return false;
    const top = topOf(entity);
    if (!isPlanKind(this.#request.machine.kinds, top.kind.name)) return false;
    this.#joined.add(top);
    return true;
  }

  use(entity: Entity): string {
    const key = catalogueKey(entity);
    this.#used.set(key, entity);
    return key;
  }

  /** Blocks of other files that belong to the plan; the set grows while they are lowered. */
  joined(): Iterable<Entity> {
    return this.#joined;
  }

  lower(lowering: Lowering): Record<string, AnyEntity> {
    const lowered = new Map<string, AnyEntity>();
    // A map grows while it is walked: entries that an entry names come after it.
    for (const [key, entity] of this.#used) {
      if (!entity.module.library) {
        lowered.set(key, lowerEntity(lowering, entity));
        continue;
      }
      const entry = this.#request.library.lowered(entity);
      lowered.set(key, entry.entity);
      for (const used of entry.uses) this.use(used);
    }
    return Object.fromEntries([...lowered].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

function topOf(entity: Entity): Entity {
  let top = entity;
  while (top.parent?.scope.parent !== undefined) top = top.parent;
  return top;
}
