import type { Plan } from '../ir/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Span } from '../text/span.js';
import { Budget } from './budget.js';
import { CheckMemo, checkModule, checkNear } from './check.js';
import type { ByName } from './declare/declaring.js';
import type { Entity, Module } from './declare/types.js';
import type { Program } from './evaluate/machine.js';
import { didYouMean } from './evaluate/unknown.js';
import { loadKinds } from './kinds/index.js';
import { withoutFollowUps } from './follow-ups.js';
import { libraryOf } from './library.js';
import { LoweringMemo } from './lower/memo.js';
import { lowerPlan } from './lower/plan.js';
import { reportUnused } from './modules/bind.js';
import type { ModuleHost, Revisable } from './modules/host.js';
import { type Loading, loadModule } from './modules/load.js';
import { syntaxDiagnostics } from './modules/syntax-errors.js';
import { Origins } from './origins.js';
import { Reporter } from './report.js';
import { revisable } from './revisable.js';
import { describeScenarios, scenarioWorlds } from './scenarios.js';
import { checkTests } from './tests.js';
import { type Expectation, type TestInfo, testsOf, worldOfTest } from './test-world.js';
import { Trace } from './trace.js';
import { World, type WorldOptions } from './world.js';
import { suggest } from './suggest.js';
import { WeatherFiles } from './weather/files.js';

export interface CompileOptions {
  /** Name of a scenario of the plan whose overrides apply. */
  readonly scenario?: string;
  /** Index of one of the file's tests, under whose scenarios and overrides the plan is compiled. */
  readonly test?: number;
}

/** What the names of a plan mean, for editors. */
export interface Bound {
  /** Files by name, the entry first; null for one that imports itself. */
  readonly modules: ReadonlyMap<string, Module | null>;
  readonly world: World;
}

/** A plan compiled: its IR, where each part of it stands in the text, and what is wrong. */
export interface Compilation {
  /** The plan in the IR; absent where an error keeps it from being one. */
  readonly plan?: Plan;
  readonly origins: Origins;
  /** In the order of files and places. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files that were read, the entry first; the standard library is not among them. */
  readonly files: readonly string[];
  readonly scenarios: readonly string[];
  readonly tests: readonly TestInfo[];
  /** Absent where there is no such file. */
  readonly bound?: Bound;
  /** What the test expects that was asked for; absent where none was. */
  readonly expectations?: readonly Expectation[];
}

/** Compiles a plan and what it imports. Never throws: what is wrong is in `diagnostics`. */
export function compile(entryFile: string, host: ModuleHost, options: CompileOptions = {}): Compilation {
  const { kept: _, ...others } = host;
  return beginCompile(entryFile, others, options).finish();
}

/** A compilation that is under way: names are known at once, all else comes step by step. */
export interface Compiling {
  /** Absent where there is no such file. */
  readonly bound?: Bound;
  /**
   * What is wrong as far as it is known without evaluating the plan: syntax, and what is declared where it cannot be; and
   * what is wrong in the members that a stretch of a file touches.
   */
  near(file: string, span: Span): readonly Diagnostic[];
  /** Does another step; true once all of them are done. */
  advance(): boolean;
  /** Does what is left. */
  finish(): Compilation;
}

/**
 * Reads a plan and what it imports, and declares what they hold; evaluates nothing yet. Where the host keeps plans, one that
 * differs from what was compiled last in values only is revised.
 */
export function beginCompile(entryFile: string, host: ModuleHost, options: CompileOptions = {}): Compiling {
  const key = `${entryFile}\n${options.scenario ?? ''}\n${String(options.test ?? '')}`;
  return (
    host.kept?.get(key)?.revise(host) ?? compileAnew(entryFile, host, options, (plan) => host.kept?.set(key, plan))
  );
}

