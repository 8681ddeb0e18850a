import type { Provenance } from '../ir/index.js';
import { noPaint, type Paint } from './paint.js';
import { LINE_WIDTH, shortened, wrap } from './wrap.js';

/** An entry of the library with its figures as a planner would write them. */
export interface CatalogEntry {
  readonly name: string;
  readonly kind: string;
  /** `std/racks` */
  readonly module: string;
  readonly doc: string;
  /** Without a source a figure is its kind's default. */
  readonly figures: readonly { readonly property: string; readonly value: string; readonly source?: Provenance }[];
}

/** One line for each entry, under the module that it is imported from. */
export function renderCatalog(entries: readonly CatalogEntry[], paint: Paint = noPaint): string {
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const [names, kinds] = [widest(entries.map(({ name }) => name)), widest(entries.map(({ kind }) => kind))];
  const modules = new Map<string, string[]>();
  for (const { name, kind, module, doc } of entries) {
    const line = `  ${name.padEnd(names)}  ${kind.padEnd(kinds)}  ${doc.split('\n')[0] ?? ''}`.trimEnd();
    modules.set(module, [...(modules.get(module) ?? []), shortened(line, LINE_WIDTH)]);
  }
  return [...modules].map(([module, lines]) => [paint.strong(module), ...lines].join('\n')).join('\n\n');
}

const VALUE_WIDTH = 54;

/** An entry in full: each figure with its standing and the number of its source, which stand below. */
export function renderEntry({ name, kind, module, doc, figures }: CatalogEntry, paint: Paint = noPaint): string {
  const sources: Provenance[] = [];
  const widest = Math.max(0, ...figures.map(({ property }) => property.length));
  const rows = figures.flatMap(({ property, value, source }) => {
    const origin =
      source === undefined ? 'default of the kind' : `${source.standing} [${String(numberOf(source, sources))}]`;
    const label = `  ${property.padEnd(widest)}  `;
    const hanging = ' '.repeat(label.length);
    const lines = wrap(value, label, hanging, label.length + VALUE_WIDTH);
    const last = lines.pop() ?? label;
    return [...lines, `${last.padEnd(label.length + VALUE_WIDTH)}  ${paint.faint(origin)}`];
  });
  return [
    [`${paint.strong(name)}  ${kind} of ${module}`, ...(doc === '' ? [] : wrap(doc))].join('\n'),
    ...(rows.length === 0 ? [] : [rows.join('\n')]),
    ...(sources.length === 0 ? [] : [['Sources', ...sources.flatMap(sourceLines)].join('\n')]),
  ].join('\n\n');
}

/** Counted from one, in the order in which the figures name them. */
function numberOf(source: Provenance, known: Provenance[]): number {
  const key = sourceText(source);
  const found = known.findIndex((other) => sourceText(other) === key);
  return found >= 0 ? found + 1 : known.push(source);
}

function sourceLines(source: Provenance, index: number): string[] {
  const number = `  [${String(index + 1)}] `;
  return wrap(sourceText(source), number, ' '.repeat(number.length));
}

function sourceText({ standing, title, year, where }: Provenance): string {
  return [`${standing}: ${title}`, year, where].filter((part) => part !== undefined && part !== '').join(', ');
}
