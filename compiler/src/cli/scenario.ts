import { semanticsCodes } from '../text/codes/semantics.js';
import type { Workspace } from '../workspace/workspace.js';
import { CommandError, note } from './terminal.js';

/**
 * The plans that have the scenario that was asked for: all, where none was. Of several plans those without it are left out
 * with a note; throws a `CommandError` where none has it.
 */
export function plansWith(
  workspace: Workspace,
  files: readonly string[],
  scenario: string | undefined,
): readonly string[] {
  if (scenario === undefined) return files;
  const lacking = files.filter((file) => lacks(workspace, file, scenario));
  const [first] = lacking;
  if (first === undefined) return files;
  if (lacking.length === files.length)
    throw new CommandError(
      files.length === 1
        ? `${first}: ${reason(workspace, first, scenario)}`
        : `none of these plans has a scenario \`${scenario}\``,
    );
  for (const file of lacking) note(`${file} has no scenario \`${scenario}\`: left out`);
  return files.filter((file) => !lacking.includes(file));
}

/** True where the name is all that is wrong: a plan with errors of its own is to show those. */
function lacks(workspace: Workspace, file: string, scenario: string): boolean {
  const { scenarios, diagnostics } = workspace.compile(file, scenario);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return (
    !scenarios.includes(scenario) && errors.length === 1 && errors[0]?.code === semanticsCodes['unknown-scenario'].code
  );
}

function reason(workspace: Workspace, file: string, scenario: string): string {
  const found = workspace
    .compile(file, scenario)
    .diagnostics.find(({ code }) => code === semanticsCodes['unknown-scenario'].code);
  const message = found?.message ?? `There is no scenario \`${scenario}\`.`;
  return message.charAt(0).toLowerCase() + message.slice(1);
}
