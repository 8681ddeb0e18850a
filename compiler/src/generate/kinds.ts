import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { configSchema, diffOutputSchema } from '../diagnostics/review-schemas.js';
import { catalogOutputSchema, checkOutputSchema, simulateOutputSchema } from '../diagnostics/schemas.js';
import { type KindModel, readKinds, serialiseKinds } from '../semantics/kinds/index.js';
import { parse } from '../syntax/index.js';
import type { FileTree } from '../syntax/tree.js';
import { boundsTable } from './bounds.js';
import { editorTables } from './editor-tables.js';
import { irSchema } from './ir-schema.js';
import { irTypes } from './ir-types.js';
import { metricTable } from './metric-table.js';
import { constant, literal, printStatements } from './morph.js';
import { type GeneratedFile, generatedHeader } from './output.js';
import { referencePages } from './reference.js';

/**
 * Everything that the kinds and metrics of the standard library decide: the IR's types and JSON Schema, the tables that
 * semantics and the editor load, the reference pages; and the JSON Schemas of the command line's outputs beside them.
 * @param root the repository's root folder
 * @throws when `stdlib/kinds` or `stdlib/metrics` cannot be read or do not parse
 */
export async function generateKinds(root: string): Promise<readonly GeneratedFile[]> {
  const trees = (await Promise.all(['stdlib/kinds', 'stdlib/metrics'].map((folder) => readTrees(root, folder)))).flat();
  return generateFromModel(readKinds(trees));
}

/** The same from a model that is already read. */
export async function generateFromModel(model: KindModel): Promise<readonly GeneratedFile[]> {
  const schema = irSchema(model);
  return [
    { path: 'compiler/src/ir/generated/kinds.ts', content: await irTypes(model) },
    { path: 'compiler/src/ir/generated/schema.ts', content: await schemaModule(schema) },
    { path: 'compiler/src/ir/generated/bounds.ts', content: await boundsTable(model) },
    { path: 'compiler/src/ir/generated/metrics.ts', content: await metricTable(model) },
    { path: 'compiler/src/semantics/generated/kinds-table.ts', content: kindsTable(model) },
    { path: 'compiler/src/semantics/generated/editor-tables.ts', content: await editorTables(model) },
    { path: 'docs/schema/ir.schema.json', content: json(schema) },
    { path: 'docs/schema/check.schema.json', content: json(checkOutputSchema) },
    { path: 'docs/schema/simulate.schema.json', content: json(simulateOutputSchema) },
    { path: 'docs/schema/catalog.schema.json', content: json(catalogOutputSchema) },
    { path: 'docs/schema/diff.schema.json', content: json(diffOutputSchema) },
    { path: 'docs/schema/config.schema.json', content: json(configSchema) },
    ...referencePages(model),
  ];
}

async function readTrees(root: string, folder: string): Promise<readonly FileTree[]> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith('.dcplan')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = (await readFile(join(root, folder, name), 'utf8')).replaceAll('\r\n', '\n');
      const { tree, errors } = parse(text);
      const [first] = errors;
      if (first !== undefined) throw new Error(`${folder}/${name}, offset ${first.span.start}: ${first.message}`);
      return tree;
    }),
  );
}

async function schemaModule(schema: object): Promise<string> {
  return printStatements(generatedHeader({ open: '//' }), () => [
    constant('irJsonSchema', 'JSON Schema (2020-12) of the IR.', {
      type: '{ readonly [keyword: string]: unknown }',
      initializer: literal(schema),
    }),
  ]);
}

function kindsTable(model: KindModel): string {
  return [
    generatedHeader({ open: '//' }),
    "import type { KindTable } from '../kinds/types.js';",
    '',
    '/** Every kind and metric of the language, in order of declaration. */',
    `export const kindTable: KindTable = ${serialiseKinds(model)};`,
    '',
  ].join('\n');
}

/** JSON has no comments: its first member says that it is generated. */
function json(schema: object): string {
  return `${JSON.stringify({ $comment: generatedHeader({ open: '' }).trim(), ...schema }, null, 2)}\n`;
}
