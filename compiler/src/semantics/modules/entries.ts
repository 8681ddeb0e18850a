/** One declaration at the top level of a library module, as a piece of its text. */
export interface EntryText {
  readonly keyword: string;
  /** Absent for imports. */
  readonly name?: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a library module into its top-level declarations without parsing it: each begins at column 0 (the formatter sees to
 * that), with the documentation and annotations above it, and reaches to the next.
 */
export function entriesOf(text: string): readonly EntryText[] {
  const entries: { keyword: string; name?: string; start: number; end: number }[] = [];
  let lead: number | undefined;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    const first = text.charCodeAt(start);
    const isLead = first === 64 /* @ */ || text.startsWith('///', start);
    if (isLead) lead ??= start;
    else if (isLetter(first)) {
      const [, keyword = '', name] = /^(\w+)(?:[ \t]+([A-Za-z_]\w*))?/.exec(text.slice(start, end)) ?? [];
      entries.push({
        keyword,
        ...(name === undefined || keyword === 'import' ? {} : { name }),
        start: lead ?? start,
        end,
      });
      lead = undefined;
    } else if (first === 47 /* a comment of its own */) lead = undefined;
    const current = entries.at(-1);
    if (current !== undefined && lead === undefined) current.end = end;
    start = end;
  }
  return entries;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
