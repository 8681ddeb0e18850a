import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { html } from '../../compiler/src/report/html.js';
import { folderOf, SMALL } from '../cli/harness.js';
import { simulated } from './simulated.js';

/** Debian's, or what `CHROMIUM` names. */
const executable = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
);
if (executable === undefined)
  console.warn('test/report/browser.test.ts is skipped: there is no Chromium. Install one, or name it in CHROMIUM.');

describe.skipIf(executable === undefined)('the HTML report in a browser', () => {
  let browser: Browser;
  const file = join(folderOf(), 'report.html');

  beforeAll(async () => {
    writeFileSync(file, await html(simulated(SMALL).page));
    browser = await chromium.launch({
      executablePath: executable ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
  });

  it.each(['light', 'dark'] as const)(
    'opens in a %s scheme without a word on the console and without a request',
    async (colorScheme) => {
      const page = await browser.newPage({ colorScheme, viewport: { width: 1000, height: 800 } });
      const said: string[] = [];
      const asked: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      expect(said).toEqual([]);
      expect(asked.filter((url) => url !== pathToFileURL(file).href && !url.startsWith('data:'))).toEqual([]);
      for (const figure of await page.locator('figure svg').all()) {
        const box = await figure.boundingBox();
        expect(box?.width).toBeGreaterThan(100);
        expect(box?.height).toBeGreaterThan(30);
      }
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
      // The page itself never scrolls sideways, however wide its tables are.
      await page.setViewportSize({ width: 420, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await page.close();
    },
  );

  it('prints', async () => {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});
