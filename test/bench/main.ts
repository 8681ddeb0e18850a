/**
 * `npm run bench`: speed beside the peers, bad input, the simulation and what does not fit. Prints tables and exits 1 when a budget slips.
 * `-- cold warm editor bad-input simulation fit` runs only those parts; `fit` takes minutes and runs when it is named. It
 * needs `npm run build` first.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ready } from '../../compiler/src/simulation/index.js';
import { badInput } from './bad-input.js';
import { coldStart } from './cold.js';
import { editor } from './editor.js';
import { fit } from './fit.js';
import { simulation } from './simulation.js';
import { holds, type Row, table } from './table.js';
import { warm } from './warm.js';

const cli = fileURLToPath(new URL('../../compiler/bin/dcplan.js', import.meta.url));
const built = fileURLToPath(new URL('../../compiler/dist/cli.cjs', import.meta.url));

async function main(chosen: readonly string[]): Promise<number> {
  if (!existsSync(built)) {
    console.error('compiler/dist/cli.cjs is missing: run `npm run build` first');
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'dcplan-bench-'));
  try {
    const parts: readonly [name: string, title: string, work: () => Row[] | Promise<Row[]>][] = [
      ['cold', 'Cold start: one campus of 10,000 lines, whole process, median of 11', () => coldStart(folder, cli, 11)],
      ['warm', 'Warm: one campus of 10,000 lines in one process, median', warm],
      ['simulation', 'Simulation: one thread, median', () => simulation(folder)],
      ['fit', 'Fit: 64 halls over 20 years, once each', fit],
      [
        'editor',
        'Editor: a plan of 10,000 lines through the server, over stdio',
        () => editor([cli, 'lsp', '--stdio']),
      ],
      ['bad-input', 'Bad input: `dcplan check`, time and peak memory', () => badInput(folder, cli)],
    ];
    const unknown = chosen.filter((name) => !parts.some(([part]) => part === name));
    if (unknown.length > 0) {
      console.error(`no such part: ${unknown.join(', ')}; there are ${parts.map(([name]) => name).join(', ')}`);
      return 2;
    }
    const rows: Row[] = [];
    for (const [name, title, work] of parts) {
      if (chosen.length > 0 ? !chosen.includes(name) : name === 'fit') continue;
      const measured = await work();
      console.log(`${table(title, measured)}\n`);
      rows.push(...measured);
    }
    const slipped = rows.filter((row) => !holds(row)).length;
    console.log(slipped === 0 ? 'every budget holds' : `${slipped} budgets slip`);
    return slipped === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await ready();
process.exitCode = await main(process.argv.slice(2));
