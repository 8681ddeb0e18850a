import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WorkbenchServer } from './server.js';
import { launch, Workbench } from './workbench.js';

const CAMPUS = `import std/racks { GB200_NVL72 }
import std/cooling { DirectToChip_Chilled }
import std/networks { RailOptimized }
import std/tariffs { ERCOT_Industrial }
import std/climates { Dallas }
import std/workloads { Chat }
import std/models { Llama_70B }

campus Prairie {
  climate: Dallas
  opens: 2027-01
  horizon: 10 years

  contract Grid: ERCOT_Industrial {
    capacity: 60 MW
  }

  hall A {
    racks: 400 of GB200_NVL72
    cooling: DirectToChip_Chilled
    network: RailOptimized { oversubscription: 1:1 }
    power: Grid
  }

  workload Assistant: Chat {
    on: [A]
    model: Llama_70B
    demand:   14_500 req/s growing 25 %/year from 2027 until 2034
  }
}
`;
/** What is asked of the campus, in a file of its own. */
const GATES = `import "./campus.dcplan" { Prairie }

scenario Surge {
  Prairie.Assistant.demand: 1.2 * Prairie.Assistant.demand
}

require Prairie.A.power <= 60 MW "room for the transformer"
`;

/** Keys that change the contract's capacity, and what it then is. */
const EDITS = [
  ['Backspace', '6 MW'],
  ['5', '65 MW'],
  ['Backspace', '6 MW'],
  ['0', '60 MW'],
] as const;
/** Milliseconds that each of them took to be seen. */
const edits: number[] = [];

/** Makes a folder a repository with all of it committed. */
function commit(folder: string): void {
  const who = ['-c', 'user.name=planner', '-c', 'user.email=planner@example.org'];
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-q', '-m', 'The plan'],
  ]) {
    const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  }
}

let server: WorkbenchServer;
let browser: Browser;
let at: Workbench;

beforeAll(async () => {
  server = await WorkbenchServer.start();
  browser = await launch();
});
afterEach(async ({ task }) => {
  const isFailed = task.result?.state === 'fail';
  if (isFailed) console.log(server.output());
  await at.picture(isFailed ? 'failed' : task.name);
});
afterAll(async () => {
  console.log(
    [
      'Times in the workbench:',
      ...(server.output().match(/activation to .+: \d+ ms/g) ?? []),
      `each edit, from the key to the drawn preview: ${edits.join(', ')} ms`,
    ].join('\n  '),
  );
  await browser.close();
  await server.stop();
});

describe('a sample', () => {
  it('opens', async () => {
    at = await Workbench.open(browser, server, 'sample');
    await at.command('dcplan: Open Sample');
    await at.choose('2. A mismatch');
    await at.line('campus Second').waitFor();
  });

  it('is underlined where it does not fit', async () => {
    await at.squiggles('warning').first().waitFor();
    expect(await at.toasts().count()).toBe(0);
  });

  it('has lenses, and values that are not written', async () => {
    await at.lens(/60 MW contracted · [\d.]+ MW IT · dPUE [\d.]+ · [\d.]+ M USD a year$/).waitFor();
    await at.lens(/fit Assistant [\d.]+ %$/).waitFor();
    await at.line(/racks: 400 of GB200_NVL72\s*= 52\.8 MW, 28 800 accelerators/).waitFor();
  });

  it('says in the status bar how well it fits', async () => {
    await at
      .status()
      .filter({ hasText: /fit \d+ % · no breach/ })
      .waitFor();
  });

  it('says on hover what a finding costs', async () => {
    const hover = await at.hover(at.word('network:', 'RailOptimized'), 'network-bisection-unused');
    expect(await hover.textContent()).toMatch(/USD/);
    await at.picture('hovers a finding');
    await at.pointAway();
  });

  it('is mended from the light bulb, and its lens changes', async () => {
    const before = await at.lens(/MW contracted/).textContent();
    await at.word('network:', 'RailOptimized').click();
    await at.page.keyboard.press('Control+.');
    // The list begins with the mend, and Enter takes what it begins with.
    const mend = at
      .bulb()
      .first()
      .filter({ hasText: /^oversubscription: .*saves .* USD/ });
    await mend.waitFor();
    await at.picture('offers mends');
    await at.page.keyboard.press('Enter');
    await at.line(/oversubscription: (?!1:1)\d+:1/).waitFor();
    await expect.poll(() => at.lens(/a year$/).textContent(), { timeout: 30_000 }).not.toBe(before);
  });
});

