import type { AnyEntity, Plan, Requirement, ScenarioInfo } from '../../ir/index.js';
import type { Entity, Module } from '../declare/types.js';
import { engine } from '../engine.js';
import type { Library } from '../library.js';
import type { Machine, Slot } from '../evaluate/machine.js';
import { isPlanKind } from '../plan-kinds.js';
import { locate } from '../report.js';
import type { Location } from '../../text/span.js';
import { catalogueKey, lowerEntity, type Lowering } from './entity.js';
import { knownKeys } from './keys.js';
import type { LoweringMemo } from './memo.js';
import { reportBlank, reportMissing } from './missing.js';
import { compareNames } from './order.js';
import { lowerRequirement } from './requirements.js';

/** Measured serving curves: every plan that serves a model may need any of them, since one is carried over to another chip. */
const calibrationModule = 'std/calibrations';

const regionModule = 'std/regions';

export interface PlanRequest {
  readonly machine: Machine;
  readonly library: Library;
  readonly entry: Module;
  /** Every file of the plan, the entry among them. */
  readonly modules: readonly Module[];
  readonly scenario: string | undefined;
  readonly scenarios: readonly ScenarioInfo[];
  /** Where blocks are kept from one edit to the next. */
  readonly memo?: LoweringMemo;
  seen(path: string, entity: Entity): void;
  /** Where each `require` and `prefer` stands, in the order of the IR. */
  seenRequirements(places: readonly Location[]): void;
}

/** The plan in the IR, in steps. Whole only where no error was reported. */
export function* lowerPlan(request: PlanRequest): Generator<undefined, Plan> {
  const { machine, entry, library } = request;
  const catalogue = new CatalogueUse(request);
  const plain: Lowering = {
    machine,
    lacking: (entity, rows) => reportMissing(machine, entity, rows),
    named: (entity, slot) => catalogue.named(entity, slot),
    knownKeys: knownKeys((kind) => namesOfKind(request, kind)),
    isInPlan: (entity) => catalogue.isInPlan(entity),
    useCatalogue: (entity) => catalogue.use(entity),
    useKey: (what, name) => {
      if (what === 'region') catalogue.useRegion(name);
    },
    seen: (path, entity) => request.seen(path, entity),
  };
  // Where each block stands is told with the whole, in its order.
  if (request.memo !== undefined)
    yield* lowerAhead(request.memo, request.memo.watch({ ...plain, seen: () => undefined }), entry.root, STEP_DEPTH);
  const lowering = request.memo?.watch(plain) ?? plain;
  if (request.modules.some((module) => hasInference(machine, module.root)))
    catalogue.useAll(library.whole(calibrationModule));
  const root: Record<string, unknown> = { ...lowerEntity(lowering, entry.root) };
  const requirements = requirementsBelow(machine, entry.root);
  for (const top of catalogue.joined()) {
    const slot = machine.kinds.slotFor(entry.root.kind, top.kind.name);
    if (slot === undefined) continue;
    const list = (root[slot.name] ?? []) as AnyEntity[];
    root[slot.name] = [...list, lowerEntity(lowering, top)].sort((a, b) => compareNames(a.path ?? '', b.path ?? ''));
    requirements.push(...requirementsBelow(machine, top));
  }
  requirements.sort(
    ({ requirement: a }, { requirement: b }) =>
      compareNames(a.at, b.at) || compareNames(a.mode + a.text, b.mode + b.text),
  );
  request.seenRequirements(requirements.map(({ place }) => place));
  return {
    ...(root as unknown as Plan),
    schemaVersion: 1,
    engine,
    ...(request.scenario === undefined ? {} : { scenario: request.scenario }),
    scenarios: [...request.scenarios].sort((a, b) => compareNames(a.name, b.name)),
    requirements: requirements.map(({ requirement }) => requirement),
    catalogue: catalogue.lower(lowering),
  };
}

/** Blocks down to this depth, `hall` in `campus`, are a step each. */
const STEP_DEPTH = 2;

/** Lowers the blocks in a block one by one, to be taken from the memo where the whole is lowered. */
function* lowerAhead(memo: LoweringMemo, lowering: Lowering, entity: Entity, depth: number): Generator<undefined> {
  for (const child of [...entity.children.values()].flat()) {
    if (memo.has(child)) continue;
    if (depth > 1) yield* lowerAhead(memo, lowering, child, depth - 1);
    else lowerEntity(lowering, child);
    yield;
  }
}

/** True where a block or one in it serves a model. */
function hasInference(machine: Machine, entity: Entity): boolean {
  if (machine.kinds.isA(entity.kind.name, 'inference')) return true;
  return [...entity.children.values()].some((children) => children.some((child) => hasInference(machine, child)));
}

/** What the plan's files and the library declare of a kind. */
function namesOfKind({ machine, modules, library }: PlanRequest, kind: string): ReadonlySet<string> {
  const names = new Set<string>(kind === 'region' ? library.module(regionModule)?.root.names.keys() : []);
  for (const module of modules) {
    for (const [name, named] of module.root.names)
      if (named.type === 'entity' && machine.kinds.isA(named.kind.name, kind)) names.add(name);
  }
  return names;
}

/** A requirement with the place of its condition in the text. */
interface PlacedRequirement {
  readonly requirement: Requirement;
  readonly place: Location;
}

function requirementsBelow(machine: Machine, entity: Entity): PlacedRequirement[] {
  const own = entity.requirements.flatMap((declaration): PlacedRequirement[] => {
    const requirement = lowerRequirement(machine, entity, declaration);
    return requirement === undefined
      ? []
      : [{ requirement, place: locate(declaration.scope, declaration.member.condition) }];
  });
  const inner = [...entity.children.values()].flat().flatMap((child) => requirementsBelow(machine, child));
  return [...own, ...inner];
}

/** Which entries a plan uses, and which blocks of other files it takes in. */
class CatalogueUse {
  readonly #request: PlanRequest;
  readonly #used = new Map<string, Entity>();
  readonly #joined = new Set<Entity>();
  readonly #blank = new Set<Entity>();

  constructor(request: PlanRequest) {
    this.#request = request;
    const { entry, modules, machine } = request;
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

  useAll(module: Module | undefined): void {
    for (const top of module === undefined ? [] : [...module.root.children.values()].flat()) this.use(top);
  }

  /** Reports an entry that cannot be used as it stands, or that names one: a figure that its kind asks for is blank. */
  named(entity: Entity, slot: Slot): void {
    const { library, machine } = this.#request;
    const walked = new Set<Entity>([entity]);
    for (const each of walked) {
      const { lacks, uses } = library.lowered(each);
      if (lacks.length > 0 && !this.#blank.has(each)) {
        this.#blank.add(each);
        reportBlank(machine, each, lacks, slot);
      }
      for (const used of uses) walked.add(used);
    }
  }

  /** Takes in the region of the library that a plan's users name, unless the plan has one of the name itself. */
  useRegion(name: string): void {
    const { entry, library } = this.#request;
    if (entry.root.names.has(name)) return;
    const region = library.module(regionModule)?.root.names.get(name);
    if (region?.type === 'entity') this.use(region);
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
