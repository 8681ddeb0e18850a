import { type Change, checkConsistency, checkPlan, type Finding, type FitReport } from '../fit/index.js';
import { scenarioEmpties } from '../fit/lifetime/scenario-empties.js';
import { contentHash } from '../ir/canonical.js';
import { type Allow, type AnyEntity, indexPlan, type Plan } from '../ir/index.js';
import { shareWith } from '../ir/share.js';
import { engine } from '../semantics/engine.js';
import {
  beginCompile,
  type Compilation,
  compile,
  type Compiling,
  type CompileOptions,
  library,
  type ModuleHost,
  type Origins,
} from '../semantics/index.js';
import { simulate, SimulationCache, type SimulationResult } from '../simulation/index.js';
import { parse } from '../syntax/index.js';
import { workspaceCodes } from '../text/codes/workspace.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { changeSource, type Source, type SourceChange } from './changes.js';
import { toDiagnostic } from './place.js';
import { planName } from './plan-name.js';
import { suppress } from './suppress.js';

export { engine };

/** How a plan is checked. */
export interface CheckOptions {
  /** Simulate, and look for what does not fit; else only the static part. */
  readonly simulate: boolean;
  readonly scenario?: string;
  /** Index of one of the file's tests, under whose scenarios and overrides the plan is checked. */
  readonly test?: number;
  /** ISO day by which suppressions are judged; without it no date is judged. */
  readonly today?: string;
  /** Which run of days weather and market prices take, from 1. */
  readonly seed?: number;
  /** `F0` estimates from representative hours, while somebody is typing; else every hour of the year. */
  readonly fidelity?: 'F0' | 'F1';
  /** Asked before every simulation and every compiled mend; once it says true the check ends with an `Overtaken` error. */
  readonly overtaken?: () => boolean;
}

/** Thrown out of a check that `overtaken` ended. */
export class Overtaken extends Error {}

/** What was found in a plan, and what it simulates to. */
export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** What an `@allow` takes out; not among `diagnostics`. */
  readonly suppressed: readonly SuppressedDiagnostic[];
  /** Absent where the plan does not compile. */
  readonly plan?: Plan;
  readonly hash?: string;
  /** Absent without simulation. */
  readonly report?: FitReport;
}

/** A finding with the `@allow` that takes it out. */
export interface SuppressedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly allow: Allow;
}

const KEPT_RESULTS = 64;
/** Compiled plans with changes made, of one check: a rule asks for the same one twice. */
const KEPT_PLANS = 8;
/** Plans that later compilations share their parts with. */
const KEPT_LATEST = 8;

/**
 * Answers every question about plans: the one engine behind the command line, CI and the editor. Compilations are kept by
 * file and scenario until `changed`, simulations by the content of the IR.
 */
export class Workspace {
  private readonly compilations = new Map<string, { readonly compiling: Compiling; readonly asked: Set<string> }>();
  private readonly results = new Map<string, SimulationResult>();
  private readonly names = new WeakMap<Plan, string>();
  /** Plans as they were when they were checked last, by file and variant. */
  private readonly latest = new Map<string, Plan>();
  /** What compiled plans became when they were made to share with those before. */
  private readonly sharing = new WeakMap<Plan, Plan>();
  private readonly estimates = new WeakMap<Plan, { readonly seed: number; readonly result: SimulationResult }>();
  private readonly cache: SimulationCache;

  /**
   * @param keptResults simulations that are kept at most: of a large plan each is some megabytes
   * @param keptBytes hours of halls that are kept at most, bytes
   */
  constructor(
    private readonly host: ModuleHost,
    private readonly keptResults = KEPT_RESULTS,
    keptBytes?: number,
  ) {
    this.cache = new SimulationCache(keptBytes);
  }

  /** Forgets what was compiled from a file (or at all) after it changed. Simulations stay: they go by content. */
  changed(file?: string): void {
    for (const [key, { asked }] of this.compilations)
      if (file === undefined || asked.has(file)) this.compilations.delete(key);
  }

  /** The text of a file of a plan or of a library module, if there is one. */
  text(file: string): string | undefined {
    return this.host.read(file) ?? this.host.stdlib[file];
  }

  /** Every entry of the library in the IR, by key. */
  library(): ReadonlyMap<string, AnyEntity> {
    return library(this.host);
  }

