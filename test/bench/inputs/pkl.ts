import { type Block, identifier, isBlock, type Member, shapesOf, unitsOf, type Value, wordsOf } from './tree.js';

/** The plan in Pkl: a class for each kind, so that every property is checked against its type. */
export function writePkl(root: Block): string {
  const lines = [
    ...unitsOf(root).map((unit, index) => `const ${unitName(unit)} = ${index + 1}`),
    `typealias Word = ${wordsOf(root)
      .map((word) => `"${word}"`)
      .join(' | ')}`,
    'class Of { n: Number; type: Word }',
    'class At { date: String; value: Number }',
  ];
  for (const [kind, shape] of shapesOf(root)) {
    lines.push(`class ${className(kind)} {`);
    for (const [key, member] of shape) lines.push(`  ${key}: ${typeText(member)}`);
    lines.push('}');
  }
  lines.push(`plan: ${className(root.kind)} = new {`);
  members(root, '  ', lines);
  lines.push('}');
  return `${lines.join('\n')}\n`;
}

function members(block: Block, indent: string, lines: string[]): void {
  let group: string | undefined;
  for (const member of block.members) {
    const next = isBlock(member) && member.name !== undefined ? member.kind : undefined;
    if (group !== next) {
      if (group !== undefined) lines.push(`${indent}}`);
      if (next !== undefined) lines.push(`${indent}${next}s {`);
      group = next;
    }
    if (!isBlock(member)) {
      lines.push(`${indent}${member.property} = ${valueText(member.value)}`);
      continue;
    }
    const inner = member.name === undefined ? indent : `${indent}  `;
    lines.push(member.name === undefined ? `${inner}${member.kind} {` : `${inner}["${member.name}"] {`);
    members(member, `${inner}  `, lines);
    lines.push(`${inner}}`);
  }
  if (group !== undefined) lines.push(`${indent}}`);
}

function typeText(member: Member): string {
  if (isBlock(member)) {
    return member.name === undefined ? className(member.kind) : `Mapping<String, ${className(member.kind)}>`;
  }
  const value = member.value;
  if ('count' in value) return 'Of?';
  if ('word' in value) return 'Word?';
  if ('references' in value) return 'List<Word>?';
  if ('points' in value) return 'List<At>?';
  return 'Number?';
}

function valueText(value: Value): string {
  if ('count' in value) return `new Of { n = ${value.count}; type = "${value.of}" }`;
  if ('word' in value) return `"${value.word}"`;
  if ('references' in value) return `List(${value.references.map((name) => `"${name}"`).join(', ')})`;
  if ('points' in value) {
    return `List(${value.points.map((point) => `new At { date = "${point.at}"; value = ${quantity(point)} }`).join(', ')})`;
  }
  return quantity(value);
}

function quantity(value: { readonly quantity: number; readonly unit: string }): string {
  return `${value.quantity} * ${unitName(value.unit)}`;
}

function unitName(unit: string): string {
  return `u_${identifier(unit)}`;
}

function className(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
