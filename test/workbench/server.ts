import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const vsix = join(root, 'vscode-extension/dist/dcplan.vsix');

/** Nothing that asks, tells or moves by itself: what is seen is ours. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.editor.empty.hint': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'editor.minimap.enabled': false,
  'chat.commandCenter.enabled': false,
};

/** VS Code's workbench, with the packed extension, on the loopback. */
export class WorkbenchServer {
  private constructor(
    /** Folder of its own: `user` and `extensions`, and whatever a journey puts there. */
    readonly folder: string,
    readonly address: string,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Installs the extension and starts the workbench of `DCPLAN_WORKBENCH`, where `install.sh` has put it.
   * @throws Error where either fails, with what it said
   */
  static async start(): Promise<WorkbenchServer> {
    const entry = join(process.env['DCPLAN_WORKBENCH'] ?? '', 'node_modules/code-server/out/node/entry.js');
    if (!existsSync(entry))
      throw new Error('DCPLAN_WORKBENCH names no folder that test/workbench/install.sh has filled');
    if (!existsSync(vsix)) throw new Error('there is no .vsix: npm run package -w vscode-extension');
    const folder = mkdtempSync(join(tmpdir(), 'dcplan-workbench-'));
    write(join(folder, 'user/User/settings.json'), JSON.stringify(SETTINGS));
    write(join(folder, 'config.yaml'), 'auth: none\n');
    const own = ['config', 'user-data-dir', 'extensions-dir'].flatMap((name, i) => [
      `--${name}`,
      join(folder, ['config.yaml', 'user', 'extensions'][i] ?? ''),
    ]);
    const installed = spawnSync(process.execPath, [entry, ...own, '--install-extension', vsix], { encoding: 'utf8' });
    if (installed.status !== 0)
      throw new Error(`the .vsix cannot be installed: ${installed.stdout}${installed.stderr}`);
    const port = await freePort();
    const log = openSync(join(folder, 'server.log'), 'w');
    const quiet = [
      '--auth',
      'none',
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
    ];
    const child = spawn(process.execPath, [entry, ...own, ...quiet, '--bind-addr', `127.0.0.1:${String(port)}`], {
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const server = new WorkbenchServer(folder, `http://127.0.0.1:${String(port)}`, child);
    await server.#answers();
    return server;
  }

  /** Writes a file below the server's folder, and returns its name in full. */
  write(name: string, text: string): string {
    return write(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** What the extension wrote to its output channel, in every window so far. */
  output(): string {
    return readdirSync(join(this.folder, 'user/logs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('dcplan.log'))
      .sort()
      .map((name) => this.read(join('user/logs', name)))
      .join('');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #answers(): Promise<void> {
    for (let i = 0; i < 300; i++) {
      if (this.child.exitCode !== null) break;
      try {
        await fetch(`${this.address}/healthz`);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
    throw new Error(`the workbench does not start: ${this.read('server.log')}`);
  }
}

function write(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