  /** @param test index of one of the file's tests, under whose scenarios and overrides the plan is compiled */
  compile(file: string, scenario?: string, test?: number): Compilation {
    return this.begin(file, scenario, test).finish();
  }

  /** A compilation of which as much is done as was asked for so far. */
  begin(file: string, scenario?: string, test?: number): Compiling {
    const key = keyOf(file, scenario, test);
    const known = this.compilations.get(key);
    if (known !== undefined) return known.compiling;
    const asked = new Set<string>();
    const read = (name: string): string | undefined => {
      asked.add(name);
      return this.host.read(name);
    };
    const compiling = beginCompile(file, { ...this.host, read }, variantOf(scenario, test));
    this.compilations.set(key, { compiling, asked });
    return compiling;
  }

  /** Simulates a plan from representative hours (F0, MODELS A2), the very same one once. */
  estimate(plan: Plan, seed = 1, held?: SimulationResult): SimulationResult {
    if (held !== undefined) return simulate(plan, this.cache, seed, 'F0', { placement: held.placement });
    const known = this.estimates.get(plan);
    if (known?.seed === seed) return known.result;
    const result = simulate(plan, this.cache, seed, 'F0');
    this.estimates.set(plan, { seed, result });
    return result;
  }

  /** Simulates a plan, once for each content, seed and fidelity. */
  simulate(plan: Plan, seed = 1, fidelity: 'F0' | 'F1' = 'F1'): SimulationResult {
    const key = `${this.nameOf(plan)} ${String(seed)} ${fidelity}`;
    return remembered(this.results, key, this.keptResults, () => simulate(plan, this.cache, seed, fidelity));
  }

  private nameOf(plan: Plan): string {
    let name = this.names.get(plan);
    if (name === undefined) this.names.set(plan, (name = planName(plan)));
    return name;
  }

  /** A plan that shares with the one that was checked before under the same name what did not change since. */
  private known(key: string, plan: Plan): Plan {
    const made = this.sharing.get(plan) ?? shareWith(plan, this.latest.get(key));
    this.sharing.set(plan, made);
    this.latest.delete(key);
    this.latest.set(key, made);
    const oldest = this.latest.size > KEPT_LATEST ? this.latest.keys().next() : undefined;
    if (oldest !== undefined && !oldest.done) this.latest.delete(oldest.value);
    return made;
  }

  /**
   * A plan as it is now, sharing what did not change with the one that was asked for before, and that one where there was any.
   * `undefined` where it does not compile.
   */
  present(
    file: string,
  ): { readonly plan: Plan; readonly origins: Origins; readonly before: Plan | undefined } | undefined {
    const { plan, origins } = this.compile(file);
    if (plan === undefined) return undefined;
    const key = keyOf(file, undefined, undefined);
    const before = this.latest.get(key);
    return { plan: this.known(key, plan), origins, before };
  }

  /** Every finding of a plan, in no particular order. */
  check(file: string, options: CheckOptions): Checked {
    const compilation = this.compile(file, options.scenario, options.test);
    const variant = variantOf(options.scenario, options.test);
    const { plan: compiled, origins } = compilation;
    if (compiled === undefined) return { diagnostics: compilation.diagnostics, suppressed: [] };
    const plan = options.simulate ? this.known(keyOf(file, options.scenario, options.test), compiled) : compiled;
    if (plan.campus.length === 0) return checked([...compilation.diagnostics, ...this.emptiness(file)], [], plan);
    const edits = (changes: readonly Change[]) => this.change(file, origins, changes, variant)?.edits;
    const found = options.simulate
      ? this.fit(file, plan, origins, variant, options)
      : { findings: checkConsistency(plan, indexPlan(plan)) };
    const emptied = 'report' in found ? this.emptied(file, plan, found.report.result, options) : [];
    const judged = suppress(plan, [...found.findings, ...emptied], options.today, options.simulate);
    const diagnostics = judged.kept.map((finding) => toDiagnostic(finding, origins, file, edits));
    const suppressed = judged.suppressed.map(({ finding, allow }) => ({
      diagnostic: toDiagnostic(finding, origins, file, edits),
      allow,
    }));
    return checked(
      [...compilation.diagnostics, ...diagnostics],
      suppressed,
      plan,
      'report' in found ? found.report : undefined,
    );
  }

