import type { FromPreview, Mended, Shown, ToPreview, Trouble } from '../preview/messages.js';
import { showFigures } from './figures.js';
import { highlight, keepPlace } from './marks.js';
import { showPickers } from './pickers.js';

const vscode = acquireVsCodeApi();
const send = (message: FromPreview): void => {
  vscode.postMessage(message);
};

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

const figures = element('figures');
let highlighted: readonly string[] = [];
let last: Shown | undefined;
let mended: Mended | undefined;

function show(shown: Shown): void {
  last = shown;
  // A reload of the window finds the same plan again.
  vscode.setState({ file: shown.file });
  element('title').textContent = shown.title;
  element('verdict').textContent = shown.verdict;
  document.body.classList.remove('stale');
  showTroubles([]);
  element('standing').textContent = shown.isWhole ? '' : 'looking for what fits better';
  element('mended').textContent = mended === undefined ? '' : `With ${mended.title}: ${mended.verdict}`;
  showPickers(shown, send);
  keepPlace(figures, () => {
    showFigures(figures, shown, mended, (path) => {
      send({ type: 'reveal', path });
    });
  });
  highlight(figures, highlighted);
  send({ type: 'drawn' });
}

/** Lists what is wrong; each leads to its line. */
function showTroubles(troubles: readonly Trouble[]): void {
  element('troubles').replaceChildren(
    ...troubles.map(({ uri, line, text }) => {
      const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
      const link = Object.assign(document.createElement('button'), {
        className: 'link',
        textContent: `${file}, line ${String(line + 1)}`,
      });
      link.addEventListener('click', () => {
        send({ type: 'go', uri, line });
      });
      const item = document.createElement('li');
      item.append(link, ` ${text}`);
      return item;
    }),
  );
}

window.addEventListener('message', ({ data }: MessageEvent<ToPreview>) => {
  switch (data.type) {
    case 'show':
      show(data.shown);
      break;
    case 'stale':
      document.body.classList.add('stale');
      element('standing').textContent = 'as of before: simulating';
      break;
    case 'problem':
      document.body.classList.add('stale');
      element('verdict').textContent = data.text;
      showTroubles(data.troubles);
      element('standing').textContent = figures.querySelector('figure') === null ? '' : 'figures as of before';
      figures.querySelector('.empty')?.remove();
      break;
    case 'mended':
      mended = data.mended;
      if (last !== undefined) show(last);
      break;
    case 'highlight':
      highlighted = data.paths;
      highlight(figures, highlighted);
  }
});

send({ type: 'ready' });
