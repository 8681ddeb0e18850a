import type { Kind, KindModel, PropertyRow } from '../semantics/kinds/index.js';
import { expressionText } from './expression-text.js';
import { constant, literal, printStatements } from './morph.js';
import { sortedKinds } from './names.js';
import { generatedHeader } from './output.js';
import { propertyTypeText } from './property-text.js';

/**
 * compiler/src/semantics/generated/editor-tables.ts: what completion and hover say about kinds and properties, as texts.
 * Each kind lists its own properties; what it inherits stands with the kinds that `base` leads to.
 */
export async function editorTables(model: KindModel): Promise<string> {
  const table = Object.fromEntries(sortedKinds(model).map((name) => [name, kindEntry(model.kinds.get(name)!)]));
  return printStatements(generatedHeader({ open: '//' }), (morph) => [
    {
      kind: morph.StructureKind.Interface,
      name: 'EditorProperty',
      isExported: true,
      docs: ['What an editor says about a property.'],
      properties: [
        {
          name: 'type',
          type: 'string',
          isReadonly: true,
          docs: ['As the kind declares it: `varying uncertain Power`.'],
        },
        { name: 'doc', type: 'string', isReadonly: true, hasQuestionToken: true, docs: ['Markdown.'] },
        {
          name: 'required',
          type: 'true',
          isReadonly: true,
          hasQuestionToken: true,
          docs: ['A block without it is incomplete.'],
        },
        {
          name: 'unit',
          type: 'string',
          isReadonly: true,
          hasQuestionToken: true,
          docs: ['Unit to show and to offer.'],
        },
        { name: 'default', type: 'string', isReadonly: true, hasQuestionToken: true },
        {
          name: 'bounds',
          type: 'string',
          isReadonly: true,
          hasQuestionToken: true,
          docs: ['`1 kW/rack .. 1_000 kW/rack`'],
        },
        {
          name: 'members',
          type: 'readonly string[]',
          isReadonly: true,
          hasQuestionToken: true,
          docs: ['Of an enumeration.'],
        },
        {
          name: 'entry',
          type: 'string',
          isReadonly: true,
          hasQuestionToken: true,
          docs: ['Kind of the entries or blocks that it holds.'],
        },
        {
          name: 'child',
          type: "'one' | 'many'",
          isReadonly: true,
          hasQuestionToken: true,
          docs: ['It is a block inside the block.'],
        },
      ],
    },
    {
      kind: morph.StructureKind.Interface,
      name: 'EditorKind',
      isExported: true,
      docs: ['What an editor says about a kind.'],
      properties: [
        { name: 'doc', type: 'string', isReadonly: true, hasQuestionToken: true, docs: ['Markdown.'] },
        { name: 'base', type: 'string', isReadonly: true, hasQuestionToken: true },
        {
          name: 'open',
          type: '{ readonly key: string; readonly value: EditorProperty }',
          isReadonly: true,
          hasQuestionToken: true,
          docs: ['Keys that the plan chooses, by what names them: a region, a currency.'],
        },
        { name: 'properties', type: 'Readonly<Record<string, EditorProperty>>', isReadonly: true },
      ],
    },
    constant('editorKinds', 'Every kind by name, each with its own properties in order of declaration.', {
      type: 'Readonly<Record<string, EditorKind>>',
      initializer: literal(table),
    }),
  ]);
}

function kindEntry(kind: Kind): Record<string, unknown> {
  return {
    ...(kind.doc === undefined ? {} : { doc: kind.doc }),
    ...(kind.base === undefined ? {} : { base: kind.base }),
    ...(kind.open === undefined ? {} : { open: { key: kind.open.key, value: propertyEntry(kind.open.value) } }),
    properties: Object.fromEntries(kind.own.map((property) => [property.name, propertyEntry(property)])),
  };
}

function propertyEntry(property: PropertyRow): Record<string, unknown> {
  const { type, bounds } = property;
  const isRequired = property.optional !== true && property.default === undefined && type.type !== 'child';
  const members =
    type.type === 'enum' ? type.members : type.type === 'redundancy' ? ['N', 'N+1', '2N', '3N/2', '4N/3'] : undefined;
  const entry = entryKind(property);
  return {
    type: propertyTypeText(property),
    ...(property.doc === undefined ? {} : { doc: property.doc }),
    ...(isRequired ? { required: true } : {}),
    ...(property.unit === undefined ? {} : { unit: property.unit }),
    ...(property.default === undefined ? {} : { default: expressionText(property.default) }),
    ...(bounds === undefined ? {} : { bounds: `${expressionText(bounds.from)} .. ${expressionText(bounds.to)}` }),
    ...(members === undefined ? {} : { members }),
    ...(entry === undefined ? {} : { entry }),
    ...(type.type === 'child' ? { child: type.many ? 'many' : 'one' } : {}),
  };
}

function entryKind(property: PropertyRow): string | undefined {
  const type = property.type.type === 'list' ? property.type.element : property.type;
  return 'kind' in type ? type.kind : undefined;
}
