import type {
  InterfaceDeclarationStructure,
  OptionalKind,
  PropertySignatureStructure,
  TypeAliasDeclarationStructure,
} from 'ts-morph';
import type { Kind, KindModel, PropertyRow, ValueType } from '../semantics/kinds/index.js';
import { type Morph, printStatements } from './morph.js';
import { extensionsOf, familyName, siUnit, sortedKinds, typeName } from './names.js';
import { generatedHeader } from './output.js';
import { propertyTypeText } from './property-text.js';

/** What the IR's root has beside the blocks that may stand at the top level of a plan. */
const planProperties: readonly OptionalKind<PropertySignatureStructure>[] = [
  { name: 'schemaVersion', type: '1', isReadonly: true },
  {
    name: 'engine',
    type: 'string',
    isReadonly: true,
    docs: ['Name and version of the language and library that made it.'],
  },
  { name: 'scenario', type: 'string', isReadonly: true, hasQuestionToken: true },
  { name: 'scenarios', type: 'readonly ScenarioInfo[]', isReadonly: true },
  { name: 'requirements', type: 'readonly Requirement[]', isReadonly: true },
  {
    name: 'catalogue',
    type: '{ readonly [key: string]: AnyEntity }',
    isReadonly: true,
    docs: ['Catalogue entries that the plan uses, by key (`std/racks#GB200_NVL72`).'],
  },
];

const importable = [
  'Condition',
  'CountOf',
  'EntityBase',
  'IsoDate',
  'Redundancy',
  'Ref',
  'Requirement',
  'ScenarioInfo',
  'UncertainNumber',
  'VaryingNumber',
  'VaryingUncertainNumber',
] as const;

/** compiler/src/ir/generated/kinds.ts: one interface for each kind, and a union for each kind that others extend. */
export async function irTypes(model: KindModel): Promise<string> {
  return printStatements(generatedHeader({ open: '//' }), (morph) => {
    const interfaces = sortedKinds(model).map((name) => kindInterface(model.kinds.get(name)!, model, morph));
    const used = importable.filter((name) => usesType(interfaces, name));
    return [
      {
        kind: morph.StructureKind.ImportDeclaration,
        moduleSpecifier: '../values.js',
        isTypeOnly: true,
        namedImports: [...used],
      },
      ...interfaces,
      ...unions(model).map(([name, members]): TypeAliasDeclarationStructure => ({
        kind: morph.StructureKind.TypeAlias,
        name,
        isExported: true,
        type: members.join(' | '),
      })),
    ];
  });
}

function kindInterface(kind: Kind, model: KindModel, morph: Morph): InterfaceDeclarationStructure {
  const properties = [...kind.properties.values()].map((property) => propertySignature(property, model));
  const open = kind.open;
  if (open !== undefined) {
    properties.push({
      name: 'entries',
      type: `{ readonly [${open.key}: string]: ${typeOf(open.value.type, open.value, model)} }`,
      isReadonly: true,
      docs: [propertyDoc(open.value)],
    });
  }
  return {
    kind: morph.StructureKind.Interface,
    name: typeName(kind.name),
    isExported: true,
    extends: [`EntityBase<'${kind.name}'>`],
    docs: kind.doc === undefined ? [] : [wrapped(kind.doc)],
    properties: kind.name === 'plan' ? [...properties, ...planProperties] : properties,
  };
}

function propertySignature(property: PropertyRow, model: KindModel): OptionalKind<PropertySignatureStructure> {
  const isOptional = property.optional === true || (property.type.type === 'child' && !property.type.many);
  return {
    name: property.name,
    type: typeOf(property.type, property, model),
    isReadonly: true,
    hasQuestionToken: isOptional,
    docs: [propertyDoc(property)].filter((doc) => doc !== ''),
  };
}

/** The declaration's own words, then the SI unit that the IR's number is in. */
function propertyDoc(property: PropertyRow): string {
  const unit = quantityUnit(property.type);
  const parts = [property.doc?.replace(/\s*\n\s*/g, ' '), unit === undefined ? undefined : `In ${unit}.`];
  const text = parts.filter((part) => part !== undefined).join(' ');
  return text === '' && property.type.type === 'quantity' ? `\`${propertyTypeText(property)}\`` : text;
}

function quantityUnit(type: ValueType): string | undefined {
  if (type.type === 'list') return quantityUnit(type.element);
  return type.type === 'quantity' ? siUnit(type.dimension) : undefined;
}

function typeOf(type: ValueType, property: PropertyRow, model: KindModel): string {
  switch (type.type) {
    case 'quantity':
    case 'ratio':
      return numberType(property);
    case 'text':
      return 'string';
    case 'date':
      return 'IsoDate';
    case 'redundancy':
      return 'Redundancy';
    case 'condition':
      return 'Condition';
    case 'curve':
      return 'readonly number[]';
    case 'enum':
      return type.members.map((member) => `'${member}'`).join(' | ');
    case 'entity':
      return `Ref | ${familyName(type.kind, model)}`;
    case 'list':
      return `readonly (${typeOf(type.element, property, model)})[]`;
    case 'countOf':
      return `readonly CountOf<${familyName(type.kind, model)}>[]`;
    case 'map':
      return type.key.type === 'quantity'
        ? `readonly { readonly at: number; readonly value: ${typeOf(type.value, property, model)} }[]`
        : `{ readonly [${type.key.type === 'kind' ? type.key.kind : type.key.word}: string]: ${typeOf(type.value, property, model)} }`;
    case 'child':
      return type.many ? `readonly ${familyName(type.kind, model)}[]` : familyName(type.kind, model);
  }
}

function numberType(property: PropertyRow): string {
  if (property.varying) return property.uncertain ? 'VaryingUncertainNumber' : 'VaryingNumber';
  return property.uncertain ? 'UncertainNumber' : 'number';
}

function unions(model: KindModel): readonly (readonly [string, readonly string[]])[] {
  const families = sortedKinds(model)
    .map((kind) => [familyName(kind, model), extensionsOf(kind, model).map(typeName)] as const)
    .filter(([, members]) => members.length > 1);
  const all = sortedKinds(model).filter((kind) => kind !== 'plan');
  return [...families, ['AnyEntity', all.map(typeName)]];
}

function usesType(interfaces: readonly InterfaceDeclarationStructure[], name: string): boolean {
  const word = new RegExp(`\\b${name}\\b`);
  return interfaces.some(({ extends: bases, properties }) =>
    [...(Array.isArray(bases) ? bases : []), ...(properties ?? []).map(({ type }) => type)].some(
      (text) => typeof text === 'string' && word.test(text),
    ),
  );
}

/** A doc comment's lines, as the declaration has them. */
function wrapped(doc: string): string {
  return doc.includes('\n') ? `\n${doc}` : doc;
}
