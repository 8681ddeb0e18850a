import { type Change, checkConsistency, checkPlan, type Finding, type FitReport } from '../fit/index.js';
import { contentHash } from '../ir/canonical.js';
import { type AnyEntity, indexPlan, type Plan } from '../ir/index.js';
import { engine } from '../semantics/engine.js';
import { type Compilation, compile, library, type ModuleHost, type Origins } from '../semantics/index.js';
import { simulate, SimulationCache, type SimulationResult } from '../simulation/index.js';
import { parse } from '../syntax/index.js';
import { workspaceCodes } from '../text/codes/workspace.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { changeSource, type Source, type SourceChange } from './changes.js';
import { toDiagnostic } from './place.js';
import { suppress } from './suppress.js';

export { engine };

export interface CheckOptions {
  /** Simulate, and look for what does not fit; else only the static part. */
  readonly simulate: boolean;
  readonly scenario?: string;
  /** ISO day by which suppressions are judged; without it no date is judged. */
  readonly today?: string;
  /** Which run of days weather and market prices take, from 1. */
  readonly seed?: number;
}

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where the plan does not compile. */
  readonly plan?: Plan;
  readonly hash?: string;
  /** Absent without simulation. */
  readonly report?: FitReport;
}

const KEPT_RESULTS = 64;

/**
 * Answers every question about plans: the one engine behind the command line, CI and the editor. Compilations are kept by
 * file and scenario until `changed`, simulations by the content of the IR.
 */
export class Workspace {
  private readonly compilations = new Map<string, Compilation>();
  private readonly results = new Map<string, SimulationResult>();
  private readonly cache = new SimulationCache();

  constructor(private readonly host: ModuleHost) {}

  /** Forgets what was compiled, after a file changed. Simulations stay: they go by content. */
  changed(): void {
    this.compilations.clear();
  }

  /** The text of a file of a plan or of a library module, if there is one. */
  text(file: string): string | undefined {
    return this.host.read(file) ?? this.host.stdlib[file];
  }

  /** Every entry of the library in the IR, by key. */
  library(): ReadonlyMap<string, AnyEntity> {
    return library(this.host);
  }

  compile(file: string, scenario?: string): Compilation {
    const key = `${file}\n${scenario ?? ''}`;
    let compilation = this.compilations.get(key);
    if (compilation === undefined) {
      compilation = compile(file, this.host, scenario === undefined ? {} : { scenario });
      this.compilations.set(key, compilation);
    }
    return compilation;
  }

  /** Simulates a plan, once for each content and seed. */
  simulate(plan: Plan, seed = 1): SimulationResult {
    const hash = `${contentHash(plan)} ${String(seed)}`;
    let result = this.results.get(hash);
    if (result === undefined) {
      result = simulate(plan, this.cache, seed);
      this.results.set(hash, result);
      const oldest = this.results.size > KEPT_RESULTS ? this.results.keys().next() : undefined;
      if (oldest !== undefined && !oldest.done) this.results.delete(oldest.value);
    }
    return result;
  }

  /** Every finding of a plan, in no particular order. */
  check(file: string, options: CheckOptions): Checked {
    const compilation = this.compile(file, options.scenario);
    const { plan, origins } = compilation;
    if (plan === undefined) return { diagnostics: compilation.diagnostics };
    if (plan.campus.length === 0) return checked([...compilation.diagnostics, ...this.emptiness(file)], plan);
    const edits = (changes: readonly Change[]) => this.change(file, origins, changes, options.scenario)?.edits;
    const found = options.simulate
      ? this.fit(file, plan, origins, options.scenario, options.seed)
      : { findings: checkConsistency(plan, indexPlan(plan)) };
    const judged = suppress(plan, found.findings, options.today, options.simulate);
    const diagnostics = judged.map((finding) => toDiagnostic(finding, origins, file, edits));
    return checked([...compilation.diagnostics, ...diagnostics], plan, 'report' in found ? found.report : undefined);
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
    scenario: string | undefined,
    seed: number | undefined,
  ): { readonly findings: readonly Finding[]; readonly report: FitReport } {
    const report = checkPlan({
      plan,
      library: this.library(),
      realise: (changes) => this.realise(file, origins, changes, scenario),
      simulate: (candidate) => this.simulate(candidate, seed),
    });
    return { findings: report.findings, report };
  }

  /** The plan with changes made in its source, compiled anew; `undefined` where that does not compile. */
  private realise(
    file: string,
    origins: Origins,
    changes: readonly Change[],
    scenario: string | undefined,
  ): Plan | undefined {
    const made = this.change(file, origins, changes, scenario);
    return made === undefined ? undefined : this.compileWith(made.texts, file, scenario).plan;
  }

  private change(
    file: string,
    origins: Origins,
    changes: readonly Change[],
    scenario: string | undefined,
  ): SourceChange | undefined {
    const source: Source = {
      origins,
      read: (name) => this.host.read(name) ?? '',
      compiled: (texts) => this.compileWith(texts, file, scenario).origins,
    };
    return changeSource(source, changes);
  }

  /** Compiles a plan with other texts for some of its files. */
  private compileWith(texts: ReadonlyMap<string, string>, file: string, scenario: string | undefined): Compilation {
    const host: ModuleHost = { ...this.host, read: (name) => texts.get(name) ?? this.host.read(name) };
    return compile(file, host, scenario === undefined ? {} : { scenario });
  }
}

/** The hash is taken when it is asked for: over a large plan it is a tenth of the whole check. */
function checked(diagnostics: readonly Diagnostic[], plan: Plan, report?: FitReport): Checked {
  return {
    diagnostics,
    plan,
    get hash() {
      return contentHash(plan);
    },
    ...(report === undefined ? {} : { report }),
  };
}
