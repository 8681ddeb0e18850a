import type { Severity } from './diagnostic.js';

/** What `dcplan explain CODE` shows. Markdown in `explanation`. */
export interface CodeDescription {
  /** `DCP4103`. Stable for ever. */
  readonly code: string;
  /** `thermal-part-load` */
  readonly slug: string;
  readonly severity: Severity;
  /** One line, for lists. */
  readonly title: string;
  /** What it means, why it matters, equation and source where a model is behind it, how to mend it. */
  readonly explanation: string;
}

/** Helper for the code tables: keeps literal keys, so that a stage can only report codes that exist. */
export function defineCodes<const T extends Record<string, Omit<CodeDescription, 'slug'>>>(table: T): T {
  return table;
}
