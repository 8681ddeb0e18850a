import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { obsolete } from './obsolete.js';
import { reserveDrawn } from './reserve-drawn.js';
import { retrofitPays } from './retrofit-pays.js';

/** Rules about what time does to a campus, once it is simulated (MODELS A6). */
export const LIFETIME_RULES: readonly ((context: FitContext) => Finding[])[] = [reserveDrawn, retrofitPays, obsolete];
