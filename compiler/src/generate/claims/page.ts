import type { AnyEntity } from '../../ir/index.js';
import type { Provenance } from '../../ir/values.js';
import { type Evidence, pageWith } from '../evidence.js';
import type { GeneratedFile } from '../output.js';

/** What one claim of the field comes to; `slug` names its plan in samples/claims too. */
export interface Claim extends Evidence {
  /** `h` */
  readonly letter: string;
  /** Where the models bear it out, and where they do not. */
  readonly holds: readonly string[];
  readonly fails: readonly string[];
  /** Load, price, loss or speed at which it turns. */
  readonly breakEven: readonly string[];
  /** Figures that decide, with where they come from. */
  readonly sources: readonly string[];
}

/** The page and the picture of a claim. */
export function pageOf(each: Claim): Promise<readonly GeneratedFile[]> {
  const plan = `samples/claims/${each.slug}.dcplan`;
  return pageWith(
    'claims',
    each,
    `(${each.letter}) ${each.title}`,
    [
      `**Verdict.** ${each.verdict}.`,
      `**Time scale.** ${each.scale}`,
      `**The plan.** [${plan}](../../${plan}); what is varied stands below.`,
    ],
    [
      { heading: 'Where it holds', lines: each.holds },
      { heading: 'Where it fails', lines: each.fails },
      { heading: 'Break-even', lines: each.breakEven },
      { heading: 'What it rests on', lines: each.sources },
    ],
  );
}

/** Figures of an entry with their sources, as a page lists them. */
export function sourced(name: string, entity: AnyEntity, properties: readonly string[]): readonly string[] {
  const sources: Readonly<Record<string, Provenance | undefined>> = entity.sources ?? {};
  return properties.flatMap((property) => {
    const source = sources[property] ?? sources[''];
    if (source === undefined) return [];
    const year = source.year === undefined ? '' : `, ${String(source.year)}`;
    const where = source.where === undefined ? '' : `, ${source.where}`;
    return [`${name}, ${property}: “${source.title}”${year}${where} (${source.standing}).`];
  });
}
