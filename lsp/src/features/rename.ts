import {
  ErrorCodes,
  LSPErrorCodes,
  PrepareRenameRequest,
  type PrepareRenameResult,
  RenameRequest,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { declarationOf, type Symbol } from '../../../compiler/src/semantics/index.js';
import type { Location } from '../../../compiler/src/text/span.js';
import { answer, type Feature } from '../core/feature.js';
import { type Named, nameAt, placesOf } from '../core/names.js';
import type { Session } from '../core/session.js';
import { wordsOf } from './references.js';
import { workspaceEdit } from '../core/edits.js';

/** Words that a name cannot be: they begin a member, or stand between values. */
const reserved = new Set(
  'import kind metric let scenario test require prefer of in on growing from until then else for and or not as if step with expect true false'.split(
    ' ',
  ),
);

/** Gives a thing another name, in every file that names it. */
export const renameFeature: Feature = {
  capabilities: (client) => ({
    renameProvider: client.textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  handlers: [
    answer(PrepareRenameRequest.type, (session, params): PrepareRenameResult | null => {
      const named = nameAt(session, params);
      if (named === undefined) return null;
      const why = refusal(session, named.occurrence.symbol);
      if (why !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, why);
      const { file, span } = named.occurrence.location;
      return { range: session.files.range(file, span), placeholder: textAt(session, named.occurrence.location) };
    }),
    answer(RenameRequest.type, (session, params): WorkspaceEdit | null => {
      const named = nameAt(session, params);
      return named === undefined ? null : rename(session, named, params.newName);
    }),
  ],
};

function rename(session: Session, { occurrence }: Named, newName: string): WorkspaceEdit {
  const { symbol } = occurrence;
  const why = refusal(session, symbol);
  if (why !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, why);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(newName))
    throw new ResponseError(
      ErrorCodes.InvalidParams,
      `\`${newName}\` is not a name: letters, digits and \`_\`, a letter first.`,
    );
  if (reserved.has(newName))
    throw new ResponseError(ErrorCodes.InvalidParams, `\`${newName}\` is a word of the language.`);
  const old = textAt(session, occurrence.location);
  const edits = new Map<string, TextEdit[]>();
  for (const { location } of placesOf(session, symbol, wordsOf(symbol))) {
    // Where an import gives the thing another name, that name stays.
    if (textAt(session, location) !== old) continue;
    const edit = { range: session.files.range(location.file, location.span), newText: newName };
    edits.set(location.file, [...(edits.get(location.file) ?? []), edit]);
  }
  return workspaceEdit(session, edits);
}

/** Why a thing keeps its name. */
function refusal(session: Session, symbol: Symbol): string | undefined {
  switch (symbol.type) {
    case 'property':
    case 'metric':
    case 'kind':
    case 'word':
      return 'The language itself declares this name.';
    case 'module':
      return 'A file is renamed in the file system; imports of it follow.';
    case 'alias':
    case 'variable':
      return undefined;
    case 'block':
      if (symbol.entity.name === undefined) return 'This block has no name.';
      break;
    case 'let':
    case 'scenario':
      break;
  }
  const file = declarationOf(symbol)?.name.file ?? '';
  if (session.files.stdlib[file] !== undefined) return 'The standard library declares this name.';
  return file.includes('/node_modules/') ? 'An installed package declares this name.' : undefined;
}

function textAt(session: Session, { file, span }: Location): string {
  return session.files.read(file)?.slice(span.start, span.end) ?? '';
}
