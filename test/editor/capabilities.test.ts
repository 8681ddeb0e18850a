import { describe, expect, it } from 'vitest';
import { capabilitiesFor } from '../../lsp/src/core/server.js';
import { features } from '../../lsp/src/features/index.js';

/** What a server that announces a capability is asked, as the protocol has it. */
const asked: Readonly<Record<string, readonly string[]>> = {
  callHierarchyProvider: [
    'textDocument/prepareCallHierarchy',
    'callHierarchy/incomingCalls',
    'callHierarchy/outgoingCalls',
  ],
  codeActionProvider: ['textDocument/codeAction', 'codeAction/resolve'],
  codeLensProvider: ['textDocument/codeLens', 'codeLens/resolve'],
  completionProvider: ['textDocument/completion', 'completionItem/resolve'],
  declarationProvider: ['textDocument/declaration'],
  definitionProvider: ['textDocument/definition'],
  diagnosticProvider: ['textDocument/diagnostic', 'workspace/diagnostic'],
  documentFormattingProvider: ['textDocument/formatting'],
  documentHighlightProvider: ['textDocument/documentHighlight'],
  documentLinkProvider: ['textDocument/documentLink'],
  documentOnTypeFormattingProvider: ['textDocument/onTypeFormatting'],
  documentRangeFormattingProvider: ['textDocument/rangeFormatting', 'textDocument/rangesFormatting'],
  documentSymbolProvider: ['textDocument/documentSymbol'],
  experimental: [
    'dcplan/comparison',
    'dcplan/explain',
    'dcplan/figures',
    'dcplan/ir',
    'dcplan/report',
    'dcplan/state',
    'dcplan/summary',
  ],
  foldingRangeProvider: ['textDocument/foldingRange'],
  hoverProvider: ['textDocument/hover'],
  implementationProvider: ['textDocument/implementation'],
  inlayHintProvider: ['textDocument/inlayHint', 'inlayHint/resolve'],
  linkedEditingRangeProvider: ['textDocument/linkedEditingRange'],
  positionEncoding: [],
  referencesProvider: ['textDocument/references'],
  renameProvider: ['textDocument/rename', 'textDocument/prepareRename'],
  selectionRangeProvider: ['textDocument/selectionRange'],
  semanticTokensProvider: [
    'textDocument/semanticTokens/full',
    'textDocument/semanticTokens/full/delta',
    'textDocument/semanticTokens/range',
  ],
  signatureHelpProvider: ['textDocument/signatureHelp'],
  textDocumentSync: [],
  typeDefinitionProvider: ['textDocument/typeDefinition'],
  typeHierarchyProvider: ['textDocument/prepareTypeHierarchy', 'typeHierarchy/supertypes', 'typeHierarchy/subtypes'],
  workspace: ['workspace/willRenameFiles', 'workspace/textDocumentContent'],
  workspaceSymbolProvider: ['workspace/symbol'],
};

describe('capabilities', () => {
  const announced = capabilitiesFor({ textDocument: { rename: { prepareSupport: true } } });

  it('are announced, each of them', () => {
    expect(Object.keys(announced).sort()).toEqual(Object.keys(asked).sort());
    expect(announced.experimental).toMatchObject({
      dcplan: Object.fromEntries((asked['experimental'] ?? []).map((method) => [method.slice('dcplan/'.length), true])),
    });
  });

  it('are answered, and nothing else is', () => {
    const answered = features.flatMap(({ handlers }) => handlers.map(({ method }) => method));
    expect([...answered].sort()).toEqual(Object.values(asked).flat().sort());
  });
});
