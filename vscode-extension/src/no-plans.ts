import { commands, type ExtensionContext, workspace } from 'vscode';

/** Keeps the context that the welcome in the explorer looks at: true where the workspace has no plan. */
export function watchForPlans(context: ExtensionContext): void {
  const look = async (): Promise<void> => {
    const found = await workspace.findFiles('**/*.dcplan', '**/node_modules/**', 1);
    await commands.executeCommand('setContext', 'dcplan.noPlans', found.length === 0);
  };
  const watcher = workspace.createFileSystemWatcher('**/*.dcplan', false, true, false);
  context.subscriptions.push(
    watcher,
    watcher.onDidCreate(() => void look()),
    watcher.onDidDelete(() => void look()),
    workspace.onDidChangeWorkspaceFolders(() => void look()),
  );
  void look();
}
