import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnyEntity, central, type Distribution, type Provenance } from '../ir/index.js';
import { type KindModel, loadKinds, type PropertyRow } from '../semantics/kinds/index.js';
import { library, showPropertyValue } from '../semantics/index.js';
import { type AssumedConstant, assumedConstants } from './assumed-constants.js';
import { expressionText } from './expression-text.js';
import { type GeneratedFile, generatedHeader } from './output.js';
import { readStdlib } from './stdlib.js';

/** A figure of the library: one that is assumed has a row in the page. */
interface Figure {
  readonly module: string;
  readonly entry: string;
  readonly property: string;
  readonly value: string;
  readonly range: string;
  readonly source: Provenance | undefined;
}

/** A default of a kind. */
interface Default {
  readonly kind: string;
  readonly row: PropertyRow;
}

/** docs/assumptions.md: every figure that is assumed and not sourced, of the library, of the kinds and of the models. */
export async function generateAssumptions(root: string): Promise<GeneratedFile[]> {
  const stdlib = Object.fromEntries(await readStdlib(root));
  const kinds = loadKinds();
  const entries = library({ stdlib, read: () => undefined, resolve: (_from, spec) => spec });
  const figures = [...entries].flatMap(([key, entity]) => figuresOf(key, entity, entries, kinds));
  const assumed = figures.filter(({ source }) => source === undefined || source.standing === 'assumed');
  const defaults = figureDefaults(kinds);
  const unsourced = defaults.filter(({ row }) => row.source === undefined || row.source.standing === 'assumed');
  const constants = await Promise.all(
    assumedConstants.map(async (constant) => ({ constant, value: await valueOf(root, constant) })),
  );
  const content = [
    generatedHeader({ open: '<!--', close: '-->' }),
    '',
    '# What is assumed',
    '',
    'Every figure that this program assumes because no source gives it. What the library and the kinds assume can be stated',
    'otherwise in a plan; a constant of a model is explained on the page of its model. "Recalled" in a source means:',
    'remembered, and not read again for this library. Figures with a source are shown by `dcplan catalog` and in the',
    '[reference](reference/README.md).',
    '',
    '| where | figures | of them assumed |',
    '| --- | ---: | ---: |',
    `| [entries of the library](#entries-of-the-library) | ${String(figures.length)} | ${String(assumed.length)} |`,
    `| [defaults of kinds](#defaults-of-kinds) | ${String(defaults.length)} | ${String(unsourced.length)} |`,
    `| [constants of the models](#constants-of-the-models) | | ${String(constants.length)} |`,
    '',
    '## Entries of the library',
    '',
    ...moduleSections(figures, assumed),
    '## Defaults of kinds',
    '',
    'Defaults that are neutral (nothing, all, one) or a choice of the planner (the horizon, the discount rate) are in the',
    '[reference](reference/README.md) and not here.',
    '',
    '| kind | property | default | source |',
    '| --- | --- | --- | --- |',
    ...unsourced.map(
      ({ kind, row }) =>
        `| [${kind}](reference/${kind}.md) | \`${row.name}\` | ${cell(expressionText(row.default!))} | ${sourceText(row.source)} |`,
    ),
    '',
    '## Constants of the models',
    '',
    '| model | constant | value | range | |',
    '| --- | --- | --- | --- | --- |',
    ...constants.map(
      ({ constant, value }) =>
        `| [${constant.page}](models/${constant.page}.md) | \`${constant.name}\` | ${cell(`${value} ${constant.unit}`.trim())} | ${constant.range} | ${constant.what} |`,
    ),
    '',
  ].join('\n');
  return [{ path: 'docs/assumptions.md', content }];
}

function moduleSections(all: readonly Figure[], assumed: readonly Figure[]): readonly string[] {
  const modules = [...new Set(assumed.map(({ module }) => module))].sort();
  return modules.flatMap((module) => {
    const rows = assumed.filter((figure) => figure.module === module);
    const of = all.filter((figure) => figure.module === module).length;
    return [
      `### ${module}`,
      '',
      `${String(rows.length)} of ${String(of)} figures.`,
      '',
      '| entry | property | value | range | source |',
      '| --- | --- | --- | --- | --- |',
      ...rows.map(
        (figure) =>
          `| \`${figure.entry}\` | \`${figure.property}\` | ${cell(figure.value)} | ${cell(figure.range)} | ${sourceText(figure.source)} |`,
      ),
      '',
    ];
  });
}

/** Figures that an entry states itself; those of its base stand there, those of its kind among the defaults. */
function figuresOf(
  key: string,
  entity: AnyEntity,
  entries: ReadonlyMap<string, AnyEntity>,
  kinds: KindModel,
): Figure[] {
  const [module = '', entry = ''] = key.split('#');
  const base = entity.base === undefined ? undefined : entries.get(entity.base);
  return statedBy(entity, base, kinds).map((figure) => ({ module, entry, ...figure }));
}

