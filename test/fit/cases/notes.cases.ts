import type { notesCodes } from '../../../compiler/src/text/codes/fit/notes.js';
import { type Cases, hall } from '../cases.js';
import { campus, training } from '../fixture.js';
import { H200 } from './plans.js';

export const notesCases: Cases<keyof typeof notesCodes> = {
  'model-range': {
    fires: campus({ hall: hall(H200, 'AirEconomizer { chiller: none }') }),
    quiet: campus(),
    path: 'C.A',
    at: 'A',
    words: ['cannot hold the supply temperature in', 'hours of 2027', 'the weather is too warm'],
  },
  'not-supported': {
    fires: training({ more: '  generation Gusts { capacity: 1 MW, technology: wind }' }),
    quiet: training({ more: '  battery Cells { power: 1 MW, energy: 1 MWh }' }),
    path: 'C.Gusts',
    at: 'Gusts',
    words: ['the hours of wind are not known in this version'],
  },
};
