import type { Kind, KindModel, MetricRow, PropertyRow } from '../semantics/kinds/index.js';
import { expressionText } from './expression-text.js';
import { type GeneratedFile, generatedHeader } from './output.js';
import { propertyTypeText } from './property-text.js';
import { sortedKinds } from './names.js';

const folder = 'docs/reference';
const header = generatedHeader({ open: '<!--', close: '-->' });

/** docs/reference: a page for each kind, and an index. */
export function referencePages(model: KindModel): readonly GeneratedFile[] {
  const pages = sortedKinds(model).map((name) => ({
    path: `${folder}/${name}.md`,
    content: page(model.kinds.get(name)!, model),
  }));
  return [{ path: `${folder}/README.md`, content: index(model) }, ...pages];
}

function index(model: KindModel): string {
  const roots = sortedKinds(model).filter((name) => model.kinds.get(name)!.base === undefined);
  const rows = roots.flatMap((root) => {
    const kinds = [root, ...model.kinds.get(root)!.extensions.filter((name) => name !== root)];
    return kinds.map((name, position) => {
      const kind = model.kinds.get(name)!;
      return `| ${position === 0 ? '' : '&nbsp;&nbsp;'}${link(name)} | ${cell(firstSentence(kind.doc))} |`;
    });
  });
  return sections([
    header,
    '# Kinds',
    'What a plan can declare, generated from `stdlib/kinds` and `stdlib/metrics`. A kind that extends another stands below it.',
    ['| kind | |', '| --- | --- |', ...rows].join('\n'),
  ]);
}

function page(kind: Kind, model: KindModel): string {
  return sections([
    header,
    `# ${kind.name}`,
    kind.doc,
    relations(kind, model),
    '## Properties',
    properties(kind),
    inherited(kind, model),
    sources(kind),
    ...metrics(kind, model),
  ]);
}

function relations(kind: Kind, model: KindModel): string {
  const others = kind.extensions.filter((name) => name !== kind.name);
  const places = sortedKinds(model).flatMap((name) => {
    const slot = model.slotFor(model.kinds.get(name)!, kind.name);
    return slot === undefined || name === 'plan' ? [] : [`in ${link(name)}`];
  });
  const plan = model.kinds.get('plan');
  if (plan !== undefined && model.slotFor(plan, kind.name) !== undefined) places.unshift('at the top level');
  return [
    ...(kind.base === undefined ? [] : [`Extends ${link(kind.base)}.`]),
    ...(others.length === 0 ? [] : [`Extended by ${others.map(link).join(', ')}.`]),
    ...(places.length === 0 ? [] : [`Stands ${places.join(' or ')}.`]),
  ].join(' ');
}

function properties(kind: Kind): string {
  const rows = kind.own.map((property) => row(property.name, property));
  if (kind.open !== undefined) rows.push(row(`[${kind.open.key}]`, kind.open.value));
  if (rows.length === 0) return 'None of its own.';
  return ['| property | type | default | bounds | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function row(name: string, property: PropertyRow): string {
  const { bounds, default: value } = property;
  const unit = property.unit === undefined || property.unit === '%' ? '' : ` in ${code(property.unit)}`;
  const missing = property.optional || property.type.type === 'child' ? 'optional' : 'required';
  const cells = [
    code(name),
    code(propertyTypeText(property)) + unit,
    value === undefined ? missing : code(expressionText(value)),
    bounds === undefined ? '' : code(`${expressionText(bounds.from)} .. ${expressionText(bounds.to)}`),
    cell(property.doc ?? ''),
  ];
  return `| ${cells.join(' | ')} |`;
}

function inherited(kind: Kind, model: KindModel): string | undefined {
  const lines = kind.ancestors.slice(1).flatMap((name) => {
    const names = model.kinds.get(name)!.own.map((property) => code(property.name));
    return names.length === 0 ? [] : [`From ${link(name)}: ${names.join(', ')}.`];
  });
  return lines.length === 0 ? undefined : lines.join('\n\n');
}

function sources(kind: Kind): string | undefined {
  const lines = kind.own.flatMap(({ name, source }) => {
    if (source === undefined) return [];
    const parts = [source.title, source.year, source.where].filter((part) => part !== undefined && part !== '');
    return [`- ${code(name)}: ${parts.join(', ')}${source.standing === undefined ? '' : ` (${source.standing})`}`];
  });
  return lines.length === 0 ? undefined : ['Sources of the defaults:', '', ...lines].join('\n');
}

function metrics(kind: Kind, model: KindModel): readonly string[] {
  const own = [...kind.metrics.values()].filter((metric) => metric.on === kind.name);
  const from = [...new Set([...kind.metrics.values()].map((metric) => metric.on))].filter((name) => name !== kind.name);
  if (own.length === 0 && from.length === 0) return [];
  const table = ['| metric | dimension | |', '| --- | --- | --- |', ...own.map(metricRow)].join('\n');
  return [
    '## Metrics',
    ...(own.length === 0 ? [] : [table]),
    ...from.filter((name) => model.kinds.has(name)).map((name) => `Those of ${link(name)}.`),
  ];
}

function metricRow(metric: MetricRow): string {
  const unit = metric.unit === undefined || metric.unit === '%' ? '' : ` in ${code(metric.unit)}`;
  return `| ${code(metric.name)} | ${code(metric.dimension)}${unit} | ${cell(metric.doc ?? '')} |`;
}

function link(kind: string): string {
  return `[${kind}](${kind}.md)`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function cell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}

function firstSentence(doc = ''): string {
  const text = doc.replace(/\s*\n\s*/g, ' ');
  return /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, '.') ?? text;
}

function sections(parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}
