import type { Campus } from '../../ir/index.js';
import { showMoney } from '../../ir/show.js';
import { type FitContext, thresholdOf } from '../context.js';
import { type Spent, spending } from '../counterfactual/spent.js';
import type { Finding } from '../finding.js';
import { blockName, listed } from '../words.js';

/**
 * Findings with what is spent by `asOf` taken out of their numbers (MODELS A2). Where less than the least amount of a finding
 * is left, it is information without a mend. By default `asOf` is the opening, and nothing is spent.
 */
export function withoutSunk(context: FitContext, findings: readonly Finding[]): readonly Finding[] {
  const spent = spending(context);
  return spent === undefined ? findings : findings.map((finding) => avoidable(context, spent, finding));
}

function avoidable(context: FitContext, spentOf: NonNullable<ReturnType<typeof spending>>, finding: Finding): Finding {
  const { impact, mends: [mend] = [] } = finding;
  const told = impact?.presentValue ?? null;
  if (impact === undefined || mend === undefined || told === null || told <= 0) return finding;
  const plan = context.realise(mend.changes);
  if (plan === undefined) return finding;
  const spent = spentOf(context.simulate(plan), mend.changes);
  const campus = campusOf(context, spent);
  if (spent.usd <= 0 || campus === undefined) return finding;
  const left = Math.max(0, told - spent.usd);
  const counts = told - spent.usd >= thresholdOf(context.plan, campus).minimum;
  const asOf = campus.asOf.slice(0, 7);
  const { mends, ...rest } = finding;
  const standing = [...spent.halls].map(blockName);
  const by = `by \`asOf\` ${asOf}`;
  const sum = showMoney(told - left);
  const said =
    standing.length === 0
      ? `Of ${showMoney(told)}, ${sum} is spent ${by}`
      : `${listed(standing)} ${standing.length > 1 ? 'stand' : 'stands'} ${by}: of ${showMoney(told)}, ${sum} is spent`;
  const note = `${said} and cannot be saved any more.${counts ? '' : " What is left is no reason to change it; when a change pays is DCP5101's."}`;
  return {
    ...rest,
    severity: counts ? finding.severity : 'info',
    notes: [...(finding.notes ?? []), note],
    steps: {
      title: 'What can still be saved',
      parts: [
        { text: 'cost of the mismatch with everything counted', usd: told },
        { text: `spent ${by}`, usd: left - told },
      ],
    },
    impact: {
      ...impact,
      presentValue: left,
      from: impact.from !== null && impact.from < asOf ? asOf : impact.from,
      basis: `${impact.basis}; without what is spent by \`asOf\``,
    },
    ...(counts && mends !== undefined ? { mends } : {}),
  };
}

/** The campus in which most is spent. */
function campusOf({ plan }: FitContext, { byCampus }: Spent): Campus | undefined {
  const [most] = [...byCampus].sort(([, a], [, b]) => b - a);
  return plan.campus.find(({ path }) => path === most?.[0]);
}
