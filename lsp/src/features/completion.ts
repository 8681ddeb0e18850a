import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver';
import { blocksOfModule, type World } from '../../../compiler/src/semantics/index.js';
import { editorKinds } from '../../../compiler/src/semantics/generated/editor-tables.js';
import { entriesOfKind } from '../completion/entries.js';
import type { About, Proposal } from '../completion/item.js';
import { type Place, placeAt } from '../completion/place.js';
import { propose } from '../completion/propose.js';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { describeEntity } from '../texts/entity.js';
import { metricDoc } from '../texts/figures.js';
import { fenced } from '../texts/markdown.js';
import { editorProperty, signatureOf, termsOf } from '../texts/property.js';

/** What may stand at the cursor: what fits the type first, then what is near, then what must be imported. */
export const completionFeature: Feature = {
  capabilities: () => ({
    completionProvider: { resolveProvider: true, triggerCharacters: ['.', ':', ' ', '@', '/', '{', '"'] },
  }),
  handlers: [answer(CompletionRequest.type, completion), answer(CompletionResolveRequest.type, resolve)],
};

/** What an item carries so that its documentation can be worked out. */
interface ItemData {
  readonly file: string;
  readonly about: About;
}

function completion(session: Session, { textDocument, position, context }: CompletionParams): CompletionList | null {
  const plan = session.inPlan(textDocument.uri);
  const file = fileOf(textDocument.uri);
  const parsed = session.parsed(file);
  if (plan === undefined || parsed === undefined) return null;
  const at = session.files.lines(file).offsetAt(position);
  const place = placeAt(plan.bound.world, plan.module, parsed.tree, at);
  // A space is typed all the time: it opens the list only where a value or a unit is due.
  if (context?.triggerCharacter === ' ' && !/(?:[:=]|\d|\bof|require|prefer|import)\s$/.test(place.head)) return null;
  const proposals = propose(session, place);
  const areUnits = proposals.some(({ kind }) => kind === CompletionItemKind.Unit);
  // The list closes over a unit that is whole: the next line end is one, and takes nothing in.
  if (
    areUnits &&
    context?.triggerKind === CompletionTriggerKind.TriggerForIncompleteCompletions &&
    isWhole(place, proposals)
  )
    return null;
  const seen = new Set<string>();
  const items = proposals.flatMap((proposal) => {
    if (seen.has(proposal.label)) return [];
    seen.add(proposal.label);
    return [itemOf(session, file, place, proposal)];
  });
  return { isIncomplete: areUnits, items };
}

/** Whether what is typed is something that is proposed, and nothing longer begins so. */
function isWhole({ head, text, from, at }: Place, proposals: readonly Proposal[]): boolean {
  const typed = begunUnit(head) + text.slice(from, at);
  const begun = proposals.filter(({ label }) => label.startsWith(typed));
  return begun.length === 1 && begun[0]?.label === typed;
}

/** `USD/` of a unit that is being typed. */
function begunUnit(head: string): string {
  return /(?:[\w%]+\/)+$/.exec(head)?.[0] ?? '';
}

function itemOf(session: Session, file: string, place: Place, proposal: Proposal): CompletionItem {
  const { label, kind, rank, detail, description, snippet, plain, edits, about } = proposal;
  const capabilities = session.client.textDocument?.completion?.completionItem;
  const asSnippet = snippet !== undefined && capabilities?.snippetSupport === true;
  // A unit begins before the division that is being typed.
  const begun = kind === CompletionItemKind.Unit ? begunUnit(place.head).length : 0;
  const range = session.files.range(file, { start: place.from - begun, end: place.to });
  const data: ItemData | undefined = about === undefined ? undefined : { file, about };
  return {
    label,
    kind,
    sortText: `${String(rank).padStart(3, '0')} ${label}`,
    filterText: label,
    ...(detail === undefined ? {} : { detail }),
    ...(description === undefined || capabilities?.labelDetailsSupport !== true
      ? {}
      : { labelDetails: { description } }),
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range, newText: asSnippet ? snippet : (plain ?? label) },
    ...(edits === undefined || edits.length === 0
      ? {}
      : {
          additionalTextEdits: edits.map((edit) => ({
            range: session.files.range(edit.file, edit.span),
            newText: edit.newText,
          })),
        }),
    ...(data === undefined ? {} : { data }),
  };
}

/** Works out the documentation of an item that somebody looks at. */
function resolve(session: Session, item: CompletionItem): CompletionItem {
  const data = item.data as ItemData | undefined;
  const value = data === undefined ? undefined : documentation(session, data);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

function documentation(session: Session, { file, about }: ItemData): string | undefined {
  switch (about.type) {
    case 'text':
      return about.text === '' ? undefined : about.text;
    case 'property': {
      const property = editorProperty(about.kind, about.name);
      if (property === undefined) return undefined;
      const terms = termsOf(property);
      const parts = [fenced(signatureOf(about.name, property)), property.doc, terms.join('; ')];
      return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
    }
    case 'kind':
      return editorKinds[about.name]?.doc;
    case 'metric':
      return metricDoc(about.on, about.name);
    case 'entry': {
      const world = worldOf(session, file);
      const entry = entriesOfKind(session.files.stdlib, '').find(
        ({ module, name }) => `${module}#${name}` === about.key,
      );
      return world === undefined || entry === undefined ? undefined : describeEntity(world, entry.entity);
    }
    case 'block': {
      const bound = session.bound(file);
      const module = bound?.modules.get(about.file);
      if (bound === undefined || module == null) return undefined;
      const block = [...blocksOfModule(module).values()].find(({ path }) => path === about.path);
      return block === undefined ? undefined : describeEntity(bound.world, block);
    }
  }
}

function worldOf(session: Session, file: string): World | undefined {
  return session.bound(file)?.world;
}
