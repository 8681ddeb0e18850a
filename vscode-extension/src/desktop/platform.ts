import { commands } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { Platform } from '../platform.js';
import { atHead } from './at-head.js';
import { serverScript } from './server-location.js';
import { provideTasks } from './tasks.js';

/** A desktop, or any machine with Node: the server is a process, files lie on a disk, git is there. */
export const desktop: Platform = {
  connect: (context, options) => {
    const { script, says } = serverScript(context);
    const server = { module: script, transport: TransportKind.ipc };
    return Promise.resolve({ client: new LanguageClient('dcplan', 'dcplan', server, options), server: says });
  },
  atHead,
  extend: (context) => {
    // A browser may show a window whose extensions run elsewhere: what counts is where they run.
    void commands.executeCommand('setContext', 'dcplan.hasProcesses', true);
    provideTasks(context);
  },
};
