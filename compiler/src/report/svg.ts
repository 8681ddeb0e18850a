/** Small helpers for SVG that we lay out ourselves. */

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Attributes in the order given; numbers to a hundredth. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly string[]
): string {
  const text = Object.entries(attributes)
    .map(
      ([key, value]) =>
        ` ${key}="${typeof value === 'number' ? String(Number(value.toFixed(2)) + 0) : escaped(value)}"`,
    )
    .join('');
  return children.length === 0 ? `<${name}${text}/>` : `<${name}${text}>${children.join('')}</${name}>`;
}

/** Text cut to what fits, by a mean width of a character of the sans-serif faces. */
export function fitted(text: string, width: number, size = 12): string {
  const most = Math.floor(width / (size * 0.53));
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`;
}
