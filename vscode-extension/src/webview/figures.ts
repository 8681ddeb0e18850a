import type { PreviewFigure } from '../../../compiler/src/report/preview.js';
import type { Mended, Shown } from '../preview/messages.js';
import { markUp } from './marks.js';

/** Puts the figures on the page, campus by campus; below each, where a mend that is looked at changes it, what it would be. */
export function showFigures(
  into: HTMLElement,
  shown: Shown,
  mended: Mended | undefined,
  reveal: (path: string) => void,
): void {
  const campuses = [...new Set(shown.figures.map(({ campus }) => campus))];
  const places = new Set(shown.places);
  const parts = campuses.flatMap((campus) => {
    const mine = shown.figures.filter((each) => each.campus === campus);
    const figures = mine.map((each) => {
      const figure = figureOf(each, places, reveal);
      if (mended !== undefined) compare(figure, each, mended, places, reveal);
      return figure;
    });
    return campuses.length > 1 ? [heading('h2', campus), ...figures] : figures;
  });
  into.replaceChildren(
    ...(parts.length === 0 ? [text('p', 'There is nothing to draw of this plan.', 'empty')] : parts),
  );
}

function figureOf(
  { name, campus, title, says, svg, table }: PreviewFigure,
  places: ReadonlySet<string>,
  reveal: (path: string) => void,
): HTMLElement {
  const figure = document.createElement('figure');
  figure.dataset['figure'] = `${campus} ${name}`;
  const caption = document.createElement('figcaption');
  caption.append(heading('h3', title), text('p', says));
  figure.append(caption);
  const numbers = tableOf(table, places, reveal);
  if (svg === undefined) {
    figure.append(numbers);
    return figure;
  }
  const picture = pictureOf(svg, places, reveal);
  const details = document.createElement('details');
  details.append(text('summary', 'Numbers'), numbers);
  figure.append(picture, details);
  return figure;
}

function pictureOf(svg: string, places: ReadonlySet<string>, reveal: (path: string) => void): HTMLElement {
  const picture = document.createElement('div');
  picture.className = 'picture';
  // Made by the server from numbers and names, which it has escaped; the page runs no script but its own.
  picture.innerHTML = svg;
  markUp(picture, places, reveal);
  return picture;
}

/** Sets the figure of the mended plan below that of the plan as written, or says that they are the same. */
function compare(
  figure: HTMLElement,
  { name, campus, svg, says }: PreviewFigure,
  { title, figures }: Mended,
  places: ReadonlySet<string>,
  reveal: (path: string) => void,
): void {
  const other = figures.find((each) => each.name === name && each.campus === campus);
  // A figure that takes a search among other plans is not made for every mend that is looked at.
  if (other === undefined) return;
  if (other.svg === svg && other.says === says) {
    figure.classList.add('same');
    figure.querySelector('figcaption')?.append(text('p', 'The mend changes nothing here.'));
    return;
  }
  const after = document.createElement('div');
  after.className = 'after';
  after.append(text('p', `With ${title}`, 'label'), text('p', other.says));
  after.append(other.svg === undefined ? tableOf(other.table, places, reveal) : pictureOf(other.svg, places, reveal));
  figure.insertBefore(after, figure.querySelector('details'));
}

function tableOf(
  { head, rows }: PreviewFigure['table'],
  places: ReadonlySet<string>,
  reveal: (path: string) => void,
): HTMLElement {
  const table = document.createElement('table');
  const headRow = table.createTHead().insertRow();
  headRow.append(
    ...head.map((each) => Object.assign(document.createElement('th'), { textContent: each, scope: 'col' })),
  );
  const body = table.createTBody();
  for (const row of rows) {
    const tr = body.insertRow();
    row.forEach(({ text: words, path, value }, i) => {
      const cell = document.createElement(i === 0 ? 'th' : 'td');
      if (value !== undefined) cell.className = 'n';
      if (i === 0 && path !== undefined && places.has(path)) {
        const link = Object.assign(document.createElement('button'), { textContent: words, className: 'link' });
        link.addEventListener('click', () => {
          reveal(path);
        });
        cell.append(link);
      } else cell.textContent = words;
      tr.append(cell);
    });
  }
  const scroll = document.createElement('div');
  scroll.className = 'scroll';
  scroll.append(table);
  return scroll;
}

function heading(level: 'h2' | 'h3', words: string): HTMLElement {
  return text(level, words);
}

function text(tag: string, words: string, className?: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = words;
  if (className !== undefined) made.className = className;
  return made;
}
