import { columns } from '../diagnostics/table.js';
import { type AnyEntity, isRef } from '../ir/index.js';
import { showPropertyValue } from '../semantics/show-property.js';
import { Workspace } from '../workspace/workspace.js';
import { diskHost } from './files.js';
import { EXIT, note, paintFor, print } from './terminal.js';

/** `dcplan catalog [query]`: what the library holds; one entry in full where the query names it. Returns the exit code. */
export function catalog(query: string | undefined, json: boolean): number {
  const library = new Workspace(diskHost()).library();
  const wanted = [...library].filter(([key, entity]) => matches(key, entity, query)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (json) {
    print(JSON.stringify(Object.fromEntries(wanted), null, 2));
    return EXIT.clean;
  }
  const exact = wanted.filter(([key]) => key.slice(key.indexOf('#') + 1).toLowerCase() === query?.toLowerCase());
  if (exact.length === 1 && exact[0] !== undefined) print(describe(exact[0][0], exact[0][1]));
  else if (wanted.length > 0) print(columns(['name', 'kind', 'from', 'what'], wanted.map(([key, entity]) => listed(key, entity))).replace(/ +$/gm, ''));
  if (wanted.length === 0) note(`the library holds nothing called ${query ?? ''}`);
  return EXIT.clean;
}

function matches(key: string, entity: AnyEntity, query: string | undefined): boolean {
  if (query === undefined) return true;
  const text = query.toLowerCase();
  return key.toLowerCase().includes(text) || entity.kind.toLowerCase() === text || (entity.doc ?? '').toLowerCase().includes(text);
}

function listed(key: string, entity: AnyEntity): string[] {
  const [module = '', name = ''] = key.split('#');
  return [name, entity.kind, module, (entity.doc ?? '').split('\n')[0] ?? ''];
}

function describe(key: string, entity: AnyEntity): string {
  const [module = '', name = ''] = key.split('#');
  const paint = paintFor(process.stdout);
  const hidden = new Set(['kind', 'name', 'path', 'base', 'doc', 'sources', 'defaulted', 'allows', 'alternatives', 'count', 'elements']);
  const whole = entity.sources?.[''];
  const rows = Object.entries(entity)
    .filter(([property]) => !hidden.has(property))
    .map(([property, value]: [string, unknown]) => {
      const source = entity.sources?.[property] ?? (entity.defaulted?.includes(property) ? undefined : whole);
      const origin = source === undefined ? 'default of the kind' : [source.standing, source.title, source.year, source.where].filter((part) => part !== undefined && part !== '').join(', ');
      return [property, isRef(value) ? value.ref : showPropertyValue(entity.kind, property, value), origin];
    });
  return [`${paint.strong(name)}  ${entity.kind} of ${module}`, ...(entity.doc === undefined ? [] : [entity.doc]), '', ...rows.map(([property = '', value = '', origin = '']) => `  ${property.padEnd(22)}  ${value.padEnd(34)}  ${paint.faint(origin)}`)].join('\n');
}