describe('a plan of two files', () => {
  it('opens from its folder', async () => {
    await at.page.close();
    server.write('plans/gates.dcplan', GATES);
    const folder = dirname(server.write('plans/campus.dcplan', CAMPUS));
    commit(folder);
    at = await Workbench.open(browser, server, 'plan', folder);
    await at.openFile('campus.dcplan');
    await at.squiggles('warning').first().waitFor();
  });

  it('is formatted', async () => {
    await at.command('Format Document');
    await at.line(/demand: 14_500/).waitFor();
    await at.save();
    expect(server.read('plans/campus.dcplan')).toContain('    demand: 14_500 req/s');
  });

  it('completes a property with what it is', async () => {
    await at.endOf('capacity: 60 MW');
    await at.page.keyboard.press('Enter');
    await at.page.keyboard.type('minimumD');
    const proposed = at.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'minimumDemand' }).first();
    await proposed.waitFor();
    await at.picture('proposes a property');
    await at.page.keyboard.press('Enter');
    await at.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
    await at.line(/minimumDemand: /).waitFor();
    await at.page.keyboard.type('85 %');
    await at.save();
    expect(server.read('plans/campus.dcplan')).toContain('    minimumDemand: 85 %\n');
  });

  it('shows a drawn chart in the preview, beside the text', async () => {
    await at.command('dcplan: Open Preview');
    await at.preview().locator('figure svg').first().waitFor();
    await at.preview().locator('#standing:text-is("")').waitFor({ state: 'attached' });
    expect(await at.preview().locator('figure svg').count()).toBeGreaterThan(6);
    expect(await at.preview().locator('#verdict').textContent()).toMatch(/mismatch.*present value/);
  });

  it('goes to the line of what is clicked in the preview', async () => {
    await at.preview().locator('[data-figure$=" campus"] [data-path="Prairie.Assistant"]').first().click();
    await at.cursorAt(CAMPUS.split('\n').findIndex((line) => line.includes('workload Assistant')) + 2);
  });

  it('draws anew after an edit', async () => {
    await at.endOf('capacity: 60 MW');
    for (let i = 0; i < 3; i++) await at.page.keyboard.press('ArrowLeft');
    for (const [key, capacity] of EDITS) {
      const drawn = at.preview().locator('[data-figure$=" power-path"] figcaption p', { hasText: `Of ${capacity}` });
      expect(await drawn.count()).toBe(0);
      const start = performance.now();
      await at.page.keyboard.press(key);
      await drawn.waitFor();
      edits.push(Math.round(performance.now() - start));
    }
    expect(await at.toasts().count()).toBe(0);
  });

  it('shows what a mend would change, before it is made', async () => {
    await at.command('dcplan: Compare Mends');
    const mend = at.page.locator('.quick-input-list .monaco-list-row', { hasText: 'oversubscription' }).first();
    await mend.waitFor();
    await at.preview().locator('.after').first().waitFor();
    await at.picture('compares mends');
    expect(await at.preview().locator('#mended').textContent()).toMatch(/^With .+: /);
    await at.page.keyboard.press('Escape');
    await at.preview().locator('.after').first().waitFor({ state: 'detached' });
  });

  it('has a hall renamed in both files', async () => {
    await at.word('hall A', 'A').click();
    await at.page.keyboard.press('F2');
    const box = at.page.locator('.rename-box:visible input');
    await box.waitFor();
    await box.fill('North');
    await at.picture('renames a hall');
    await at.page.keyboard.press('Enter');
    await at.line('hall North {').waitFor();
    await at.command('File: Save All Files');
    await expect.poll(() => server.read('plans/gates.dcplan')).toContain('require Prairie.North.power <= 60 MW');
    await expect.poll(() => server.read('plans/campus.dcplan')).toContain('on: [North]');
  });

  it('has the best of its mends made, after asking', async () => {
    // Everything is found anew, of the hall by its new name, when the whole preview is there.
    await at.preview().locator('[data-path="Prairie.North"]').first().waitFor();
    await at.preview().locator('#standing:text-is("")').waitFor({ state: 'attached' });
    await at.command('dcplan: Apply Best Mends');
    await at.page.locator('.quick-input-widget', { hasText: /[2-9] Selected/ }).waitFor();
    await at.picture('asks which mends to make');
    await at.page.keyboard.press('Enter');
    await at
      .toasts()
      .filter({ hasText: /\d+ mends applied/ })
      .waitFor();
    await at.line(/oversubscription: (?!1:1)\d+:1/).waitFor();
    await at.save();
  });

  it('is compared with the last commit', async () => {
    await at.command('dcplan: Compare with HEAD');
    await at.page.locator('.tab', { hasText: 'campus against HEAD.md' }).waitFor();
    await at.page.locator('.monaco-editor[data-uri*="against"] .view-line', { hasText: /USD/ }).first().waitFor();
    await at.picture('is compared with the last commit');
  });

  it('is written as a report', async () => {
    await at.goTo('campus.dcplan');
    await at.command('dcplan: Export Report');
    await expect.poll(() => at.quickInput().inputValue(), { timeout: 30_000 }).toMatch(/plans\/campus\.html$/);
    await at.page.keyboard.press('Enter');
    await at.toasts().filter({ hasText: 'Wrote campus.html.' }).waitFor();
    expect(server.read('plans/campus.html')).toContain('id="dcplan-result"');
  });
});
