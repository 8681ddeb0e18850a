import type { PropertyRow, ValueType } from '../semantics/kinds/index.js';

/** The type of a property as its kind writes it, without `varying` and `uncertain`: `[count of rack]`, `Power/rack`. */
export function valueTypeText(type: ValueType): string {
  switch (type.type) {
    case 'quantity':
      return type.dimension;
    case 'text':
      return 'Text';
    case 'date':
      return 'Date';
    case 'redundancy':
      return 'Redundancy';
    case 'ratio':
      return 'Ratio';
    case 'condition':
      return 'condition';
    case 'curve':
      return `curve(${type.arguments})`;
    case 'enum':
      return type.members.join(' | ');
    case 'entity':
      return type.kind;
    case 'list':
      return `[${valueTypeText(type.element)}]`;
    case 'countOf':
      return `[count of ${type.kind}]`;
    case 'map':
      return `{ ${keyText(type.key)}: ${valueTypeText(type.value)} }`;
    case 'child':
      return `${type.kind}${type.many ? '*' : '?'}`;
  }
}

/** The same with what may be said of it: `varying uncertain Power`. */
export function propertyTypeText(property: PropertyRow): string {
  const words = [
    property.varying ? 'varying' : '',
    property.uncertain ? 'uncertain' : '',
    valueTypeText(property.type),
  ];
  return words.filter((word) => word !== '').join(' ');
}

function keyText(key: Extract<ValueType, { type: 'map' }>['key']): string {
  return key.type === 'kind' ? key.kind : key.type === 'word' ? key.word : key.dimension;
}
