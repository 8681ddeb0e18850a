import { type EditorProperty, editorKinds } from '../../../compiler/src/semantics/generated/editor-tables.js';

/** What the language says of a property, looked for in a kind and what it extends. */
export function editorProperty(kind: string, property: string): EditorProperty | undefined {
  for (let at: string | undefined = kind; at !== undefined; at = editorKinds[at]?.base) {
    const found = editorKinds[at]?.properties[property];
    if (found !== undefined) return found;
  }
  return editorKinds[kind]?.open?.value;
}

/** `density?: Power/rack`. */
export function signatureOf(name: string, property: EditorProperty): string {
  return `${name}${property.required === true ? '' : '?'}: ${property.type}`;
}

/** Default, bounds and unit of a property, each in a few words. */
export function termsOf({ default: standard, bounds, unit }: EditorProperty): readonly string[] {
  return [
    ...(standard === undefined ? [] : [`default \`${standard}\``]),
    ...(bounds === undefined ? [] : [`within \`${bounds}\``]),
    ...(unit === undefined || unit === '' ? [] : [`shown in \`${unit}\``]),
  ];
}
