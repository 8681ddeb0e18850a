import type { Figure } from './figure.js';
import { PATH_CLOSE, PATH_OPEN } from './chart.js';
import { darkRules, ROLE } from './palette.js';
import { escaped } from './svg.js';

export interface DrawOptions {
  /** A file of its own carries the colours of a dark page; a figure within a page has them from the page. */
  readonly alone?: boolean;
}

/**
 * A figure as SVG: the same bytes for the same numbers. Marks carry the path of what they show as `data-path`. `undefined`
 * where the figure has no picture, or its layout fails: its table then stands alone.
 */
export async function draw(figure: Figure, options: DrawOptions = {}): Promise<string | undefined> {
  const { drawing } = figure;
  if (drawing === undefined) return undefined;
  if (drawing.type === 'svg')
    return dressed(
      figure,
      `<svg xmlns="http://www.w3.org/2000/svg" width="${String(drawing.width)}" height="${String(drawing.height)}" viewBox="0 0 ${String(drawing.width)} ${String(drawing.height)}"><rect width="100%" height="100%" fill="${ROLE.page}"/>${drawing.body}</svg>`,
      options,
    );
  // Vega is slow to load: only who draws waits.
  const [{ parse, View, None }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  try {
    const { spec } = compile(drawing.spec, { logger: silent });
    const view = new View(parse(spec), { renderer: 'none', logLevel: None, logger: silent });
    const svg = await view.toSVG();
    view.finalize();
    return dressed(figure, marked(svg), options);
  } catch {
    return undefined;
  }
}

/** Vega warns on the console, which is not its to write to. */
const silent = {
  level: (): never => silent as never,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

const ABOUT = new RegExp(` aria-label="${PATH_OPEN}([^"${PATH_CLOSE}]*)${PATH_CLOSE}([^"]*)"`, 'g');

/** What Vega says of its own parts goes; what we say of a mark becomes its path and its words. */
function marked(svg: string): string {
  return (
    svg
      .replaceAll(/ (?:role|aria-roledescription|aria-hidden)="[^"]*"/g, '')
      // Frames of groups that are neither filled nor stroked.
      .replaceAll(/<path class="(?:fore|back)ground" [^>]*?\/>/g, (frame) =>
        / (?:fill|stroke)="/.test(frame) ? frame : '',
      )
      .replaceAll(ABOUT, ' data-path="$1" data-says="$2"')
      .replaceAll(/ aria-label="[^"]*"/g, '')
      .replaceAll(' data-says="', ' aria-label="')
      .replaceAll(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (digits) => String(Number(Number(digits).toFixed(2)) + 0))
  );
}

/** With title and description for screen readers, and words on hovering a mark. */
function dressed(figure: Figure, svg: string, { alone = false }: DrawOptions): string {
  const id = `${figure.campus}-${figure.name}`.replaceAll(/[^A-Za-z0-9-]/g, '-');
  const style = alone ? `<style>@media (prefers-color-scheme:dark){${darkRules('svg')}}</style>` : '';
  const named = `<title id="${id}-title">${escaped(figure.title)}</title><desc id="${id}-desc">${escaped(figure.says)}</desc>${style}`;
  return gradients(svg, id)
    .replaceAll(/(<path [^>]*?aria-label="([^"]*)"[^>]*?)(?:\/>|><\/path>)/g, '$1><title>$2</title></path>')
    .replace(/^(<svg )([^>]*>)/, `$1role="img" aria-labelledby="${id}-title ${id}-desc" $2${named}`);
}

/** Vega counts its gradients over all pictures of a process: here they are counted by picture, under its name. */
function gradients(svg: string, id: string): string {
  const known: string[] = [];
  return svg.replaceAll(/gradient_\d+/g, (name) => {
    if (!known.includes(name)) known.push(name);
    return `${id}-gradient-${String(known.indexOf(name))}`;
  });
}
