import type { Kind, KindModel, PropertyRow, ValueType } from '../semantics/kinds/index.js';
import { entityDefinitions, valueDefinitions } from './ir-schema-values.js';
import { extensionsOf, familyName, siUnit, sortedKinds, typeName } from './names.js';
import { siValue } from './si-value.js';

/** A JSON Schema, or a part of one. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** JSON Schema (2020-12) of the IR: what `dcplan build --emit json` writes. */
export function irSchema(model: KindModel): Schema {
  const definitions: Record<string, Schema> = { ...valueDefinitions };
  for (const [name, schema] of Object.entries(entityDefinitions)) definitions[`entity.${name}`] = schema;
  for (const name of sortedKinds(model)) definitions[typeName(name)] = kindSchema(model.kinds.get(name)!, model);
  for (const name of sortedKinds(model)) {
    const members = extensionsOf(name, model);
    if (members.length > 1) definitions[familyName(name, model)] = oneOfKinds(members);
  }
  definitions['AnyEntity'] = oneOfKinds(sortedKinds(model).filter((name) => name !== 'plan'));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'dcplan IR',
    description: 'A plan, compiled: every number in SI, every date the first day that it names.',
    $ref: '#/$defs/Plan',
    $defs: definitions,
  };
}

/** Chosen by `kind`, so that a validator reports the errors of the kind that is meant and not of all the others. */
function oneOfKinds(kinds: readonly string[]): Schema {
  return {
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: kinds } },
    allOf: kinds.map((kind) => ({
      if: { properties: { kind: { const: kind } } },
      then: reference(typeName(kind)),
    })),
  };
}

function kindSchema(kind: Kind, model: KindModel): Schema {
  const properties: Record<string, Schema> = { kind: { const: kind.name }, ...entityProperties };
  const required = ['kind'];
  for (const property of kind.properties.values()) {
    properties[property.name] = { ...description(property), ...propertySchema(property.type, property, model) };
    if (property.optional !== true && !(property.type.type === 'child' && !property.type.many))
      required.push(property.name);
  }
  if (kind.open !== undefined) {
    const { value } = kind.open;
    properties['entries'] = {
      ...description(value),
      type: 'object',
      additionalProperties: propertySchema(value.type, value, model),
    };
    required.push('entries');
  }
  if (kind.name === 'plan') {
    Object.assign(properties, planProperties);
    required.push('schemaVersion', 'engine', 'scenarios', 'requirements', 'catalogue');
  }
  return {
    ...(kind.doc === undefined ? {} : { description: oneLine(kind.doc) }),
    type: 'object',
    required,
    properties,
    additionalProperties: false,
  };
}

/** What every entity has (`EntityBase` of compiler/src/ir/values.ts), each defined once. */
const entityProperties: Readonly<Record<string, Schema>> = Object.fromEntries(
  Object.keys(entityDefinitions).map((name) => [name, reference(`entity.${name}`)]),
);

const planProperties: Readonly<Record<string, Schema>> = {
  schemaVersion: { const: 1 },
  engine: { description: 'Name and version of the language and library that made it.', type: 'string' },
  scenario: { type: 'string' },
  scenarios: { type: 'array', items: reference('ScenarioInfo') },
  requirements: { type: 'array', items: reference('Requirement') },
  catalogue: {
    description: 'Catalogue entries that the plan uses, by key.',
    type: 'object',
    additionalProperties: reference('AnyEntity'),
  },
};

function propertySchema(type: ValueType, property: PropertyRow, model: KindModel): Schema {
  switch (type.type) {
    case 'quantity':
    case 'ratio':
      return numberSchema(property);
    case 'text':
      return { type: 'string' };
    case 'date':
      return reference('IsoDate');
    case 'redundancy':
      return reference('Redundancy');
    case 'condition':
      return reference('Condition');
    case 'curve':
      return { type: 'array', items: { type: 'number' } };
    case 'enum':
      return { enum: type.members };
    case 'entity':
      return refOr(reference(familyName(type.kind, model)));
    case 'list':
      return { type: 'array', items: propertySchema(type.element, property, model) };
    case 'countOf':
      return {
        type: 'array',
        items: {
          type: 'object',
          required: ['count', 'of'],
          properties: { count: { type: 'number', minimum: 0 }, of: refOr(reference(familyName(type.kind, model))) },
          additionalProperties: false,
        },
      };
    case 'map':
      return type.key.type === 'quantity'
        ? {
            type: 'array',
            items: {
              type: 'object',
              required: ['at', 'value'],
              properties: { at: { type: 'number' }, value: propertySchema(type.value, property, model) },
              additionalProperties: false,
            },
          }
        : { type: 'object', additionalProperties: propertySchema(type.value, property, model) };
    case 'child': {
      const child = reference(familyName(type.kind, model));
      return type.many ? { type: 'array', items: child } : child;
    }
  }
}

/** Bounds hold for a plain number; what is drawn or moves in time was checked by the compiler. */
function numberSchema(property: PropertyRow): Schema {
  const minimum = property.bounds === undefined ? undefined : siValue(property.bounds.from);
  const maximum = property.bounds === undefined ? undefined : siValue(property.bounds.to);
  const number = {
    type: 'number',
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  };
  const others = [
    ...(property.varying ? [reference('Series')] : []),
    ...(property.uncertain ? [reference('Distribution')] : []),
  ];
  return others.length === 0 ? number : { anyOf: [number, ...others] };
}

function refOr(entity: Schema): Schema {
  return { if: { required: ['ref'], properties: { ref: true } }, then: reference('Ref'), else: entity };
}

function reference(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

function description(property: PropertyRow): Schema {
  const unit = property.type.type === 'quantity' ? siUnit(property.type.dimension) : undefined;
  const parts = [
    property.doc === undefined ? undefined : oneLine(property.doc),
    unit === undefined ? undefined : `In ${unit}.`,
  ];
  const text = parts.filter((part) => part !== undefined).join(' ');
  return text === '' ? {} : { description: text };
}

function oneLine(doc: string): string {
  return doc.replace(/\s*\n\s*/g, ' ');
}
