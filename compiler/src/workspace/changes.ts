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
 * Makes changes in the source as if one after the other, in as few rounds as may be: those of a round do not meet in the text, and
 * each round finds it as the one before left it. Blocks that inherit what changes keep what they have. `undefined` where a
 * block is not in the plan's own text.
 */
export function changeSource(source: Source, changes: readonly Change[]): SourceChange | undefined {
  const steps = new Map<string, FileEdit[][]>();
  const texts = new Map<string, string>();
  for (let left = changes; left.length > 0;) {
    const round = roundOf(left === changes ? source.origins : source.compiled(texts), left);
    if (round === undefined) return undefined;
    for (const file of new Set(round.edits.map((edit) => edit.file))) {
      const mine = round.edits.filter((edit) => edit.file === file);
      texts.set(file, applyEdits(texts.get(file) ?? source.read(file), mine));
      steps.set(file, [...(steps.get(file) ?? []), mine]);
    }
    left = round.later;
  }
  const edits = [...steps].flatMap(([file, made]) =>
    joinEdits(source.read(file), made).map((edit): FileEdit => ({ file, ...edit })),
  );
  return { edits, texts };
}

interface Round {
  readonly edits: readonly FileEdit[];
  readonly later: readonly Change[];
}

/** The changes that can be made at once; the first is always among them. `undefined` where it cannot be made. */
function roundOf(origins: Origins, changes: readonly Change[]): Round | undefined {
  const taken = new Map<string, FileEdit>();
  const later: Change[] = [];
  for (const change of changes) {
    const edits = later.some((other) => isWithin(other, change)) ? undefined : editsOf(origins, change);
    const isFirst = taken.size === 0 && later.length === 0;
    if (edits === undefined && isFirst) return undefined;
    // Several changes may bring the same import.
    const fresh = edits?.filter((edit) => !taken.has(nameOf(edit)));
    if (fresh === undefined || (!isFirst && fresh.some((edit) => meetsAny(edit, taken.values())))) later.push(change);
    else for (const edit of fresh) taken.set(nameOf(edit), edit);
  }
  return { edits: [...taken.values()], later };
}

/** True for changes of one block, and of a block in another. */
function isWithin(one: Change, other: Change): boolean {
  const covers = (outer: Change, inner: Change): boolean =>
    inner.path === outer.path || inner.path.startsWith(`${outer.path}.`);
  return covers(one, other) || covers(other, one);
}

function nameOf({ file, span, newText }: FileEdit): string {
  return `${file} ${String(span.start)} ${String(span.end)} ${newText}`;
}

function meetsAny(edit: FileEdit, others: Iterable<FileEdit>): boolean {
  for (const { file, span } of others)
    if (file === edit.file && edit.span.start <= span.end && span.start <= edit.span.end) return true;
  return false;
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
