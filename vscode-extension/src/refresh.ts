import { type ExtensionContext, window, workspace } from 'vscode';
import { CodeLensRequest, DocumentDiagnosticRequest, InlayHintRequest } from 'vscode-languageclient';
import { isPlan } from './plan-editors.js';
import type { Server } from './server.js';

/** Shows anew what a changed setting hides or shows, without waiting for the next edit. */
export function refreshOnSettings(context: ExtensionContext, server: Server): void {
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((event) => {
      const { client } = server;
      if (client === undefined) return;
      if (event.affectsConfiguration('dcplan.server')) {
        void server.restart();
        return;
      }
      for (const { document } of window.visibleTextEditors) {
        if (!isPlan(document)) continue;
        if (event.affectsConfiguration('dcplan.lens'))
          client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
        if (event.affectsConfiguration('dcplan.hints'))
          client.getFeature(InlayHintRequest.method).getProvider(document)?.onDidChangeInlayHints.fire();
        if (event.affectsConfiguration('dcplan.findings'))
          client
            .getFeature(DocumentDiagnosticRequest.method)
            .getProvider(document)
            ?.onDidChangeDiagnosticsEmitter.fire();
      }
    }),
  );
}
