/**
 * A value of the IR with every part that equals the same part of `like` replaced by it: what two compilations have in common is
 * then the same object, and whatever is remembered of it by identity is found again. The IR never changes. Lists are compared
 * by position, and blocks that have a path by that.
 */
export function shareWith<T>(value: T, like: unknown): T {
  return shared(value, like) as T;
}

function shared(value: unknown, like: unknown): unknown {
  if (value === like || !isObject(value) || !isObject(like)) return value;
  if (Array.isArray(value)) return Array.isArray(like) ? sharedList(value, like) : value;
  return Array.isArray(like) ? value : sharedMembers(value, like);
}

function sharedList(value: readonly unknown[], like: readonly unknown[]): readonly unknown[] {
  const places = new Map(like.flatMap((item) => (hasPath(item) ? [[item.path, item] as const] : [])));
  let isSame = value.length === like.length;
  const items = value.map((item, i) => {
    const made = shared(item, hasPath(item) ? (places.get(item.path) ?? like[i]) : like[i]);
    isSame &&= Object.is(made, like[i]);
    return made;
  });
  return isSame ? like : items;
}

function sharedMembers(value: Members, like: Members): Members {
  const keys = Object.keys(value);
  const others = Object.keys(like);
  let isSame = keys.length === others.length;
  const made: Record<string, unknown> = {};
  for (const [i, key] of keys.entries()) {
    const member = (made[key] = shared(value[key], like[key]));
    // The order of members is part of what is printed.
    isSame &&= others[i] === key && Object.is(member, like[key]);
  }
  return isSame ? like : made;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

function hasPath(item: unknown): item is Members & { readonly path: string } {
  return isObject(item) && typeof item['path'] === 'string';
}
