import { Uri } from 'vscode';
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
    return Promise.resolve({
      client: new LanguageClient('dcplan', 'dcplan', worker, options),
      server: `dcplan ${version} in a worker of the browser`,
    });
  },
};