type Stated = Omit<Figure, 'module' | 'entry'>;

function statedBy(entity: AnyEntity, base: AnyEntity | undefined, kinds: KindModel, whole?: Provenance): Stated[] {
  const kind = kinds.kinds.get(entity.kind);
  const own = entity.sources?.[''] ?? whole;
  return [...(kind?.properties.values() ?? [])].flatMap((row): Stated[] => {
    const value = valueIn(entity, row.name);
    if (value === undefined || entity.defaulted?.includes(row.name)) return [];
    const inBase = base === undefined ? undefined : valueIn(base, row.name);
    if (row.type.type === 'child') {
      if (!isEntity(value)) return [];
      return statedBy(value, isEntity(inBase) ? inBase : undefined, kinds, own).map((figure) => ({
        ...figure,
        property: `${row.name}.${figure.property}`,
      }));
    }
    const source = entity.sources?.[row.name] ?? own;
    const inherited =
      inBase !== undefined &&
      JSON.stringify(inBase) === JSON.stringify(value) &&
      JSON.stringify(base?.sources?.[row.name] ?? base?.sources?.['']) === JSON.stringify(source);
    if (inherited || !isFigure(row)) return [];
    return [{ property: row.name, ...shownFigure(entity.kind, row.name, value), source }];
  });
}

function valueIn(entity: AnyEntity, property: string): unknown {
  return (entity as unknown as Readonly<Record<string, unknown>>)[property];
}

function isEntity(value: unknown): value is AnyEntity {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Numbers, curves, tables and lists of numbers; names, words and dates are no figures. */
function isFigure(row: PropertyRow): boolean {
  const inner = row.type.type === 'list' ? row.type.element : row.type.type === 'map' ? row.type.value : row.type;
  return inner.type === 'quantity' || inner.type === 'curve' || inner.type === 'list' || inner.type === 'ratio';
}

function shownFigure(
  kind: string,
  property: string,
  value: unknown,
): { readonly value: string; readonly range: string } {
  const show = (each: unknown): string => showPropertyValue(kind, property, each);
  if (!isDistribution(value)) return { value: show(value), range: '' };
  const range =
    'low' in value ? `${show(value.low)} to ${show(value.high)}` : `${show(value.mean)} ± ${show(value.deviation)}`;
  return { value: show(central(value)), range };
}

function isDistribution(value: unknown): value is Distribution {
  return typeof value === 'object' && value !== null && 'distribution' in value;
}

/** Words of a plan that a planner chooses: no source could give them. */
const choices: ReadonlySet<string> = new Set([
  'campus.horizon',
  'campus.discount',
  'policy.findingMinimum',
  'policy.findingShare',
  'slo.percentile',
]);

/** Defaults that are figures of the world: written as numbers, not neutral, and no planner's choice. */
export function figureDefaults(kinds: KindModel): readonly Default[] {
  return [...kinds.kinds.values()].flatMap((kind) =>
    kind.own.flatMap((row) =>
      isFigureDefault(row) && !choices.has(`${kind.name}.${row.name}`) ? [{ kind: kind.name, row }] : [],
    ),
  );
}

function isFigureDefault({ type, default: value }: PropertyRow): boolean {
  if (value === undefined || (type.type !== 'quantity' && type.type !== 'curve')) return false;
  if (value.type === 'path' || value.type === 'binary' || (value.type === 'call' && value.name.text === 'max'))
    return false;
  // Nothing, all of it, or one: the neutral element of what the property enters.
  const neutral =
    value.type === 'number'
      ? value.value === 0 || value.value === 1
      : value.type === 'quantity' && (value.value === 0 || (value.value === 100 && value.unit === '%'));
  return !neutral;
}

function sourceText(source: Pick<Provenance, 'title' | 'year' | 'where'> | undefined): string {
  if (source === undefined) return 'none';
  return cell([source.title, source.year, source.where].filter((part) => part !== undefined && part !== '').join(', '));
}

/** The value of a constant as its model's file writes it. */
async function valueOf(root: string, { file, name }: AssumedConstant): Promise<string> {
  const text = await readFile(join(root, 'compiler/src/simulation', file), 'utf8');
  const found = new RegExp(`^(?:export )?const ${name}\\b[^=\\n]*= ([^;]+);`, 'm').exec(text)?.[1];
  if (found === undefined)
    throw new Error(`${file} has no constant ${name}: compiler/src/generate/assumed-constants.ts names it`);
  const plain = found
    .replace(/ as const$/, '')
    .replace(/^[[{] ?| ?[\]}]$/g, '')
    .replaceAll("'", '');
  return /^-?\d[\d_.]*e\d+$/.test(plain) ? String(Number(plain)) : plain.replace(/\s+/g, ' ');
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}
