import { renderText } from '../diagnostics/text.js';
import { Sources } from '../diagnostics/sources.js';
import { metricsJson } from '../diagnostics/simulation-json.js';
import { canonicalJson } from '../ir/canonical.js';
import type { Plan } from '../ir/index.js';
import { ready } from '../simulation/index.js';
import { Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { plansWith } from './scenario.js';
import { CommandError, EXIT, note, paintFor, print } from './terminal.js';

export type Emit = 'json' | 'schema' | 'ts';

/** `dcplan build`: the typed IR as canonical JSON, its JSON Schema, or a typed TypeScript module. Returns the exit code. */
export async function build(paths: readonly string[], emit: Emit, scenario: string | undefined): Promise<number> {
  if (emit === 'schema') {
    // As large as all the rest of the command line: only who asks for it reads it.
    const { irJsonSchema } = await import('../ir/generated/schema.js');
    print(JSON.stringify(irJsonSchema, null, 2));
    return EXIT.clean;
  }
  const workspace = new Workspace(diskHost());
  const sources = new Sources((file) => workspace.text(file));
  const files = plansWith(workspace, planFiles(paths), scenario);
  if (emit === 'ts' && files.length > 1)
    throw new CommandError(`a TypeScript module holds one plan; these are ${String(files.length)}`);
  let failed = false;
  for (const file of files) {
    const compiled = workspace.compile(file, scenario);
    const errors = compiled.diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
    if (errors.length > 0) note(renderText(errors, sources, paintFor(process.stderr)));
    if (compiled.plan === undefined) {
      failed = true;
    } else if (emit === 'json') {
      print(canonicalJson(compiled.plan));
    } else {
      print(await module(workspace, file, compiled.plan, scenario));
    }
  }
  return failed ? EXIT.findings : EXIT.clean;
}

/** The plan with what it simulates to. ts-morph is slow to load, and the solver: only who asks for a module waits. */
async function module(workspace: Workspace, file: string, plan: Plan, scenario: string | undefined): Promise<string> {
  const { planModule } = await import('../emit/typescript.js');
  if (plan.campus.length === 0) return planModule(plan);
  await ready();
  const { report } = workspace.check(file, { simulate: true, ...(scenario === undefined ? {} : { scenario }) });
  return planModule(
    plan,
    report === undefined ? undefined : { years: report.result.years, metrics: metricsJson(report) },
  );
}
