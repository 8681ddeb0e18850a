import type { Change } from '../fit/index.js';
import { editForMember, editForProperty, type Origins } from '../semantics/index.js';
import { textOf } from '../semantics/report.js';
import { applyEdits, joinEdits } from '../text/edits.js';
import type { FileEdit } from '../text/span.js';

/** What changes of a plan come to in its source. */
export interface SourceChange {
  /** Edits of the files as they are. */
  readonly edits: readonly FileEdit[];
  /** Files that change, with their new text. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Where changes are made: the source, and what it compiles to after some of them. */
export interface Source {
  readonly origins: Origins;
  readonly read: (file: string) => string;
  /** Places in the text once these files have changed. */
  readonly compiled: (texts: ReadonlyMap<string, string>) => Origins;
}

/**
 * Makes changes in the source as if one after the other. Blocks that inherit what changes keep what they have. `undefined`
 * where a block is not in the plan's own text.
 */
export function changeSource(source: Source, changes: readonly Change[]): SourceChange | undefined {
  return (changes.length > 1 ? atOnce(source, changes) : undefined) ?? inTurn(source, changes);
}

/**
 * Changes that do not meet anywhere in the text: none finds it otherwise for the others, but for an import that several bring.
 * `undefined` where two of them meet.
 */
function atOnce(source: Source, changes: readonly Change[]): SourceChange | undefined {
  const all = changes.map((change) => editsOf(source.origins, change));
  const made = new Map<string, FileEdit>();
  for (const edits of all) {
    if (edits === undefined) return undefined;
    for (const edit of edits) made.set(JSON.stringify([edit.file, edit.span.start, edit.span.end, edit.newText]), edit);
  }
  const edits = [...made.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const texts = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const mine = edits.filter((edit) => edit.file === file);
    if (mine.some((edit, i) => i > 0 && edit.span.start <= (mine[i - 1]?.span.end ?? 0)))
      return undefined;
    texts.set(file, applyEdits(source.read(file), mine));
  }
  return { edits, texts };
}

/** One after the other, so that each finds the text as the one before left it: two members of one block, say. */
function inTurn(source: Source, changes: readonly Change[]): SourceChange | undefined {
  let { origins } = source;
  const steps = new Map<string, FileEdit[][]>();
  const texts = new Map<string, string>();
  for (const [i, change] of changes.entries()) {
    if (i > 0) origins = source.compiled(texts);
    const edits = editsOf(origins, change);
    if (edits === undefined) return undefined;
    for (const file of new Set(edits.map((edit) => edit.file))) {
      const mine = edits.filter((edit) => edit.file === file);
      texts.set(file, applyEdits(texts.get(file) ?? source.read(file), mine));
      steps.set(file, [...(steps.get(file) ?? []), mine]);
    }
  }
  const edits = [...steps].flatMap(([file, made]) =>
    joinEdits(source.read(file), made).map((edit): FileEdit => ({ file, ...edit })),
  );
  return { edits, texts };
}

function editsOf(origins: Origins, change: Change): readonly FileEdit[] | undefined {
  if (change.type === 'property') {
    const imports = change.imports.map(({ module, name }) => ({ from: module, name }));
    return editForProperty(origins, change.path, change.property, change.text, imports);
  }
  if (change.type === 'alternative') {
    const text = alternativeText(origins, change.path, change.property, change.option);
    return text === undefined ? undefined : editForProperty(origins, change.path, change.property, text);
  }
  const imports = change.imports.map(({ module, name }) => ({ from: module, name }));
  return editForMember(origins, change.path, change.text, imports);
}

/** An alternative of a property as its block writes it: `B` of `cooling: A | B`. What it names is in scope there. */
function alternativeText(origins: Origins, path: string, property: string, option: number): string | undefined {
  const entity = origins.entity(path);
  const declaration = entity === undefined ? undefined : origins.slot(entity, property)?.declaration;
  if (declaration?.member.type !== 'property' || declaration.member.value.type !== 'alternatives') return undefined;
  const chosen = declaration.member.value.options[option + 1];
  return chosen === undefined ? undefined : textOf(declaration.scope, chosen);
}
