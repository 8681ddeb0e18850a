import { type Block, identifier, isBlock, unitsOf, type Value, wordsOf } from './tree.js';

/** The plan in jsonnet: units and the names referred to are locals, so that each use is resolved and evaluated. */
export function writeJsonnet(root: Block): string {
  const lines = [
    ...unitsOf(root).map((unit, index) => `local ${unitName(unit)} = ${index + 1};`),
    ...wordsOf(root).map((word) => `local ${wordName(word)} = '${word}';`),
    'local of(n, type) = { n: n, type: type };',
    'local at(date, value) = { date: date, value: value };',
    '{',
  ];
  write(root, '  ', lines);
  lines.push('}');
  return `${lines.join('\n')}\n`;
}

function write(block: Block, indent: string, lines: string[]): void {
  lines.push(`${indent}${block.name ?? block.kind}: {`);
  for (const member of block.members) {
    if (isBlock(member)) write(member, `${indent}  `, lines);
    else lines.push(`${indent}  ${member.property}: ${valueText(member.value)},`);
  }
  lines.push(`${indent}},`);
}

function valueText(value: Value): string {
  if ('count' in value) return `of(${value.count}, ${wordName(value.of)})`;
  if ('word' in value) return wordName(value.word);
  if ('references' in value) return `[${value.references.map(wordName).join(', ')}]`;
  if ('points' in value) return `[${value.points.map((point) => `at('${point.at}', ${quantity(point)})`).join(', ')}]`;
  return quantity(value);
}

function quantity(value: { readonly quantity: number; readonly unit: string }): string {
  return `${value.quantity} * ${unitName(value.unit)}`;
}

function unitName(unit: string): string {
  return `u_${identifier(unit)}`;
}

function wordName(word: string): string {
  return `w_${identifier(word)}`;
}