  /** Halls that a scenario leaves without the work that they have in the plan as written. */
  private emptied(
    file: string,
    plan: Plan,
    result: SimulationResult,
    { scenario, seed, fidelity }: CheckOptions,
  ): Finding[] {
    const written = scenario === undefined ? undefined : this.compile(file).plan;
    if (scenario === undefined || written === undefined) return [];
    return scenarioEmpties(plan, scenario, this.simulate(written, seed, fidelity), result);
  }

  /** Says of a file that declares nothing at all that it does. */
  private emptiness(file: string): Diagnostic[] {
    if (parse(this.host.read(file) ?? '').tree.members.length > 0) return [];
    const { code, severity } = workspaceCodes['nothing-declared'];
    return [
      {
        code,
        slug: 'nothing-declared',
        severity,
        message: 'this file declares nothing: a plan has a `campus`, a module has entries',
        location: { file, span: { start: 0, end: 0 } },
      },
    ];
  }

  private fit(
    file: string,
    plan: Plan,
    origins: Origins,
    variant: CompileOptions,
    { seed, fidelity, overtaken }: CheckOptions,
  ): { readonly findings: readonly Finding[]; readonly report: FitReport } {
    const realised = new Map<string, Plan | undefined>();
    const unlessOvertaken = <T>(make: () => T): T => {
      if (overtaken?.() === true) throw new Overtaken('a newer version is there');
      return make();
    };
    const report = checkPlan({
      plan,
      library: this.library(),
      realise: (changes) =>
        remembered(realised, JSON.stringify(changes), KEPT_PLANS, () =>
          unlessOvertaken(() => this.realise(file, plan, origins, changes, variant)),
        ),
      simulate: (candidate) => unlessOvertaken(() => this.simulate(candidate, seed, fidelity)),
      estimate: (candidate, held) => unlessOvertaken(() => this.estimate(candidate, seed, held)),
    });
    return { findings: report.findings, report };
  }

  /**
   * The plan with changes made in its source, compiled anew; `undefined` where that does not compile. What the changes leave
   * as it is stays the same object.
   */
  private realise(
    file: string,
    plan: Plan,
    origins: Origins,
    changes: readonly Change[],
    variant: CompileOptions,
  ): Plan | undefined {
    const made = this.change(file, origins, changes, variant);
    const compiled = made === undefined ? undefined : this.compileWith(made.texts, file, variant).plan;
    return compiled && shareWith(compiled, plan);
  }

  private change(
    file: string,
    origins: Origins,
    changes: readonly Change[],
    variant: CompileOptions,
  ): SourceChange | undefined {
    const source: Source = {
      origins,
      read: (name) => this.host.read(name) ?? '',
      compiled: (texts) => this.compileWith(texts, file, variant).origins,
    };
    return changeSource(source, changes);
  }

  /** Compiles a plan with other texts for some of its files. */
  private compileWith(texts: ReadonlyMap<string, string>, file: string, variant: CompileOptions): Compilation {
    const host: ModuleHost = { ...this.host, read: (name) => texts.get(name) ?? this.host.read(name) };
    return compile(file, host, variant);
  }
}

/** The latest of what was made, by what it was made from. */
function remembered<T>(known: Map<string, T>, key: string, kept: number, make: () => T): T {
  const made = known.has(key) ? (known.get(key) as T) : make();
  known.delete(key);
  known.set(key, made);
  const oldest = known.size > kept ? known.keys().next() : undefined;
  if (oldest !== undefined && !oldest.done) known.delete(oldest.value);
  return made;
}

function keyOf(file: string, scenario: string | undefined, test: number | undefined): string {
  return `${file}\n${scenario ?? ''}\n${test === undefined ? '' : String(test)}`;
}

function variantOf(scenario: string | undefined, test: number | undefined): CompileOptions {
  return { ...(scenario === undefined ? {} : { scenario }), ...(test === undefined ? {} : { test }) };
}

/** The hash is taken when it is asked for: over a large plan it is a tenth of the whole check. */
function checked(
  diagnostics: readonly Diagnostic[],
  suppressed: readonly SuppressedDiagnostic[],
  plan: Plan,
  report?: FitReport,
): Checked {
  return {
    diagnostics,
    suppressed,
    plan,
    get hash() {
      return contentHash(plan);
    },
    ...(report === undefined ? {} : { report }),
  };
}
