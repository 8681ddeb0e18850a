import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { root, type WorkbenchServer } from './server.js';

const CHROMIUM = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Pictures of what was seen; CI keeps them. */
const PICTURES = join(root, 'test/workbench/screenshots');

/** Debian's browser, or the one that `CHROMIUM` names. */
export function launch(): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => path !== '' && existsSync(path));
  if (executablePath === undefined) throw new Error("there is no Chromium: install Debian's, or name one in CHROMIUM");
  return chromium.launch({ executablePath, args: QUIET });
}

/** A window of VS Code, and what a person does in it. Every step waits for what it shows, never for a time. */
export class Workbench {
  private constructor(
    readonly page: Page,
    private readonly name: string,
  ) {}

  /** Opens a window on a folder, or on none; its pictures bear the name. */
  static async open(browser: Browser, server: WorkbenchServer, name: string, folder?: string): Promise<Workbench> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(60_000);
    await page.goto(`${server.address}/${folder === undefined ? '?ew=true' : `?folder=${encodeURI(folder)}`}`);
    // What says how many problems there are comes with what the window needs.
    await page.locator('.statusbar-item[id="status.problems"]').waitFor();
    if (folder !== undefined) await page.locator('.explorer-folders-view').waitFor();
    const workbench = new Workbench(page, name);
    await workbench.#knowsExtensions();
    return workbench;
  }

  async picture(name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${this.name} ${name}.png`.replaceAll(/[^\w.]+/g, '-')) });
  }

  /** Runs a command from the palette, by its title in full. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput().fill(`>${title}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await row.waitFor();
    await row.click();
  }

  /** Extensions come after the window, and nothing but the palette shows that they are there. */
  async #knowsExtensions(): Promise<void> {
    const ours = this.page.locator('.quick-input-list .monaco-list-row', { hasText: 'dcplan: Open Sample' }).first();
    const listed = this.page.locator('.quick-input-list .monaco-list-row').first();
    for (let seen = false; !seen;) {
      await this.page.keyboard.press('F1');
      await this.quickInput().fill('>dcplan: Open Sample');
      await listed.waitFor();
      seen = await ours.isVisible();
      await this.page.keyboard.press('Escape');
      await this.quickInput().waitFor({ state: 'hidden' });
    }
  }

  quickInput(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-box input').first();
  }

  /** Chooses the entry of an open list that has a text. */
  async choose(text: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  /** Opens a file of the folder, by its name, for good. */
  async openFile(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
    await this.#isIn(name);
    await this.line(/\S/).waitFor();
  }

  /** Goes to a file that is open, by its tab. */
  async goTo(name: string): Promise<void> {
    await this.page.locator('.tab', { hasText: name }).first().click();
    await this.#isIn(name);
  }

  /** Waits until keys go to a file's editor: the focus comes after its tab and its text, and closes what was opened before. */
  async #isIn(name: string): Promise<void> {
    await this.page.locator('.tab.active', { hasText: name }).first().waitFor();
    await this.page.locator(`.editor-group-container.active .monaco-editor.focused[data-uri$="${name}"]`).waitFor();
  }

  /** The editor that has the focus, or had it last. */
  editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor[data-uri]').first();
  }

  /** A line of the editor that is visible. The spaces of a pattern are any that the editor draws. */
  line(text: string | RegExp): Locator {
    const hasText = typeof text === 'string' ? text : new RegExp(text.source.replaceAll(' ', '\\s'), text.flags);
    return this.editor().locator('.view-line', { hasText }).first();
  }

  squiggles(severity: 'error' | 'warning' | 'info'): Locator {
    return this.editor().locator(`.squiggly-${severity}`);
  }

  /** The lens above a block: the nearest text of it that matches. */
  lens(text: RegExp | string): Locator {
    return this.editor().locator('.codelens-decoration', { hasText: text }).first();
  }

  /** A word of a visible line. */
  word(line: string | RegExp, word: string): Locator {
    return this.line(line).getByText(word, { exact: true }).first();
  }

  /** Puts the cursor at the end of a line that is visible. */
  async endOf(line: string | RegExp): Promise<void> {
    await this.line(line).locator('span span').first().click();
    await this.page.keyboard.press('End');
  }

  /** Waits until the cursor is in a line, by its number. */
  async cursorAt(line: number): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: `Ln ${String(line)}, ` }).waitFor();
  }

  /**
   * Points at something in the editor and waits until what comes up says something. The mouse is moved by hand: the editor
   * draws its text above what marks it.
   */
  async hover(what: Locator, says: RegExp | string): Promise<Locator> {
    const shown = this.page.locator('.monaco-hover:visible', { hasText: says }).first();
    await what.waitFor();
    const box = await what.boundingBox();
    if (box === null) throw new Error('there is nothing to point at');
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
    await shown.waitFor();
    return shown;
  }

  /** Points at nothing, until nothing is up. */
  async pointAway(): Promise<void> {
    await this.page.mouse.move(1, 1);
    await this.page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
  }

  /** Entries of the open light bulb. */
  bulb(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  /** The preview's own page. */
  preview(): FrameLocator {
    return this.page.locator('iframe.webview.ready').first().contentFrame().locator('#active-frame').contentFrame();
  }

  /** Toasts that are on the screen. */
  toasts(): Locator {
    return this.page.locator('.notification-toast');
  }

  status(): Locator {
    return this.page.locator('.statusbar-item[id*="dcplan.status"]').first();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+s');
    await this.page.locator('.tab.active:not(.dirty)').first().waitFor();
  }
}
