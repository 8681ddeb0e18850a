import type { CodeDescription } from './codes.js';
import { consistencyCodes } from './codes/consistency.js';
import { fitCodes } from './codes/fit.js';
import { gateCodes } from './codes/gates.js';
import { lifetimeCodes } from './codes/lifetime.js';
import { requirementCodes } from './codes/requirements.js';
import { semanticsCodes } from './codes/semantics.js';
import { syntaxCodes } from './codes/syntax.js';
import { workspaceCodes } from './codes/workspace.js';

const TABLES = [
  syntaxCodes,
  semanticsCodes,
  workspaceCodes,
  consistencyCodes,
  fitCodes,
  lifetimeCodes,
  requirementCodes,
  gateCodes,
];

/** Every code that the program can emit, in the order of the codes. */
export function allCodes(): readonly CodeDescription[] {
  const entries = TABLES.flatMap((table) =>
    Object.entries<Omit<CodeDescription, 'slug'>>(table).map(([slug, entry]) => ({ slug, ...entry })),
  );
  return entries.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Looks a code up by `DCP4103` or by its slug, in any case. */
export function findCode(codeOrSlug: string): CodeDescription | undefined {
  const code = codeOrSlug.toUpperCase();
  const slug = codeOrSlug.toLowerCase();
  return allCodes().find((entry) => entry.code === code || entry.slug === slug);
}
