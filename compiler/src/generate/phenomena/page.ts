import { type Evidence, pageWith } from '../evidence.js';
import type { GeneratedFile } from '../output.js';

/** What the models say about one thing that the field asserts. */
export interface Phenomenon extends Evidence {
  /** Where the models show it, and where they do not or say the contrary. */
  readonly shown: readonly string[];
  readonly refuted: readonly string[];
}

/** The page and the picture of a phenomenon. */
export function pageOf(each: Phenomenon): Promise<readonly GeneratedFile[]> {
  return pageWith(
    'phenomena',
    each,
    each.title,
    [`**Time scale.** ${each.scale}`, '**Conditions.**'],
    [
      { heading: 'Where the models show it', lines: each.shown },
      { heading: 'Where they refute it', lines: each.refuted },
    ],
  );
}
