/** A half-open range of UTF-16 offsets from the start of a file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in a file: the file's name as the host gave it, and a span in it. */
export interface Location {
  readonly file: string;
  readonly span: Span;
}

/** Replace `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

export interface FileEdit extends TextEdit {
  readonly file: string;
}
