/** How entities of the IR are put together, whatever their kind: for what looks at two of them side by side. */

export type Properties = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for an entity, named or not. */
export function isBlock(value: unknown): value is Properties {
  return isRecord(value) && typeof value['kind'] === 'string';
}

/** True for a block that has a place in the plan. */
export function isPlaced(value: unknown): value is Properties & { readonly path: string } {
  return isBlock(value) && typeof value['path'] === 'string';
}

/** What an entity has besides its properties, and a plan besides its blocks. */
const HEAD: ReadonlySet<string> = new Set([
  ...['kind', 'name', 'path', 'base', 'count', 'elements', 'doc', 'sources', 'allows', 'alternatives', 'defaulted'],
  ...['schemaVersion', 'engine', 'scenario', 'scenarios', 'requirements', 'catalogue'],
]);

/** What of an entity reaches no result. */
const WORDS: ReadonlySet<string> = new Set(['doc', 'sources', 'allows', 'alternatives', 'defaulted', 'name', 'path']);

/** An entity's own properties, without the blocks in it. */
export function ownProperties(entity: Properties): Properties {
  return Object.fromEntries(Object.entries(entity).filter(([key, value]) => !HEAD.has(key) && !isChildren(value)));
}

/** True for the name of something that is neither a property nor blocks. */
export function isHead(key: string): boolean {
  return HEAD.has(key);
}

/** True for a block with a place, and for a list of them. */
export function isChildren(value: unknown): boolean {
  return isPlaced(value) || (Array.isArray(value) && (value.length === 0 || value.every(isPlaced)));
}

/** The blocks that stand directly in an entity, by path. */
export function childBlocks(entity: Properties): ReadonlyMap<string, Properties> {
  const children = new Map<string, Properties>();
  for (const [key, value] of Object.entries(entity)) {
    if (HEAD.has(key)) continue;
    for (const child of Array.isArray(value) ? (value as readonly unknown[]) : [value])
      if (isPlaced(child)) children.set(child.path, child);
  }
  return children;
}

/** A value without what is only said of it: documentation, sources, which of it are defaults. */
export function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (!isRecord(value)) return value;
  const kept = isBlock(value) ? Object.entries(value).filter(([key]) => !WORDS.has(key)) : Object.entries(value);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutWords(inner)]));
}
