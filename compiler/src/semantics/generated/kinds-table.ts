// Generated from stdlib/kinds by `npm run generate`. Do not edit.
import type { KindTable } from '../kinds/types.js';

export const kindTable: KindTable = {
  "kinds": [],
  "metrics": [],
};
