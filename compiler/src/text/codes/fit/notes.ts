import { defineCodes } from '../../codes.js';

/** Findings DCP49xx: what the models say of their own numbers. */
export const notesCodes = defineCodes({
  'model-range': {
    code: 'DCP4901',
    severity: 'info',
    title: 'A model was used at the edge of its validity range',
    explanation: `
Each model states the range in which its source holds. Outside it the program clamps the input and says so here: the
number behind it is an estimate at the edge of the range, not an extrapolation.
`,
  },
  'not-supported': {
    code: 'DCP4902',
    severity: 'info',
    title: 'The plan declares something that this version does not simulate',
    explanation: `
The declaration is checked and kept, but no number in the results includes its effect: blocks of a hall whose racks or
cooling change, for one, or the hours of an interruptible contract that several campuses share.
`,
  },
});
