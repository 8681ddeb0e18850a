import type { AnyEntity, Plan } from '../../ir/index.js';
import { type ModuleHost } from '../../semantics/index.js';
import { type SimulationResult } from '../../simulation/index.js';
import type { FitReport } from '../../fit/index.js';
import { Workspace } from '../../workspace/workspace.js';

const PROBE = 'Probe';

/** Values by path, as a scenario of the language states them: `Service.Assistant.demand` → `300 req/s`. */
export type Overrides = Readonly<Record<string, string>>;

/** One plan of samples/claims, to be asked what it gives under its scenarios and under values put in the place of its own. */
export class PlanLab {
  private readonly workspace: Workspace;
  private text: string;
  private readonly results = new Map<string, SimulationResult>();

  /** @param file as a reader finds it, from the root of the repository */
  constructor(
    readonly file: string,
    private readonly source: string,
    stdlib: Readonly<Record<string, string>>,
  ) {
    this.text = source;
    const host: ModuleHost = {
      stdlib,
      read: (name) => (name === file ? this.text : undefined),
      resolve: (_, spec) => spec,
    };
    this.workspace = new Workspace(host);
  }

  /** Simulates the plan, every hour, with one of its scenarios and other values on top of that. */
  run(scenario?: string, overrides: Overrides = {}): SimulationResult {
    const key = JSON.stringify([scenario, overrides]);
    let result = this.results.get(key);
    if (result === undefined) {
      result = this.workspace.simulate(this.plan(scenario, overrides));
      this.results.set(key, result);
    }
    return result;
  }

  /** Findings, mends and what each part of a mismatch costs. */
  judge(scenario?: string, overrides: Overrides = {}): FitReport {
    const name = this.put(scenario, overrides);
    const { report, diagnostics } = this.workspace.check(
      this.file,
      name === undefined ? { simulate: true } : { simulate: true, scenario: name },
    );
    if (report === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    return report;
  }

  /** The plan in the IR; a text that does not compile is a bug of the page. */
  plan(scenario?: string, overrides: Overrides = {}): Plan {
    const { plan, diagnostics } = this.workspace.compile(this.file, this.put(scenario, overrides));
    if (plan !== undefined) return plan;
    const wrong = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    throw new Error(`${this.file}: ${wrong.join('\n')}`);
  }

  /** An entry of the library. */
  entry<K extends AnyEntity['kind']>(key: string, kind: K): Extract<AnyEntity, { kind: K }> {
    const found = this.workspace.library().get(key);
    if (found?.kind !== kind) throw new Error(`the library has no ${kind} ${key}`);
    return found as Extract<AnyEntity, { kind: K }>;
  }

  /** Puts the values into a scenario of their own; the name of the scenario to compile with. */
  private put(scenario: string | undefined, overrides: Overrides): string | undefined {
    const lines = Object.entries(overrides).map(([path, value]) => `  ${path}: ${value}`);
    const base = scenario === undefined ? '' : `: ${scenario}`;
    const text =
      lines.length === 0 ? this.source : `${this.source}\nscenario ${PROBE}${base} {\n${lines.join('\n')}\n}\n`;
    if (text !== this.text) {
      this.text = text;
      this.workspace.changed();
    }
    return lines.length === 0 ? scenario : PROBE;
  }
}

/** Present value of everything, M USD; NaN where a price is unknown. */
export function cost(result: SimulationResult): number {
  return (result.presentValue ?? NaN) / 1e6;
}

/** Where a curve given at rising `x` crosses zero first, by straight lines between its points; `undefined` where it does not. */
export function crossing(points: readonly (readonly [x: number, y: number])[]): number | undefined {
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1]!;
    const [x1, y1] = points[i]!;
    if (y0 === 0) return x0;
    if (y0 < 0 === y1 < 0 && y1 !== 0) continue;
    return x0 + ((x1 - x0) * y0) / (y0 - y1);
  }
  return undefined;
}
