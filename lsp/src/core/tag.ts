/** A short name for a content: equal contents have equal names (FNV-1a over two seeds, 64 bits). */
export function contentTag(content: string): string {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return `${(low >>> 0).toString(36)}-${(high >>> 0).toString(36)}-${content.length.toString(36)}`;
}
