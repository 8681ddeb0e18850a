import type { EntryChange, PropertyChange } from '../ir/difference.js';
import { splitPath } from '../ir/paths.js';
import { namesInDefault, showPropertyValue } from '../semantics/index.js';
import { parse, walk } from '../syntax/index.js';
import type { Location } from '../text/span.js';
import type { Checked, Workspace } from './workspace.js';

/** A plan on one side. */
export interface Side {
  readonly workspace: Workspace;
  readonly file: string;
  readonly scenario?: string;
  /** What was found in it, where it has been checked already, under the same scenario, seed and day. */
  readonly checked?: Checked;
}

/** Longest value that a change shows. */
const LONGEST = 72;

/** How both sides write what differs between them. */
export class Words {
  private readonly lets: ReadonlyMap<string, readonly [was: string | undefined, is: string | undefined]>;

  /** @param originalPath the path that a block of the second plan has in the first */
  constructor(
    private readonly base: Side,
    private readonly head: Side,
    private readonly originalPath: (path: string) => string,
  ) {
    this.lets = changedLets(letsOf(base), letsOf(head));
  }

  /** `lets` that differ, with both texts. */
  changedLets(): readonly (readonly [name: string, was: string | undefined, is: string | undefined])[] {
    return [...this.lets].map(([name, [was, is]]) => [name, was, is]);
  }

  /** The declaration that a property has its change from: `Prairie.A.cooling`, or the `let` that its text names. */
  readonly declaredBy = ({ path, top }: PropertyChange): string => {
    if (top === '[]') return `${path} elements`;
    const [was, is] = [this.stated(this.base, this.originalPath(path), top), this.stated(this.head, path, top)];
    if (was !== undefined && is !== undefined && was.text === is.text) {
      const names = [...this.lets.keys()].filter((name) => new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(is.text));
      if (names.length > 0) return names.map((name) => `let ${name}`).join(', ');
    }
    const by = (is ?? was)?.by ?? path;
    return by === '' ? top : `${by}.${top}`;
  };

  /** The properties that a default is computed from; undefined for what either side states. */
  readonly computedFrom = ({ path, kind, top }: PropertyChange): ReadonlySet<string> | undefined => {
    if (top === '[]' || top === 'kind') return undefined;
    if (this.stated(this.head, path, top) ?? this.stated(this.base, this.originalPath(path), top)) return undefined;
    return namesInDefault(kind, top);
  };

  /** The value on either side: as written, and where both are written alike what they come to. */
  valuesOf(change: PropertyChange): readonly [was: string | null, is: string | null] {
    const { path, property, top, kind } = change;
    if (top === '[]') return [elements(change.was), elements(change.is)];
    const inner = `${path === '' ? '' : `${path}.`}${property}`;
    const text = (side: Side, at: string): string | undefined => {
      const { around, last } = splitPath(at);
      return this.stated(side, around, last)?.text;
    };
    const original = (at: string): string => (path === '' ? at : this.originalPath(path) + at.slice(path.length));
    const whole = `${path === '' ? '' : `${path}.`}${top}`;
    for (const at of new Set([inner, whole])) {
      const [was, is] = [text(this.base, original(at)), text(this.head, at)];
      if (was !== undefined && is !== undefined && was !== is) return [shortened(was), shortened(is)];
    }
    const show = (value: unknown, written: string | undefined): string | null => {
      if (value === undefined) return null;
      return shortened(property === top ? showPropertyValue(kind, top, value) : (written ?? JSON.stringify(value)));
    };
    return [show(change.was, text(this.base, original(inner))), show(change.is, text(this.head, inner))];
  }

  /** The value of an entry of a catalogue on either side. */
  entryValues({ kind, property, was, is }: EntryChange): readonly [was: string | null, is: string | null] {
    const show = (value: unknown): string | null =>
      value === undefined
        ? null
        : shortened(property.includes('.') ? JSON.stringify(value) : showPropertyValue(kind, property, value));
    return [show(was), show(is)];
  }

  private stated(
    { workspace, file, scenario }: Side,
    path: string,
    property: string,
  ): { readonly text: string; readonly by: string } | undefined {
    const origin = workspace.compile(file, scenario).origins.property(path, property);
    return origin === undefined ? undefined : { text: textAt(workspace, origin.value), by: origin.statedBy };
  }
}

function textAt(workspace: Workspace, { file, span }: Location): string {
  return (workspace.text(file) ?? '').slice(span.start, span.end).replace(/\s+/g, ' ').trim();
}

function elements(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'number' ? String(value) : '1';
  return `[${value.join(', ')}]`;
}

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** The text of every `let` of a plan's files, by name; several of one name together. */
function letsOf({ workspace, file, scenario }: Side): ReadonlyMap<string, string> {
  const lets = new Map<string, string>();
  for (const each of workspace.compile(file, scenario).files) {
    const text = workspace.text(each);
    if (text === undefined || !each.endsWith('.dcplan')) continue;
    walk(parse(text).tree, 0, (node, base) => {
      if (!('type' in node) || node.type !== 'let' || !('name' in node) || !('value' in node)) return undefined;
      const { name, value } = node as typeof node & { name: { text: string }; value: { start: number; end: number } };
      const written = text.slice(base + value.start, base + value.end).replace(/\s+/g, ' ');
      lets.set(name.text, lets.has(name.text) ? `${lets.get(name.text) ?? ''}; ${written}` : written);
      return undefined;
    });
  }
  return lets;
}

function changedLets(
  was: ReadonlyMap<string, string>,
  is: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly [was: string | undefined, is: string | undefined]> {
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name)).sort();
  return new Map(names.map((name) => [name, [was.get(name), is.get(name)]]));
}
