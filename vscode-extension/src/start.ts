import { commands, type ExtensionContext, window } from 'vscode';
import { applyBestMends } from './commands/apply-best-mends.js';
import { compareMends } from './commands/compare-mends.js';
import { compareWithHead } from './commands/compare-with-head.js';
import { exportReport } from './commands/export-report.js';
import { newPlan } from './commands/new-plan.js';
import { openSample } from './commands/open-sample.js';
import { simulate } from './commands/simulate.js';
import type { Platform } from './platform.js';
import { PreviewPanels } from './preview/panel.js';
import { refreshOnSettings } from './refresh.js';
import { Server } from './server.js';
import { showStatus } from './status.js';
import { Times } from './times.js';
import { TextPages } from './text-pages.js';

/** Starts the extension: the server, and everything that shows what it says. */
export async function start(context: ExtensionContext, platform: Platform): Promise<void> {
  const server = new Server(context, platform);
  const times = new Times(server.output);
  const pages = new TextPages(context);
  const previews = new PreviewPanels(context, server, times);
  const register = (name: string, run: (target: unknown) => unknown): void => {
    context.subscriptions.push(commands.registerCommand(`dcplan.${name}`, run));
  };
  register('openPreview', (target) => previews.open(target));
  register('simulate', (target) => simulate(server, pages, target));
  register('compareWithHead', (target) => compareWithHead(server, pages, platform, target));
  register('applyBestMends', (target) => applyBestMends(target));
  register('compareMends', (target) => compareMends(previews, target));
  register('exportReport', (target) => exportReport(server, target));
  register('newPlan', () => newPlan(context));
  register('openSample', () => openSample(context));
  register('restartServer', () => server.restart());
  register('showOutput', () => {
    server.output.show();
  });
  refreshOnSettings(context, server);
  platform.extend?.(context);
  try {
    await server.start();
  } catch {
    const choice = await window.showErrorMessage('The dcplan server does not start.', 'Show Output');
    if (choice !== undefined) server.output.show();
    return;
  }
  showStatus(context, server);
  times.watchFindings(context);
}
