import type { FileEdit } from '../text/span.js';
import type { Entity } from './declare/types.js';

/**
 * The edit that adds members at the end of a block's body (or of a refinement's), laid out like what stands there; undefined
 * where the block has no body in the text, or one that is not closed.
 */
export function insertMembers(entity: Entity, members: readonly string[]): FileEdit | undefined {
  const { syntax, outer, module } = entity;
  if (syntax === undefined || (syntax.type !== 'block' && syntax.type !== 'refinement')) return undefined;
  const { text, file } = module;
  const start = outer.offset + syntax.start;
  const end = outer.offset + syntax.end;
  if (text.charAt(end - 1) !== '}') return undefined;
  const open = text.indexOf(
    '{',
    syntax.type === 'block' ? outer.offset + syntax.keyword.end : outer.offset + syntax.base.end,
  );
  if (open < 0 || open >= end) return undefined;
  const inside = text.slice(open + 1, end - 1);
  const at = end - 1 - (inside.length - inside.trimEnd().length);
  if (!inside.includes('\n') && syntax.type === 'refinement') {
    const before = inside.trim() === '' ? ' ' : ', ';
    return { file, span: { start: at, end: end - 1 }, newText: `${before}${members.join(', ')} ` };
  }
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start) + 1))?.[0] ?? '';
  const lines = members.map((member) => `\n${indent}  ${member.replaceAll('\n', `\n${indent}  `)}`).join('');
  // A body on one line is opened up: its members keep their line, the new ones get theirs.
  if (!inside.includes('\n')) {
    const kept = inside.trim() === '' ? '' : `\n${indent}  ${inside.trim()}`;
    return { file, span: { start: open + 1, end: end - 1 }, newText: `${kept}${lines}\n${indent}` };
  }
  return { file, span: { start: at, end: at }, newText: lines };
}
