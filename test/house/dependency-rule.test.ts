import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Cruises a small tree of its own under the repository's rules and returns the names of the rules that it breaks. */
function broken(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'dcplan-road-'));
  try {
    for (const [name, text] of Object.entries({
      'tsconfig.json': '{}',
      'package.json': '{ "type": "module" }',
      ...files,
    })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const result = spawnSync(
      process.execPath,
      [depcruise, 'compiler/src', '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json'],
      { cwd: folder, encoding: 'utf8' },
    );
    const report = JSON.parse(result.stdout) as { summary: { violations: { rule: { name: string } }[] } };
    return report.summary.violations.map((violation) => violation.rule.name).sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the dependency rule', () => {
  it('lets a stage import what stands left of it', () => {
    expect(
      broken({
        'compiler/src/text/span.ts': 'export type Span = number;\n',
        'compiler/src/syntax/tree.ts': "import type { Span } from '../text/span.js';\nexport type Node = Span;\n",
      }),
    ).toEqual([]);
  });

  it('sees a forbidden import, of types too, and Node in the core', () => {
    expect(
      broken({
        'compiler/src/syntax/tree.ts': 'export type Node = number;\n',
        'compiler/src/simulation/power.ts':
          "import type { Node } from '../syntax/tree.js';\nexport type Power = Node;\n",
        'compiler/src/ir/file.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
      }),
    ).toEqual(['core-does-no-input-or-output', 'road-simulation']);
  });
});

describe('the lockfile', () => {
  it('names no registry', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string }>;
    };
    const addresses = Object.values(lock.packages).filter((entry) => entry.resolved?.includes('://') === true);
    expect(addresses).toEqual([]);
  });
});
