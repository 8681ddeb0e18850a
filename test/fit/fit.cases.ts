import type { fitCodes } from '../../compiler/src/text/codes/fit.js';
import type { Cases } from './cases.js';
import { contractCases } from './cases/contract.cases.js';
import { electricalCases } from './cases/electrical.cases.js';
import { networkCases } from './cases/network.cases.js';
import { notesCases } from './cases/notes.cases.js';
import { operationCases } from './cases/operation.cases.js';
import { servingCases } from './cases/serving.cases.js';
import { sizingCases } from './cases/sizing.cases.js';
import { thermalCases } from './cases/thermal.cases.js';

/** What does not fit once simulated: DCP4xxx. */
export const fitCases: Cases<keyof typeof fitCodes> = {
  ...contractCases,
  ...electricalCases,
  ...networkCases,
  ...notesCases,
  ...operationCases,
  ...servingCases,
  ...sizingCases,
  ...thermalCases,
};
