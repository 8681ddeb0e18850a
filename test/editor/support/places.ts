import type { Location, LocationLink } from 'vscode-languageserver';
import { fileOf } from '../../../lsp/src/core/uris.js';
import type { Editor } from './editor.js';

/** A place as a test states it: `plan 4:11 Grid`; of the library, which has no fixed lines, `std/racks GB200_NVL72`. */
export function positionText(editor: Editor, place: Location | LocationLink): string {
  const [uri, range] = 'uri' in place ? [place.uri, place.range] : [place.targetUri, place.targetSelectionRange];
  const file = fileOf(uri);
  const lines = editor.session.files.lines(file);
  const text = lines.getText(range) === '' ? 'start' : lines.getText(range);
  if (file.startsWith('std/')) return `${file} ${text}`;
  const name = file.replace(/^.*\//, '').replace(/\.dcplan$/, '');
  return `${name} ${range.start.line}:${range.start.character} ${text}`;
}
