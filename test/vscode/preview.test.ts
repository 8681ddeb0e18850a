import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { previewOf } from '../../compiler/src/report/preview.js';
import type { FromPreview, Shown, ToPreview } from '../../vscode-extension/src/preview/messages.js';
import { BREACHING, unjudged } from '../report/simulated.js';
import { root } from './grammar.js';

const executable = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
);
if (executable === undefined)
  console.warn('test/vscode/preview.test.ts is skipped: there is no Chromium. Install one, or name it in CHROMIUM.');

const page = `<!doctype html><html><body class="vscode-light">
<header><h1 id="title"></h1><p id="verdict" role="status"></p><p id="mended" role="status"></p>
<form id="pickers" hidden><label>Scenario <select id="scenario"></select></label><label>Year <select id="year"></select></label><span id="standing" role="status"></span></form></header>
<ul id="troubles"></ul><main id="figures"><p class="empty">Simulating…</p></main></body></html>`;

describe.skipIf(executable === undefined)('the page of the preview', () => {
  let browser: Browser;
  let script = '';
  let shown: Shown;

  beforeAll(async () => {
    const bundled = await build({
      entryPoints: [join(root, 'vscode-extension/src/webview/main.ts')],
      bundle: true,
      write: false,
      format: 'iife',
    });
    script = bundled.outputFiles[0]?.text ?? '';
    const { plan, report } = unjudged(BREACHING);
    const { figures, ...preview } = await previewOf(plan, report, [], { quick: true });
    const places = [...indexPlan(plan).keys()].filter((path) => path.startsWith('First'));
    shown = { ...preview, file: 'file:///plan.dcplan', figures, places, scenarios: ['Surge'], isWhole: true };
    browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
  });

  /** The page as the editor would have it, with what it sends kept. */
  async function opened(): Promise<{
    readonly at: Page;
    readonly sent: () => Promise<readonly FromPreview[]>;
    readonly send: (message: ToPreview) => Promise<void>;
  }> {
    const at = await browser.newPage({ viewport: { width: 900, height: 1000 } });
    await at.setContent(page);
    await at.addStyleTag({ content: readFileSync(join(root, 'vscode-extension/src/webview/preview.css'), 'utf8') });
    await at.addScriptTag({
      content:
        'var sent = []; function acquireVsCodeApi() { return { postMessage: (m) => sent.push(m), setState() {} }; }',
    });
    await at.addScriptTag({ content: script });
    return {
      at,
      sent: () => at.evaluate<readonly FromPreview[]>('sent'),
      send: (message) =>
        at.evaluate(`window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`),
    };
  }

  it('shows every figure with its sentence and its numbers', async () => {
    const { at, sent, send } = await opened();
    expect(await sent()).toEqual([{ type: 'ready' }]);
    await send({ type: 'show', shown });
    expect(await at.locator('figure').count()).toBe(shown.figures.length);
    expect(await at.locator('figure svg').count()).toBe(shown.figures.length);
    for (const { title, says } of shown.figures) {
      await expect.poll(() => at.getByRole('heading', { name: title, exact: true }).count()).toBe(1);
      expect(await at.locator('figcaption p', { hasText: says }).count()).toBeGreaterThan(0);
    }
    await at.close();
  });

  it('leads from a mark to the text, by a click and by the keyboard', async () => {
    const { at, sent, send } = await opened();
    await send({ type: 'show', shown });
    const capacity = at.locator('figure[data-figure="First capacity"]');
    await capacity.locator('[data-path="First.B"]').first().click();
    expect((await sent()).at(-1)).toEqual({ type: 'reveal', path: 'First.B' });
    // One tab stop for a picture; the arrows go from mark to mark.
    expect(await capacity.locator('[tabindex="0"]').count()).toBe(1);
    await capacity.locator('[tabindex="0"]').focus();
    await at.keyboard.press('End');
    await at.keyboard.press('Enter');
    expect((await sent()).at(-1)).toEqual({ type: 'reveal', path: 'First.Grid' });
    await at.close();
  });

  it('points out the block that the cursor is in', async () => {
    const { at, send } = await opened();
    await send({ type: 'show', shown });
    await send({ type: 'highlight', paths: ['First.B', 'First'] });
    const capacity = at.locator('figure[data-figure="First capacity"]');
    expect(await capacity.locator('.pointed').count()).toBe(1);
    expect(await capacity.locator('.pointed').getAttribute('data-path')).toBe('First.B');
    await send({ type: 'highlight', paths: ['First'] });
    expect(await capacity.locator('.pointed').count()).toBe(0);
    await at.close();
  });

  it('says which scenario and year are chosen', async () => {
    const { at, sent, send } = await opened();
    await send({ type: 'show', shown });
    await at.locator('#scenario').selectOption('Surge');
    await at.locator('#year').selectOption('2029');
    expect((await sent()).at(-1)).toEqual({ type: 'choose', scenario: 'Surge', year: 2029 });
    await at.close();
  });

  it('sets what a mend would change below what is, and takes it away again', async () => {
    const { at, send } = await opened();
    await send({ type: 'show', shown });
    const figures = shown.figures.map((each) =>
      each.name === 'capacity' ? { ...each, says: 'Less is drawn.', svg: '<svg><title>less</title></svg>' } : each,
    );
    await send({ type: 'mended', mended: { title: 'idle: sleep', verdict: 'It costs less.', figures } });
    expect(await at.locator('#mended').textContent()).toBe('With idle: sleep: It costs less.');
    expect(await at.locator('.after').count()).toBe(1);
    const capacity = at.locator('figure[data-figure="First capacity"]');
    expect(await capacity.locator('.after').textContent()).toContain('Less is drawn.');
    expect(await capacity.locator('.picture').count()).toBe(2);
    expect(await at.locator('figure.same').count()).toBe(shown.figures.length - 1);
    await send({ type: 'mended' });
    expect(await at.locator('.after, .same').count()).toBe(0);
    expect(await at.locator('#mended').textContent()).toBe('');
    await at.close();
  });

  it('keeps old numbers and says that they are, and what is wrong', async () => {
    const { at, sent, send } = await opened();
    const trouble = { uri: 'file:///a/plan.dcplan', line: 3, text: 'A hall has no `colour`.' };
    await send({ type: 'problem', text: 'The plan does not compile: 1 error.', troubles: [trouble] });
    expect(await at.locator('#troubles li').allTextContents()).toEqual(['plan.dcplan, line 4 A hall has no `colour`.']);
    await at.locator('#troubles button').click();
    expect((await sent()).at(-1)).toEqual({ type: 'go', uri: trouble.uri, line: 3 });
    expect(await at.locator('#verdict').textContent()).toBe('The plan does not compile: 1 error.');
    expect(await at.locator('.empty').count()).toBe(0);
    await send({ type: 'show', shown });
    expect(await at.locator('#troubles li').count()).toBe(0);
    await at.locator('figure summary').first().click();
    await send({ type: 'stale' });
    expect(await at.locator('#standing').textContent()).toBe('as of before: simulating');
    await send({ type: 'show', shown });
    expect(await at.locator('#standing').textContent()).toBe('');
    expect(await at.locator('figure details').first().getAttribute('open')).toBe('');
    await at.close();
  });
});
