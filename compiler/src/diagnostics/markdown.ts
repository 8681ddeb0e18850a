/** Pieces of Markdown as GitHub and GitLab read it. */

/** Text in which nothing is markup: names and messages come from plans, and pass on nobody. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/[\\*_[\]|~#]/g, (mark) => `\\${mark}`)
      // A mention would call somebody, and a number link to an issue.
      .replace(/@(?=\w)/g, '@\u200b')
  );
}

/** Prose of a finding: what stands between backticks stays code, all else is escaped. */
export function proseMarkdown(text: string): string {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? codeMarkdown(part.slice(1, -1)) : escapeMarkdown(part)))
    .join('');
}

/** Text as code, whatever is in it. */
export function codeMarkdown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const fence = '`'.repeat(1 + Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)));
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** A table; the first column to the left, the others to the right unless said. Cells are Markdown. */
export function tableMarkdown(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly number[] = [0],
): string {
  // A bar ends a cell, within code as well.
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (left.includes(i) ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A part that is folded until somebody opens it. */
export function foldedMarkdown(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
