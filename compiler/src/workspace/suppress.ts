import type { Finding } from '../fit/index.js';
import type { Allow, Plan } from '../ir/index.js';
import { indexPlan } from '../ir/index.js';

interface Suppression {
  readonly path: string;
  readonly allow: Allow;
  used: boolean;
}

export interface Judgement {
  /** What counts, with what is to be said of the suppressions themselves. */
  readonly kept: readonly Finding[];
  readonly suppressed: readonly { readonly finding: Finding; readonly allow: Allow }[];
}

/**
 * Takes out findings that an `@allow` on their block, or on a block around it, suppresses, and adds DCP6101 and DCP6102
 * for suppressions past their date or without effect. `today` is an ISO day; without it no date is judged. Without a
 * `complete` set of findings (the static part alone) none is said to be without effect.
 */
export function suppress(
  plan: Plan,
  findings: readonly Finding[],
  today: string | undefined,
  complete: boolean,
): Judgement {
  const suppressions: Suppression[] = [];
  for (const [path, entity] of indexPlan(plan)) {
    for (const allow of entity.path === undefined ? [] : (entity.allows ?? []))
      suppressions.push({ path, allow, used: false });
  }
  if (suppressions.length === 0) return { kept: findings, suppressed: [] };
  const kept: Finding[] = [];
  const suppressed: { finding: Finding; allow: Allow }[] = [];
  for (const finding of findings) {
    const covering = suppressions.filter((suppression) => covers(suppression, finding));
    for (const suppression of covering) suppression.used = true;
    const holding = covering.find(({ allow }) => !expired(allow, today));
    if (holding === undefined) kept.push(finding);
    else suppressed.push({ finding, allow: holding.allow });
  }
  return {
    kept: [...kept, ...suppressions.flatMap((suppression) => complaints(suppression, today, complete))],
    suppressed,
  };
}

function covers({ path, allow }: Suppression, finding: Finding): boolean {
  if (allow.code !== finding.slug && allow.code !== finding.code) return false;
  return finding.path === path || finding.path.startsWith(`${path}.`) || finding.path.startsWith(`${path}[`);
}

/** `until` is the first day on which it no longer holds. */
function expired(allow: Allow, today: string | undefined): boolean {
  return today !== undefined && allow.until !== undefined && today >= allow.until;
}

function complaints({ path, allow, used }: Suppression, today: string | undefined, complete: boolean): Finding[] {
  if (expired(allow, today)) {
    return [
      {
        code: 'DCP6101',
        slug: 'allow-expired',
        severity: 'warning',
        path,
        message: `the suppression of ${allow.code} here ended on ${allow.until ?? ''} ("${allow.reason}")`,
      },
    ];
  }
  if (used || !complete) return [];
  return [
    {
      code: 'DCP6102',
      slug: 'allow-unused',
      severity: 'warning',
      path,
      message: `the suppression of ${allow.code} here suppresses nothing`,
    },
  ];
}
