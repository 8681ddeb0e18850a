import {
  type ExtensionContext,
  languages,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { debounced, isPlan } from './plan-editors.js';
import type { StateResult } from './protocol.js';
import type { Server } from './server.js';
import { setting } from './settings.js';

/** After the last change of findings: the numbers follow a pause, not a keystroke. */
const PAUSE = 400;

/** The plan in a line: its fit, the first month above a contract, and whether numbers are being computed. */
export function showStatus(context: ExtensionContext, server: Server): void {
  const item = window.createStatusBarItem('dcplan.status', StatusBarAlignment.Left, 50);
  item.name = 'dcplan';
  item.command = 'dcplan.openPreview';
  let asked = 0;

  const update = async (): Promise<void> => {
    const document = window.activeTextEditor?.document;
    if (!isPlan(document)) {
      item.hide();
      return;
    }
    const mine = ++asked;
    const answer = await server.ask('dcplan/state', { uri: document.uri.toString() });
    // Something newer was asked for.
    if (mine !== asked) return;
    // Findings came first.
    if (answer !== undefined && answer.state === undefined && answer.problem === undefined) return later();
    show(answer);
  };
  const later = debounced(() => void update(), PAUSE);

  const busy = (): void => {
    if (!isPlan(window.activeTextEditor?.document)) return item.hide();
    item.text = `$(loading~spin) ${item.text.replace(/^\$\([^)]*\) /, '') || 'dcplan'}`;
    item.tooltip = 'Simulating; the figures are as of before.';
    item.show();
    later();
  };

  const show = (answer: StateResult | undefined): void => {
    const words = answer?.state === undefined ? undefined : inWords(answer.state);
    item.text = answer === undefined ? '$(circle-slash) dcplan' : (words?.text ?? '$(info) not simulated');
    item.tooltip = new MarkdownString(
      [
        words?.tooltip ?? answer?.problem ?? 'No server runs: see the output.',
        ...(answer?.state === undefined ? [] : ['Simulated hour by hour (F1): what `dcplan check` says.']),
        ...(server.running === undefined ? [] : [`Running ${server.running}.`]),
      ].join('\n\n'),
    );
    item.backgroundColor = words?.bad === true ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };

  context.subscriptions.push(
    item,
    later,
    server.onStarted(busy),
    window.onDidChangeActiveTextEditor(busy),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && document === window.activeTextEditor?.document) busy();
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) later();
    }),
  );
  busy();
}

function inWords({ campuses, errors, warnings }: NonNullable<StateResult['state']>) {
  const fits = campuses.flatMap(({ fit }) => fit ?? []);
  const breaches = campuses.flatMap(({ firstBreach }) => firstBreach ?? []).sort();
  const [breach] = breaches;
  const fit = fits.length === 0 ? 'fit unknown' : `fit ${percent(Math.min(...fits))}`;
  const isBad = errors > 0 || breach !== undefined || Math.min(...fits) < setting('status.leastFit') / 100;
  const icon = isBad ? 'warning' : 'check';
  return {
    bad: isBad,
    text: `$(${icon}) ${fit} · ${breach === undefined ? 'no breach' : `breach ${breach}`}`,
    tooltip: [
      ...campuses.map(
        ({ path, fit: own, firstBreach }) =>
          `**${path}**: infrastructure fit ${own === null ? 'unknown' : percent(own)}, ${firstBreach === null ? 'no month above contract' : `above contract from ${firstBreach}`}`,
      ),
      `${String(errors)} errors, ${String(warnings)} warnings`,
    ].join('\n\n'),
  };
}

function percent(share: number): string {
  return `${String(Math.round(100 * share))} %`;
}