function compileAnew(
  entryFile: string,
  host: ModuleHost,
  options: CompileOptions,
  keep: (plan: Revisable) => void,
): Compiling {
  const trace = host.kept === undefined ? undefined : new Trace();
  const memo = trace === undefined ? undefined : new LoweringMemo(trace);
  const checked = trace === undefined ? undefined : new CheckMemo(trace);
  const reporter = new Reporter(trace);
  const library = libraryOf(host.stdlib);
  const texts = new Map<string, string | undefined>();
  const read = (file: string): string | undefined => {
    const text = host.read(file);
    texts.set(file, text);
    return text;
  };
  const text = read(entryFile);
  if (text === undefined) {
    reporter.report(
      'module-not-found',
      { file: entryFile, span: { start: 0, end: 0 } },
      `There is no file \`${entryFile}\`.`,
    );
    const { diagnostics } = reporter;
    return inSteps(
      {},
      () => diagnostics,
      absent({ origins: new Origins(), diagnostics, files: [entryFile], scenarios: [], tests: [] }),
    );
  }
  const byName: ByName = new Map();
  const modules = new Map<string, Module | null>();
  const syntax: Diagnostic[] = [];
  const program: Program = { byName, libraryNames: () => library.names() };
  let root: Entity | undefined;
  const weather = new WeatherFiles(host);
  const settings: WorldOptions = {
    kinds: loadKinds(),
    reporter,
    program,
    byName,
    budget: new Budget(),
    library: library.world,
    weather,
    units: { exchange: (currency) => exchangeRate(plain, root, currency) },
  };
  const plain: World = new World({ ...settings, ...(trace === undefined ? {} : { trace }) });
  const loading: Loading = {
    machine: plain,
    byName,
    modules,
    read,
    resolve: (from, spec) => host.resolve(from, spec),
    library: (name) => library.module(name),
    libraryNames: library.moduleNames,
    syntaxErrors: (file, errors) => syntax.push(...syntaxDiagnostics(file, errors)),
    begun: (module) => {
      if (module.entry) root = module.root;
    },
  };
  const entry = loadModule(loading, { file: entryFile, key: entryFile, text, library: false, entry: true });
  const files = [...modules.values()].filter((module) => module !== null);

  function* rest(bound: Bound): Generator<undefined, Compilation> {
    const origins = new Origins();
    for (const module of files) yield* checkModule(plain, module, checked);
    const scenarios = describeScenarios(plain, entry);
    // Every scenario is evaluated, so that a mistake in one is found before somebody asks for it.
    const worlds = scenarioWorlds(plain, entry, (changes) => derive(settings, changes));
    for (const module of files) checkTests(plain, module);
    yield;
    const test =
      options.test === undefined
        ? undefined
        : worldOfTest(plain, entry, options.test, worlds, (changes) => derive(settings, changes));
    const chosen = test?.world ?? (options.scenario === undefined ? plain : worlds.get(options.scenario)?.world);
    if (chosen === undefined) reportNoScenario(reporter, entry, options.scenario ?? '');
    const plan = yield* lowerPlan({
      machine: chosen ?? plain,
      library,
      entry,
      modules: files,
      scenario: chosen === undefined ? undefined : options.scenario,
      scenarios,
      ...(memo === undefined || (chosen ?? plain) !== plain ? {} : { memo }),
      seen: (path, entity) => origins.add(path, entity),
      seenRequirements: (places) => origins.addRequirements(places),
    });
    origins.settle(chosen ?? plain);
    yield;
    const faulty = new Set(
      [...syntax, ...reporter.diagnostics]
        .filter((each) => each.severity === 'error')
        .map((each) => each.location.file),
    );
    for (const module of files) reportUnused(plain, module, faulty);
    const told = withoutFollowUps(modules, syntax, reporter.diagnostics);
    const diagnostics = inOrder([...syntax, ...told, ...library.diagnostics], [...modules.keys()]);
    const isWhole = !diagnostics.some((diagnostic) => diagnostic.severity === 'error');
    return {
      ...(isWhole ? { plan } : {}),
      origins,
      diagnostics,
      files: [...modules.keys(), ...weather.names],
      scenarios: [...entry.scenarios.keys()],
      tests: testsOf(entry),
      bound,
      ...(test === undefined || !isWhole ? {} : { expectations: test.expectations }),
    };
  }

  const begin = (): Compiling => {
    let world: World | undefined;
    const bound: Bound = {
      modules,
      get world() {
        return (world ??= editorWorld(settings));
      },
    };
    return inSteps({ bound }, near, rest(bound));
  };

  const near = (file: string, span: Span): readonly Diagnostic[] => {
    const module = modules.get(file);
    if (module != null) checkNear(plain, module, span);
    return [...syntax, ...withoutFollowUps(modules, syntax, reporter.diagnostics)];
  };

  if (trace !== undefined && syntax.length === 0)
    keep(revisable({ trace, reporter, world: plain, budget: settings.budget, modules, texts, weather, begin }));
  return begin();
}

