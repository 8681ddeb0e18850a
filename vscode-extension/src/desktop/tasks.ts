import {
  type ExtensionContext,
  ShellExecution,
  Task,
  type TaskDefinition,
  tasks,
  TaskScope,
  workspace,
  type WorkspaceFolder,
} from 'vscode';

interface PlanTask extends TaskDefinition {
  readonly command: string;
  readonly paths?: readonly string[];
  readonly options?: readonly string[];
}

/** The command line as tasks: `check` and `simulate` of each folder, and what `tasks.json` asks for. */
export function provideTasks(context: ExtensionContext): void {
  context.subscriptions.push(
    tasks.registerTaskProvider('dcplan', {
      provideTasks: () =>
        (workspace.workspaceFolders ?? []).flatMap((folder) =>
          ['check', 'simulate'].map((command) => taskOf({ type: 'dcplan', command }, folder)),
        ),
      resolveTask: ({ definition, scope }) => {
        const folder = typeof scope === 'object' ? scope : undefined;
        return 'command' in definition ? taskOf(definition as PlanTask, folder) : undefined;
      },
    }),
  );
}

function taskOf(definition: PlanTask, folder: WorkspaceFolder | undefined): Task {
  const { command, paths = [], options = [] } = definition;
  // The workspace's own program where it has one: npx looks there first.
  const execution = new ShellExecution('npx', ['dcplan', command, ...paths, ...options]);
  return new Task(definition, folder ?? TaskScope.Workspace, command, 'dcplan', execution, '$dcplan');
}
