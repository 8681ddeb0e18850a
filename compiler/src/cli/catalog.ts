import { type CatalogEntry, renderCatalog, renderEntry } from '../diagnostics/catalog-text.js';
import { type AnyEntity, isRef, type Provenance } from '../ir/index.js';
import { showPropertyValue } from '../semantics/index.js';
import { engine, Workspace } from '../workspace/workspace.js';
import { diskHost } from './files.js';
import { EXIT, note, paintFor, print } from './terminal.js';

/** Bookkeeping of an entity, which is no figure of the entry. */
const HIDDEN = new Set([
  'kind',
  'name',
  'path',
  'base',
  'doc',
  'sources',
  'defaulted',
  'allows',
  'alternatives',
  'count',
  'elements',
]);

/** `dcplan catalog [query]`: what the library holds; one entry in full where the query names it. Returns the exit code. */
export function catalog(query: string | undefined, json: boolean): number {
  const library = new Workspace(diskHost()).library();
  const wanted = [...library]
    .filter(([key, entity]) => matches(key, entity, query))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const called = wanted.filter(([key]) => nameOf(key).toLowerCase() === query?.toLowerCase());
  const written = called.filter(([key]) => nameOf(key) === query);
  const exact = written.length > 0 ? written : called;
  if (json)
    print(
      JSON.stringify(
        { schemaVersion: 1, engine, entries: Object.fromEntries(exact.length > 0 ? exact : wanted) },
        null,
        2,
      ),
    );
  else if (wanted.length === 0)
    note(`the library holds nothing called \`${query ?? ''}\`; \`dcplan catalog\` lists all of it`);
  else if (exact.length > 0)
    print(exact.map(([key, entity]) => renderEntry(entryOf(key, entity), paintFor(process.stdout))).join('\n\n'));
  else
    print(
      renderCatalog(
        wanted.map(([key, entity]) => entryOf(key, entity)),
        paintFor(process.stdout),
      ),
    );
  return EXIT.clean;
}

function matches(key: string, entity: AnyEntity, query: string | undefined): boolean {
  if (query === undefined) return true;
  const text = query.toLowerCase();
  return (
    key.toLowerCase().includes(text) ||
    entity.kind.toLowerCase() === text ||
    (entity.doc ?? '').toLowerCase().includes(text)
  );
}

function nameOf(key: string): string {
  return key.slice(key.indexOf('#') + 1);
}

function entryOf(key: string, entity: AnyEntity): CatalogEntry {
  return {
    name: nameOf(key),
    kind: entity.kind,
    module: key.slice(0, key.indexOf('#')),
    doc: entity.doc ?? '',
    figures: figuresOf(entity, '', undefined),
  };
}

/** Every property, those of child blocks by their path (`slo.ttft`). A block without a source has that of the block around it. */
function figuresOf(entity: AnyEntity, prefix: string, around: Provenance | undefined): CatalogEntry['figures'] {
  const whole = entity.sources?.[''] ?? around;
  return Object.entries(entity)
    .filter(([property]) => !HIDDEN.has(property))
    .flatMap(([property, value]: [string, unknown]) => {
      const source = entity.sources?.[property] ?? (entity.defaulted?.includes(property) ? undefined : whole);
      if (isBlock(value)) return figuresOf(value, `${prefix}${property}.`, source);
      return [
        {
          property: `${prefix}${property}`,
          value: isRef(value) ? nameOf(value.ref) : showPropertyValue(entity.kind, property, value),
          ...(source === undefined ? {} : { source }),
        },
      ];
    });
}

function isBlock(value: unknown): value is AnyEntity {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && !isRef(value)
  );
}
