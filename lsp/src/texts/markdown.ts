import type { Provenance } from '../../../compiler/src/ir/index.js';

/** Text as a piece of a plan. */
export function fenced(text: string): string {
  return `\`\`\`dcplan\n${text}\n\`\`\``;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** `published: "Title", 2024, table 3`. */
export function sourceText({ standing, title, year, where }: Provenance): string {
  return [`${standing}: ${title}`, year, where].filter((part) => part !== undefined && part !== '').join(', ');
}
