import type { Member, PropertyMember } from '../../syntax/tree.js';
import type { Kind } from '../kinds/index.js';

const known = new WeakMap<readonly Member[], Map<Kind, readonly PropertyMember[] | undefined>>();

/**
 * The properties that a body states, where nothing is wrong with any of them: each a property of the kind, and there once.
 * Undefined where something is to be reported, or nothing stated. Remembered by the body, which a reparse keeps where it has
 * not changed, so that a keystroke looks at one body of hundreds.
 */
export function plainProperties(members: readonly Member[], kind: Kind): readonly PropertyMember[] | undefined {
  let byKind = known.get(members);
  if (byKind === undefined) {
    byKind = new Map();
    known.set(members, byKind);
  }
  if (!byKind.has(kind)) byKind.set(kind, examine(members, kind));
  return byKind.get(kind);
}

function examine(members: readonly Member[], kind: Kind): readonly PropertyMember[] | undefined {
  const stated: PropertyMember[] = [];
  const names = new Set<string>();
  for (const member of members) {
    if (member.type !== 'property') continue;
    const [key, ...more] = member.key.segments;
    if (key === undefined || more.length > 0 || key.index !== undefined || names.has(key.name.text)) return undefined;
    const row = kind.properties.get(key.name.text) ?? kind.open?.value;
    if (row === undefined || row.type.type === 'child') return undefined;
    names.add(key.name.text);
    stated.push(member);
  }
  const isStatedTwice = members.some((member) => member.type === 'block' && names.has(member.keyword.text));
  return isStatedTwice || stated.length === 0 ? undefined : stated;
}
