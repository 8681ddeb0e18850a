import type { CodeDescription } from '../text/codes.js';
import { noPaint, type Paint } from './paint.js';
import { LINE_WIDTH, wrap } from './wrap.js';

/** Narrower than other output: a page of prose is to be read. */
const WIDTH = Math.min(100, LINE_WIDTH);

/** The page of a code for a terminal: its Markdown with paragraphs filled and code set in. */
export function renderPage(entry: CodeDescription, paint: Paint = noPaint): string {
  const head = `${paint.strong(`${entry.code} ${entry.slug}`)}  ${paint[entry.severity](entry.severity)}`;
  const blocks = blocksOf(entry.explanation.trim().split('\n'));
  return [`${head}\n${entry.title}`, ...blocks.map((block) => renderBlock(block, paint))].join('\n\n');
}

/** One line for each code. */
export function renderCodes(entries: readonly CodeDescription[]): string {
  const widest = Math.max(...entries.map((entry) => entry.slug.length));
  return entries
    .flatMap((entry) => wrap(entry.title, `${entry.code}  ${entry.slug.padEnd(widest)}  `, ' '.repeat(widest + 11)))
    .join('\n');
}

interface Block {
  readonly type: 'paragraph' | 'item' | 'code' | 'table';
  readonly lines: string[];
}

/** Paragraphs, list items, fenced code and tables, which is all the Markdown that the pages use. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const line of lines) {
    if (open?.type === 'code') {
      if (line.startsWith('```')) open = undefined;
      else open.lines.push(line);
      continue;
    }
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    const type = line.startsWith('```')
      ? 'code'
      : line.startsWith('|')
        ? 'table'
        : /^(-|\d+\.) /.test(line)
          ? 'item'
          : 'paragraph';
    const continues = open !== undefined && (type === 'paragraph' || (type === 'table' && open.type === 'table'));
    if (!continues) {
      open = { type, lines: [] };
      blocks.push(open);
    }
    if (type !== 'code') open?.lines.push(line);
  }
  return blocks;
}

function renderBlock({ type, lines }: Block, paint: Paint): string {
  if (type === 'code') return lines.map((line) => (line === '' ? '' : `    ${paint.faint(line)}`)).join('\n');
  if (type === 'table') return lines.join('\n');
  const text = wrap(lines.join(' '), '', type === 'item' ? '  ' : '', WIDTH).join('\n');
  return text.replace(/\*\*([^*]+)\*\*/g, (_, words: string) => paint.strong(words));
}
