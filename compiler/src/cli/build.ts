import { renderText } from '../diagnostics/text.js';
import { Sources } from '../diagnostics/sources.js';
import { canonicalJson } from '../ir/canonical.js';
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
      // ts-morph is slow to load: only who asks for it waits.
      const { planModule } = await import('../emit/typescript.js');
      print(planModule(compiled.plan));
    }
  }
  return failed ? EXIT.findings : EXIT.clean;
}
