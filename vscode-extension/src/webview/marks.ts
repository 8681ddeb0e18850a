/** What is drawn of a block, to be pointed at and clicked. */
const MARK = '[data-path]';

/**
 * Makes the marks of a picture lead to the text: by a click, and by the keyboard, where one tab stop takes a whole picture and
 * the arrows go from mark to mark.
 */
export function markUp(picture: HTMLElement, places: ReadonlySet<string>, reveal: (path: string) => void): void {
  const marks = [...picture.querySelectorAll<SVGElement>(MARK)].filter((mark) => leads(mark, places));
  const svg = picture.querySelector('svg');
  if (marks.length === 0 || svg === null) return;
  // As an image its parts would be hidden from screen readers.
  svg.setAttribute('role', 'group');
  for (const [i, mark] of marks.entries()) {
    mark.setAttribute('role', 'link');
    mark.setAttribute('tabindex', i === 0 ? '0' : '-1');
  }
  const open = (mark: SVGElement): void => {
    reveal(mark.dataset['path'] ?? '');
  };
  picture.addEventListener('click', ({ target }) => {
    const mark = target instanceof Element ? target.closest<SVGElement>(MARK) : null;
    if (mark !== null && marks.includes(mark)) open(mark);
  });
  picture.addEventListener('keydown', (event) => {
    const at = marks.findIndex((mark) => mark === document.activeElement);
    const current = marks[at];
    if (current === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') open(current);
    else {
      const next = marks[nextOf(event.key, at, marks.length)];
      if (next === undefined) return;
      current.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    }
    event.preventDefault();
  });
}

function leads({ dataset }: SVGElement, places: ReadonlySet<string>): boolean {
  const path = dataset['path'] ?? '';
  return [...places].some((place) => path === place || path.startsWith(`${place}.`));
}

function nextOf(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}

/** Shows which marks are of the block that the cursor is in: the innermost that anything is drawn of, and what is in it. */
export function highlight(figures: HTMLElement, paths: readonly string[]): void {
  for (const picture of figures.querySelectorAll('.picture')) {
    const marks = [...picture.querySelectorAll<SVGElement>(MARK)];
    const of = (path: string): SVGElement[] =>
      marks.filter(({ dataset }) => dataset['path'] === path || dataset['path']?.startsWith(`${path}.`) === true);
    const found = paths.map(of).find((each) => each.length > 0) ?? [];
    // Where all of a picture is meant there is nothing to point out.
    const some = found.length > 0 && found.length < marks.length;
    picture.classList.toggle('pointing', some);
    for (const mark of marks) mark.classList.toggle('pointed', some && found.includes(mark));
  }
}

/** Changes the figures, and keeps what is open and where the page is scrolled to. */
export function keepPlace(figures: HTMLElement, change: () => void): void {
  const named = (): readonly HTMLElement[] => [...figures.querySelectorAll<HTMLElement>('figure[data-figure]')];
  const open = new Set(
    named()
      .filter((figure) => figure.querySelector('details')?.open === true)
      .map(({ dataset }) => dataset['figure']),
  );
  const { scrollX, scrollY } = window;
  change();
  for (const figure of named()) {
    const details = figure.querySelector('details');
    if (details !== null && open.has(figure.dataset['figure'])) details.open = true;
  }
  window.scrollTo(scrollX, scrollY);
}
