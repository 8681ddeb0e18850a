import { contractCodes } from './fit/contract.js';
import { electricalCodes } from './fit/electrical.js';
import { networkCodes } from './fit/network.js';
import { notesCodes } from './fit/notes.js';
import { operationCodes } from './fit/operation.js';
import { servingCodes } from './fit/serving.js';
import { sizingCodes } from './fit/sizing.js';
import { thermalCodes } from './fit/thermal.js';

/** Findings of DCP4xxx: where design and workload do not fit, each backed by a simulated counterfactual. */
export const fitCodes = {
  ...thermalCodes,
  ...networkCodes,
  ...contractCodes,
  ...electricalCodes,
  ...servingCodes,
  ...operationCodes,
  ...sizingCodes,
  ...notesCodes,
} as const;
