import { type EventEmitter, type ExtensionContext, workspace } from 'vscode';
import { CodeLensRequest, DocumentDiagnosticRequest, InlayHintRequest } from 'vscode-languageclient';
import type { Server } from './server.js';

/** Shows anew what a changed setting hides or shows, without waiting for the next edit. */
export function refreshOnSettings(context: ExtensionContext, server: Server): void {
  context.subscriptions.push(
    workspace.onDidChangeConfiguration((event) => {
      const client = server.client;
      if (client === undefined) return;
      const fire = (emitters: readonly EventEmitter<void>[]): void => {
        for (const emitter of emitters) emitter.fire();
      };
      if (event.affectsConfiguration('dcplan.lens'))
        for (const provider of client.getFeature(CodeLensRequest.method).getProviders() ?? [])
          fire([provider.onDidChangeCodeLensEmitter]);
      if (event.affectsConfiguration('dcplan.hints'))
        for (const provider of client.getFeature(InlayHintRequest.method).getProviders() ?? [])
          fire([provider.onDidChangeInlayHints]);
      if (event.affectsConfiguration('dcplan.findings'))
        for (const provider of client.getFeature(DocumentDiagnosticRequest.method).getProviders() ?? [])
          fire([provider.onDidChangeDiagnosticsEmitter]);
      if (event.affectsConfiguration('dcplan.server')) void server.restart();
    }),
  );
}
