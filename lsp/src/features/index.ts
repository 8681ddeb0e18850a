import type { Feature } from '../core/feature.js';
import { codeActionsFeature } from './code-actions.js';
import { completionFeature } from './completion.js';
import { definitionFeature } from './definition.js';
import { hoverFeature } from './hover.js';
import { planFeature } from './plan.js';
import { pullDiagnosticsFeature } from './pull-diagnostics.js';
import { referencesFeature } from './references.js';
import { renameFeature } from './rename.js';

/** Everything that the server can do, one file each. */
export const features: readonly Feature[] = [
  pullDiagnosticsFeature,
  codeActionsFeature,
  completionFeature,
  hoverFeature,
  definitionFeature,
  referencesFeature,
  renameFeature,
  planFeature,
];
