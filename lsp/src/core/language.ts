import { bodyOf, parse } from '../../../compiler/src/syntax/index.js';
import type { Symbol } from '../../../compiler/src/semantics/index.js';
import type { Location } from '../../../compiler/src/text/span.js';
import type { Session } from './session.js';

/** Where a thing is declared: its name, and the whole of it. */
export interface Declared {
  readonly name: Location;
  readonly whole: Location;
}

const tables = new WeakMap<object, ReadonlyMap<string, Declared>>();

/** Where the language itself declares a kind, a property or a metric: in the standard library. */
export function languageDeclaration(session: Session, symbol: Symbol): Declared | undefined {
  const table = tableOf(session.files.stdlib);
  switch (symbol.type) {
    case 'kind':
      return table.get(symbol.name);
    case 'property':
      for (const kind of symbol.kind.ancestors) {
        const found = table.get(`${kind}.${symbol.row.name}`);
        if (found !== undefined) return found;
      }
      return undefined;
    case 'metric':
      return table.get(`${symbol.metric.on} ${symbol.metric.name}`);
    default:
      return undefined;
  }
}

function tableOf(stdlib: Readonly<Record<string, string>>): ReadonlyMap<string, Declared> {
  const known = tables.get(stdlib);
  if (known !== undefined) return known;
  const table = new Map<string, Declared>();
  for (const [file, text] of Object.entries(stdlib)) {
    if (!file.startsWith('std/kinds/') && !file.startsWith('std/metrics/')) continue;
    for (const member of parse(text).tree.members) {
      const place = (
        base: number,
        name: { start: number; end: number },
        whole: { start: number; end: number },
      ): Declared => ({
        name: { file, span: { start: base + name.start, end: base + name.end } },
        whole: { file, span: { start: base + whole.start, end: base + whole.end } },
      });
      if (member.type === 'metric') table.set(`${member.on.text} ${member.name.text}`, place(0, member.name, member));
      if (member.type !== 'kind') continue;
      table.set(member.name.text, place(0, member.name, member));
      for (const property of bodyOf(member))
        if (property.type === 'kindProperty' && property.name !== undefined)
          table.set(`${member.name.text}.${property.name.text}`, place(member.start, property.name, property));
    }
  }
  tables.set(stdlib, table);
  return table;
}
