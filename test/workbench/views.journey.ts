import { dirname } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { imports, largeCampus } from '../bench/inputs/campus.js';
import { writeDcplan } from '../bench/inputs/dcplan.js';
import { SMALL } from '../cli/harness.js';
import { WorkbenchServer } from './server.js';
import { launch, Workbench } from './workbench.js';

const BROKEN = `campus Broken {
  climate: Nowhere
  opens: 2027-01
  hall A { racks: 4 of }
}
`;

let server: WorkbenchServer;
let browser: Browser;
let at: Workbench | undefined;

beforeAll(async () => {
  server = await WorkbenchServer.start();
  browser = await launch();
});
afterEach(async ({ task }) => {
  const isFailed = task.result?.state === 'fail';
  if (isFailed) console.log(server.output());
  await at?.picture(isFailed ? 'failed' : task.name);
  await at?.page.close();
  at = undefined;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A window on a folder with these files. */
async function window(name: string, files: Readonly<Record<string, string>>): Promise<Workbench> {
  const [first = ''] = Object.entries({ ...files, '.keep': '' }).map(([file, text]) =>
    server.write(`${name}/${file}`, text),
  );
  at = await Workbench.open(browser, server, 'view', dirname(first));
  return at;
}

describe('there is something sensible to see', () => {
  it('in an empty folder', async () => {
    const here = await window('empty', {});
    await here.command('dcplan: New Plan');
    await here.line('campus First {').waitFor();
    await here.lens(/8 MW contracted/).waitFor();
    expect(await here.toasts().count()).toBe(0);
  });

  it('in a folder without plans', async () => {
    const here = await window('notes', { 'notes.md': '# Notes\n\n```dcplan\ncampus A {}\n```\n' });
    await here.openFile('notes.md');
    expect(await here.status().count()).toBe(0);
    // What a command needs is said once, with a way on.
    await here.command('dcplan: Open Sample');
    await here.choose('1. First hall');
    await here.line('campus First').waitFor();
    expect(await here.toasts().count()).toBe(0);
  });

  it('of a plan with only errors', async () => {
    const here = await window('broken', { 'broken.dcplan': BROKEN });
    await here.openFile('broken.dcplan');
    await here.squiggles('error').first().waitFor();
    await here.command('dcplan: Open Preview');
    await here
      .preview()
      .locator('#verdict', { hasText: /does not compile: \d errors/ })
      .waitFor();
    await here.preview().locator('#troubles li', { hasText: 'broken.dcplan, line 4' }).first().waitFor();
    await here.line('opens:').click();
    await here.page.keyboard.press('End');
    await here.page.keyboard.type(' // still wrong', { delay: 20 });
    await here
      .preview()
      .locator('#verdict', { hasText: /does not compile: \d errors/ })
      .waitFor();
    expect(await here.toasts().count()).toBe(0);
  });

  it('of a plan of 10,000 lines', { timeout: 400_000 }, async () => {
    const text = writeDcplan(largeCampus(), imports);
    expect(text.split('\n').length).toBeGreaterThan(10_000);
    const here = await window('large', { 'large.dcplan': text });
    await here.openFile('large.dcplan');
    await here.lens(/contracted/).waitFor({ timeout: 150_000 });
    await here.page.keyboard.press('Control+End');
    await here.page.keyboard.type('// at the end', { delay: 20 });
    await here.line('// at the end').waitFor();
    await here.command('dcplan: Open Preview');
    await here.preview().locator('figure svg').first().waitFor({ timeout: 150_000 });
    expect(await here.toasts().count()).toBe(0);
  });

  it('of a plan outside of any folder', async () => {
    const file = server.write('outside/alone.dcplan', SMALL);
    at = await Workbench.open(browser, server, 'view');
    await at.command('File: Open File...');
    await at.quickInput().fill(file);
    await at.choose('alone.dcplan');
    await at.lens(/MW contracted/).waitFor();
    await at
      .status()
      .filter({ hasText: /fit \d+ %/ })
      .waitFor();
    await at.command('dcplan: Open Preview');
    await at.preview().locator('figure svg').first().waitFor();
    expect(await at.toasts().count()).toBe(0);
  });
});
