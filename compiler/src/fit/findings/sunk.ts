import { type Campus, decimalYear, type Hall } from '../../ir/index.js';
import { showMoney } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import type { CostLine, SimulationResult } from '../../simulation/results.js';
import { type FitContext, thresholdOf } from '../context.js';
import type { Change, Finding } from '../finding.js';
import { capitalLives } from '../lifetime/unit-costs.js';
import { blockName, openingMonth } from '../words.js';

/** Capital that a changed property of a hall buys anew; of other changes what is built is only used less. */
const BUYS: Readonly<Record<string, readonly string[]>> = {
  cooling: ['cooling capital'],
  network: ['network capital'],
  electrical: ['distribution capital', 'UPS capital', 'generators capital'],
};

interface Built {
  readonly campus: Campus;
  readonly hall: Hall;
  readonly lives: ReadonlyMap<string, number>;
  readonly opens: number;
}

/**
 * Findings with what is spent by `asOf` taken out of their numbers (MODELS A2): of a hall that stands by then, capital that has not
 * lived its life is spent, whatever a mend would have built instead, and what a mend builds is bought on top. Where
 * less than the least amount of a finding is left, it is information without a mend. By default `asOf` is the opening, and
 * nothing is spent.
 */
export function withoutSunk(context: FitContext, findings: readonly Finding[]): readonly Finding[] {
  const built = builtHalls(context);
  return built.size === 0 ? findings : findings.map((finding) => avoidable(context, built, finding));
}

function builtHalls(context: FitContext): ReadonlyMap<string, Built> {
  const halls = new Map<string, Built>();
  for (const campus of context.plan.campus) {
    const asOf = decimalYear(campus.asOf);
    for (const hall of campus.hall) {
      const opens = decimalYear(`${openingMonth(campus, hall)}-01`);
      if (opens < asOf - 1e-6)
        halls.set(hall.path ?? '', { campus, hall, opens, lives: capitalLives(context.index, campus, hall) });
    }
  }
  return halls;
}

function avoidable(context: FitContext, built: ReadonlyMap<string, Built>, finding: Finding): Finding {
  const { impact, mends: [mend] = [] } = finding;
  const told = impact?.presentValue ?? null;
  if (impact === undefined || mend === undefined || told === null || told <= 0) return finding;
  const plan = context.realise(mend.changes);
  if (plan === undefined) return finding;
  const spent = spentBy(context, built, mend.changes, context.simulate(plan));
  if (spent.usd <= 0) return finding;
  const left = told - spent.usd;
  const [first] = spent.halls;
  const campus = first === undefined ? undefined : built.get(first)?.campus;
  if (campus === undefined) return finding;
  const counts = left >= thresholdOf(context.plan, campus).minimum;
  const { mends, ...rest } = finding;
  const note = `${[...spent.halls].map(blockName).join(', ')} stands by \`asOf\` ${campus.asOf.slice(0, 7)}: of ${showMoney(told)}, ${showMoney(Math.min(told, spent.usd))} is spent and cannot be saved any more.${counts ? '' : " What is left is no reason to change it; when a change pays is DCP5101's."}`;
  return {
    ...rest,
    severity: counts ? finding.severity : 'info',
    notes: [...(finding.notes ?? []), note],
    steps: {
      title: 'What can still be saved',
      parts: [
        { text: 'cost of the mismatch with everything counted', usd: told },
        { text: `spent by \`asOf\` ${campus.asOf.slice(0, 7)}`, usd: Math.max(0, left) - told },
      ],
    },
    impact: { ...impact, presentValue: Math.max(0, left), basis: `${impact.basis}; without what is spent by \`asOf\`` },
    ...(counts && mends !== undefined ? { mends } : {}),
  };
}

/** Of what changes save, what is spent by `asOf`, USD, and the halls in which it is. */
function spentBy(
  context: FitContext,
  built: ReadonlyMap<string, Built>,
  changes: readonly Change[],
  after: SimulationResult,
): { readonly usd: number; readonly halls: ReadonlySet<string> } {
  const then = new Map(after.costs.map((line) => [keyOf(line), line]));
  const halls = new Set<string>();
  let usd = 0;
  for (const line of context.result.costs) {
    const one = built.get(line.path);
    const life = one?.lives.get(line.item);
    if (one === undefined || life === undefined) continue;
    const buys = changes.some((change) => change.path === line.path && isBought(change, line));
    const now = then.get(keyOf(line))?.byYear;
    const saved = context.result.years.map((year, y) => {
      const paid = line.byYear[y] ?? 0;
      const is = now?.[y] ?? 0;
      const own = year + 1e-6 < one.opens + life;
      return own && is !== paid ? Math.max(0, buys ? paid : paid - is) : 0;
    });
    const worth = presentValue(Float64Array.from(saved), one.campus.discount);
    if (worth <= 0) continue;
    usd += worth;
    halls.add(line.path);
  }
  return { usd, halls };
}

function isBought(change: Change, { item }: CostLine): boolean {
  return change.type !== 'member' && (BUYS[change.property]?.includes(item) ?? false);
}

function keyOf({ path, item }: CostLine): string {
  return `${path}\n${item}`;
}