function* absent(compilation: Compilation): Generator<undefined, Compilation> {
  yield;
  return compilation;
}

function inSteps(
  known: { readonly bound?: Bound },
  near: Compiling['near'],
  steps: Generator<undefined, Compilation>,
): Compiling {
  let done: Compilation | undefined;
  const advance = (): boolean => {
    if (done !== undefined) return true;
    const step = steps.next();
    if (step.done === true) done = step.value;
    return done !== undefined;
  };
  const finish = (): Compilation => {
    for (;;) if (advance() && done !== undefined) return done;
  };
  return { ...known, near, advance, finish };
}

/**
 * The plan for editors, which ask in any order and of half-typed text: what they evaluate leaves no trace in what the
 * compilation reports.
 */
function editorWorld(settings: WorldOptions): World {
  const byName: ByName = new Map([...settings.byName].map(([name, blocks]) => [name, [...blocks]]));
  return new World({
    ...settings,
    reporter: new Reporter(),
    budget: new Budget(),
    byName,
    program: { ...settings.program, byName },
  });
}

function derive(
  settings: WorldOptions,
  changes: { overrides: WorldOptions['overrides']; lets: WorldOptions['letOverrides'] },
): World {
  return new World({
    ...settings,
    ...(changes.overrides === undefined ? {} : { overrides: changes.overrides }),
    ...(changes.lets === undefined ? {} : { letOverrides: changes.lets }),
  });
}

/** USD for one unit of a currency, from the plan's `exchange`. */
function exchangeRate(world: World, root: Entity | undefined, currency: string): number | undefined {
  const exchange = root?.children.get('exchange')?.[0];
  // A rate in its own currency rests on itself: that is said where it is asked for first, and here any rate will do.
  const value = exchange === undefined ? undefined : world.slot(exchange, currency)?.value;
  if (value?.type === 'poison') return 1;
  return value?.type === 'number' && typeof value.amount === 'number' ? value.amount : undefined;
}

function reportNoScenario(reporter: Reporter, entry: Module, name: string): void {
  const names = [...entry.scenarios.keys()];
  const known =
    names.length === 0
      ? ' The plan has no scenarios.'
      : ` The plan has ${names.map((each) => `\`${each}\``).join(', ')}.`;
  const message = `There is no scenario \`${name}\`${didYouMean(suggest(reporter, name, () => names).slice(0, 1))}${known}`;
  reporter.report('unknown-scenario', { file: entry.file, span: { start: 0, end: 0 } }, message);
}

function inOrder(diagnostics: readonly Diagnostic[], files: readonly string[]): Diagnostic[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  const of = (diagnostic: Diagnostic): number => rank.get(diagnostic.location.file) ?? files.length;
  return [...diagnostics].sort(
    (a, b) =>
      of(a) - of(b) || a.location.span.start - b.location.span.start || a.location.span.end - b.location.span.end,
  );
}
