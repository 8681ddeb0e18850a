import type {
  Annotation,
  Expression,
  FileTree,
  KindMember,
  KindProperty,
  MetricMember,
  NamedType,
  TypeExpression,
} from '../../syntax/tree.js';
import { dimensionsOfType } from '../units/index.js';
import { bareExpression } from './bare.js';
import { buildKindModel, type KindModel } from './model.js';
import type { DefaultSource, KeyType, KindRow, MetricRow, PropertyRow, ValueType } from './types.js';

/**
 * Reads the kinds and metrics that these files declare. The files are the library's own, so what is wrong in them is a
 * bug: throws an Error that names the kind and property.
 */
export function readKinds(trees: readonly FileTree[]): KindModel {
  const members = trees.flatMap((tree) => tree.members);
  const kindMembers = members.filter((member): member is KindMember => member.type === 'kind');
  const names = new Set(kindMembers.map((member) => member.name.text));
  const kinds = kindMembers.map((member) => kindRow(member, names));
  const metrics = members.filter((member): member is MetricMember => member.type === 'metric').map(metricRow);
  for (const kind of kinds) {
    if (kind.base !== undefined && !names.has(kind.base))
      throw new Error(`kind ${kind.name} extends ${kind.base}, which is no kind`);
  }
  for (const metric of metrics) {
    if (!names.has(metric.on)) throw new Error(`metric ${metric.name} is on ${metric.on}, which is no kind`);
  }
  return buildKindModel({ kinds, metrics });
}

function kindRow(member: KindMember, names: ReadonlySet<string>): KindRow {
  const properties: PropertyRow[] = [];
  let open: KindRow['open'];
  for (const property of member.properties) {
    const row = propertyRow(member.name.text, property, names);
    if (property.openKey === undefined) properties.push(row);
    else open = { key: property.openKey.text, value: row };
  }
  return {
    name: member.name.text,
    ...(member.base === undefined ? {} : { base: member.base.text }),
    ...(member.doc === undefined ? {} : { doc: member.doc }),
    properties,
    ...(open === undefined ? {} : { open }),
  };
}

function propertyRow(kind: string, property: KindProperty, names: ReadonlySet<string>): PropertyRow {
  const name = property.name?.text ?? '';
  const type = valueType(property.valueType, names);
  if (type === undefined) throw new Error(`kind ${kind}: the type of ${name} is neither a quantity nor a kind`);
  const source = property.annotations.map(defaultSource).find((found) => found !== undefined);
  return {
    name,
    type,
    ...(property.optional ? { optional: true as const } : {}),
    ...(property.varying ? { varying: true as const } : {}),
    ...(property.uncertain ? { uncertain: true as const } : {}),
    ...(property.default === undefined ? {} : { default: bareExpression(property.default) }),
    ...(property.bounds === undefined
      ? {}
      : { bounds: { from: bareExpression(property.bounds.from), to: bareExpression(property.bounds.to) } }),
    ...(property.unit === undefined ? {} : { unit: property.unit }),
    ...(property.doc === undefined ? {} : { doc: property.doc }),
    ...(source === undefined ? {} : { source }),
  };
}

function metricRow(member: MetricMember): MetricRow {
  const { valueType: type } = member;
  if (type.type !== 'named' || dimensionsOfType(type.name, type.factors) === undefined) {
    throw new Error(`metric ${member.name.text} on ${member.on.text}: its type is no quantity`);
  }
  return {
    name: member.name.text,
    on: member.on.text,
    dimension: dimensionText(type),
    ...(member.unit === undefined ? {} : { unit: member.unit }),
    ...(member.doc === undefined ? {} : { doc: member.doc }),
  };
}

function valueType(type: TypeExpression, names: ReadonlySet<string>): ValueType | undefined {
  switch (type.type) {
    case 'named':
      return namedType(type, names);
    case 'list': {
      const element = valueType(type.element, names);
      return element === undefined ? undefined : { type: 'list', element };
    }
    case 'countOf':
      return names.has(type.kind) ? { type: 'countOf', kind: type.kind } : undefined;
    case 'map': {
      const key = type.key.type === 'named' ? keyType(type.key, names) : undefined;
      const value = valueType(type.value, names);
      return key === undefined || value === undefined ? undefined : { type: 'map', key, value };
    }
    case 'enum':
      return { type: 'enum', members: type.members.map((member) => member.text) };
    case 'child':
      return names.has(type.kind) ? { type: 'child', kind: type.kind, many: type.many } : undefined;
  }
}

function namedType(type: NamedType, names: ReadonlySet<string>): ValueType | undefined {
  switch (type.name) {
    case 'Text':
      return { type: 'text' };
    case 'Date':
      return { type: 'date' };
    case 'Redundancy':
      return { type: 'redundancy' };
    case 'Ratio':
      return { type: 'ratio' };
    case 'condition':
      return { type: 'condition' };
    case 'curve':
      return { type: 'curve', arguments: type.argument ?? 1 };
    default:
  }
  if (dimensionsOfType(type.name, type.factors) !== undefined && !(names.has(type.name) && type.factors.length === 0)) {
    return { type: 'quantity', dimension: dimensionText(type) };
  }
  return names.has(type.name) && type.factors.length === 0 ? { type: 'entity', kind: type.name } : undefined;
}

function keyType(type: NamedType, names: ReadonlySet<string>): KeyType {
  if (names.has(type.name)) return { type: 'kind', kind: type.name };
  if (dimensionsOfType(type.name, type.factors) !== undefined)
    return { type: 'quantity', dimension: dimensionText(type) };
  return { type: 'word', word: type.name };
}

function dimensionText(type: NamedType): string {
  return type.name + type.factors.map((factor) => factor.operator + factor.name).join('');
}

function defaultSource(annotation: Annotation): DefaultSource | undefined {
  if (annotation.name.text !== 'source') return undefined;
  const [title, year, where] = annotation.arguments
    .filter((argument) => argument.name === undefined)
    .map((argument) => argument.value);
  const standing = annotation.arguments.find((argument) => argument.name?.text === 'standing')?.value;
  return {
    title: text(title) ?? '',
    ...(year?.type === 'number' ? { year: year.value } : {}),
    ...(text(where) === undefined || text(where) === '' ? {} : { where: text(where)! }),
    ...(standing?.type === 'path' ? { standing: standing.segments[0]!.name.text } : {}),
  };
}

function text(expression: Expression | undefined): string | undefined {
  return expression?.type === 'string' ? expression.value : undefined;
}
