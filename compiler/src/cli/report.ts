import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Sources } from '../diagnostics/sources.js';
import { renderText } from '../diagnostics/text.js';
import { draw } from '../report/draw.js';
import { html } from '../report/html.js';
import { markdown } from '../report/markdown.js';
import { anchor, type Page, pageOf } from '../report/page.js';
import { type Checked, engine, Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { plansWith } from './scenario.js';
import { CommandError, EXIT, note, paintFor, print, progress, progressDone } from './terminal.js';

export type ReportFormat = 'html' | 'markdown' | 'svg';

export interface ReportOptions {
  readonly format: ReportFormat;
  /** File, or folder where several files are written. */
  readonly output?: string;
  readonly scenario?: string;
  readonly seed: number;
}

/** `dcplan report`: figures, findings and assumptions of plans, to read and to print. Returns the exit code. */
export async function report(paths: readonly string[], options: ReportOptions): Promise<number> {
  const workspace = new Workspace(diskHost());
  const files = plansWith(workspace, planFiles(paths), options.scenario);
  const folder = folderOf(options, files.length);
  const sources = new Sources((file) => workspace.text(file));
  const pages: { readonly file: string; readonly page: Page }[] = [];
  let failed = false;
  for (const [i, file] of files.entries()) {
    progress('simulating', file, i, files.length);
    const { plan, report: found, diagnostics, hash } = check(workspace, file, options);
    progressDone();
    if (plan !== undefined && found !== undefined)
      pages.push({
        file,
        page: pageOf({ engine, file, hash: hash ?? '', plan, report: found, diagnostics, sources, seed: options.seed }),
      });
    else if (plan === undefined) {
      failed = true;
      note(renderText(diagnostics, sources, paintFor(process.stderr)));
    } else if (files.length > 1) note(`${file} has no campus: left out`);
  }
  if (pages.length === 0 && !failed) throw new CommandError(`there is no campus to report on in ${files.join(', ')}`);
  const written = await write(pages, options, folder);
  for (const [file, text] of written) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (written.size > 0)
    note(
      written.size === 1
        ? `wrote ${[...written.keys()].join('')}`
        : `wrote ${String(written.size)} files to ${options.output ?? ''}`,
    );
  return failed ? EXIT.findings : EXIT.clean;
}

function check(workspace: Workspace, file: string, { seed, scenario }: ReportOptions): Checked {
  return workspace.check(file, { simulate: true, seed, ...(scenario === undefined ? {} : { scenario }) });
}

/** The folder that files are to be written to; none for one file, or for standard output. */
function folderOf({ format, output }: ReportOptions, plans: number): string | undefined {
  if (output !== undefined && !/\.(?:html?|md|markdown)$/i.test(output)) return output;
  if (plans > 1 || format === 'svg')
    throw new CommandError(
      `${format === 'svg' ? 'SVG is a file for each figure' : 'several plans are several files'}: say where with -o <folder>`,
    );
  return undefined;
}

/** Files by name. One page without a place to go is printed. */
async function write(
  pages: readonly { readonly file: string; readonly page: Page }[],
  { format, output }: ReportOptions,
  folder: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const written = new Map<string, string>();
  for (const { file, page } of pages) {
    const base = pages.length > 1 ? anchor(file.replace(/\.dcplan$/, '')) : anchor(page.title) || 'report';
    if (format === 'html') await place(written, folder && join(folder, `${base}.html`), output, html(page));
    else {
      const pictures = folder === undefined ? new Map<string, string>() : await picturesOf(page, base);
      for (const [name, svg] of pictures) written.set(join(folder ?? '', name), svg);
      if (format === 'markdown') {
        const text = markdown(page, ({ campus, name }) => {
          const picture = pictureName(base, campus, name);
          return pictures.has(picture) ? picture : undefined;
        });
        await place(written, folder && join(folder, `${base}.md`), output, Promise.resolve(text));
      }
    }
  }
  return written;
}

async function place(
  written: Map<string, string>,
  inFolder: string | undefined,
  output: string | undefined,
  text: Promise<string>,
): Promise<void> {
  const file = inFolder ?? output;
  if (file === undefined) print(await text);
  else written.set(file, await text);
}

async function picturesOf(page: Page, base: string): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const { blocks } of page.sections) {
    for (const block of blocks) {
      if (block.type !== 'figure') continue;
      const svg = await draw(block.figure, { alone: true });
      if (svg !== undefined) pictures.set(pictureName(base, block.figure.campus, block.figure.name), `${svg}\n`);
    }
  }
  return pictures;
}

function pictureName(base: string, campus: string, name: string): string {
  return `${[...new Set([base, anchor(campus), name])].join('-')}.svg`;
}
