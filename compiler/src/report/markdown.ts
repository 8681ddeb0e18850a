import type { Figure, Table } from './figure.js';
import type { Block, Page } from './page.js';
import type { ShownFinding } from './sections/findings.js';

/**
 * A page as Markdown.
 * @param picture where the picture of a figure stands, relative to the file; absent where it has none
 */
export function markdown(page: Page, picture: (figure: Figure) => string | undefined = () => undefined): string {
  const sections = page.sections.map(({ title, blocks }) =>
    [`## ${plain(title)}`, ...blocks.map((each) => block(each, picture)).filter((text) => text !== '')].join('\n\n'),
  );
  const foot = page.foot.map(([name, value]) => `- ${name}: ${plain(value)}`).join('\n');
  return `${[`# ${plain(page.title)}`, plain(page.verdict), ...sections, `## How this was made`, foot].join('\n\n')}\n`;
}

function block(of: Block, picture: (figure: Figure) => string | undefined): string {
  switch (of.type) {
    case 'text':
      return plain(of.text);
    case 'table':
      return of.folded
        ? folded(`${of.title} (${String(of.table.rows.length)})`, table(of.table))
        : `### ${of.title}\n\n${table(of.table)}`;
    case 'figure':
      return figure(of.figure, picture(of.figure));
    case 'findings':
      return of.findings.map(finding).join('\n');
  }
}

function figure(of: Figure, file: string | undefined): string {
  const head = `### ${plain(of.title)}\n\n${plain(of.says)}`;
  return file === undefined
    ? `${head}\n\n${table(of.table)}`
    : `${head}\n\n![${plain(of.title)}](${file})\n\n${folded('Numbers', table(of.table))}`;
}

function folded(title: string, text: string): string {
  return `<details><summary>${plain(title)}</summary>\n\n${text}\n\n</details>`;
}

function table({ head, rows }: Table): string {
  const rule = head.map((_, i) => (rows.some((row) => row[i]?.value !== undefined) ? '---:' : '---'));
  return [head.map(plain), rule, ...rows.map((row) => row.map(({ text }) => plain(text)))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function finding({ severity, code, slug, place, message, notes, cost, mends }: ShownFinding): string {
  return [
    `- **${severity} ${code}** ${slug}, ${plain(place)}: ${plain(message)}`,
    ...notes.map((note) => `  ${plain(note)}`),
    ...(cost === undefined ? [] : [`  Cost of the mismatch: ${plain(cost)}`]),
    ...mends.map(({ title, saves }) => `  - mend: ${inline(title)}${saves === undefined ? '' : ` ${saves}`}`),
  ].join('\n');
}

function inline(text: string): string {
  return `\`${text.replaceAll(/\s*\n\s*/g, ' ')}\``;
}

/** On one line, with what Markdown would read as its own made harmless. */
function plain(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/([\\|<>*_[\]])/g, '\\$1');
}
