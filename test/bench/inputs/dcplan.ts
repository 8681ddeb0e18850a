import { type Block, isBlock, type Value } from './tree.js';

/** The plan in dcplan, one member to a line, under `imports`. */
export function writeDcplan(root: Block, imports: readonly string[]): string {
  const lines = [...imports, ''];
  write(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function write(block: Block, indent: string, lines: string[]): void {
  const name = block.name === undefined ? '' : ` ${block.name}`;
  const base = block.base === undefined ? '' : `: ${block.base}`;
  lines.push(`${indent}${block.kind}${name}${base} {`);
  for (const member of block.members) {
    if (isBlock(member)) write(member, `${indent}  `, lines);
    else lines.push(`${indent}  ${member.property}: ${valueText(member.value)}`);
  }
  lines.push(`${indent}}`);
}

function valueText(value: Value): string {
  if ('count' in value) return `${value.count} of ${value.of}`;
  if ('word' in value) return value.word;
  if ('references' in value)
    return value.references.length === 1 ? value.references.join() : `[${value.references.join(', ')}]`;
  if ('points' in value) return `{ ${value.points.map((point) => `${point.at}: ${quantity(point)}`).join(', ')} }`;
  return quantity(value);
}

function quantity(value: { readonly quantity: number; readonly unit: string }): string {
  return value.unit === '' ? String(value.quantity) : `${value.quantity} ${value.unit}`;
}
