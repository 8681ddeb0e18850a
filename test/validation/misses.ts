/** Kinds whose modelled items must all be inside their tolerance. */
const EXACT: ReadonlySet<string> = new Set([
  'identity',
  'textbook',
  'published_calc',
  'published_rate',
  'derived_check',
]);
/** Kinds of which this share must be inside, each miss explained. */
const EXPLAINED: ReadonlySet<string> = new Set(['published_table', 'published_curve', 'worked_problem']);
export const EXPLAINED_SHARE = 0.95;

/** True where a miss has to be among the known ones. Measured items only bound the program. */
export function mustBeInside(kind: string): boolean {
  return EXACT.has(kind) || EXPLAINED.has(kind);
}

export function mayMissSome(kind: string): boolean {
  return EXPLAINED.has(kind);
}

/**
 * Known misses of these kinds, `case item`, each with its cause. One that starts to pass has to leave the list: the test
 * says so.
 */
export const misses: ReadonlyMap<string, string> = new Map([
  [
    'A-superpod-gb200-su su_tdp_mw',
    'eight racks at the nameplate of the library, without the network and management racks of a unit',
  ],
  [
    'D-megatron-dev 530b.mfu_selective',
    'a step that is 9 % too short, as in Calculon, whose efficiencies the model uses; the tolerance is one point of MFU',
  ],
]);
