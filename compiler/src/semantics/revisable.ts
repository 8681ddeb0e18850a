import type { Diagnostic } from '../text/diagnostic.js';
import { movedDiagnostic, type Replaced, replacedBetween, touches } from '../text/moved.js';
import type { Budget } from './budget.js';
import type { Compiling } from './compile.js';
import type { Module } from './declare/types.js';
import type { ModuleHost, Revisable } from './modules/host.js';
import { parsed } from './modules/parsed.js';
import type { Reporter } from './report.js';
import { reviseModule } from './revise.js';
import type { Trace } from './trace.js';
import type { WeatherFiles } from './weather/files.js';
import type { World } from './world.js';

/** A plan that is declared, with what of it is worked out. */
export interface DeclaredPlan {
  readonly trace: Trace;
  readonly reporter: Reporter;
  readonly world: World;
  readonly budget: Budget;
  readonly modules: ReadonlyMap<string, Module | null>;
  /** What was read of each file. */
  readonly texts: Map<string, string | undefined>;
  readonly weather: WeatherFiles;
  /** Begins to look for what is wrong, and to lower the plan, with what is known of it. */
  begin(): Compiling;
}

/** A declared plan as one that takes edits; made right after it was declared. */
export function revisable(plan: DeclaredPlan): Revisable {
  const { trace, reporter, budget, texts } = plan;
  let declared: readonly Diagnostic[] = [...reporter.diagnostics];
  let isBroken = false;
  return {
    revise: (host) => {
      if (isBroken || trace.isTangled || reporter.hasAsked || budget.isSpent || plan.weather.names.length > 0)
        return undefined;
      const edits = changesOf(plan, host);
      if (edits === undefined) return undefined;
      budget.renew();
      for (const { module, text } of edits) {
        const file = parsed(module.file, text);
        // A text with mistakes in its syntax is compiled for itself; the plan waits for the one after.
        if (file.errors.length > 0) return undefined;
        isBroken = !reviseModule(plan.world, module, text, file.tree);
        if (isBroken) return undefined;
        texts.set(module.file, text);
      }
      const move = mover(edits);
      declared = declared.map(move.one);
      reporter.restart([...declared, ...trace.found(move.one)]);
      isBroken = move.touched();
      return isBroken ? undefined : plan.begin();
    },
  };
}

interface ModuleEdit {
  readonly module: Module;
  readonly before: string;
  readonly text: string;
}

/** Files with another text; undefined where one is there that was not, or the other way about. */
function changesOf({ modules, texts }: DeclaredPlan, host: ModuleHost): readonly ModuleEdit[] | undefined {
  const edits: ModuleEdit[] = [];
  for (const [file, before] of texts) {
    const text = host.read(file);
    if (text === before) continue;
    const module = modules.get(file);
    if (module == null || text === undefined || before === undefined) return undefined;
    edits.push({ module, before, text });
  }
  return edits;
}

/** Moves findings with the texts, and says afterwards whether one of them stood where a text has changed. */
function mover(edits: readonly ModuleEdit[]): {
  readonly one: (diagnostic: Diagnostic) => Diagnostic;
  readonly touched: () => boolean;
} {
  let replaced: readonly (readonly [string, Replaced])[] | undefined;
  let isTouched = false;
  return {
    one: (diagnostic) => {
      // Found late: mostly there is nothing to move.
      replaced ??= edits.map(({ module, before, text }) => [module.file, replacedBetween(before, text)]);
      let moved = diagnostic;
      for (const [file, edit] of replaced) {
        isTouched ||= touches(moved, file, edit);
        moved = movedDiagnostic(moved, file, edit);
      }
      return moved;
    },
    touched: () => isTouched,
  };
}
