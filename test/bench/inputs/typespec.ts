import { type Block, identifier, isBlock, type Member, shapesOf, unitsOf, type Value, wordsOf } from './tree.js';

/** The plan in TypeSpec: a model for each kind and the plan as one typed constant, checked against them. */
export function writeTypespec(root: Block): string {
  const lines = [
    `enum Unit { ${unitsOf(root).map(identifierOfUnit).join(', ')} }`,
    `enum Word { ${wordsOf(root).map(identifier).join(', ')} }`,
    'model Quantity { value: numeric; unit: Unit; }',
    'model Of { n: numeric; type: Word; }',
    'model At { date: string; value: Quantity; }',
  ];
  for (const [kind, shape] of shapesOf(root)) {
    lines.push(`model ${modelName(kind)} {`, '  name?: string;');
    for (const [name, member] of shape) lines.push(`  ${key(name)}?: ${typeText(member)};`);
    lines.push('}');
  }
  lines.push(`const plan: ${modelName(root.kind)} = #{`);
  members(root, '  ', lines);
  lines.push('};');
  return `${lines.join('\n')}\n`;
}

function members(block: Block, indent: string, lines: string[]): void {
  let group: string | undefined;
  for (const member of block.members) {
    const next = isBlock(member) && member.name !== undefined ? member.kind : undefined;
    if (group !== next) {
      if (group !== undefined) lines.push(`${indent}],`);
      if (next !== undefined) lines.push(`${indent}${next}s: #[`);
      group = next;
    }
    if (!isBlock(member)) {
      lines.push(`${indent}${key(member.property)}: ${valueText(member.value)},`);
      continue;
    }
    const inner = member.name === undefined ? indent : `${indent}  `;
    lines.push(member.name === undefined ? `${inner}${member.kind}: #{` : `${inner}#{ name: "${member.name}",`);
    members(member, `${inner}  `, lines);
    lines.push(`${inner}},`);
  }
  if (group !== undefined) lines.push(`${indent}],`);
}

function typeText(member: Member): string {
  if (isBlock(member)) return member.name === undefined ? modelName(member.kind) : `${modelName(member.kind)}[]`;
  const value = member.value;
  if ('count' in value) return 'Of';
  if ('word' in value) return 'Word';
  if ('references' in value) return 'Word[]';
  if ('points' in value) return 'At[]';
  return 'Quantity';
}

function valueText(value: Value): string {
  if ('count' in value) return `#{ n: ${value.count}, type: Word.${identifier(value.of)} }`;
  if ('word' in value) return `Word.${identifier(value.word)}`;
  if ('references' in value) return `#[${value.references.map((name) => `Word.${identifier(name)}`).join(', ')}]`;
  if ('points' in value) {
    return `#[${value.points.map((point) => `#{ date: "${point.at}", value: ${quantity(point)} }`).join(', ')}]`;
  }
  return quantity(value);
}

function quantity(value: { readonly quantity: number; readonly unit: string }): string {
  return `#{ value: ${value.quantity}, unit: Unit.${identifierOfUnit(value.unit)} }`;
}

function identifierOfUnit(unit: string): string {
  return unit === '' ? 'none' : identifier(unit);
}

/** TypeSpec reserves words that a plan does not, `model` among them. */
function key(name: string): string {
  return `\`${name}\``;
}

function modelName(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
