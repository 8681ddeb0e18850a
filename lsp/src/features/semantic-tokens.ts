import {
  type SemanticTokens,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver';
import type { Occurrence, Symbol } from '../../../compiler/src/semantics/index.js';
import { occurrencesIn } from '../../../compiler/src/semantics/index.js';
import type { Span } from '../../../compiler/src/text/span.js';
import { answer, type Feature } from '../core/feature.js';
import { namesOf } from '../core/names.js';
import type { Session } from '../core/session.js';
import { contentTag } from '../core/tag.js';
import { fileOf } from '../core/uris.js';

const types = [
  'namespace',
  'class',
  'type',
  'property',
  'variable',
  'function',
  'enumMember',
  'event',
  'parameter',
] as const;
const modifiers = ['declaration', 'readonly', 'defaultLibrary'] as const;

/** What each name stands for, for colours: the rest of the text a grammar knows as well. */
export const semanticTokensFeature: Feature = {
  capabilities: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...types], tokenModifiers: [...modifiers] },
      full: { delta: true },
      range: true,
    },
  }),
  handlers: [
    answer(SemanticTokensRequest.type, (session, { textDocument }) => full(session, textDocument.uri)),
    answer(SemanticTokensRangeRequest.type, (session, { textDocument, range }) => {
      const lines = session.files.lines(fileOf(textDocument.uri));
      const within = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
      return { data: tokens(session, textDocument.uri, within) };
    }),
    answer(SemanticTokensDeltaRequest.type, (session, { textDocument, previousResultId }) => {
      const before = last.get(session)?.get(textDocument.uri);
      const now = full(session, textDocument.uri);
      if (before?.resultId !== previousResultId) return now;
      return { resultId: now.resultId ?? '', edits: difference(before.data, now.data) };
    }),
  ],
};

/** The last tokens that were given out of each document: what a delta is taken from. */
const last = new WeakMap<Session, Map<string, SemanticTokens>>();

function full(session: Session, uri: string): SemanticTokens {
  const data = tokens(session, uri);
  const result = { resultId: contentTag(data.join(' ')), data };
  const known = last.get(session) ?? new Map<string, SemanticTokens>();
  known.set(uri, result);
  last.set(session, known);
  return result;
}

/** The one stretch in which two lists of tokens differ. */
function difference(
  before: readonly number[],
  now: readonly number[],
): { start: number; deleteCount: number; data: number[] }[] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === now[now.length - 1 - same]) same++;
  const deleteCount = before.length - same - start;
  const data = now.slice(start, now.length - same);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}

function tokens(session: Session, uri: string, within?: Span): number[] {
  const plan = session.inPlan(uri);
  if (plan === undefined) return [];
  const { bound, module } = plan;
  const names = within === undefined ? namesOf(bound, module) : occurrencesIn(bound.world, module, within);
  const lines = session.files.lines(fileOf(uri));
  const data: number[] = [];
  let [line, character] = [0, 0];
  let end = -1;
  for (const occurrence of names) {
    const { span } = occurrence.location;
    const type = typeOf(occurrence.symbol);
    const isOutside = within !== undefined && (span.start > within.end || span.end < within.start);
    // A name in a module's string, and one that lies in another, would confuse clients.
    if (type === undefined || span.start < end || isOutside) continue;
    end = span.end;
    const at = lines.positionAt(span.start);
    data.push(at.line - line, at.line === line ? at.character - character : at.character, span.end - span.start);
    data.push(types.indexOf(type), modifiersOf(occurrence));
    [line, character] = [at.line, at.character];
  }
  return data;
}

function typeOf(symbol: Symbol): (typeof types)[number] | undefined {
  switch (symbol.type) {
    case 'block':
      return 'class';
    case 'let':
      return 'variable';
    case 'property':
      return 'property';
    case 'metric':
      return 'function';
    case 'kind':
      return 'type';
    case 'module':
      return undefined;
    case 'scenario':
      return 'event';
    case 'alias':
      return symbol.target.type === 'module' ? 'namespace' : typeOf(symbol.target);
    case 'variable':
      return 'parameter';
    case 'word':
      return 'enumMember';
  }
}

function modifiersOf({ symbol, role }: Occurrence): number {
  const isLibrary = symbol.type === 'block' && symbol.entity.module.library;
  const isDeclared = role === 'declaration' && symbol.type !== 'property';
  return (isDeclared ? 1 : 0) + (symbol.type === 'let' ? 2 : 0) + (isLibrary ? 4 : 0);
}
