import type { Feature } from '../core/feature.js';
import { callHierarchyFeature } from './call-hierarchy.js';
import { codeActionsFeature } from './code-actions.js';
import { codeLensFeature } from './code-lens.js';
import { completionFeature } from './completion.js';
import { definitionFeature } from './definition.js';
import { documentSymbolsFeature } from './document-symbols.js';
import { explainFeature } from './explain.js';
import { foldingFeature } from './folding.js';
import { formattingFeature } from './formatting.js';
import { hoverFeature } from './hover.js';
import { inlayHintsFeature } from './inlay-hints.js';
import { linksFeature } from './links.js';
import { planFeature } from './plan.js';
import { pullDiagnosticsFeature } from './pull-diagnostics.js';
import { referencesFeature } from './references.js';
import { renameFeature } from './rename.js';
import { selectionRangesFeature } from './selection-ranges.js';
import { semanticTokensFeature } from './semantic-tokens.js';
import { signatureHelpFeature } from './signature-help.js';
import { typeHierarchyFeature } from './type-hierarchy.js';
import { workspaceSymbolsFeature } from './workspace-symbols.js';

/** Everything that the server can do, one file each. */
export const features: readonly Feature[] = [
  pullDiagnosticsFeature,
  codeActionsFeature,
  completionFeature,
  hoverFeature,
  definitionFeature,
  referencesFeature,
  renameFeature,
  documentSymbolsFeature,
  workspaceSymbolsFeature,
  foldingFeature,
  selectionRangesFeature,
  linksFeature,
  formattingFeature,
  signatureHelpFeature,
  codeLensFeature,
  inlayHintsFeature,
  callHierarchyFeature,
  typeHierarchyFeature,
  semanticTokensFeature,
  planFeature,
  explainFeature,
];
