import { Uri, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import type { Platform } from '../platform.js';

/** Of the browser. */
declare const Worker: new (script: string) => Worker;

/** A browser: the server runs in a worker. */
export const web: Platform = {
  connect: (context, options) => {
    const script = Uri.joinPath(context.extensionUri, 'dist', 'web', 'server.js');
    const worker = new Worker(script.toString(true));
    const { version } = context.extension.packageJSON as { readonly version: string };
    const client = new LanguageClient('dcplan', 'dcplan', worker, options);
    client.onRequest('dcplan/readFile', readFile);
    return Promise.resolve({
      client,
      server: `dcplan ${version} in a worker of the browser`,
    });
  },
};

/** A file that a plan imports, for the server, which reaches none itself; `null` where there is none. */
async function readFile({ uri }: { readonly uri: string }): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch {
    return null;
  }
}
