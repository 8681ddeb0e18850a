import type { Plan } from './generated/kinds.js';
import { childBlocks, isBlock, isChildren, isHead, isRecord, type Properties } from './structure.js';

/** Names of what two plans may differ in, by which a mixture chooses between them. */
export const choice = {
  property: (path: string, top: string): string => `${path}#${top}`,
  added: (path: string): string => `+${path}`,
  removed: (path: string): string => `-${path}`,
  entry: (key: string): string => `@${key}`,
};

/**
 * A plan that has some differences from the second of two plans, and all else from the first. Entries of both catalogues are in
 * it. Whoever chooses sees to it that what is referred to is there.
 * @param base with the names of the second: `comparePlans(…).base`
 * @param taken which differences are taken, by `choice`
 */
export function mixPlans(base: Plan, head: Plan, taken: ReadonlySet<string>): Plan {
  const mixed = mix(base as unknown as Properties, head as unknown as Properties, '', taken);
  const catalogue: Record<string, unknown> = { ...base.catalogue };
  for (const [key, entity] of Object.entries(head.catalogue))
    if (!(key in catalogue) || taken.has(choice.entry(key))) catalogue[key] = entity;
  const sorted = Object.fromEntries(Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...mixed, catalogue: sorted } as unknown as Plan;
}

function mix(base: Properties, head: Properties, path: string, taken: ReadonlySet<string>): Properties {
  if (isBlock(head) && base['kind'] !== head['kind']) return taken.has(choice.property(path, 'kind')) ? head : base;
  const mixed: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(head), ...Object.keys(base)])) {
    const value = valueOf(key);
    if (value !== undefined) mixed[key] = value;
  }
  return mixed;

  function valueOf(key: string): unknown {
    const [was, is] = [base[key], head[key]];
    if (key === 'count' || key === 'elements') return taken.has(choice.property(path, '[]')) ? is : was;
    if (isHead(key)) return is ?? was;
    // An absent list of blocks is an empty one.
    if (isChildren(was ?? []) && isChildren(is ?? [])) return childrenOf(was, is, taken);
    return taken.has(choice.property(path, key)) ? is : was;
  }
}

function childrenOf(was: unknown, is: unknown, taken: ReadonlySet<string>): unknown {
  const before = childBlocks({ was });
  const after = childBlocks({ is });
  const children: Properties[] = [];
  for (const [path, child] of after) {
    const other = before.get(path);
    if (other !== undefined) children.push(mix(other, child, path, taken));
    else if (taken.has(choice.added(path))) children.push(child);
  }
  for (const [path, child] of before) if (!after.has(path) && !taken.has(choice.removed(path))) children.push(child);
  const isList = Array.isArray(was) || Array.isArray(is);
  if (isList) return children;
  return isRecord(was) || isRecord(is) ? children[0] : undefined;
}
