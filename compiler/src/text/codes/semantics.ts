import { annotationCodes } from './semantics/annotations.js';
import { blockCodes } from './semantics/blocks.js';
import { conditionCodes } from './semantics/conditions.js';
import { moduleCodes } from './semantics/modules.js';
import { nameCodes } from './semantics/names.js';
import { unitCodes } from './semantics/units.js';
import { valueCodes } from './semantics/values.js';

/** DCP2xxx: names, types, units, modules. */
export const semanticsCodes = {
  ...moduleCodes,
  ...nameCodes,
  ...blockCodes,
  ...unitCodes,
  ...valueCodes,
  ...conditionCodes,
  ...annotationCodes,
};

export type SemanticsSlug = keyof typeof semanticsCodes;
