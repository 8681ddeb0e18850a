/**
 * The path of the block around, and the last part of a path: `Prairie.A[2..3]` is `A[2..3]` in `Prairie`. The two dots of a
 * range of elements separate nothing.
 */
export function splitPath(path: string): { readonly around: string; readonly last: string } {
  const dot = path.lastIndexOf('.', path.endsWith(']') ? path.lastIndexOf('[') : path.length);
  return dot < 0 ? { around: '', last: path } : { around: path.slice(0, dot), last: path.slice(dot + 1) };
}
