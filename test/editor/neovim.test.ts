import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltServer, buildServer } from './support/stdio.js';

const nvim = process.env['NVIM_PROGRAM'] ?? 'nvim';
const isThere = spawnSync(nvim, ['--version']).status === 0;
if (!isThere)
  console.warn(
    'test/editor/neovim.test.ts is skipped: there is no `nvim`. Install Neovim, or name it in NVIM_PROGRAM.',
  );

const plan = `import std/racks { GB200_NVL72 }
let growth = 35 %/year
let later = growth
campus C {
  hall A {
    racks:   4 of GB200_NVL72
    idel: off
  }
}
`;

/** A client that was written by others, for any server: Neovim's own. */
describe.skipIf(!isThere)('Neovim', () => {
  let server: BuiltServer;
  let folder: string;
  let steps: ReadonlyMap<string, unknown>;

  beforeAll(async () => {
    server = await buildServer();
    folder = mkdtempSync(join(tmpdir(), 'dcplan nvim '));
    const [file, result] = [join(folder, 'plan.dcplan'), join(folder, 'result.jsonl')];
    writeFileSync(file, plan);
    const script = fileURLToPath(new URL('./support/neovim.lua', import.meta.url));
    const ran = spawnSync(nvim, ['--headless', '--clean', '-c', `luafile ${script}`], {
      // State and logs go where the test can take them away again.
      env: {
        ...process.env,
        TMPDIR: folder,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
        XDG_DATA_HOME: folder,
        DCPLAN_NODE: process.execPath,
        DCPLAN_SERVER: server.script,
        DCPLAN_PLAN: file,
        DCPLAN_RESULT: result,
      },
      timeout: 120_000,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
    });
    expect(ran.error).toBeUndefined();
    const lines = readFileSync(result, 'utf8').trimEnd().split('\n');
    steps = new Map(
      lines.map((line) => JSON.parse(line) as { step: string; value: unknown }).map(({ step, value }) => [step, value]),
    );
    expect(steps.get('failed')).toBeUndefined();
  }, 180_000);

  afterAll(() => {
    server.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('attaches, and shows what is found', () => {
    expect(steps.get('attached')).toBe(true);
    expect(steps.get('diagnostics')).toContainEqual(expect.stringContaining('unknown-property'));
  });

  it('hovers and completes', () => {
    expect(steps.get('hover')).toContain('let growth = 35 %/year');
    expect(steps.get('completion')).toContainEqual(expect.stringContaining('GB200_NVL72'));
  });

  it('opens the library where a name is declared', () => {
    expect(steps.get('library')).toMatch(/^rack GB200_NVL72\b/);
  });

  it('applies a code action, after which the finding is gone', () => {
    expect(steps.get('actions')).toContainEqual(expect.stringContaining('idle'));
    expect(steps.get('mended')).toContain('    idle: off\n');
    expect(steps.get('cleared')).toBe(true);
  });

  it('formats', () => {
    expect(steps.get('formatted')).toContain('    racks: 4 of GB200_NVL72\n    idle: off\n');
  });

  it('renames', () => {
    expect(steps.get('renamed')).toContain('let rise = 35 %/year\nlet later = rise\n');
    expect(steps.get('renamed')).not.toContain('growth');
  });
});
